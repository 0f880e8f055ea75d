import Testing

@testable import Diagnosis

@Suite("Wordings: Go")
struct GoWordingTests {
    @Test("Go")
    func go() {
        Wording.expect(
            #"""
            connection-refused 172.18.0.3 4200 | dial tcp 172.18.0.3:4200: connect: connection refused
            connection-refused db.local 9092 | dial tcp4 db.local:9092: connect: connection refused
            connection-refused 127.0.0.1 3000 | dial tcp6 127.0.0.1:3000: connect: connection refused
            connection-refused localhost 5432 | dial tcp localhost:5432: connectex: No connection could be made
            connection-refused 10.0.0.5 8080 | dial tcp4 10.0.0.5:8080: connectex: No connection could be made
            connection-refused 192.168.1.20 6379 | dial tcp6 192.168.1.20:6379: connectex: No connection could be made
            connection-refused 172.18.0.3 9200 | dial udp abc->172.18.0.3:9200: ... connection refused
            connection-refused db.local 27017 | dial tcp abc->db.local:27017: ... connection refused
            connection-refused 127.0.0.1 5000 | read tcp abc->127.0.0.1:5000: read: connection refused
            connection-refused localhost 8081 | read udp abc->localhost:8081: read: connection refused
            connection-refused - - | dial unix abc connect: connection refused
            connection-refused 192.168.1.20 9092 | dial tcp abc->192.168.1.20:9092: connect: connection refused
            connection-refused 172.18.0.3 3000 | dial tcp4 abc->172.18.0.3:3000: connect: connection refused
            connection-refused db.local 5432 | dial tcp6 abc->db.local:5432: connect: connection refused
            connection-refused 127.0.0.1 8080 | dial tcp 127.0.0.1:8080: getsockopt: connection refused
            socket-missing - - | dial unix abc connect: no such file or directory
            permission-denied - - | dial unix abc connect: permission denied
            permission-denied 192.168.1.20 27017 | dial tcp 192.168.1.20:27017: connect: permission denied
            permission-denied 172.18.0.3 5000 | dial tcp 172.18.0.3:5000: connect: operation not permitted
            permission-denied db.local 8081 | listen tcp db.local:8081: bind: permission denied
            permission-denied 127.0.0.1 4200 | listen tcp4 127.0.0.1:4200: bind: permission denied
            permission-denied localhost 9092 | listen tcp6 localhost:9092: bind: permission denied
            permission-denied 10.0.0.5 3000 | listen udp 10.0.0.5:3000: bind: permission denied
            permission-denied 192.168.1.20 5432 | listen tcp 192.168.1.20:5432: bind: An attempt was made
            permission-denied 172.18.0.3 8080 | listen tcp4 172.18.0.3:8080: bind: An attempt was made
            permission-denied db.local 6379 | listen tcp6 db.local:6379: bind: An attempt was made
            address-in-use 127.0.0.1 9200 | listen tcp 127.0.0.1:9200: bind: address already in use
            address-in-use localhost 27017 | listen tcp4 localhost:27017: bind: address already in use
            address-in-use 10.0.0.5 5000 | listen tcp6 10.0.0.5:5000: bind: address already in use
            address-in-use 192.168.1.20 8081 | listen udp 192.168.1.20:8081: bind: address already in use
            address-in-use 172.18.0.3 4200 | listen udp4 172.18.0.3:4200: bind: address already in use
            address-in-use db.local 9092 | listen udp6 db.local:9092: bind: address already in use
            address-in-use 127.0.0.1 3000 | listen tcp 127.0.0.1:3000: bind: Only one usage
            address-in-use localhost 5432 | listen tcp4 localhost:5432: bind: Only one usage
            address-in-use 10.0.0.5 8080 | listen tcp6 10.0.0.5:8080: bind: Only one usage
            address-in-use 192.168.1.20 6379 | listen udp 192.168.1.20:6379: bind: Only one usage
            address-in-use - - | listen unix abc bind: address already in use
            not-available db.local 27017 | listen tcp db.local:27017: bind: cannot assign requested address
            not-available 127.0.0.1 5000 | listen tcp4 127.0.0.1:5000: bind: cannot assign requested address
            not-available localhost 8081 | listen tcp6 localhost:8081: bind: cannot assign requested address
            not-available 10.0.0.5 4200 | listen udp 10.0.0.5:4200: bind: cannot assign requested address
            not-available 192.168.1.20 9092 | listen tcp 192.168.1.20:9092: bind: can't assign requested address
            not-available 172.18.0.3 3000 | listen tcp4 172.18.0.3:3000: bind: can't assign requested address
            not-available db.local 5432 | listen tcp6 db.local:5432: bind: can't assign requested address
            not-available 127.0.0.1 8080 | listen udp 127.0.0.1:8080: bind: can't assign requested address
            not-available localhost 6379 | dial tcp localhost:6379: connect: cannot assign requested address
            not-available 10.0.0.5 9200 | listen tcp 10.0.0.5:9200: bind: The requested address is not valid
            not-available 192.168.1.20 27017 | listen tcp4 192.168.1.20:27017: bind: The requested address is not valid
            not-available 172.18.0.3 5000 | listen tcp6 172.18.0.3:5000: bind: The requested address is not valid
            timeout db.local 8081 | dial tcp db.local:8081: i/o timeout
            timeout 127.0.0.1 4200 | dial tcp4 127.0.0.1:4200: i/o timeout
            timeout localhost 9092 | dial tcp6 localhost:9092: i/o timeout
            timeout 10.0.0.5 3000 | dial tcp 10.0.0.5:3000: connect: connection timed out
            timeout 192.168.1.20 5432 | dial tcp4 192.168.1.20:5432: connect: operation timed out
            timeout 172.18.0.3 8080 | dial tcp6 172.18.0.3:8080: connect: connection timed out
            timeout db.local 6379 | dial tcp db.local:6379: connectex: A connection attempt failed
            timeout 127.0.0.1 9200 | dial tcp 127.0.0.1:9200: connect: operation timed out
            timeout localhost 27017 | get 'localhost:27017 ... context deadline exceeded
            timeout 10.0.0.5 5000 | post '10.0.0.5:5000 ... context deadline exceeded
            timeout 192.168.1.20 8081 | put '192.168.1.20:8081 ... context deadline exceeded
            timeout 172.18.0.3 4200 | head '172.18.0.3:4200 ... context deadline exceeded
            timeout db.local 9092 | delete 'db.local:9092 ... context deadline exceeded
            timeout 127.0.0.1 3000 | patch '127.0.0.1:3000 ... context deadline exceeded
            timeout localhost 5432 | get 'localhost:5432 ... Client.Timeout exceeded
            timeout 10.0.0.5 8080 | post '10.0.0.5:8080 ... Client.Timeout exceeded
            timeout 192.168.1.20 6379 | put '192.168.1.20:6379 ... Client.Timeout exceeded
            timeout 172.18.0.3 9200 | head '172.18.0.3:9200 ... Client.Timeout exceeded
            timeout db.local 27017 | delete 'db.local:27017 ... Client.Timeout exceeded
            timeout 127.0.0.1 5000 | patch '127.0.0.1:5000 ... Client.Timeout exceeded
            timeout localhost 8081 | get 'localhost:8081 ... net/http: request canceled
            timeout 10.0.0.5 4200 | post '10.0.0.5:4200 ... net/http: request canceled
            timeout 192.168.1.20 9092 | put '192.168.1.20:9092 ... net/http: request canceled
            timeout 172.18.0.3 3000 | head '172.18.0.3:3000 ... net/http: request canceled
            timeout db.local 5432 | delete 'db.local:5432 ... net/http: request canceled
            timeout 127.0.0.1 8080 | patch '127.0.0.1:8080 ... net/http: request canceled
            timeout - - | net/http: TLS handshake timeout
            timeout - - | net/http: timeout awaiting response headers
            timeout 192.168.1.20 27017 | read tcp abc->192.168.1.20:27017: i/o timeout
            timeout 172.18.0.3 5000 | read tcp abc->172.18.0.3:5000: read: connection timed out
            timeout db.local 8081 | write tcp abc->db.local:8081: i/o timeout
            name-resolution 127.0.0.1 - | lookup 127.0.0.1 on abc no such host
            name-resolution localhost - | lookup localhost on abc server misbehaving
            name-resolution 10.0.0.5 - | lookup 10.0.0.5: no such host
            name-resolution 192.168.1.20 - | lookup 192.168.1.20: Temporary failure in name resolution
            name-resolution 172.18.0.3 - | lookup 172.18.0.3 on abc read udp
            name-resolution db.local - | lookup db.local on abc dial udp
            name-resolution 127.0.0.1 - | lookup 127.0.0.1: i/o timeout
            name-resolution localhost - | lookup localhost: device or resource busy
            name-resolution 10.0.0.5 - | lookup 10.0.0.5 on abc cannot unmarshal
            name-resolution 192.168.1.20 - | lookup 192.168.1.20: getaddrinfow
            name-resolution 172.18.0.3 - | lookup 172.18.0.3 on abc no answer
            name-resolution db.local - | lookup db.local on abc i/o timeout
            network-unreachable 127.0.0.1 3000 | dial tcp 127.0.0.1:3000: connect: network is unreachable
            network-unreachable localhost 5432 | dial tcp4 localhost:5432: connect: network is unreachable
            network-unreachable 10.0.0.5 8080 | dial tcp6 10.0.0.5:8080: connect: network is unreachable
            network-unreachable 192.168.1.20 6379 | dial udp 192.168.1.20:6379: connect: network is unreachable
            host-unreachable 172.18.0.3 9200 | dial tcp 172.18.0.3:9200: connect: no route to host
            host-unreachable db.local 27017 | dial tcp4 db.local:27017: connect: no route to host
            host-unreachable 127.0.0.1 5000 | dial tcp6 127.0.0.1:5000: connect: no route to host
            fd-limit localhost 8081 | dial tcp localhost:8081: socket: too many open files
            fd-limit 10.0.0.5 4200 | accept tcp 10.0.0.5:4200: accept4: too many open files
            fd-limit - - | accept: too many open files
            reset 172.18.0.3 3000 | read tcp abc->172.18.0.3:3000: read: connection reset by peer
            reset db.local 5432 | read tcp abc->db.local:5432: wsarecv: An existing connection was forcibly closed
            reset 127.0.0.1 8080 | write tcp abc->127.0.0.1:8080: write: connection reset by peer
            reset localhost 6379 | read tcp abc->localhost:6379: read: ... reset
            broken-pipe 10.0.0.5 9200 | write tcp abc->10.0.0.5:9200: write: broken pipe
            broken-pipe - - | write: broken pipe
            early-close 172.18.0.3 5000 | get '172.18.0.3:5000': EOF
            early-close db.local 8081 | post 'db.local:8081': EOF
            early-close 127.0.0.1 4200 | put '127.0.0.1:4200': EOF
            early-close localhost 9092 | head 'localhost:9092': EOF
            early-close 10.0.0.5 3000 | delete '10.0.0.5:3000': EOF
            early-close 192.168.1.20 5432 | patch '192.168.1.20:5432': EOF
            early-close 172.18.0.3 8080 | get '172.18.0.3:8080: EOF
            early-close db.local 6379 | post 'db.local:6379: EOF
            early-close 127.0.0.1 9200 | put '127.0.0.1:9200: EOF
            early-close localhost 27017 | head 'localhost:27017: EOF
            early-close 10.0.0.5 5000 | delete '10.0.0.5:5000: EOF
            early-close 192.168.1.20 8081 | patch '192.168.1.20:8081: EOF
            early-close 172.18.0.3 4200 | '172.18.0.3:4200': EOF
            early-close db.local 9092 | 'db.local:9092': unexpected EOF
            early-close - - | http: server closed idle connection
            early-close - - | transport connection broken: unexpected EOF
            tls-mismatch 10.0.0.5 8080 | server API group list: get 'http://10.0.0.5:8080': EOF
            tls-mismatch 192.168.1.20 6379 | server API group list: get '192.168.1.20:6379': EOF
            tls-mismatch 172.18.0.3 9200 | get '172.18.0.3:9200': http: server gave HTTP response to HTTPS client
            tls-mismatch db.local 27017 | post 'db.local:27017': http: server gave HTTP response to HTTPS client
            tls-mismatch 127.0.0.1 5000 | put '127.0.0.1:5000': http: server gave HTTP response to HTTPS client
            tls-mismatch localhost 8081 | head 'localhost:8081': http: server gave HTTP response to HTTPS client
            tls-mismatch 10.0.0.5 4200 | get '10.0.0.5:4200': tls: first record does not look like a TLS handshake
            tls-mismatch 192.168.1.20 9092 | post '192.168.1.20:9092': tls: first record does not look like a TLS handshake
            tls-mismatch 172.18.0.3 3000 | put '172.18.0.3:3000': tls: first record does not look like a TLS handshake
            tls-mismatch db.local 5432 | head 'db.local:5432': tls: first record does not look like a TLS handshake
            tls-mismatch 127.0.0.1 8080 | get '127.0.0.1:8080': remote error: tls:
            tls-mismatch localhost 6379 | post 'localhost:6379': remote error: tls:
            tls-mismatch 10.0.0.5 9200 | put '10.0.0.5:9200': remote error: tls:
            tls-mismatch 192.168.1.20 27017 | head '192.168.1.20:27017': remote error: tls:
            tls-mismatch 172.18.0.3 5000 | delete '172.18.0.3:5000': remote error: tls:
            certificate db.local 8081 | get 'db.local:8081 ... x509:
            certificate 127.0.0.1 4200 | post '127.0.0.1:4200 ... x509:
            certificate localhost 9092 | put 'localhost:9092 ... x509:
            certificate 10.0.0.5 3000 | head '10.0.0.5:3000 ... x509:
            certificate 192.168.1.20 5432 | delete '192.168.1.20:5432 ... x509:
            certificate 172.18.0.3 8080 | patch '172.18.0.3:8080 ... x509:
            certificate - - | tls: failed to verify certificate
            certificate 127.0.0.1 9200 | get '127.0.0.1:9200 ... tls: failed to verify certificate
            certificate localhost 27017 | post 'localhost:27017 ... tls: failed to verify certificate
            certificate 10.0.0.5 5000 | put '10.0.0.5:5000 ... tls: failed to verify certificate
            certificate 192.168.1.20 8081 | head '192.168.1.20:8081 ... tls: failed to verify certificate
            certificate 172.18.0.3 4200 | delete '172.18.0.3:4200 ... tls: failed to verify certificate
            certificate db.local 9092 | patch 'db.local:9092 ... tls: failed to verify certificate
            proxy 127.0.0.1 3000 | proxyconnect tcp: dial tcp 127.0.0.1:3000
            proxy - - | proxyconnect tcp: tls
            proxy - - | proxyconnect tcp: EOF
            proxy - - | proxyconnect tcp
            proxy 172.18.0.3 9200 | socks connect tcp 172.18.0.3:9200
            proxy - - | socks connect
            protocol-mismatch - - | malformed HTTP response
            protocol-mismatch - - | malformed HTTP status code
            protocol-mismatch - - | malformed HTTP version
            protocol-mismatch 192.168.1.20 9092 | get '192.168.1.20:9092 ... malformed HTTP
            protocol-mismatch 172.18.0.3 3000 | post '172.18.0.3:3000 ... malformed HTTP
            protocol-mismatch db.local 5432 | put 'db.local:5432 ... malformed HTTP
            protocol-mismatch 127.0.0.1 8080 | head '127.0.0.1:8080 ... malformed HTTP
            protocol-mismatch localhost 6379 | delete 'localhost:6379 ... malformed HTTP
            protocol-mismatch - - | http2: frame too large
            protocol-mismatch - - | http2: server sent GOAWAY
            protocol-mismatch - - | http2: unexpected
            connect-failed localhost 9092 | get 'localhost:9092': dial
            connect-failed 10.0.0.5 3000 | post '10.0.0.5:3000': dial
            connect-failed 192.168.1.20 5432 | put '192.168.1.20:5432': dial
            connect-failed 172.18.0.3 8080 | head '172.18.0.3:8080': dial
            connect-failed db.local 6379 | delete 'db.local:6379': dial
            connect-failed 127.0.0.1 9200 | patch '127.0.0.1:9200': dial
            bad-port - 27017 | dial tcp: address 27017: invalid port
            bad-port - 5000 | listen tcp: address 5000: invalid port
            bad-port 192.168.1.20 8081 | address 192.168.1.20:8081: invalid port
            bad-port 172.18.0.3 4200 | dial tcp: address 172.18.0.3:4200: invalid port
            bad-port db.local 9092 | listen tcp: address db.local:9092: invalid port
            bad-port - - | missing port in address
            bad-port - - | lookup tcp/abc unknown port
            bad-port - - | unknown port
            ipv6-disabled 172.18.0.3 9200 | dial tcp 172.18.0.3:9200: socket: address family not supported
            ipv6-disabled db.local 27017 | listen tcp db.local:27017: socket: address family not supported by protocol
            """#)
    }

    @Test("Go servers")
    func goServers() {
        Wording.expect(
            #"""
            address-in-use 127.0.0.1 5000 | listening on 127.0.0.1:5000: listen tcp 127.0.0.1:5000: bind: address already in use
            address-in-use localhost 8081 | error opening listener: listen tcp localhost:8081
            address-in-use 10.0.0.5 4200 | cannot listen on the TCP port: listen tcp 10.0.0.5:4200: bind: address already in use
            address-in-use 192.168.1.20 9092 | cannot listen on the TCP port: listen tcp4 192.168.1.20:9092: bind: address already in use
            address-in-use 172.18.0.3 3000 | cannot listen on the TCP port: listen tcp6 172.18.0.3:3000: bind: address already in use
            """#)
    }
}
