import Diagnosis
import Endpoints
import Testing

@Suite struct EphemeralPortTests {
    /// A server, and clients of it on the first ports of the range.
    private func scene(
        _ endpoint: String, range: ClosedRange<UInt16>, used: Int, state: SocketFact.State = .established
    ) throws -> TestScene {
        let server = try TestScene.endpoint(endpoint)
        var scene = try TestScene.using(
            endpoint, sockets: [try .listener(endpoint, 5)],
            processes: [ProcessFact(pid: 5, name: "nginx"), ProcessFact(pid: 6, name: "loadtest")])
        scene.facts.kernel.ephemeralPorts = range
        for offset in 0..<used {
            scene.facts.sockets.append(
                SocketFact(
                    state, Endpoint(.tcp, server.address, range.lowerBound + UInt16(offset)), remote: server,
                    owners: state == .timeWait ? [] : [6]))
        }
        try scene.connect(endpoint, ConnectOutcome(.failed("EADDRNOTAVAIL")))
        return scene
    }

    @Test func aRangeThatIsUsedUpIsExhausted() throws {
        let scene = try scene("127.0.0.1:8000", range: 40000...40009, used: 10)
        let finding = try #require(scene.judge(EphemeralPortsExhausted.self))
        #expect(finding.fault == "ephemeral-ports-exhausted")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "No port is left to connect to 127.0.0.1:8000 from: 10 of 10 are in use, 10 by loadtest, pid 6.")
        #expect(finding.fixes.first?.undo == "sudo sysctl -w net.ipv4.ip_local_port_range='40000 40009'")
        #expect(scene.judge(EphemeralRangeReserved.self) == nil)
    }

    @Test func timeWaitsCountAndAreNamed() throws {
        let scene = try scene("[::1]:8080", range: 50000...50019, used: 20, state: .timeWait)
        let finding = try #require(scene.judge(EphemeralPortsExhausted.self))
        #expect(finding.evidence.contains { $0.result == "20 of 20 ports in use, 20 of them in TIME_WAIT" })
        #expect(finding.fixes.contains { $0.command == "wait 60 s" })
    }

    @Test func socketsToOtherServersDoNotCount() throws {
        var scene = try scene("127.0.0.1:8000", range: 32768...60999, used: 10)
        let finding = try #require(scene.judge(EphemeralPortsExhausted.self))
        #expect(finding.confidence == Confidence.likely)
        scene.facts.kernel.ephemeralPorts = 40000...40009
        #expect(scene.judge(EphemeralPortsExhausted.self) == nil)
        #expect(scene.judge(EphemeralRangeReserved.self)?.confidence == Confidence.observed)
    }

    @Test func aRangeThatIsReservedLeavesNothing() throws {
        var scene = try scene("127.0.0.1:6379", range: 49152...49159, used: 0)
        scene.facts.kernel.reservedPorts = [1...10, 49152...49159]
        let finding = try #require(scene.judge(EphemeralRangeReserved.self))
        #expect(finding.fault == "ephemeral-range-reserved")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.contains("leave no port to connect from (49152–49159, 1-10,49152-49159 reserved)"))
        #expect(finding.fixes.map(\.isRunnable) == [true, true])
        #expect(scene.judge(EphemeralPortsExhausted.self) == nil)
    }

    @Test func anAddressThatIsNotThereGivesTheSameErrno() throws {
        var scene = try scene("[::1]:8000", range: 49152...49159, used: 8)
        scene.facts.kernel.isIPv6Disabled = true
        #expect(scene.judge(EphemeralPortsExhausted.self) == nil)
        scene.facts.kernel.isIPv6Disabled = false
        scene.facts.interfaces[0].addresses = [.loopbackV4]
        #expect(scene.judge(EphemeralPortsExhausted.self) == nil)
        #expect(scene.judge(EphemeralRangeReserved.self) == nil)
    }

    @Test func whatConnectsIsNoFault() throws {
        var scene = try scene("127.0.0.1:8000", range: 40000...40009, used: 10)
        try scene.connect("127.0.0.1:8000", ConnectOutcome(.connected))
        #expect(scene.judge(EphemeralPortsExhausted.self) == nil)
        #expect(scene.judge(EphemeralRangeReserved.self) == nil)
    }
}
