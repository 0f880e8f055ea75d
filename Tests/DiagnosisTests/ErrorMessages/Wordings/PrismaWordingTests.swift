import Testing

@testable import Diagnosis

@Suite("Wordings: Prisma")
struct PrismaWordingTests {
    @Test("Prisma")
    func prisma() {
        Wording.expect(
            #"""
            connect-failed 10.0.0.5 5000 | Can't reach database server at '10.0.0.5:5000
            connect-failed - - | P1001: Can't reach database server
            timeout 172.18.0.3 4200 | The database server at '172.18.0.3:4200 ... was reached but timed out
            timeout - - | P1002:
            timeout - - | P1008:
            timeout - - | Timed out fetching a new connection from the connection pool
            timeout - - | P2024
            auth 192.168.1.20 6379 | Authentication failed against database server at '192.168.1.20:6379
            auth - - | P1000: Authentication failed
            tls-mismatch - - | P1011: Error opening a TLS connection
            early-close - - | P1017: Server has closed the connection
            """#)
    }
}
