import Diagnosis
import Endpoints
import Testing

/// What keeps a port on which nobody listens.
enum Remnant {
    static func scene(
        _ text: String, _ sockets: [SocketFact], _ processes: [ProcessFact] = [], plain: String? = "EADDRINUSE",
        reusing: String? = "EADDRINUSE", report: ErrorReport? = BindScene.inUse
    ) throws -> TestScene {
        var scene = try BindScene.binding(text, sockets, processes, report: report)
        try scene.refuse(text, plain: plain, reusing: reusing)
        return scene
    }

    static func timeWait(_ port: UInt16) throws -> SocketFact {
        try BindScene.connection(.timeWait, "127.0.0.1:\(port)", "127.0.0.1:45678")
    }
}

@Suite struct TimeWaitTests {
    @Test func onlyABindWithoutTheOptionFails() throws {
        let scene = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000)], reusing: nil)
        let finding = try #require(scene.judge(TimeWaitWithoutReuseaddr.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.contains("1 connection of the old server in TIME_WAIT makes a bind without"))
        #expect(finding.fixes.first?.command == "ostia wait 9000 --free --timeout 70s")
        #expect(scene.findings().map(\.fault) == ["time-wait-without-reuseaddr"])
    }

    @Test func withoutAMessageItIsNoMoreThanAHint() throws {
        let scene = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000)], reusing: nil, report: nil)
        #expect(scene.judge(TimeWaitWithoutReuseaddr.self)?.confidence == Confidence.fallback)
    }

    @Test func bothFailWhenTheOldSocketHadItNot() throws {
        let scene = try Remnant.scene("[::1]:9000", [Remnant.timeWait(9000)])
        let finding = try #require(scene.judge(TimeWaitOldSocketNoReuseaddr.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(scene.findings().map(\.fault) == ["time-wait-old-socket-no-reuseaddr"])
    }

    @Test func aListenerOrALivingConnectionIsAnotherFault() throws {
        let listener = try BindScene.listener("127.0.0.1:9000")
        let beside = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000), listener])
        #expect(beside.judge(TimeWaitOldSocketNoReuseaddr.self) == nil)
        let alive = try BindScene.connection(.closeWait, "127.0.0.1:9000", "127.0.0.1:45679", owners: [812])
        for reusing in [nil, "EADDRINUSE"] {
            let scene = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000), alive], reusing: reusing)
            #expect(scene.judge(TimeWaitWithoutReuseaddr.self) == nil)
            #expect(scene.judge(TimeWaitOldSocketNoReuseaddr.self) == nil)
        }
    }

    @Test func whatCanBeBoundIsFree() throws {
        let scene = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000)], plain: nil, reusing: nil)
        #expect(scene.findings().isEmpty)
    }
}

@Suite struct LeftoverConnectionNoReuseaddrTests {
    @Test(arguments: [SocketFact.State.established, .closeWait, .finWait2])
    func anAcceptedConnectionOwnsThePort(_ state: SocketFact.State) throws {
        let alive = try BindScene.connection(state, "127.0.0.1:9000", "127.0.0.1:45679", owners: [812])
        let scene = try Remnant.scene("127.0.0.1:9000", [alive], [BindScene.process()])
        let finding = try #require(scene.judge(LeftoverConnectionNoReuseaddr.self))
        #expect(finding.summary.contains("still open (\(state == .closeWait ? "CLOSE-WAIT" : finding.state))"))
        #expect(finding.summary.hasSuffix("python3, pid 812."))
        #expect(finding.fixes.first?.command == "kill 812")
        #expect(scene.findings().first?.fault == "leftover-connection-no-reuseaddr")
    }

    @Test func theKernelsOwnRemnant() throws {
        let alone = try BindScene.connection(.finWait2, "127.0.0.1:9000", "127.0.0.1:45679")
        let finding = try #require(
            try Remnant.scene("127.0.0.1:9000", [alone]).judge(LeftoverConnectionNoReuseaddr.self))
        #expect(finding.summary.contains("no process: the kernel closes it"))
    }

    @Test func anOutgoingConnectionIsAnotherFault() throws {
        let client = try BindScene.connection(.established, "127.0.0.1:45454", "127.0.0.1:6000", owners: [812])
        let server = try BindScene.listener("127.0.0.1:6000", [900])
        let scene = try Remnant.scene("127.0.0.1:45454", [client, server])
        #expect(scene.judge(LeftoverConnectionNoReuseaddr.self) == nil)
    }
}

extension Finding {
    /// The state of the connection, out of its evidence.
    fileprivate var state: String {
        evidence.first { $0.experiment == "connection" }?.result.split(separator: " ").first.map(String.init) ?? ""
    }
}

