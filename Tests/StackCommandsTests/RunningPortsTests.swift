import Inventory
import Stack
import Testing

@testable import StackCommands

@Suite struct RunningPortsTests {
    @Test func thePortsAreTheSupervisors() throws {
        let status = try #require(
            JSONValue(
                text: """
                    {"services": [
                      {"name": "api", "ports": [{"name": "", "port": 4000, "leased": true},
                                                {"name": "debug", "port": 4001, "leased": false}]},
                      {"name": "worker", "ports": []}, {"name": "odd", "ports": [{"name": "", "port": 70000}]}]}
                    """))
        #expect(
            RunningPorts.of(status) == [
                PortKey("api"): PortNumber(4000, isLeased: true),
                PortKey("api", "debug"): PortNumber(4001, isLeased: false),
            ])
    }
}
