import Testing

@testable import Diagnosis

@Suite("Wordings: GRPC")
struct GRPCWordingTests {
    @Test("gRPC")
    func grpc() {
        Wording.expect(
            #"""
            connection-refused localhost 9092 | last error: abc ipv4:localhost:9092: Failed to connect to remote host: Connection refused
            connection-refused 10.0.0.5 3000 | last error: abc ipv6:10.0.0.5:3000: Failed to connect to remote host: Connection refused
            connection-refused 192.168.1.20 5432 | ipv4:192.168.1.20:5432: Failed to connect to remote host ... Connection refused
            connection-refused 172.18.0.3 8080 | ipv6:172.18.0.3:8080: Failed to connect to remote host ... Connection refused
            connection-refused - 6379 | ipv6:%5B::1%5D:6379: ... Connection refused
            connection-refused 127.0.0.1 9200 | Error while dialing: dial tcp 127.0.0.1:9200: connect: connection refused
            connection-refused localhost 27017 | Error while dialingdial tcp localhost:27017: connect: connection refused
            connection-refused 10.0.0.5 5000 | Error while dialing: ... dial tcp 10.0.0.5:5000: connect: connection refused
            connection-refused 192.168.1.20 8081 | Error while dialing dial tcp 192.168.1.20:8081: connect: connection refused
            connection-refused 172.18.0.3 4200 | Error while dialing ...  dial tcp 172.18.0.3:4200: connect: connection refused
            connection-refused db.local 9092 | No connection established. Last error: connect ECONNREFUSED db.local:9092
            connection-refused 127.0.0.1 3000 | No connection established. Last error: ... ECONNREFUSED 127.0.0.1:3000
            connect-failed - - | 14 UNAVAILABLE: Connect Failed
            connect-failed - - | 14 UNAVAILABLE: No connection established
            connect-failed - - | UNAVAILABLE: io exception
            connect-failed - - | 14 UNAVAILABLE
            connect-failed - - | failed to connect to all addresses
            connect-failed - - | code = Unavailable
            connect-failed - - | StatusCode.UNAVAILABLE
            connect-failed - - | StatusCode='Unavailable'
            connect-failed - - | status: Unavailable
            connect-failed - - | Error starting gRPC call
            connect-failed - - | Connection dropped
            connect-failed - - | transport: Error while dialing
            protocol-mismatch - - | Trying to connect an http1.x server
            protocol-mismatch - - | Failed parsing HTTP/2
            protocol-mismatch - - | Expected SETTINGS frame as the first frame
            protocol-mismatch db.local 8081 | ipv4:db.local:8081: Failed parsing HTTP/2
            protocol-mismatch - - | http2 error: frame
            protocol-mismatch - - | First received frame was not SETTINGS
            protocol-mismatch - - | unexpected HTTP status code received from server
            protocol-mismatch - - | received HTTP status code ...  from server
            protocol-mismatch - - | invalid content-type
            protocol-mismatch - - | error reading server preface: http2: frame too large
            protocol-mismatch - - | error reading server preface
            protocol-mismatch - - | Received RST_STREAM with code 2
            protocol-mismatch - - | Missing status header
            protocol-mismatch - - | Bad gRPC response
            protocol-mismatch - - | Protocol error: ... HTTP/2
            protocol-mismatch - - | Received unexpected content-type
            protocol-mismatch - - | RST_STREAM
            protocol-mismatch - - | HTTP/2 client preface string missing or corrupt
            protocol-mismatch - - | bogus greeting
            protocol-mismatch - - | expected SETTINGS
            early-close - - | error reading server preface: EOF
            early-close - - | Socket closed
            tls-mismatch - - | authentication handshake failed: tls: first record
            tls-mismatch - - | Handshake failed (abc ... WRONG_VERSION_NUMBER
            tls-mismatch - - | Ssl handshake failed
            tls-mismatch - - | Handshake read failed
            tls-mismatch - - | authentication handshake failed: EOF
            certificate - - | authentication handshake failed: x509
            certificate - - | authentication handshake failed: tls: failed to verify
            certificate localhost - | No match found for server name: localhost
            certificate - - | Handshake failed ... CERTIFICATE_VERIFY_FAILED
            timeout - - | context deadline exceeded
            timeout - - | 4 DEADLINE_EXCEEDED
            timeout - - | code = DeadlineExceeded
            timeout - - | Deadline Exceeded
            timeout - - | StatusCode='DeadlineExceeded'
            name-resolution 192.168.1.20 5432 | Name resolution failed for target dns:192.168.1.20:5432
            name-resolution - - | C-ares status is not ARES_SUCCESS
            name-resolution - - | DNS resolution failed
            address-in-use - - | No address added out of total 12 resolved
            address-in-use - - | Failed to add ...  port: Address already in use
            connect-failed - - | StatusRuntimeException: UNAVAILABLE
            early-close - - | error reading from server: EOF
            """#)
    }

    @Test("WebSocket")
    func webSocket() {
        Wording.expect(
            #"""
            protocol-mismatch - - | Unexpected server response: 12
            protocol-mismatch - - | Error during WebSocket handshake: Unexpected response code: 12
            protocol-mismatch localhost 5432 | WebSocket connection to 'localhost:5432 ... Error during WebSocket handshake
            protocol-mismatch - - | Error during WebSocket handshake
            protocol-mismatch - - | websocket: the client is not using the websocket protocol
            protocol-mismatch - - | Sec-WebSocket-Accept
            protocol-mismatch - - | websocket: bad handshake
            protocol-mismatch - - | Invalid Sec-WebSocket-Accept header
            protocol-mismatch - - | HTTP error: 200 OK
            protocol-mismatch - - | WebSocket upgrade failed
            protocol-mismatch - - | Invalid WebSocket frame
            protocol-mismatch - - | Missing or invalid Sec-WebSocket-Key header
            protocol-mismatch - - | Invalid Upgrade header
            protocol-mismatch - - | WebSocket protocol error: Handshake not finished
            protocol-mismatch - - | Invalid HTTP status.
            protocol-mismatch - - | server rejected WebSocket connection
            protocol-mismatch - - | Server sent no subprotocol
            protocol-mismatch - - | websocket: close 1002
            connect-failed db.local 8081 | WebSocket connection to 'db.local:8081 ... failed
            connect-failed - - | WebSocket connection failure
            early-close - - | WebSocket is closed before the connection is established
            early-close - - | no close frame received or sent
            early-close - - | websocket: close 1006
            early-close - - | close 1006 (abnormal closure)
            early-close - - | WebSocket was closed before the connection was established
            early-close - - | ConnectionClosedError: no close frame
            reset - - | Connection reset without closing handshake
            """#)
    }
}
