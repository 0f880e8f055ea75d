import Testing

@testable import Diagnosis

@Suite("Wordings: Common, part 2")
struct Common2WordingTests {
    @Test("Bare failures, continued")
    func endpoints2() {
        Wording.expect(
            #"""
            connect-failed - - | connection to backend lost
            connect-failed - - | connection to the upstream was lost
            listen-failed - - | could not bind to
            listen-failed - - | couldn't bind on
            listen-failed - - | cannot bind to
            listen-failed - - | can't bind on
            listen-failed - - | unable to bind to
            listen-failed - - | failed to bind on
            listen-failed - - | could not listen on
            listen-failed - - | couldn't listen on
            listen-failed - - | cannot listen on
            listen-failed - - | can't listen on
            listen-failed - - | unable to listen on
            listen-failed - - | failed to listen on
            """#)
    }

    @Test("Web servers")
    func web() {
        Wording.expect(
            #"""
            host-header db.local 9092 | Invalid HTTP_HOST header: 'db.local:9092'
            host-header 127.0.0.1 - | Invalid HTTP_HOST header: '127.0.0.1'
            host-header localhost 5432 | Blocked host: localhost:5432
            host-header - - | host is not allowed
            host-header - - | Host header is specified and is not an IP address or localhost
            host-header - - | Bad Request - Invalid Hostname
            host-header db.local - | Untrusted Host 'db.local'
            host-header - - | Invalid host header
            host-header - - | Unrecognized host
            host-header - - | HTTP_HOST header ...  is not valid
            host-header - - | to ALLOWED_HOSTS
            host-header - - | DisallowedHost
            host-header - - | disallowed host
            host-header - - | 421 Misdirected
            host-header - - | host not allowed
            host-header - - | hostname is not allowed
            host-header 172.18.0.3 - | Blocked cross-origin request from 172.18.0.3
            host-header - - | HostFiltering
            host-header - - | Invalid hostname in
            host-header - - | Invalid hostname for
            host-header - - | server.allowedHosts
            host-header - - | ActionDispatch::HostAuthorization
            host-header 172.18.0.3 - | Host '172.18.0.3' is not allowed
            host-header - - | not in the list of allowed hosts
            host-header - - | SuspiciousOperation
            connect-failed - - | Bad Gateway
            connect-failed - - | 502 Proxy Error
            connect-failed - - | upstream connect error
            timeout - - | Gateway Timeout
            timeout - - | Gateway Time-out
            """#)
    }
}
