import Diagnosis
import Endpoints
import Testing

@Suite struct LocalhostNameHijackedTests {
    private func scene(_ text: String, listener: String? = "127.0.0.1:8000") throws -> TestScene {
        try .using(
            text, sockets: try listener.map { [try .listener($0, 9)] } ?? [],
            processes: [ProcessFact(pid: 9, name: "python3")])
    }

    @Test func aLineOfTheHostsFileLeadsAway() throws {
        var scene = try scene("http://localhost:8000/")
        scene.facts.names.hosts = [.init(try #require(IPAddress("127.0.0.2")), ["localhost"], line: 7)]
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "localhost-name-hijacked")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "localhost resolves to 127.0.0.2, which does not lead to the server; 127.0.0.1:8000 answers.")
        #expect(finding.evidence.contains(EvidenceLine("hosts", "/etc/hosts line 7", "127.0.0.2 localhost")))
    }

    @Test func aNameServerAnswersLocalhost() throws {
        var scene = try scene("http://localhost:8000/")
        scene.facts.names.hosts = []
        scene.facts.names.order = ["dns", "files"]
        scene.resolve("localhost", "10.99.0.5")
        let finding = try #require(scene.judge(LocalhostNameHijacked.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.evidence.contains { $0.result == "has no such line; sources: dns files" })
        #expect(finding.fixes.map(\.command).contains("sudoedit /etc/nsswitch.conf: hosts: files dns"))
    }

    @Test func aDevelopmentNameIsStale() throws {
        var scene = try scene("http://myapp.test:8000/")
        scene.facts.names.hosts.append(.init(try #require(IPAddress("127.0.0.77")), ["myapp.test"], line: 3))
        #expect(scene.judge(LocalhostNameHijacked.self)?.confidence == Confidence.proven)
        // Without a server on loopback nothing says that the name is wrong.
        scene.facts.sockets = []
        #expect(scene.judge(LocalhostNameHijacked.self) == nil)
    }

    @Test func aNameOfAnotherMachineIsTakenForWrongOnlyWithAMessage() throws {
        var scene = try scene("http://myapp.test:8000/")
        scene.facts.names.hosts.append(.init(try #require(IPAddress("10.0.0.9")), ["myapp.test"], line: 3))
        #expect(scene.judge(LocalhostNameHijacked.self) == nil)
        scene.question.reports = [ErrorReport(.timeout, host: "myapp.test", port: 8000)]
        #expect(scene.judge(LocalhostNameHijacked.self)?.confidence == Confidence.likely)
    }

    @Test func whatLeadsToTheServerIsRight() throws {
        #expect(try scene("http://localhost:8000/").judge(LocalhostNameHijacked.self) == nil)
        #expect(try scene("http://127.0.0.1:8000/").judge(LocalhostNameHijacked.self) == nil)
        var odd = try scene("localhost:8000", listener: "0.0.0.0:8000")
        odd.resolve("localhost", "127.0.0.2")
        #expect(odd.judge(LocalhostNameHijacked.self) == nil)
        var fallsBack = try scene("localhost:8000")
        fallsBack.resolve("localhost", "127.0.0.2", "127.0.0.1")
        #expect(fallsBack.judge(LocalhostNameHijacked.self) == nil)
    }

    @Test func theOwnHostNameIsNoMistake() throws {
        var scene = try scene("devbox:8000")
        scene.facts.names.hostName = "devbox"
        scene.resolve("devbox", "127.0.1.1")
        #expect(scene.judge(LocalhostNameHijacked.self) == nil)
        #expect(scene.findings().first?.fault == "listening-on-other-loopback-address")
    }
}
