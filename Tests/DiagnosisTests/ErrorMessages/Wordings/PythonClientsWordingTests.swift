import Testing

@testable import Diagnosis

@Suite("Wordings: PythonClients")
struct PythonClientsWordingTests {
    @Test("Python clients")
    func pythonClients() {
        Wording.expect(
            #"""
            timeout db.local 8081 | HTTPSConnectionPool(host='db.local', port=8081): Read timed out
            timeout 127.0.0.1 4200 | HTTPConnectionPool(host='127.0.0.1', port=4200): Read timed out
            timeout localhost 9092 | HTTPSConnectionPool(host='localhost', port=9092) ... ConnectTimeoutError
            timeout 10.0.0.5 3000 | HTTPConnectionPool(host='10.0.0.5', port=3000) ... ConnectTimeoutError
            timeout 192.168.1.20 - | Connection to 192.168.1.20 timed out. (connect timeout
            timeout - - | httpx.ReadTimeout
            timeout - - | httpx.ConnectTimeout
            timeout - - | httpx.PoolTimeout
            timeout - - | httpx.WriteTimeout
            timeout - - | httpcore.ReadTimeout
            timeout - - | httpcore.ConnectTimeout
            timeout - - | ServerTimeoutError
            timeout - - | ConnectionTimeoutError
            timeout 127.0.0.1 3000 | Connection timeout to host 127.0.0.1:3000
            timeout - - | SocketTimeoutError
            timeout - - | requests.exceptions.Timeout
            timeout - - | ReadTimeoutError
            timeout - - | ConnectTimeout
            connection-refused db.local 27017 | HTTPSConnectionPool(host='db.local', port=27017) ... Connection refused
            connection-refused 127.0.0.1 5000 | HTTPConnectionPool(host='127.0.0.1', port=5000) ... Connection refused
            connection-refused localhost 8081 | HTTPSConnectionPool(host='localhost', port=8081) ... actively refused
            connection-refused 10.0.0.5 4200 | HTTPConnectionPool(host='10.0.0.5', port=4200) ... actively refused
            connection-refused 192.168.1.20 9092 | HTTPSConnectionPool(host='192.168.1.20', port=9092) ... [Errno 61]
            connection-refused 172.18.0.3 3000 | HTTPConnectionPool(host='172.18.0.3', port=3000) ... [Errno 61]
            connection-refused db.local 5432 | Cannot connect to host abc ssl: ... Connect call failed db.local:5432
            connection-refused 127.0.0.1 8080 | Cannot connect to host 127.0.0.1:8080 ssl: ... refused
            connection-refused localhost 6379 | Error 111 connecting to localhost:6379
            connection-refused 10.0.0.5 9200 | Error 61 connecting to 10.0.0.5:9200
            connection-refused 192.168.1.20 27017 | Error 10061 connecting to 192.168.1.20:27017
            connection-refused 172.18.0.3 5000 | Unable to bootstrap from 172.18.0.3:5000
            connection-refused - - | Multiple exceptions: [Errno 111]
            name-resolution 127.0.0.1 4200 | HTTPSConnectionPool(host='127.0.0.1', port=4200) ... Name or service not known
            name-resolution localhost 9092 | HTTPConnectionPool(host='localhost', port=9092) ... Name or service not known
            name-resolution 10.0.0.5 3000 | HTTPSConnectionPool(host='10.0.0.5', port=3000) ... NameResolutionError
            name-resolution 192.168.1.20 5432 | HTTPConnectionPool(host='192.168.1.20', port=5432) ... NameResolutionError
            name-resolution 172.18.0.3 - | Failed to resolve '172.18.0.3' ([Errno
            name-resolution db.local 6379 | HTTPSConnectionPool(host='db.local', port=6379) ... nodename nor servname
            name-resolution 127.0.0.1 9200 | HTTPConnectionPool(host='127.0.0.1', port=9200) ... nodename nor servname
            name-resolution localhost 27017 | HTTPSConnectionPool(host='localhost', port=27017) ... getaddrinfo failed
            name-resolution 10.0.0.5 5000 | HTTPConnectionPool(host='10.0.0.5', port=5000) ... getaddrinfo failed
            name-resolution 192.168.1.20 8081 | HTTPSConnectionPool(host='192.168.1.20', port=8081) ... name resolution
            name-resolution 172.18.0.3 4200 | HTTPConnectionPool(host='172.18.0.3', port=4200) ... name resolution
            name-resolution db.local 9092 | Cannot connect to host db.local:9092 ssl: ...  Name or service not known
            name-resolution 127.0.0.1 3000 | Cannot connect to host 127.0.0.1:3000 ssl: ...  name resolution
            name-resolution localhost 5432 | ClientConnectorDNSError: Cannot connect to host localhost:5432
            certificate 10.0.0.5 8080 | HTTPSConnectionPool(host='10.0.0.5', port=8080) ... CERTIFICATE_VERIFY_FAILED
            certificate 192.168.1.20 6379 | ClientConnectorCertificateError: Cannot connect to host 192.168.1.20:6379
            certificate 172.18.0.3 9200 | Cannot connect to host 172.18.0.3:9200 ssl: ... certificate
            tls-mismatch db.local 27017 | HTTPSConnectionPool(host='db.local', port=27017) ... WRONG_VERSION_NUMBER
            tls-mismatch 127.0.0.1 5000 | HTTPSConnectionPool(host='127.0.0.1', port=5000) ... SSLError(SSLE
            tls-mismatch localhost 8081 | ClientConnectorSSLError: Cannot connect to host localhost:8081
            tls-mismatch 10.0.0.5 4200 | HTTPSConnectionPool(host='10.0.0.5', port=4200) ... record layer
            tls-mismatch - - | Your proxy appears to only use HTTP and not HTTPS
            host-unreachable 172.18.0.3 3000 | HTTPSConnectionPool(host='172.18.0.3', port=3000) ... No route to host
            host-unreachable db.local 5432 | HTTPConnectionPool(host='db.local', port=5432) ... No route to host
            network-unreachable 127.0.0.1 8080 | HTTPSConnectionPool(host='127.0.0.1', port=8080) ... Network is unreachable
            network-unreachable localhost 6379 | HTTPConnectionPool(host='localhost', port=6379) ... Network is unreachable
            proxy - - | ProxyError('Cannot to connect to proxy
            proxy - - | ProxyError('Unable to connect to proxy
            proxy - - | ProxyError
            proxy - - | Cannot connect to proxy
            proxy - - | Unable to connect to proxy
            early-close - - | Server disconnected
            early-close - - | ServerDisconnectedError
            early-close - - | ('Connection aborted.', RemoteDisconnected
            early-close - - | RemoteProtocolError: Server disconnected
            early-close - - | ClientPayloadError
            early-close - - | peer closed connection without sending complete message body
            reset - - | ('Connection aborted.', ConnectionResetError
            reset - - | Connection aborted. ... Connection reset by peer
            reset - - | httpx.ReadError: [Errno 104]
            too-many-redirects - - | Exceeded 12 redirects
            too-many-redirects - - | Exceeded maximum allowed redirects
            protocol-mismatch - - | redis.exceptions.ConnectionError: Connection closed by server
            protocol-mismatch - - | redis.exceptions.InvalidResponse
            protocol-mismatch - - | websockets.exceptions.InvalidStatus
            protocol-mismatch - - | WebSocketBadStatusException
            protocol-mismatch - - | Handshake status 12
            protocol-mismatch - - | did not receive a valid HTTP response
            protocol-mismatch - - | websockets.exceptions.InvalidMessage
            protocol-mismatch - - | websockets.exceptions.InvalidUpgrade
            protocol-mismatch - - | missing Connection header
            protocol-mismatch - - | illegal status line
            protocol-mismatch - - | illegal request line
            protocol-mismatch - - | RemoteProtocolError: illegal
            protocol-mismatch - - | WSServerHandshakeError
            protocol-mismatch - - | Invalid response status
            protocol-mismatch - - | ServerHandshakeError
            protocol-mismatch - - | Expected HTTP
            connect-failed - - | ConnectionError: Connection error
            connect-failed - - | AMQPConnectionError
            connect-failed - - | httpx.ConnectError: All connection attempts failed
            connect-failed - - | All connection attempts failed
            connect-failed - - | NewConnectionError
            connect-failed - - | Failed to establish a new connection
            connect-failed - - | ClientConnectorError
            connect-failed 192.168.1.20 8081 | Cannot connect to host 192.168.1.20:8081
            connect-failed - - | OperationalError: could not connect
            connect-failed - - | ConnectionError
            connect-failed - - | httpx.ConnectError
            connect-failed - - | MaxRetryError
            connect-failed - - | NoBrokersAvailable
            connect-failed - - | Bootstrap failed
            auth - - | AuthenticationFailed
            auth - - | ProbableAuthenticationError
            auth - - | invalid username-password pair
            """#)
    }
}
