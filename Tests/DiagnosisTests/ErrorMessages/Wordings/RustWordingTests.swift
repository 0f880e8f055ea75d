import Testing

@testable import Diagnosis

@Suite("Wordings: Rust")
struct RustWordingTests {
    @Test("Rust")
    func rust() {
        Wording.expect(
            #"""
            connection-refused - - | kind: ConnectionRefused
            connection-refused 172.18.0.3 8080 | host: Some(Domain('172.18.0.3')), port: Some(8080) ... Connection refused
            connection-refused db.local 6379 | host: Some(Ipv4(db.local)), port: Some(6379) ... Connection refused
            connection-refused 127.0.0.1 9200 | error sending request for url (127.0.0.1:9200 ... Connection refused
            connection-refused - - | error trying to connect: tcp connect error: Connection refused
            connection-refused - - | tcp connect error: Connection refused
            connection-refused 192.168.1.20 8081 | error sending request for url (192.168.1.20:8081 ... os error 61
            connection-refused 172.18.0.3 4200 | error sending request for url (172.18.0.3:4200 ... os error 10061
            tls-mismatch db.local 9092 | error sending request for url (db.local:9092 ... InvalidContentType
            tls-mismatch 127.0.0.1 3000 | error sending request for url (127.0.0.1:3000 ... wrong version number
            tls-mismatch - - | received corrupt message of type InvalidContentType
            tls-mismatch 10.0.0.5 8080 | error sending request for url (10.0.0.5:8080 ... corrupt message
            not-available - - | kind: AddrNotAvailable
            not-available 172.18.0.3 9200 | error sending request for url (172.18.0.3:9200 ... Cannot assign requested address
            address-in-use - - | kind: AddrInUse
            address-in-use 127.0.0.1 5000 | error binding to 127.0.0.1:5000: error creating server listener: Address already in use
            address-in-use - - | error creating server listener: Address already in use
            permission-denied - - | kind: PermissionDenied
            reset - - | kind: ConnectionReset
            reset - - | kind: ConnectionAborted
            reset db.local 5432 | error sending request for url (db.local:5432 ... Connection reset
            timeout - - | kind: TimedOut
            timeout localhost 6379 | error sending request for url (localhost:6379 ... operation timed out
            timeout - - | reqwest::Error { kind: Request, ...  TimedOut
            timeout - - | deadline has elapsed
            timeout 172.18.0.3 5000 | error sending request for url (172.18.0.3:5000 ... deadline has elapsed
            early-close - - | kind: UnexpectedEof
            early-close - - | connection closed before message completed
            early-close localhost 9092 | error sending request for url (localhost:9092 ... connection closed before message completed
            early-close - - | IncompleteMessage
            early-close - - | hyper::Error(IncompleteMessage)
            broken-pipe - - | kind: BrokenPipe
            host-unreachable - - | kind: HostUnreachable
            network-unreachable - - | kind: NetworkUnreachable
            name-resolution 10.0.0.5 5000 | error sending request for url (10.0.0.5:5000 ... dns error
            name-resolution - - | error trying to connect: dns error
            certificate - - | invalid peer certificate
            certificate db.local 9092 | error sending request for url (db.local:9092 ... certificate
            protocol-mismatch - - | invalid HTTP version parsed
            protocol-mismatch - - | hyper::Error(Parse(
            protocol-mismatch - - | invalid HTTP status-code parsed
            protocol-mismatch - - | hyper::Error(Http2
            protocol-mismatch 172.18.0.3 9200 | error sending request for url (172.18.0.3:9200 ... invalid HTTP
            protocol-mismatch - - | HTTP format error: invalid
            protocol-mismatch - - | hyper::Error(Parse
            connect-failed localhost 8081 | error sending request for url (localhost:8081
            connect-failed - - | error trying to connect
            connect-failed - - | hyper::Error(Connect
            connect-failed - - | client error (Connect)
            """#)
    }
}
