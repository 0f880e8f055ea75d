import Testing

@testable import Diagnosis

@Suite("Wordings: AppleSwift")
struct AppleSwiftWordingTests {
    @Test("Swift")
    func swiftNIO() {
        Wording.expect(
            #"""
            connection-refused 127.0.0.1 3000 | NSURLErrorDomain Code=-1004 ... NSErrorFailingURLabc=127.0.0.1:3000
            connection-refused - - | NSURLErrorDomain Code=-1004
            connection-refused - - | connection reset (error set): Connection refused
            connection-refused - - | connect(descriptor:addr:size:): Connection refused (errno: 12)
            connection-refused 172.18.0.3 9200 | NIOConnectionError(host: '172.18.0.3', port: 9200 ... (errno: 111)
            connection-refused db.local 27017 | NIOConnectionError(host: 'db.local', port: 27017 ... (errno: 61)
            connection-refused 127.0.0.1 5000 | NIOConnectionError(host: '127.0.0.1', port: 5000 ... refused
            connection-refused - - | Could not connect to the server
            address-in-use - - | bind(descriptor:ptr:bytes:): Address already in use
            address-in-use - - | bind(descriptor:ptr:bytes:) failed: Address already in use
            permission-denied - - | bind(descriptor:ptr:bytes:): Permission denied
            timeout db.local 5432 | NSURLErrorDomain Code=-1001 ... NSErrorFailingURLabc=db.local:5432
            timeout - - | NSURLErrorDomain Code=-1001
            timeout - - | connectTimeout(
            timeout - - | HTTPClientError.connectTimeout
            timeout - - | HTTPClientError.readTimeout
            timeout - - | HTTPClientError.deadlineExceeded
            timeout - - | ChannelError.connectTimeout
            name-resolution 127.0.0.1 4200 | NSURLErrorDomain Code=-1003 ... NSErrorFailingURLabc=127.0.0.1:4200
            name-resolution - - | NSURLErrorDomain Code=-1003
            name-resolution - - | A server with the specified hostname could not be found
            name-resolution 192.168.1.20 5432 | NIOConnectionError(host: '192.168.1.20', port: 5432, dnsAError: Optional( ... , connectionErrors: [])
            network-unreachable - - | NSURLErrorDomain Code=-1009
            early-close - - | NSURLErrorDomain Code=-1005
            early-close - - | The network connection was lost
            early-close - - | HTTPClientError.remoteConnectionClosed
            early-close - - | remoteConnectionClosed
            certificate 192.168.1.20 8081 | NSURLErrorDomain Code=-1202 ... NSErrorFailingURLabc=192.168.1.20:8081
            certificate - - | NSURLErrorDomain Code=-1202
            tls-mismatch db.local 9092 | NSURLErrorDomain Code=-1200 ... NSErrorFailingURLabc=db.local:9092
            tls-mismatch - - | NSURLErrorDomain Code=-1200
            tls-mismatch - - | NIOSSLError.handshakeFailed
            tls-mismatch - - | handshakeFailed(NIOSSL
            too-many-redirects - - | NSURLErrorDomain Code=-1007
            too-many-redirects - - | HTTPClientError.redirectLimitReached
            connect-failed db.local 27017 | NIOConnectionError(host: 'db.local', port: 27017
            connect-failed - - | NSURLErrorDomain
            protocol-mismatch - - | NSURLErrorDomain Code=-1017
            protocol-mismatch - - | cannot parse response
            """#)
    }
}
