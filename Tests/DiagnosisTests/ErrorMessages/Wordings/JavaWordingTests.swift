import Testing

@testable import Diagnosis

@Suite("Wordings: Java")
struct JavaWordingTests {
    @Test("Java")
    func java() {
        Wording.expect(
            #"""
            connection-refused 192.168.1.20 9092 | ConnectException: Connection refused: 192.168.1.20:9092
            connection-refused 172.18.0.3 3000 | Connection refused: no further information: 172.18.0.3:3000
            connection-refused db.local 5432 | Connection refused: db.local:5432
            connection-refused - - | Connection refused: connect
            connection-refused localhost 6379 | HttpHostConnectException: Connect to localhost:6379 ... refused
            connection-refused 10.0.0.5 9200 | Connect to 10.0.0.5:9200 [ ... failed: Connection refused
            connection-refused 192.168.1.20 27017 | Connect to https://192.168.1.20:27017 ... failed: Connection refused
            connection-refused 172.18.0.3 5000 | Connect to http://172.18.0.3:5000 ... failed: Connection refused
            connection-refused db.local - | Connection refused to host: db.local
            connection-refused 127.0.0.1 4200 | Couldn't connect to host, port: 127.0.0.1, 4200
            connection-refused localhost 9092 | I/O error on abc request for 'localhost:9092 ... Connection refused
            connection-refused 10.0.0.5 3000 | Failed to connect to 10.0.0.5:3000 ... refused
            connection-refused 192.168.1.20 5432 | executing abc 192.168.1.20:5432 ... refused
            connect-failed - - | java.net.ConnectException
            connect-failed - - | ClosedChannelException
            connect-failed localhost 27017 | ResourceAccessException: I/O error on abc request for 'localhost:27017
            connect-failed 10.0.0.5 5000 | Failed to connect to 10.0.0.5:5000
            connect-failed 192.168.1.20 8081 | HttpHostConnectException: Connect to 192.168.1.20:8081
            connect-failed - - | Communications link failure
            connect-failed - - | Could not open JDBC Connection
            connect-failed - - | Unable to connect to the child process
            address-in-use - - | java.net.BindException: Address already in use
            address-in-use - - | BindException: Address already in use: bind
            address-in-use - - | BindException: Address already in use: JVM_Bind
            address-in-use db.local 27017 | BindException: Failed to bind to: db.local:27017
            address-in-use 127.0.0.1 5000 | BindException: Failed to bind to 127.0.0.1:5000
            address-in-use localhost 8081 | IOException: Failed to bind to localhost:8081
            address-in-use - 4200 | PortInUseException: Port 4200 is already in use
            address-in-use - 9092 | BindException: ... in use ... <null>:9092
            permission-denied - - | java.net.BindException: Permission denied
            permission-denied - - | java.net.SocketException: Permission denied
            not-available - - | java.net.BindException: Cannot assign requested address
            not-available - - | BindException: Can't assign requested address
            timeout - - | ConnectException: Connection timed out
            timeout - - | SocketTimeoutException
            timeout - - | HttpTimeoutException
            timeout - - | HttpConnectTimeoutException
            timeout - - | Connect timed out
            timeout - - | Read timed out
            timeout 10.0.0.5 3000 | ConnectTimeoutException: connection timed out: 10.0.0.5:3000
            timeout 192.168.1.20 5432 | connection timed out: 192.168.1.20:5432
            timeout 172.18.0.3 8080 | connection timed out after 12 ms: 172.18.0.3:8080
            timeout - - | ReadTimeoutException
            timeout 127.0.0.1 9200 | Connect to 127.0.0.1:9200 ... failed: connect timed out
            timeout localhost 27017 | ConnectTimeoutException: Connect to localhost:27017
            host-unreachable - - | NoRouteToHostException
            network-unreachable - - | SocketException: Network is unreachable
            name-resolution 172.18.0.3 - | UnknownHostException: Failed to resolve '172.18.0.3
            name-resolution db.local - | UnknownHostException: db.local
            name-resolution 127.0.0.1 - | UnknownHostException: 127.0.0.1: Name
            name-resolution localhost - | UnknownHostException: localhost: Temporary
            name-resolution 10.0.0.5 - | UnknownHostException: 10.0.0.5: nodename
            name-resolution 192.168.1.20 - | UnknownHostException: 192.168.1.20: Der
            name-resolution 172.18.0.3 - | UnknownHostException: 172.18.0.3: Nom
            name-resolution - - | UnknownHostException
            name-resolution localhost - | Unable to resolve host 'localhost'
            name-resolution 10.0.0.5 - | DnsNameResolverTimeoutException: ... 10.0.0.5
            reset - - | SocketException: Connection reset
            reset - - | SocketException: Software caused connection abort
            reset - - | Connection or outbound has closed
            broken-pipe - - | ClientAbortException: ... Broken pipe
            broken-pipe - - | SocketException: Broken pipe
            early-close - - | header parser received no bytes
            early-close - - | EOF reached while reading
            early-close - - | HttpConnectionClosedException
            early-close db.local 8081 | NoHttpResponseException: db.local:8081 failed to respond
            early-close - - | NoHttpResponseException
            early-close - - | NoHttpResponseException: The target server failed to respond
            early-close - - | Unexpected end of file from server
            early-close - - | Connection prematurely closed BEFORE response
            early-close - - | PrematureCloseException
            early-close db.local 6379 | unexpected end of stream on db.local:6379
            early-close - - | unexpected end of stream on
            early-close - - | java.io.EOFException
            early-close - - | GOAWAY received
            loopback-broken - - | Unable to establish loopback connection
            protocol-mismatch - - | ProtocolException: Invalid status line
            protocol-mismatch - - | Invalid Http response
            protocol-mismatch - - | ProtocolException: Unexpected status line
            protocol-mismatch - - | Unexpected status line
            protocol-mismatch - - | unexpected HTTP response
            protocol-mismatch - - | UnsupportedHttpVersionException
            protocol-mismatch - - | parser received non-HTTP
            protocol-mismatch - - | The server failed to respond with a valid HTTP response
            protocol-mismatch - - | Server returned invalid
            protocol-mismatch - - | WebSocketHandshakeException
            protocol-mismatch - - | Invalid handshake response
            protocol-mismatch - - | Not a valid HTTP response
            protocol-mismatch - - | Unexpected opening handshake
            bad-port - 8080 | IllegalArgumentException: port out of range:8080
            bad-port - 6379 | Port value out of range: 6379
            bad-port - - | IllegalArgumentException: Port value out of range
            fd-limit - - | java.net.SocketException: Too many open files
            fd-limit - - | java.io.IOException: Too many open files
            proxy - - | Unable to tunnel through proxy
            proxy - - | SOCKS: Connection refused
            proxy - - | Can't connect to SOCKS proxy
            proxy - - | Malformed reply from SOCKS server
            proxy - - | ProxyConnectException
            """#)
    }
}
