import Testing

@testable import Diagnosis

@Suite("Wordings: Proxies")
struct ProxiesWordingTests {
    @Test("HAProxy")
    func haproxy() {
        Wording.expect(
            #"""
            address-in-use localhost 8081 | [ALERT] (12) : cannot bind socket (Address already in use) for [localhost:8081]
            address-in-use 10.0.0.5 4200 | [ALERT] (12) : cannot bind socket (Address already in use) [10.0.0.5:4200]
            address-in-use 192.168.1.20 9092 | [ALERT] (12) : cannot bind socket (Address already in use) ... [192.168.1.20:9092
            address-in-use 172.18.0.3 3000 | [ALERT] (12) : cannot bind socket [172.18.0.3:3000]
            permission-denied db.local 5432 | [ALERT] (12) : cannot bind socket (Permission denied) for [db.local:5432]
            permission-denied 127.0.0.1 8080 | [ALERT] (12) : cannot bind socket (Permission denied) [127.0.0.1:8080]
            permission-denied localhost 6379 | [ALERT] (12) : cannot bind socket (Permission denied) ... [localhost:6379
            not-available 10.0.0.5 9200 | [ALERT] (12) : cannot bind socket (Cannot assign requested address) for [10.0.0.5:9200]
            not-available 192.168.1.20 27017 | [ALERT] (12) : cannot bind socket (Cannot assign requested address) [192.168.1.20:27017]
            connection-refused - - | [ALERT] (12) : Layer4 connection problem, info: 'Connection refused
            connection-refused - - | [ALERT] (12) : No server is available to handle this request
            connect-failed - - | [ALERT] (12) : Layer4 connection problem
            connect-failed - - | [ALERT] (12) : has no server available
            timeout - - | [ALERT] (12) : reason: Layer4 timeout
            timeout - - | [ALERT] (12) : reason: Layer7 timeout
            timeout - - | [ALERT] (12) : reason: Layer6 timeout
            tls-mismatch - - | [ALERT] (12) : Layer6 invalid response
            tls-mismatch - - | [ALERT] (12) : reason: Layer6
            protocol-mismatch - - | [ALERT] (12) : Layer7 invalid response
            protocol-mismatch - - | [ALERT] (12) : Layer7 wrong status
            name-resolution 192.168.1.20 - | [ALERT] (12) : could not resolve address '192.168.1.20'
            """#)
    }

    @Test("Envoy")
    func envoy() {
        Wording.expect(
            #"""
            connection-refused - - | upstream connect error ... reset reason: connection failure ... Connection refused
            connection-refused - - | delayed connect error: 111
            connection-refused - - | delayed connect error: Connection refused
            connection-refused - - | delayed connect error: 61
            connect-failed - - | upstream connect error or disconnect/reset before headers ... connection failure
            connect-failed - - | upstream connect error or disconnect/reset before headers
            connect-failed - - | no healthy upstream
            connect-failed - - | remote connection failure
            early-close - - | reset before headers. reset reason: connection termination
            early-close - - | reset reason: connection termination
            reset - - | reset reason: remote reset
            timeout - - | upstream request timeout
            timeout - - | reset reason: connection timeout
            tls-mismatch - - | TLS error: ... WRONG_VERSION_NUMBER
            tls-mismatch - - | TLS_error: ... WRONG_VERSION_NUMBER
            certificate - - | TLS error: ... CERTIFICATE_VERIFY_FAILED
            certificate - - | TLS_error: ... CERTIFICATE_VERIFY_FAILED
            protocol-mismatch - - | reset reason: protocol error
            address-in-use 172.18.0.3 5000 | cannot bind '172.18.0.3:5000': Address already in use
            """#)
    }
}
