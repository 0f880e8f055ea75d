import Diagnosis
import Endpoints
import Testing

@Suite struct ServerOOMKilledTests {
    private let kill = "Memory cgroup out of memory: Killed process 812 (python3) total-vm:90000kB"

    private func scene(_ text: String, kind: ErrorKind = .oomKilled, log: KernelLog) throws -> TestScene {
        var scene = try TestScene.using("http://127.0.0.1:8000/", reports: [ErrorReport(kind, text: text)])
        scene.set(.kernelLog, .kernelLog(log))
        return scene
    }

    @Test func theKernelsLogAndTheMessageAreProof() throws {
        let log = KernelLog(isReadable: true, lines: [kill, "Out of memory: Killed process 9 (java)"])
        let scene = try scene("python3 server.py exited with code 137", kind: .connectFailed, log: log)
        let finding = try #require(scene.judge(ServerOOMKilled.self))
        #expect(finding.fault == "server-oom-killed")
        #expect(finding.confidence == 0.96)
        #expect(
            finding.summary
                == "python3 was killed for its memory, so nothing listens on 127.0.0.1:8000 any more.")
        #expect(finding.evidence.last == EvidenceLine("kernel log", "out of memory", kill))
    }

    @Test(arguments: [
        ("Reason: OOMKilled", ErrorKind.oomKilled, 0.86),
        ("server exited with code 137", .connectFailed, Confidence.likely + 0.03),
    ])
    func theMessageAloneIsLikely(_ text: String, kind: ErrorKind, confidence: Double) throws {
        let finding = try scene(text, kind: kind, log: KernelLog(isReadable: false)).judge(ServerOOMKilled.self)
        #expect(finding?.confidence == confidence)
    }

    @Test func aServerThatListensAgainOrAnotherExitIsNot() throws {
        var running = try scene("exited with code 137", log: KernelLog(isReadable: true, lines: [kill]))
        running.facts.sockets = [SocketFact(.listen, try TestScene.endpoint("127.0.0.1:8000"))]
        #expect(running.judge(ServerOOMKilled.self) == nil)
        let other = try scene(
            "exited with code 1", kind: .connectFailed, log: KernelLog(isReadable: true, lines: [kill]))
        #expect(other.judge(ServerOOMKilled.self) == nil)
    }
}
