import Stack
import Testing

@Suite struct PlannedPortTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1:5432"),
        ("::1", "[::1]:5432"),
        ("localhost", "localhost:5432"),
    ])
    func addressPutsIPv6InBrackets(host: String, address: String) {
        #expect(PlannedPort(name: "", number: 5432, host: host, isLeased: true).address == address)
    }
}
