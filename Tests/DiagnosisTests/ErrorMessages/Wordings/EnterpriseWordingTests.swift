import Testing

@testable import Diagnosis

@Suite("Wordings: Enterprise")
struct EnterpriseWordingTests {
    @Test("Oracle")
    func oracle() {
        Wording.expect(
            #"""
            connection-refused - - | ORA-12541
            connection-refused - - | TNS:no listener
            connection-refused - - | TNS:connection refused
            timeout - - | ORA-12170
            timeout - - | ORA-12535
            timeout - - | TNS:operation timed out
            timeout - - | TNS:Connect timeout
            name-resolution - - | ORA-12154
            name-resolution - - | ORA-12545
            name-resolution - - | TNS:could not resolve the connect identifier
            host-unreachable - - | ORA-12543
            host-unreachable - - | TNS:destination host unreachable
            early-close - - | ORA-12537
            early-close - - | ORA-12547
            early-close - - | ORA-03113
            early-close - - | ORA-03114
            early-close - - | TNS:connection closed
            early-close - - | TNS:lost contact
            connect-failed - - | ORA-12514
            connect-failed - - | ORA-12505
            connect-failed - - | ORA-12560
            connect-failed - - | TNS:protocol adapter error
            auth - - | ORA-01017
            auth - - | ORA-28000
            tls-mismatch - - | ORA-29024
            tls-mismatch - - | ORA-28860
            """#)
    }

    @Test("SQL Server")
    func sqlServer() {
        Wording.expect(
            #"""
            timeout - - | Login timeout expired
            auth - - | Login failed for user
            certificate - - | SSL Provider: ... certificate
            connect-failed - - | TCP Provider: Error code 0x2749
            connect-failed - - | TCP Provider: Error code
            connect-failed - - | A network-related or instance-specific error
            connection-refused - - | TCP Provider: Error code 0x274D
            timeout - - | TCP Provider: Error code 0x274C
            """#)
    }
}
