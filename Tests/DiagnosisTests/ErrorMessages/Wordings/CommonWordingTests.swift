import Testing

@testable import Diagnosis

@Suite("Wordings: Common")
struct CommonWordingTests {
    @Test("Bare failures")
    func endpoints() {
        Wording.expect(
            #"""
            connect-failed 10.0.0.5 8080 | failed to connect to the server 10.0.0.5:8080
            connect-failed 192.168.1.20 6379 | failed to connect to host 192.168.1.20:6379
            connect-failed 172.18.0.3 9200 | failed to connect to the broker 172.18.0.3:9200
            connect-failed db.local 27017 | failed to connect to database db.local:27017
            connect-failed 127.0.0.1 5000 | failed to connect to the backend 127.0.0.1:5000
            connect-failed localhost 8081 | failed to connect to upstream localhost:8081
            connect-failed 10.0.0.5 4200 | failed to connect to the remote host 10.0.0.5:4200
            connect-failed 192.168.1.20 9092 | failed to connect to target 192.168.1.20:9092
            connect-failed 172.18.0.3 3000 | failed to connect to the 172.18.0.3:3000
            connect-failed db.local 5432 | connect to db.local:5432 failed
            connect-failed 127.0.0.1 8080 | could not connect to the server 127.0.0.1:8080
            connect-failed localhost 6379 | could not connect to host localhost:6379
            connect-failed 10.0.0.5 9200 | could not connect to the broker 10.0.0.5:9200
            connect-failed 192.168.1.20 27017 | could not connect to database 192.168.1.20:27017
            connect-failed 172.18.0.3 5000 | could not connect to the upstream 172.18.0.3:5000
            connect-failed db.local 8081 | could not connect to db.local:8081
            connect-failed 127.0.0.1 4200 | couldn't connect to the server 127.0.0.1:4200
            connect-failed localhost 9092 | couldn't connect to host localhost:9092
            connect-failed 10.0.0.5 3000 | couldn't connect to the broker 10.0.0.5:3000
            connect-failed 192.168.1.20 5432 | couldn't connect to 192.168.1.20:5432
            connect-failed 172.18.0.3 8080 | connection to 172.18.0.3:8080 failed
            connect-failed db.local 6379 | unable to connect to the server db.local:6379
            connect-failed 127.0.0.1 9200 | unable to connect to host 127.0.0.1:9200
            connect-failed localhost 27017 | unable to connect to the broker localhost:27017
            connect-failed 10.0.0.5 5000 | unable to connect to database 10.0.0.5:5000
            connect-failed 192.168.1.20 8081 | unable to connect to the remote host 192.168.1.20:8081
            connect-failed 172.18.0.3 4200 | unable to connect to 172.18.0.3:4200
            connect-failed db.local 9092 | cannot connect to the server db.local:9092
            connect-failed 127.0.0.1 3000 | cannot connect to host 127.0.0.1:3000
            connect-failed localhost 5432 | cannot connect to the broker localhost:5432
            connect-failed 10.0.0.5 8080 | cannot connect to 10.0.0.5:8080
            connect-failed 192.168.1.20 6379 | can't connect to the server 192.168.1.20:6379
            connect-failed 172.18.0.3 9200 | can't connect to host 172.18.0.3:9200
            connect-failed db.local 27017 | can't connect to the db.local:27017
            connect-failed 127.0.0.1 5000 | error connecting to server 127.0.0.1:5000
            connect-failed localhost 8081 | error connecting to localhost:8081
            connect-failed 192.168.1.20 9092 | failed to dial 192.168.1.20:9092
            connect-failed 172.18.0.3 3000 | connection error: 172.18.0.3:3000
            connect-failed db.local 5432 | connection to server db.local:5432 failed
            connect-failed 127.0.0.1 8080 | connection to host 127.0.0.1:8080 refused
            connect-failed localhost 6379 | connection to localhost:6379 could not be
            connect-failed 10.0.0.5 9200 | error while connecting to 10.0.0.5:9200
            connect-failed 192.168.1.20 27017 | unable to reach 192.168.1.20:27017
            connect-failed 172.18.0.3 5000 | could not reach 172.18.0.3:5000
            connect-failed db.local 8081 | cannot reach db.local:8081
            connect-failed 127.0.0.1 4200 | failed to reach 127.0.0.1:4200
            connect-failed localhost 9092 | connection failed to localhost:9092
            connect-failed 192.168.1.20 5432 | failed to establish a connection to 192.168.1.20:5432
            connect-failed 172.18.0.3 8080 | failed to establish a new connection to 172.18.0.3:8080
            connect-failed db.local 6379 | failed to establish connection to db.local:6379
            connect-failed 127.0.0.1 9200 | failed to open TCP connection to 127.0.0.1:9200
            connect-failed localhost 27017 | failed to open connection to localhost:27017
            connect-failed 10.0.0.5 5000 | connect to ipv4#10.0.0.5:5000 failed
            connect-failed 192.168.1.20 8081 | connect to ipv6#192.168.1.20:8081 failed
            connect-failed 172.18.0.3 4200 | failed to fetch 172.18.0.3:4200
            listen-failed db.local 9092 | failed to listen on db.local:9092
            listen-failed 127.0.0.1 3000 | failed to bind to address 127.0.0.1:3000
            listen-failed localhost 5432 | failed to bind to localhost:5432
            listen-failed 10.0.0.5 8080 | unable to bind to address 10.0.0.5:8080
            listen-failed 192.168.1.20 6379 | unable to bind to 192.168.1.20:6379
            listen-failed 172.18.0.3 9200 | could not bind to address 172.18.0.3:9200
            listen-failed db.local 27017 | could not bind to db.local:27017
            listen-failed 127.0.0.1 5000 | cannot bind to address 127.0.0.1:5000
            listen-failed localhost 8081 | cannot bind to localhost:8081
            listen-failed 10.0.0.5 4200 | can't bind to 10.0.0.5:4200
            listen-failed 192.168.1.20 9092 | could not listen on 192.168.1.20:9092
            listen-failed 172.18.0.3 3000 | couldn't listen on 172.18.0.3:3000
            listen-failed db.local 5432 | cannot listen on db.local:5432
            listen-failed 127.0.0.1 8080 | unable to listen on 127.0.0.1:8080
            listen-failed localhost 6379 | failed to start server on localhost:6379
            listen-failed 10.0.0.5 9200 | error listening on 10.0.0.5:9200
            listen-failed 192.168.1.20 27017 | bind to 192.168.1.20:27017 failed
            listen-failed 172.18.0.3 5000 | bind() to 172.18.0.3:5000 failed
            listen-failed db.local 8081 | failed to bind socket db.local:8081
            listen-failed 127.0.0.1 4200 | failed to bind 127.0.0.1:4200
            listen-failed - - | failed to start server
            listen-failed - - | unable to start server
            listen-failed - 5432 | could not bind to port 5432
            listen-failed - 8080 | could not bind socket to port 8080
            listen-failed - 6379 | failed to bind to port 6379
            listen-failed - 9200 | failed to bind on port 9200
            listen-failed - 27017 | failed to bind port 27017
            listen-failed - 5000 | failed to listen on port 5000
            listen-failed - 8081 | unable to listen on port 8081
            listen-failed - 4200 | cannot listen on port 4200
            listen-failed - 9092 | could not listen on port 9092
            listen-failed 127.0.0.1 3000 | could not bind to 127.0.0.1:3000
            listen-failed - 5432 | cannot bind port 5432
            listen-failed - 8080 | unable to bind to port 8080
            listen-failed - 6379 | unable to bind port 6379
            listen-failed - 9200 | failed to start web server on port 9200
            listen-failed - 27017 | failed to start http server on port 27017
            listen-failed - 5000 | failed to start server on port 5000
            listen-failed - 8081 | could not start server on port 8081
            listen-failed 10.0.0.5 4200 | failed to create server TCP listening socket 10.0.0.5:4200
            listen-failed 192.168.1.20 9092 | failed to create server listening socket 192.168.1.20:9092
            listen-failed 172.18.0.3 3000 | cannot bind socket ...  for 172.18.0.3:3000
            listen-failed db.local 5432 | cannot bind socket ...  for [db.local:5432
            listen-failed 127.0.0.1 8080 | listen on 127.0.0.1:8080 failed
            listen-failed localhost 6379 | error binding to localhost:6379
            listen-failed - 9200 | failed to create listening socket for port 9200
            listen-failed 192.168.1.20 27017 | failed to create listening socket for 192.168.1.20:27017
            listen-failed - 5000 | cannot start the server on port 5000
            listen-failed - 8081 | cannot start server on port 8081
            listen-failed - - | could not create listening socket
            listen-failed - - | bind failed
            bad-port - 3000 | invalid port number: '3000
            bad-port - 5432 | invalid port number 5432
            bad-port - 8080 | invalid port: '8080
            bad-port - 6379 | invalid port: 6379
            bad-port - 9200 | port out of range: 9200
            bad-port - 27017 | port out of range:27017
            bad-port - - | port out of range
            bad-port - - | invalid port value
            bad-port - 4200 | port number out of range: 4200
            bad-port - - | port number out of range
            bad-port - - | port must be 0-65535
            bad-port - - | port must be between 0 and 65535
            bad-port - 8080 | port should be >= 0 and < 65536. received type number (8080
            bad-port - 6379 | port should be >= 0 and < 65536. received 6379
            bad-port - - | port should be >= 0 and < 65536
            bad-port - 27017 | options.port should be >= 0 and < 65536 ... 27017
            bad-port - - | ERR_SOCKET_BAD_PORT
            bad-port - 8081 | port argument must be >= 0 and < 65536: 8081
            bad-port - 4200 | address 4200: invalid port
            bad-port - 9092 | invalid port value: 9092
            bad-port - 3000 | port value out of range: 3000
            bad-port - - | port value out of range
            bad-port - 8080 | invalid port ':8080' after host
            bad-port - 6379 | invalid port '6379' after host
            bad-port - - | getsockaddrarg: port must be 0-65535
            bad-port - 27017 | bad port number: 27017
            bad-port - 5000 | bad port '5000
            bad-port - 8081 | bad port 8081
            bad-port - 4200 | invalid port '4200
            bad-port - 9092 | invalid port 9092
            bad-port - 3000 | invalid port in ... :3000
            bad-port - 5432 | port number too large: 5432
            bad-port - - | port number too large
            bad-port - 6379 | port '6379' out of range
            bad-port - 9200 | port 9200 is out of range
            bad-port - - | is not a valid port
            bad-port - 5000 | 5000 is not a valid port
            bad-port - 8081 | invalid containerPort: 8081
            bad-port - 4200 | invalid hostPort: 4200
            bad-port - - | invalid publish opts format
            bad-port - 3000 | '3000' is not a valid port
            bad-port - 5432 | illegal port number '5432
            bad-port - 8080 | illegal port number 8080
            bad-port - - | port number is not valid
            bad-port - - | invalid port in URL
            bad-port - - | port number ended with
            bad-port - - | badly formatted port
            bad-port - - | bad port in URL
            bad-port - 4200 | port could not be cast to integer value as '4200'
            bad-port - - | servname not supported for ai_socktype
            bad-port - - | invalid port range
            bad-port - - | port range exceeds
            unsafe-port - - | Error: bad port
            unsafe-port - - | cause: bad port
            unsafe-port - - | restricted port
            unsafe-port - - | port blocked by browser
            header-too-large - - | status code 431
            header-too-large - - | Request Header Fields Too Large
            header-too-large - - | HPE_HEADER_OVERFLOW
            header-too-large - - | header overflow
            header-too-large - - | request header is too large
            header-too-large - - | request header or cookie too large
            header-too-large - - | header too large
            header-too-large - - | headers too large
            header-too-large - - | client sent too long header line
            header-too-large - - | size of a request header field exceeds server limit
            header-too-large - - | limit request headers fields size
            header-too-large - - | request header too large
            header-too-large - - | header section has more than
            header-too-large - - | UND_ERR_HEADERS_OVERFLOW
            header-too-large - - | got more than 12 headers
            header-too-large - - | got more than 12 bytes ...  when reading header line
            header-too-large - - | upstream sent too big header
            header-too-large - - | header list size
            header-too-large - - | http2: request header list larger
            header-too-large - - | HTTP header line too long
            too-many-redirects - - | too many redirects
            too-many-redirects - - | TooManyRedirects
            too-many-redirects - - | maximum redirects
            too-many-redirects - - | redirected too many times
            too-many-redirects - - | redirect count exceeded
            too-many-redirects - - | maximum ...  redirects followed
            too-many-redirects - - | redirections exceeded
            too-many-redirects - - | exceeded 12 redirects
            too-many-redirects - - | stopped after 12 redirects
            too-many-redirects - - | redirection limit
            too-many-redirects - - | maxRedirects
            too-many-redirects - - | redirect loop
            too-many-redirects - - | circular redirect
            too-many-redirects - - | maximum redirect reached
            too-many-redirects - - | too many redirections
            too-many-redirects - - | redirecting in a way that will never complete
            too-many-redirects - - | server redirected too many times
            too-many-redirects - - | too many HTTP redirects
            connect-failed - - | could not connect to
            connect-failed - - | couldn't connect to
            connect-failed - - | cannot connect to
            connect-failed - - | can not connect to
            connect-failed - - | can't connect to
            connect-failed - - | unable to connect to
            connect-failed - - | failed to connect to
            connect-failed - - | could not establish a connection
            connect-failed - - | couldn't establish connection
            connect-failed - - | cannot establish a connection
            connect-failed - - | can't establish connection
            connect-failed - - | unable to establish a connection
            connect-failed - - | failed to establish connection
            connect-failed - - | connect to ...  failed:
            connect-failed 192.168.1.20 9092 | connect to (192.168.1.20 : 9092) failed
            connect-failed - - | connection to ...  failed:
            connect-failed - - | connection attempt to ...  failed:
            connect-failed - - | connection to the server was lost
            connect-failed - - | connection to broker lost
            connect-failed - - | connection to the database was lost
            """#)
    }
}