@Suite struct PortTakenByOutgoingConnectionTests {
    @Test func aClientsOwnEnd() throws {
        let client = try BindScene.connection(.established, "127.0.0.1:45454", "127.0.0.1:6000", owners: [812])
        let server = try BindScene.listener("127.0.0.1:6000", [900])
        let scene = try Remnant.scene("127.0.0.1:45454", [client, server], [BindScene.process()])
        let finding = try #require(scene.judge(PortTakenByOutgoingConnection.self))
        #expect(
            finding.summary
                == "Port 45454 is the local end of an outgoing connection: python3, pid 812, connected to "
                + "127.0.0.1:6000; it lies in the kernel's range for such ends, 32768–60999.")
        #expect(scene.findings().first?.fault == "port-taken-by-outgoing-connection")
    }

    @Test func oneToTheInternet() throws {
        let client = try BindScene.connection(.established, "192.168.1.5:45454", "203.0.113.7:443", owners: [812])
        var scene = try Remnant.scene("0.0.0.0:45454", [client], [BindScene.process()])
        scene.facts.kernel.reservedPorts = [8000...8000, 9000...9009]
        let finding = try #require(scene.judge(PortTakenByOutgoingConnection.self))
        let reserve = try #require(finding.fixes.first { $0.command.contains("reserved") })
        #expect(reserve.command.hasSuffix("=8000,9000-9009,45454"))
        #expect(reserve.undo?.hasSuffix("=8000,9000-9009") == true)
    }

    @Test func anAcceptedOneIsAnotherFault() throws {
        let accepted = try BindScene.connection(.established, "127.0.0.1:9000", "127.0.0.1:45679", owners: [812])
        #expect(
            try Remnant.scene("127.0.0.1:9000", [accepted]).judge(PortTakenByOutgoingConnection.self) == nil)
    }
}

@Suite struct TCPSelfConnectTests {
    private func itself() throws -> SocketFact {
        try BindScene.connection(.established, "127.0.0.1:45000", "127.0.0.1:45000", owners: [812])
    }

    @Test func theClientHasTheServersPort() throws {
        let scene = try Remnant.scene("127.0.0.1:45000", [itself()], [BindScene.process()])
        let finding = try #require(scene.judge(TCPSelfConnect.self))
        #expect(finding.summary.hasPrefix("python3, pid 812 is connected to itself on 127.0.0.1:45000"))
        #expect(scene.findings().map(\.fault) == ["tcp-self-connect"])
    }

    @Test func theServersClientsAreRefused() throws {
        let scene = try TestScene.using("127.0.0.1:45000", sockets: [itself()], processes: [BindScene.process()])
        #expect(scene.findings().first?.fault == "tcp-self-connect")
    }

    @Test func anOrdinaryConnectionIsNone() throws {
        let other = try BindScene.connection(.established, "127.0.0.1:45000", "127.0.0.1:45001", owners: [812])
        #expect(try Remnant.scene("127.0.0.1:45000", [other]).judge(TCPSelfConnect.self) == nil)
        #expect(try TestScene.using("127.0.0.1:3000", sockets: [itself()]).judge(TCPSelfConnect.self) == nil)
    }
}

@Suite struct BoundNotListeningTests {
    @Test func aBoundSocketOfThisMachine() throws {
        let bound = SocketFact(.bound, try TestScene.endpoint("127.0.0.1:9999"), uid: 1000, inode: 5, owners: [812])
        let scene = try Remnant.scene("127.0.0.1:9999", [bound], [BindScene.process()])
        let finding = try #require(scene.judge(BoundNotListening.self))
        #expect(
            finding.summary
                == "python3, pid 812 has bound 127.0.0.1:9999 without listening, so nobody else can listen there.")
        #expect(scene.findings().map(\.fault) == ["bound-not-listening"])
    }

    @Test func kernelsThatDoNotShowItLeaveALikelihood() throws {
        var scene = try Remnant.scene("127.0.0.1:9999", [])
        scene.facts.kernel.release = "6.1.0-28-amd64"
        let finding = try #require(scene.judge(BoundNotListening.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.evidence.contains { $0.result.contains("6.1.0-28-amd64") })
    }

    @Test func aListenerOrAConnectionIsAnotherFault() throws {
        let listener = try BindScene.listener("127.0.0.1:9999")
        #expect(try Remnant.scene("127.0.0.1:9999", [listener]).judge(BoundNotListening.self) == nil)
        #expect(
            try Remnant.scene("127.0.0.1:9999", [Remnant.timeWait(9999)]).judge(BoundNotListening.self) == nil)
    }
}
