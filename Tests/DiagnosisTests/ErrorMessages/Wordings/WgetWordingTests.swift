import Testing

@testable import Diagnosis

@Suite("Wordings: Wget")
struct WgetWordingTests {
    @Test("Wget")
    func wget() {
        Wording.expect(
            #"""
            connection-refused db.local 9092 | Connecting to abc (abc)|db.local|:9092... failed: Connection refused
            connection-refused 127.0.0.1 3000 | Connecting to 127.0.0.1:3000... failed: Connection refused
            connection-refused localhost - | can't connect to remote host (localhost): Connection refused
            connection-refused - - | can't connect to remote host: Connection refused
            connection-refused 192.168.1.20 6379 | Connecting to 192.168.1.20:6379 ... Verbindungsaufbau abgelehnt
            timeout 172.18.0.3 9200 | Connecting to 172.18.0.3:9200... failed: Connection timed out
            timeout db.local 27017 | Connecting to abc (abc)|db.local|:27017... failed: Connection timed out
            timeout - - | Read error (Connection timed out)
            timeout - - | download timed out
            host-unreachable 10.0.0.5 4200 | Connecting to 10.0.0.5:4200... failed: No route to host
            host-unreachable 192.168.1.20 9092 | Connecting to abc (abc)|192.168.1.20|:9092... failed: No route to host
            host-unreachable 172.18.0.3 - | can't connect to remote host (172.18.0.3): No route to host
            network-unreachable db.local 5432 | Connecting to abc (abc)|db.local|:5432... failed: Network is unreachable
            network-unreachable 127.0.0.1 - | can't connect to remote host (127.0.0.1): Network is unreachable
            certificate localhost - | ERROR: The certificate of 'localhost' is not trusted
            certificate 10.0.0.5 - | ERROR: cannot verify 10.0.0.5's certificate
            certificate 192.168.1.20 - | The certificate of '192.168.1.20'
            certificate 172.18.0.3 - | certificate's owner does not match hostname '172.18.0.3'
            certificate db.local - | certificate common name ' ... ' doesn't match requested host name 'db.local'
            certificate 127.0.0.1 - | To connect to 127.0.0.1 insecurely
            name-resolution localhost - | unable to resolve host address 'localhost'
            name-resolution 10.0.0.5 - | bad address '10.0.0.5
            name-resolution - - | Failed to resolve ...  host
            early-close - - | awaiting response... No data received
            early-close - - | No data received
            early-close - - | error getting response: ... closed
            reset - - | Read error (Connection reset by peer)
            reset - - | awaiting response... Read error (Connection reset by peer)
            tls-mismatch - - | Unable to establish SSL connection
            tls-mismatch - - | wget: TLS error from peer
            tls-mismatch - - | GnuTLS: An unexpected TLS packet was received
            bad-port - - | abc Bad port number
            bad-port - - | Bad port number
            connect-failed 192.168.1.20 6379 | Connecting to 192.168.1.20:6379... failed
            connect-failed 172.18.0.3 9200 | Connecting to abc (abc)|172.18.0.3|:9200
            proxy - - | Proxy tunneling failed
            proxy - - | Error parsing proxy URL
            protocol-mismatch - - | Malformed status line
            early-close - - | wget: error getting response
            """#)
    }
}
