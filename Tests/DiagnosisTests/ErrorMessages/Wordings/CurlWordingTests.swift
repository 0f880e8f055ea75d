import Testing

@testable import Diagnosis

@Suite("Wordings: Curl")
struct CurlWordingTests {
    @Test("curl")
    func curl() {
        Wording.expect(
            #"""
            connect-failed 127.0.0.1 3000 | curl: (7) Failed to connect to 127.0.0.1:3000 port 3000
            connect-failed localhost 5432 | curl: (7) Failed to connect to localhost port 5432
            connect-failed 10.0.0.5 8080 | Failed to connect to 10.0.0.5 port 8080: Couldn't connect to server
            connect-failed 192.168.1.20 6379 | Failed to connect to 192.168.1.20 port 6379 after 12 ms: Couldn't connect to server
            connect-failed 172.18.0.3 9200 | Failed to connect to 172.18.0.3 port 9200: Could not connect to server
            connect-failed db.local 27017 | Failed to connect to db.local port 27017 after 12 ms: Could not connect to server
            connect-failed - - | curl: (7)
            connect-failed localhost 8081 | Failed to connect to localhost port 8081 via abc
            connect-failed - - | Couldn't connect to server
            connect-failed 192.168.1.20 9092 | Failed to connect to 192.168.1.20 port 9092
            connection-refused 172.18.0.3 3000 | connect to 172.18.0.3 port 3000 from abc port 12 failed: Connection refused
            connection-refused db.local 5432 | connect to db.local port 5432 failed: Connection refused
            connection-refused 127.0.0.1 8080 | Failed to connect to 127.0.0.1 port 8080: Connection refused
            connection-refused localhost 6379 | Failed to connect to localhost port 6379 after 12 ms: Connection refused
            connection-refused 10.0.0.5 9200 | curl: (7) Failed to connect to 10.0.0.5 port 9200: Connection refused
            connection-refused 192.168.1.20 27017 | curl: (7) Failed to connect to 192.168.1.20 port 27017 after 12 ms: Connection refused
            connection-refused 172.18.0.3 5000 | connect to 172.18.0.3 port 5000 failed: Verbindungsaufbau abgelehnt
            host-unreachable db.local 8081 | connect to db.local port 8081 from abc port 12 failed: No route to host
            host-unreachable 127.0.0.1 4200 | connect to 127.0.0.1 port 4200 failed: No route to host
            host-unreachable localhost 9092 | Failed to connect to localhost port 9092: No route to host
            host-unreachable 10.0.0.5 3000 | Failed to connect to 10.0.0.5 port 3000 after 12 ms: No route to host
            network-unreachable 192.168.1.20 5432 | connect to 192.168.1.20 port 5432 from abc port 12 failed: Network is unreachable
            network-unreachable 172.18.0.3 8080 | connect to 172.18.0.3 port 8080 failed: Network is unreachable
            network-unreachable db.local 6379 | Failed to connect to db.local port 6379: Network is unreachable
            network-unreachable 127.0.0.1 9200 | Failed to connect to 127.0.0.1 port 9200 after 12 ms: Network is unreachable
            network-unreachable localhost - | Immediate connect fail for localhost: Network is unreachable
            timeout 10.0.0.5 5000 | Failed to connect to 10.0.0.5 port 5000 after 12 ms: Timeout was reached
            timeout 192.168.1.20 8081 | Failed to connect to 192.168.1.20 port 8081: Connection timed out
            timeout 172.18.0.3 4200 | Failed to connect to 172.18.0.3 port 4200 after 12 ms: Connection timed out
            timeout db.local 9092 | Failed to connect to db.local port 9092: Operation timed out
            timeout 127.0.0.1 3000 | Failed to connect to 127.0.0.1 port 3000 after 12 ms: Operation timed out
            timeout localhost 5432 | connect to localhost port 5432 from abc port 12 failed: Connection timed out
            timeout 10.0.0.5 8080 | connect to 10.0.0.5 port 8080 failed: Connection timed out
            timeout - - | curl: (28)
            timeout - - | Connection timed out after 12 milliseconds
            timeout - - | Connection timeout after 12 ms
            timeout - - | Operation timed out after 12 milliseconds
            timeout - - | Resolving timed out after 12 milliseconds
            timeout - - | SSL connection timeout
            timeout - - | Operation too slow
            name-resolution 172.18.0.3 - | Could not resolve host: 172.18.0.3
            name-resolution db.local - | Couldn't resolve host 'db.local'
            name-resolution - - | curl: (6)
            name-resolution - - | Resolving timed out
            proxy 10.0.0.5 - | Could not resolve proxy: 10.0.0.5
            proxy 192.168.1.20 - | Couldn't resolve proxy '192.168.1.20'
            proxy - - | curl: (5)
            proxy - - | Proxy CONNECT aborted
            proxy - - | Received HTTP code 12 from proxy after CONNECT
            proxy - - | CONNECT tunnel failed, response 12
            proxy - - | curl: (97)
            proxy - - | Failed to connect to proxy
            proxy - - | Can't complete SOCKS
            proxy - - | SOCKS4 reply
            proxy - - | cannot complete SOCKS5 connection
            proxy localhost 27017 | connect to proxy localhost:27017
            proxy - - | 407 Proxy Authentication Required
            proxy - - | proxy handshake error
            proxy - - | Unsupported proxy
            early-close - - | curl: (52)
            early-close - - | Empty reply from server
            early-close - - | curl: (18)
            early-close - - | transfer closed with
            early-close - - | end of response with 12 bytes missing
            early-close - - | Server returned nothing (no headers, no data)
            reset - - | curl: (56) Recv failure: Connection reset by peer
            reset - - | curl: (55) Send failure: Connection reset by peer
            reset - - | Recv failure: Connection reset by peer
            reset - - | Send failure: Connection reset by peer
            reset - - | curl: (56) Recv failure
            reset - - | curl: (56) OpenSSL SSL_read: Connection reset by peer
            broken-pipe - - | Send failure: Broken pipe
            broken-pipe - - | curl: (55)
            tls-mismatch - - | curl: (35)
            tls-mismatch - - | curl: (35) Recv failure
            tls-mismatch - - | SSL connect error
            tls-mismatch - - | curl: (64)
            certificate - - | curl: (60)
            certificate - - | curl: (51)
            certificate - - | curl: (77)
            certificate - - | curl: (58)
            certificate - - | curl: (90)
            certificate - - | curl: (91)
            certificate - - | curl: (83)
            certificate - - | curl: (82)
            certificate - - | SSL certificate problem
            certificate - - | error setting certificate verify locations
            certificate - - | error adding trust anchors from file
            certificate 172.18.0.3 - | SSL: no alternative certificate subject name matches target host name '172.18.0.3'
            certificate db.local - | SSL: certificate subject name ' ... ' does not match target host name 'db.local'
            certificate - - | unable to set private key file
            certificate - - | could not load PEM client certificate
            too-many-redirects - - | curl: (47)
            too-many-redirects - - | Maximum (12) redirects followed
            bad-port - - | curl: (3) URL ... port
            bad-port - - | Port number was not a decimal number
            bad-port - - | curl: (3) ... Bad port
            bad-port - - | URL using bad/illegal format or missing URL
            protocol-mismatch - - | curl: (1)
            protocol-mismatch - - | curl: (8)
            protocol-mismatch - - | Received HTTP/0.9 when not allowed
            protocol-mismatch - - | curl: (92)
            protocol-mismatch - - | curl: (16)
            protocol-mismatch - - | Unsupported HTTP version
            protocol-mismatch - - | HTTP/2 stream 12 was not closed cleanly
            protocol-mismatch - - | Weird server reply
            protocol-mismatch - - | curl: (43)
            protocol-mismatch - - | Error in the HTTP2 framing layer
            protocol-mismatch - - | HTTP/2 framing layer
            protocol-mismatch - - | Invalid status line
            protocol-mismatch - - | curl: (96)
            protocol-mismatch - - | curl: (95)
            protocol-mismatch - - | Refused WebSockets upgrade
            not-available - - | curl: (45)
            not-available - - | bind failed with errno 12: Cannot assign requested address
            not-available localhost - | Couldn't bind to 'localhost'
            not-available - - | Couldn't bind to interface
            auth - - | curl: (67)
            early-close - - | curl: (56) OpenSSL SSL_read ... unexpected eof
            early-close - - | curl: (56) OpenSSL SSL_read: error ... unexpected eof
            """#)
    }
}
