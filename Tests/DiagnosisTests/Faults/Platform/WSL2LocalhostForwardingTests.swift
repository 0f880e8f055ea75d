import Diagnosis
import Endpoints
import Testing

@Suite struct WSL2LocalhostForwardingTests {
    private func scene(
        _ text: String, runtime: String = "curl", in surroundings: String? = "wsl", listens: Bool = true
    ) throws -> TestScene {
        let report = ErrorReport(.connectionRefused, host: "localhost", port: 3000, runtime: runtime, text: text)
        var scene = try TestScene.using("http://127.0.0.1:3000/", reports: [report])
        scene.facts.surroundings = surroundings
        if listens {
            scene.facts.sockets = [SocketFact(.listen, try TestScene.endpoint("127.0.0.1:3000"), owners: [8])]
            scene.facts.processes[8] = ProcessFact(pid: 8, name: "node")
        }
        return scene
    }

    @Test(arguments: [
        ("PowerShell: curl: (7) Failed to connect to localhost port 3000", "curl"),
        ("localhost refused to connect. ERR_CONNECTION_REFUSED", "Chromium"),
    ])
    func whatWorksInsideFailsFromWindows(_ text: String, _ runtime: String) throws {
        let finding = try #require(try scene(text, runtime: runtime).judge(WSL2LocalhostForwarding.self))
        #expect(finding.fault == "wsl2-localhost-forwarding")
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.evidence.map(\.experiment) == ["connect", "listener", "message", "kernel"])
        #expect(finding.fixes.first?.command == "wslinfo --networking-mode")
    }

    @Test func aMessageThatSpeaksOfItIsLikely() throws {
        let scene = try scene("Failed to connect; the server runs in WSL2", in: nil)
        #expect(scene.judge(WSL2LocalhostForwarding.self)?.confidence == Confidence.likely)
    }

    @Test func aClientOfLinuxAServerThatIsDownOrAnotherSystemIsNot() throws {
        #expect(try scene("connect ECONNREFUSED", runtime: "Node.js").judge(WSL2LocalhostForwarding.self) == nil)
        #expect(try scene("PowerShell", listens: false).judge(WSL2LocalhostForwarding.self) == nil)
        #expect(try scene("PowerShell", in: nil).judge(WSL2LocalhostForwarding.self) == nil)
        var silent = try scene("PowerShell")
        silent.question.reports = []
        #expect(silent.judge(WSL2LocalhostForwarding.self) == nil)
    }
}
