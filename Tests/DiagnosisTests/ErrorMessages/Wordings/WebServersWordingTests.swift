import Testing

@testable import Diagnosis

@Suite("Wordings: WebServers")
struct WebServersWordingTests {
    @Test("nginx")
    func nginx() {
        Wording.expect(
            #"""
            address-in-use 127.0.0.1 5000 | 2026/01/05 10:00:00 [error] 7#7: *1 bind() to 127.0.0.1:5000 failed (98
            address-in-use localhost 8081 | 2026/01/05 10:00:00 [error] 7#7: *1 bind() to localhost:8081 failed (48
            address-in-use 10.0.0.5 4200 | 2026/01/05 10:00:00 [error] 7#7: *1 bind() to 10.0.0.5:4200 failed (10048
            address-in-use - - | 2026/01/05 10:00:00 [error] 7#7: *1 still could not bind()
            permission-denied 172.18.0.3 3000 | 2026/01/05 10:00:00 [error] 7#7: *1 bind() to 172.18.0.3:3000 failed (13
            permission-denied db.local 5432 | 2026/01/05 10:00:00 [error] 7#7: *1 bind() to db.local:5432 failed (10013
            permission-denied 127.0.0.1 8080 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to 127.0.0.1:8080 failed (13
            permission-denied localhost 6379 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to localhost:6379 failed (1:
            not-available 10.0.0.5 9200 | 2026/01/05 10:00:00 [error] 7#7: *1 bind() to 10.0.0.5:9200 failed (99
            not-available 192.168.1.20 27017 | 2026/01/05 10:00:00 [error] 7#7: *1 bind() to 192.168.1.20:27017 failed (49
            not-available 172.18.0.3 5000 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to 172.18.0.3:5000 failed (99
            name-resolution db.local - | 2026/01/05 10:00:00 [error] 7#7: *1 host not found in upstream 'db.local
            name-resolution 127.0.0.1 - | 2026/01/05 10:00:00 [error] 7#7: *1 127.0.0.1 could not be resolved (
            name-resolution localhost - | 2026/01/05 10:00:00 [error] 7#7: *1 host not found in resolver 'localhost
            name-resolution - - | 2026/01/05 10:00:00 [error] 7#7: *1 host not found in upstream
            name-resolution - - | 2026/01/05 10:00:00 [error] 7#7: *1 host not found in resolver
            name-resolution listen - | 2026/01/05 10:00:00 [error] 7#7: *1 host not found in 'listen'
            name-resolution db.local - | 2026/01/05 10:00:00 [error] 7#7: *1 host not found in 'db.local
            name-resolution 127.0.0.1 - | 2026/01/05 10:00:00 [error] 7#7: *1 no resolver defined to resolve 127.0.0.1
            connection-refused localhost 27017 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() failed (111 ... upstream: 'localhost:27017
            connection-refused 10.0.0.5 5000 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() failed (61 ... upstream: '10.0.0.5:5000
            connection-refused 192.168.1.20 8081 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() failed (10061 ... upstream: '192.168.1.20:8081
            connection-refused - - | 2026/01/05 10:00:00 [error] 7#7: *1 connect() failed (111
            connection-refused db.local 9092 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to db.local:9092 failed (111
            timeout 127.0.0.1 3000 | 2026/01/05 10:00:00 [error] 7#7: *1 upstream timed out ( ... upstream: '127.0.0.1:3000
            timeout - - | 2026/01/05 10:00:00 [error] 7#7: *1 upstream timed out
            timeout 10.0.0.5 8080 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() failed (110 ... upstream: '10.0.0.5:8080
            host-unreachable 192.168.1.20 6379 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() failed (113 ... upstream: '192.168.1.20:6379
            host-unreachable 172.18.0.3 9200 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to 172.18.0.3:9200 failed (113
            network-unreachable db.local 27017 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() failed (101 ... upstream: 'db.local:27017
            network-unreachable 127.0.0.1 5000 | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to 127.0.0.1:5000 failed (101
            reset localhost 8081 | 2026/01/05 10:00:00 [error] 7#7: *1 recv() failed (104 ... upstream: 'localhost:8081
            reset 10.0.0.5 4200 | 2026/01/05 10:00:00 [error] 7#7: *1 writev() failed (104 ... upstream: '10.0.0.5:4200
            reset 192.168.1.20 9092 | 2026/01/05 10:00:00 [error] 7#7: *1 send() failed (104 ... upstream: '192.168.1.20:9092
            reset 172.18.0.3 3000 | 2026/01/05 10:00:00 [error] 7#7: *1 readv() failed (104 ... upstream: '172.18.0.3:3000
            reset - - | 2026/01/05 10:00:00 [error] 7#7: *1 recv() failed (104
            broken-pipe 127.0.0.1 8080 | 2026/01/05 10:00:00 [error] 7#7: *1 writev() failed (32 ... upstream: '127.0.0.1:8080
            broken-pipe - - | 2026/01/05 10:00:00 [error] 7#7: *1 send() failed (32
            broken-pipe - - | 2026/01/05 10:00:00 [error] 7#7: *1 sendfile() failed (32
            broken-pipe - - | 2026/01/05 10:00:00 [error] 7#7: *1 writev() failed (32
            certificate 172.18.0.3 5000 | 2026/01/05 10:00:00 [error] 7#7: *1 upstream SSL certificate verify error: ... upstream: '172.18.0.3:5000
            certificate db.local - | 2026/01/05 10:00:00 [error] 7#7: *1 upstream SSL certificate does not match 'db.local'
            certificate - - | 2026/01/05 10:00:00 [error] 7#7: *1 cannot load certificate
            tls-mismatch localhost 9092 | 2026/01/05 10:00:00 [error] 7#7: *1 SSL_do_handshake() failed ( ... upstream: 'localhost:9092
            tls-mismatch 10.0.0.5 3000 | 2026/01/05 10:00:00 [error] 7#7: *1 peer closed connection in SSL handshake ... upstream: '10.0.0.5:3000
            tls-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 SSL_do_handshake() failed
            tls-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent plain HTTP request to HTTPS port
            tls-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 400 The plain HTTP request was sent to HTTPS port
            tls-mismatch 127.0.0.1 8443 | 2026/01/05 10:00:00 [error] 7#7: *1 upstream prematurely closed connection ... upstream: 'http://127.0.0.1:8443/
            tls-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 peer closed connection in SSL handshake
            early-close 10.0.0.5 5000 | 2026/01/05 10:00:00 [error] 7#7: *1 upstream prematurely closed connection ... upstream: '10.0.0.5:5000
            early-close - - | 2026/01/05 10:00:00 [error] 7#7: *1 upstream prematurely closed
            protocol-mismatch 172.18.0.3 4200 | 2026/01/05 10:00:00 [error] 7#7: *1 upstream sent no valid HTTP/1.0 header ... upstream: '172.18.0.3:4200
            protocol-mismatch db.local 9092 | 2026/01/05 10:00:00 [error] 7#7: *1 upstream sent invalid header ... upstream: 'db.local:9092
            protocol-mismatch 127.0.0.1 3000 | 2026/01/05 10:00:00 [error] 7#7: *1 upstream sent unsupported FastCGI ... upstream: '127.0.0.1:3000
            protocol-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 upstream sent no valid
            protocol-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 upstream sent invalid
            protocol-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent invalid method
            protocol-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent invalid request while
            protocol-mismatch - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent invalid header line
            header-too-large 127.0.0.1 5000 | 2026/01/05 10:00:00 [error] 7#7: *1 upstream sent too big header ... upstream: '127.0.0.1:5000
            header-too-large - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent too long header line
            header-too-large - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent too long URI
            header-too-large - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent too large request
            socket-missing - - | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to unix:abc failed (2: No such file or directory)
            connection-refused - - | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to unix:abc failed (111
            permission-denied - - | 2026/01/05 10:00:00 [error] 7#7: *1 connect() to unix:abc failed (13
            fd-limit - - | 2026/01/05 10:00:00 [error] 7#7: *1 accept4() failed (24
            fd-limit - - | 2026/01/05 10:00:00 [error] 7#7: *1 accept() failed (24
            fd-limit - - | 2026/01/05 10:00:00 [error] 7#7: *1 socket() failed (24
            fd-limit - - | 2026/01/05 10:00:00 [error] 7#7: *1 worker_connections are not enough
            fd-limit - - | 2026/01/05 10:00:00 [error] 7#7: *1 open() ' ... ' failed (24
            connect-failed 127.0.0.1 4200 | 2026/01/05 10:00:00 [error] 7#7: *1 no live upstreams while connecting to upstream ... upstream: '127.0.0.1:4200
            connect-failed - - | 2026/01/05 10:00:00 [error] 7#7: *1 no live upstreams
            host-header - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent invalid host header
            host-header - - | 2026/01/05 10:00:00 [error] 7#7: *1 client sent HTTP/1.1 request without 'Host' header
            bad-port 172.18.0.3 8080 | 2026/01/05 10:00:00 [error] 7#7: *1 invalid port in '172.18.0.3:8080' of the 'listen' directive
            bad-port db.local 6379 | 2026/01/05 10:00:00 [error] 7#7: *1 invalid port in upstream 'db.local:6379
            bad-port - - | 2026/01/05 10:00:00 [error] 7#7: *1 invalid port in
            stale-pid-file - - | 2026/01/05 10:00:00 [error] 7#7: *1 invalid PID number '' in
            ipv6-disabled 10.0.0.5 5000 | 2026/01/05 10:00:00 [error] 7#7: *1 socket() 10.0.0.5:5000 failed (97
            """#)
    }

    @Test("Apache httpd")
    func apache() {
        Wording.expect(
            #"""
            permission-denied 192.168.1.20 8081 | (13)Permission denied: AH00072: make_sock: could not bind to address 192.168.1.20:8081
            permission-denied 172.18.0.3 4200 | (13)Permission denied: AH00957: abc: attempt to connect to 172.18.0.3:4200
            permission-denied - - | (13)Permission denied: AH02454
            address-in-use 127.0.0.1 3000 | (98)Address already in use: AH00072: make_sock: could not bind to address 127.0.0.1:3000
            address-in-use localhost 5432 | (48)Address already in use: AH00072: make_sock: could not bind to address localhost:5432
            address-in-use 10.0.0.5 8080 | OS 10048) ... make_sock: could not bind to address 10.0.0.5:8080
            address-in-use 192.168.1.20 6379 | (98)Address already in use: ...  could not bind to address 192.168.1.20:6379
            not-available 172.18.0.3 9200 | (99)Cannot assign requested address: AH00072: make_sock: could not bind to address 172.18.0.3:9200
            connection-refused db.local 27017 | (111)Connection refused: AH00957: abc: attempt to connect to db.local:27017 (abc) failed
            connection-refused 127.0.0.1 5000 | (111)Connection refused: ... attempt to connect to 127.0.0.1:5000
            connection-refused localhost 8081 | (61)Connection refused: ... attempt to connect to localhost:8081
            connection-refused - - | (111)Connection refused
            timeout 192.168.1.20 9092 | (110)Connection timed out: ... attempt to connect to 192.168.1.20:9092
            timeout - - | (70007)The timeout specified has expired
            timeout db.local 5432 | AH01102: error reading status line from remote server db.local:5432 ... timeout
            listen-failed - - | no listening sockets available
            connect-failed localhost 6379 | AH01114: HTTP: failed to make connection to backend: localhost:6379
            connect-failed 10.0.0.5 - | AH01114: HTTP: failed to make connection to backend: 10.0.0.5
            connect-failed 192.168.1.20 27017 | AH00957: abc: attempt to connect to 192.168.1.20:27017
            connect-failed 172.18.0.3 - | AH01079: failed to make connection to backend: 172.18.0.3
            connect-failed db.local - | failed to make connection to backend: db.local
            early-close 127.0.0.1 4200 | AH01102: error reading status line from remote server 127.0.0.1:4200
            early-close - - | Error reading from remote server
            tls-mismatch - - | AH02032
            tls-mismatch - - | speaking plain HTTP to an SSL-enabled server port
            tls-mismatch - - | AH01996: SSL handshake failed: HTTP spoken on HTTPS port
            tls-mismatch - - | AH01998
            tls-mismatch - - | AH01961
            proxy - - | AH01144: No protocol handler was valid
            stale-pid-file - - | httpd (pid 12) already running
            stale-pid-file - - | httpd (pid 12?) not running
            stale-pid-file - - | AH00098: pid file
            """#)
    }
}
