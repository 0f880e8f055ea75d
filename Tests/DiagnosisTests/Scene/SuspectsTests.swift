import Diagnosis
import Endpoints
import Testing

@Suite struct SuspectsTests {
    private func scene(owners: [Int32], uid: UInt32? = 7) throws -> (Scene, SocketFact) {
        let listener = SocketFact(.listen, try TestScene.endpoint("127.0.0.1:8000"), uid: uid, owners: owners)
        let facts = Facts(
            sockets: [listener],
            processes: [
                ProcessFact(pid: 1, name: "sh", arguments: ["sh"], uid: 7),
                ProcessFact(pid: 10, name: "python3", arguments: ["python3", "a.py"], uid: 7),
                ProcessFact(pid: 11, name: "node", arguments: ["node", "--port=8000"], uid: 7),
                ProcessFact(pid: 12, name: "ruby", arguments: ["ruby"], uid: 8),
                ProcessFact(pid: 13, name: "kthread", uid: 7),
                ProcessFact(pid: 15, name: "bash", arguments: ["bash", "-c", "serve 8000"], uid: 7),
                ProcessFact(pid: 14, name: "gone", arguments: ["gone"], uid: 7, state: "Z"),
                ProcessFact(pid: 99_999, name: "ostia", arguments: ["ostia", "doctor", "8000"], uid: 7),
            ])
        return (Scene(try QuestionReader.read("127.0.0.1:8000", .use), facts), listener)
    }

    @Test func holdersAreCertain() throws {
        let (scene, listener) = try scene(owners: [12])
        #expect(scene.suspects(listener) == [Suspect(try #require(scene.facts.processes[12]), isCertain: true)])
        #expect(scene.suspects(listener).first?.confidence() == Confidence.proven)
        #expect(scene.suspects(listener).first?.proof(port: 8000) == [])
    }

    @Test func otherwiseItsUsersProcessesAreWithTheOneThatNamesThePortFirst() throws {
        let (scene, listener) = try scene(owners: [])
        // Our own process and those above it, another user's, the kernel's and the dead are left out.
        #expect(scene.suspects(listener).map(\.process.pid) == [11, 10])
        #expect(scene.suspects(listener).map { $0.confidence() } == [Confidence.likely + 0.05, Confidence.likely])
    }

    @Test func withoutAUserNobodyIs() throws {
        let (scene, listener) = try scene(owners: [], uid: nil)
        #expect(scene.suspects(listener).isEmpty)
    }

    @Test(arguments: [
        ("8000", true), ("--port=8000", true), ("0.0.0.0:8000", true), ("18000", false), ("80001", false),
        ("80", false),
        ("a8000b", true), ("", false),
    ])
    func aPortIsANumberOfItsOwn(_ argument: String, expected: Bool) {
        #expect(ProcessFact(pid: 1, name: "x", arguments: [argument]).names(port: 8000) == expected)
    }
}
