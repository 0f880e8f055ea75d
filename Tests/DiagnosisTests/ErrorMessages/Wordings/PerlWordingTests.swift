import Testing

@testable import Diagnosis

@Suite("Wordings: Perl")
struct PerlWordingTests {
    @Test("Perl")
    func perl() {
        Wording.expect(
            #"""
            address-in-use - - | IO::Socket::INET: Address already in use
            address-in-use - - | IO::Socket::INET6: Address already in use
            connection-refused - - | IO::Socket::INET: connect: Connection refused
            connection-refused db.local 9092 | Can't connect to db.local:9092 (Connection refused)
            timeout - - | IO::Socket::INET: connect: timeout
            timeout localhost 5432 | Can't connect to localhost:5432 (timeout)
            timeout 10.0.0.5 8080 | Can't connect to 10.0.0.5:8080 (Connection timed out)
            name-resolution 192.168.1.20 - | Bad hostname '192.168.1.20'
            name-resolution - - | IO::Socket::INET: Bad hostname
            """#)
    }
}
