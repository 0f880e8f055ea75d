import Diagnosis
import Endpoints
import Testing

/// What an ordinary user can say of servers whose processes hold their sockets out of sight: command lines and the user
/// of a socket may be read by all.
@Suite struct HiddenOwnerTests {
    private static let agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:5005"

    private func jvm(uid: UInt32 = 0) -> ProcessFact {
        ProcessFact(pid: 40, name: "java", arguments: ["java", Self.agent, "W"], uid: uid)
    }

    private func node(_ option: String, uid: UInt32 = 0) -> ProcessFact {
        ProcessFact(pid: 50, name: "node", arguments: ["node", option, "app.js"], uid: uid)
    }

    @Test func aSuspendedJVM() throws {
        let debug = try SocketFact.listener("127.0.0.1:5005", uid: 0)
        let scene = try TestScene.using("127.0.0.1:8080", sockets: [debug], processes: [jvm()])
        #expect(scene.findings().first?.fault == "jdwp-suspended-waiting")
        let other = try TestScene.using("127.0.0.1:8080", sockets: [debug], processes: [jvm(uid: 1000)])
        #expect(other.judge(JDWPSuspendedWaiting.self) == nil)
    }

    @Test func aDebugPortOfLoopbackOnly() throws {
        var scene = try TestScene.using(
            "192.168.50.7:5005", sockets: [try SocketFact.listener("127.0.0.1:5005", uid: 0)], processes: [jvm()])
        scene.addInterface("eth0", "192.168.50.7")
        #expect(scene.findings().first?.fault == "jdwp-loopback-only")
    }

    @Test func aPausedNodeAndItsInspector() throws {
        let inspector = try SocketFact.listener("127.0.0.1:9229", uid: 0)
        let paused = try TestScene.using(
            "127.0.0.1:3000", sockets: [inspector], processes: [node("--inspect-brk")])
        #expect(paused.findings().first?.fault == "node-inspect-brk-paused")
        var asked = try TestScene.using(
            "http://devbox.test:9229/json/version", sockets: [inspector], processes: [node("--inspect")])
        asked.resolve("devbox.test", "127.0.0.1")
        #expect(asked.judge(ChromeDevToolsHostCheck.self)?.fault == "chrome-devtools-host-check")
        let foreign = try TestScene.using(
            "127.0.0.1:3000", sockets: [inspector], processes: [node("--inspect-brk", uid: 1000)])
        #expect(foreign.judge(NodeInspectBrkPaused.self) == nil)
    }

    @Test func aDebuggerIsNotConnectedToEvenThen() throws {
        let debug = try SocketFact.listener("127.0.0.1:5005", uid: 0)
        let endpoint = try TestScene.endpoint("127.0.0.1:5005")
        let question = try QuestionReader.read("127.0.0.1:5005", .use)
        #expect(!Scene(question, Facts(sockets: [debug], processes: [jvm()])).mayConnect(endpoint))
        #expect(Scene(question, Facts(sockets: [debug], processes: [jvm(uid: 1000)])).mayConnect(endpoint))
        let inspector = try SocketFact.listener("127.0.0.1:9229", uid: 0)
        let facts = Facts(sockets: [inspector], processes: [node("--inspect")])
        #expect(!Scene(question, facts).mayConnect(try TestScene.endpoint("127.0.0.1:9229")))
    }

    @Test func workersOfAMasterWithTheSocketsUser() throws {
        let listener = try SocketFact.listener("127.0.0.1:80", uid: 0)
        let master = ProcessFact(pid: 20, name: "nginx", arguments: ["nginx: master process"], uid: 0)
        let worker = ProcessFact(
            pid: 21, parent: 20, name: "nginx", arguments: ["nginx: worker process"], uid: 33, state: "T",
            isForkedOnly: true)
        let stranger = ProcessFact(pid: 22, parent: 1, name: "vi", arguments: ["web"], uid: 33)
        let scene = Scene(Question(.use), Facts(sockets: [listener], processes: [master, worker, stranger]))
        #expect(scene.suspects(listener).map(\.process.pid) == [20, 21])
    }

    private func sharing(_ second: [String], parent: Int32 = 1) throws -> TestScene {
        let one = ProcessFact(pid: 30, name: "python3", arguments: ["python3", "old.py", "9000"], uid: 0)
        let two = ProcessFact(pid: 31, parent: parent, name: "python3", arguments: second, uid: 0)
        let listener = try SocketFact.listener("127.0.0.1:9000", uid: 0)
        var other = listener
        other.inode = 2
        return try TestScene.using("127.0.0.1:9000", sockets: [listener, other], processes: [one, two])
    }

    @Test func twoProgramsThatNameOneSharedPort() throws {
        let finding = try #require(try sharing(["python3", "new.py", "9000"]).judge(ReuseportShared.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.fixes.first?.command == "sudo ostia who 9000")
        // Workers of one program, and a second that cannot be told, are no fault.
        #expect(try sharing(["python3", "old.py", "9000"]).judge(ReuseportShared.self) == nil)
        #expect(try sharing(["python3", "new.py", "9000"], parent: 30).judge(ReuseportShared.self) == nil)
        #expect(try sharing(["python3", "new.py"]).judge(ReuseportShared.self) == nil)
    }
}
