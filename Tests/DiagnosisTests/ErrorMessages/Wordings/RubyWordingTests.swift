import Testing

@testable import Diagnosis

@Suite("Wordings: Ruby")
struct RubyWordingTests {
    @Test("Ruby")
    func ruby() {
        Wording.expect(
            #"""
            connection-refused - - | Errno::ECONNREFUSED
            connection-refused 10.0.0.5 8080 | Connection refused - connect(2) for '10.0.0.5' port 8080
            connection-refused 192.168.1.20 6379 | Connection refused - connect(2) for 192.168.1.20:6379
            connection-refused 172.18.0.3 9200 | Failed to open TCP connection to 172.18.0.3:9200 (Connection refused
            connection-refused db.local 27017 | Error connecting to Redis on db.local:27017 (Errno::ECONNREFUSED
            connection-refused 127.0.0.1 5000 | Connection refused - ... connect(2) for '127.0.0.1' port 5000
            connection-refused localhost 8081 | Connection refused - Connection refused - connect(2) for localhost:8081
            address-in-use - - | Errno::EADDRINUSE
            address-in-use 192.168.1.20 9092 | Address already in use - bind(2) for '192.168.1.20' port 9092
            address-in-use 172.18.0.3 3000 | Address already in use - bind(2) for 172.18.0.3:3000
            permission-denied - - | Errno::EACCES
            permission-denied 127.0.0.1 8080 | Permission denied - bind(2) for '127.0.0.1' port 8080
            not-available - - | Errno::EADDRNOTAVAIL
            not-available 10.0.0.5 9200 | Cannot assign requested address - bind(2) for '10.0.0.5' port 9200
            not-available 192.168.1.20 27017 | Can't assign requested address - bind(2) for '192.168.1.20' port 27017
            not-available 172.18.0.3 5000 | Failed to open TCP connection to 172.18.0.3:5000 (Cannot assign requested address
            not-available db.local 8081 | Cannot assign requested address - connect(2) for 'db.local' port 8081
            timeout - - | Net::OpenTimeout
            timeout - - | Net::ReadTimeout
            timeout - - | Errno::ETIMEDOUT
            timeout 192.168.1.20 5432 | Failed to open TCP connection to 192.168.1.20:5432 (execution expired
            timeout - - | execution expired
            timeout - - | Faraday::TimeoutError
            timeout - - | Net::WriteTimeout
            timeout - - | Redis::TimeoutError
            timeout - - | IO::TimeoutError
            name-resolution - - | getaddrinfo: Name or service not known
            name-resolution 172.18.0.3 4200 | Failed to open TCP connection to 172.18.0.3:4200 (getaddrinfo
            name-resolution - - | Socket::ResolutionError
            name-resolution - - | SocketError) getaddrinfo
            host-unreachable - - | Errno::EHOSTUNREACH
            host-unreachable 192.168.1.20 6379 | Failed to open TCP connection to 192.168.1.20:6379 (No route to host
            network-unreachable - - | Errno::ENETUNREACH
            reset - - | Errno::ECONNRESET
            reset - - | Errno::ECONNABORTED
            broken-pipe - - | Errno::EPIPE
            fd-limit - - | Errno::EMFILE
            early-close - - | end of file reached (EOFError)
            tls-mismatch db.local 5432 | SSL_connect returned=1 errno=0 peeraddr=db.local:5432 state=error: wrong version number
            tls-mismatch - - | SSL_connect returned=1 errno=0 state=error: wrong version number
            tls-mismatch localhost 6379 | peeraddr=localhost:6379 state= ... record layer failure
            certificate 10.0.0.5 9200 | SSL_connect returned=1 errno=0 peeraddr=10.0.0.5:9200 state=error: certificate verify failed
            certificate - - | state=error: certificate verify failed
            stale-pid-file - - | A server is already running
            tls-mismatch - - | HTTP parse error, malformed request
            tls-mismatch - - | non-SSL Puma
            tls-mismatch - - | Puma::HttpParserError
            protocol-mismatch - - | Net::HTTPBadResponse
            protocol-mismatch - - | wrong status line
            protocol-mismatch - - | Redis::ProtocolError
            protocol-mismatch - - | Got ' ... ' as initial reply byte
            too-many-redirects - - | Faraday::FollowRedirects
            too-many-redirects - - | RedirectLimitReached
            host-header 10.0.0.5 5000 | Blocked hosts: 10.0.0.5:5000
            host-header 192.168.1.20 8081 | Blocked host: 192.168.1.20:8081
            debugger-info - - | DEBUGGER: Debugger can attach via
            debugger-info - - | DEBUGGER: Connected
            debugger-waiting - - | DEBUGGER: wait for debugger connection
            debugger-waiting - - | DEBUGGER: Waiting for debugger
            debugger-port-in-use - - | DEBUGGER: ... Address already in use
            debugger-port-in-use - - | rdbg ... EADDRINUSE
            debugger-port-in-use - - | rdbg ... Address already in use
            debugger-disconnected - - | DEBUGGER: Disconnected
            debugger-connect-refused - - | DEBUGGER: ... Connection refused
            debugger-connect-refused - - | rdbg ... ECONNREFUSED
            debugger-attach-failed - - | There is no debug gate
            debugger-attach-failed - - | There is no attach target
            debugger-attach-failed - - | debuggee is not found
            connect-failed - - | Redis::CannotConnectError
            connect-failed - - | Faraday::ConnectionFailed
            connect-failed - - | PG::ConnectionBad
            connect-failed 10.0.0.5 9200 | Error connecting to Redis on 10.0.0.5:9200
            connect-failed 192.168.1.20 27017 | Failed to open TCP connection to 192.168.1.20:27017
            connect-failed - - | Excon::Error::Socket
            connect-failed - - | Redis client could not connect
            connect-failed 127.0.0.1 4200 | bind(2) for '127.0.0.1' port 4200
            connect-failed localhost 9092 | connect(2) for 'localhost' port 9092
            connect-failed - - | There is an issue connecting to your database
            """#)
    }
}
