import Testing

@testable import Diagnosis

@Suite("Wordings: Node")
struct NodeWordingTests {
    @Test("Node.js")
    func node() {
        Wording.expect(
            #"""
            connection-refused db.local 9092 | connect ECONNREFUSED db.local:9092
            connection-refused - - | connect ECONNREFUSED
            connection-refused - - | AggregateError [ECONNREFUSED]
            socket-missing - - | connect ENOENT
            address-in-use 192.168.1.20 6379 | listen EADDRINUSE: address already in use 192.168.1.20:6379
            address-in-use 172.18.0.3 9200 | listen EADDRINUSE  172.18.0.3:9200
            address-in-use - - | listen EADDRINUSE: address already in use
            address-in-use 127.0.0.1 5000 | listen EADDRINUSE 127.0.0.1:5000
            address-in-use localhost 8081 | bind EADDRINUSE localhost:8081
            address-in-use - - | listen EADDRINUSE
            permission-denied 192.168.1.20 9092 | listen EACCES: permission denied 192.168.1.20:9092
            permission-denied 172.18.0.3 3000 | listen EACCES 172.18.0.3:3000
            permission-denied db.local 5432 | connect EACCES db.local:5432
            permission-denied 127.0.0.1 8080 | bind EACCES 127.0.0.1:8080
            permission-denied localhost 6379 | connect EPERM localhost:6379
            permission-denied 10.0.0.5 9200 | listen EPERM: operation not permitted 10.0.0.5:9200
            permission-denied - - | listen EPERM
            not-available 172.18.0.3 5000 | EADDRNOTAVAIL: address not available 172.18.0.3:5000
            not-available db.local 8081 | EADDRNOTAVAIL db.local:8081
            timeout 127.0.0.1 4200 | connect ETIMEDOUT 127.0.0.1:4200
            timeout - - | UND_ERR_CONNECT_TIMEOUT
            timeout - - | ConnectTimeoutError
            timeout - - | UND_ERR_HEADERS_TIMEOUT
            timeout - - | HeadersTimeoutError
            timeout - - | BodyTimeoutError
            timeout - - | aborted due to timeout
            timeout - - | ERR_SOCKET_CONNECTION_TIMEOUT
            timeout 10.0.0.5 5000 | Connect Timeout Error (attempted address: 10.0.0.5:5000
            timeout - - | Connect Timeout Error
            host-unreachable 172.18.0.3 4200 | connect EHOSTUNREACH 172.18.0.3:4200
            network-unreachable db.local 9092 | connect ENETUNREACH db.local:9092
            name-resolution 127.0.0.1 - | getaddrinfo ENOTFOUND 127.0.0.1
            name-resolution localhost - | getaddrinfo EAI_AGAIN localhost
            name-resolution 10.0.0.5 8080 | getaddrinfo ENOTFOUND 10.0.0.5 10.0.0.5:8080
            name-resolution 192.168.1.20 - | queryA abc 192.168.1.20
            name-resolution 172.18.0.3 - | getaddrinfo EAI_FAIL 172.18.0.3
            name-resolution db.local - | getaddrinfo EAI_NODATA db.local
            early-close - - | socket hang up
            early-close - - | UND_ERR_SOCKET
            early-close - - | Client network socket disconnected before secure TLS connection was established
            early-close - - | ERR_STREAM_PREMATURE_CLOSE
            early-close - - | aborted ECONNRESET
            reset - - | read ECONNRESET
            reset - - | write ECONNRESET
            reset - - | write ECONNABORTED
            reset - - | read ECONNABORTED
            broken-pipe - - | write EPIPE
            connect-failed - - | TypeError: fetch failed
            connect-failed - - | fetch failed
            protocol-mismatch - - | ERR_HTTP2_ERROR
            protocol-mismatch - - | Parse Error: ...
            protocol-mismatch - - | HPE_INVALID_CONSTANT
            protocol-mismatch - - | HPE_INVALID_ ...
            protocol-mismatch - - | Expected HTTP/
            protocol-mismatch - - | ERR_HTTP2_ ...
            protocol-mismatch - - | HTTPParserError
            protocol-mismatch - - | NGHTTP2_ ...
            unsafe-port - - | [cause]: Error: bad port
            debugger-info db.local 9092 | Debugger listening on db.local:9092
            debugger-info - - | Debugger attached
            debugger-waiting - - | Waiting for the debugger to disconnect
            debugger-port-in-use 10.0.0.5 8080 | Starting inspector on 10.0.0.5:8080 failed: address already in use
            debugger-port-in-use 192.168.1.20 6379 | Starting inspector on 192.168.1.20:6379 failed
            """#)
    }

    @Test("Deno")
    func deno() {
        Wording.expect(
            #"""
            permission-denied 172.18.0.3 9200 | Requires net access to '172.18.0.3:9200
            permission-denied - - | Requires net access
            permission-denied - - | --allow-net
            permission-denied - - | NotCapable: Requires
            debugger-start-failed 10.0.0.5 4200 | Failed to start inspector server at '10.0.0.5:4200
            debugger-start-failed - - | Failed to start inspector server
            """#)
    }

    @Test("Bun")
    func bun() {
        Wording.expect(
            #"""
            address-in-use - 3000 | Failed to start server. Is port 3000 in use
            address-in-use - 5432 | Is port 5432 in use
            connection-refused - - | Unable to connect. Is the computer able to access the url
            connection-refused - - | code: 'ConnectionRefused'
            connection-refused 10.0.0.5 9200 | path: '10.0.0.5:9200 ... errno ... ConnectionRefused
            early-close - - | The socket connection was closed unexpectedly
            listen-failed 172.18.0.3 - | Failed to listen at 172.18.0.3
            listen-failed - - | Failed to listen at
            """#)
    }
}
