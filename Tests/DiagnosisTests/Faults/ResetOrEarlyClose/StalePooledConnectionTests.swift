import Diagnosis
import Endpoints
import Testing

@Suite struct StalePooledConnectionTests {
    private func scene(
        _ headers: [HTTPOutcome.Header] = [], dead: Int = 0, kind: ErrorKind = .reset, text: String = "read ECONNRESET"
    ) throws -> TestScene {
        var scene = try EarlyEndTesting.scene()
        scene.set(
            .http(try EarlyEndTesting.ask), .http(HTTPOutcome(.answered, status: 200, headers: headers)))
        scene.question.reports = [ErrorReport(kind, runtime: "Node.js", text: text)]
        scene.facts.processes[900] = ProcessFact(pid: 900, name: "worker")
        for i in 0..<dead {
            scene.facts.sockets.append(
                SocketFact(
                    .closeWait, try TestScene.endpoint("127.0.0.1:\(40000 + i)"),
                    remote: try TestScene.endpoint("127.0.0.1:8000"), inode: UInt32(500 + i), owners: [900]))
        }
        return scene
    }

    @Test func connectionsTheServerClosedAreTheReason() throws {
        let finding = try #require(
            try scene([.init("keep-alive", "timeout=1")], dead: 3).judge(StalePooledConnection.self))
        #expect(finding.fault == "stale-pooled-connection")
        #expect(finding.confidence == 0.93)
        #expect(
            finding.summary
                == "worker, pid 900, keeps 3 connections that the server has closed; the next request over one of them is "
                + "reset, while new connections to 127.0.0.1:8000 work.")
        #expect(finding.evidence.map(\.experiment) == ["message", "request", "header", "connections"])
        #expect(finding.evidence[2].result == "the server closes after 1 s")
    }

    @Test func aShortKeepAliveTimeOrTheMessageMakeItLikely() throws {
        #expect(
            try scene([.init("keep-alive", "timeout=5, max=100")]).judge(StalePooledConnection.self)?.confidence
                == Confidence.likely)
        #expect(
            try scene(text: "socket hang up (reused socket)").judge(StalePooledConnection.self)?.confidence
                == Confidence.likely)
        #expect(
            try scene([.init("keep-alive", "timeout=75")], kind: .earlyClose).judge(StalePooledConnection.self)?
                .confidence
                == Confidence.fallback)
    }

    @Test func withoutAMessageDeadConnectionsAreNobodysFault() throws {
        var scene = try scene(dead: 3)
        scene.question.reports = []
        #expect(scene.findings().isEmpty)
    }

    @Test func otherEndsAreNot() throws {
        #expect(try scene(kind: .timeout).judge(StalePooledConnection.self) == nil)
        var failing = try scene(dead: 3)
        failing.set(.http(try EarlyEndTesting.ask), .http(HTTPOutcome(.endedSilently, ending: .reset)))
        #expect(failing.judge(StalePooledConnection.self) == nil)
    }
}
