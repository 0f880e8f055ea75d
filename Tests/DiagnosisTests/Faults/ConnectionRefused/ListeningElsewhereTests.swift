import Diagnosis
import Endpoints
import Testing

/// A server on another address of the machine: each kind has a rule of its own, and only one of them speaks.
@Suite struct ListeningElsewhereTests {
    private func scene(_ text: String, _ listeners: [String]) throws -> TestScene {
        var scene = try TestScene.using(
            text, sockets: try listeners.map { try .listener($0, 77) },
            processes: [ProcessFact(pid: 77, name: "ruby", program: "Puma")])
        scene.addInterface("wlan0", "192.168.50.7", "fd00::7")
        return scene
    }

    @Test(arguments: [
        ("127.0.0.1:4000", ["127.0.1.1:4000"], "listening-on-other-loopback-address"),
        ("127.0.0.2:4000", ["127.0.0.1:4000"], "listening-on-other-loopback-address"),
        ("[::1]:4000", ["127.0.0.2:4000"], "listening-on-other-loopback-address"),
        ("localhost:4000", ["127.0.0.2:4000"], "listening-on-other-loopback-address"),
        ("127.0.0.1:4000", ["192.168.50.7:4000"], "listening-only-on-lan-address"),
        ("localhost:4000", ["192.168.50.7:4000"], "listening-only-on-lan-address"),
        ("127.0.0.1:4000", ["[fd00::7]:4000"], "listening-only-on-lan-address"),
        ("[fd00::7]:4000", ["192.168.50.7:4000"], "listening-only-on-lan-address"),
        ("192.168.50.7:4000", ["127.0.0.1:4000"], "loopback-only-server-reached-from-outside"),
        ("192.168.50.7:4000", ["[::1]:4000"], "loopback-only-server-reached-from-outside"),
        ("[fd00::7]:4000", ["127.0.0.1:4000"], "loopback-only-server-reached-from-outside"),
        ("[fd00::7]:4000", ["0.0.0.0:4000"], "listening-only-ipv4-loopback"),
        ("127.0.0.1:4000", ["192.168.50.7:4000", "[::1]:4000"], "listening-only-ipv6-loopback"),
        ("0.0.0.0:4000", ["[::1]:4000"], "listening-only-ipv6-loopback"),
    ])
    func exactlyOneRuleSpeaks(_ text: String, _ listeners: [String], _ fault: String) throws {
        let found = try scene(text, listeners).findings().filter { $0.confidence > Confidence.remark }
        #expect(found.first?.fault == fault)
        #expect(found.first?.confidence == Confidence.proven)
        let places = ConnectionRefused.rules.prefix(6).map { $0.fault.id }
        #expect(found.filter { places.contains($0.fault) }.count == 1)
    }

    @Test func theHostNameOfDebianIsNamed() throws {
        var scene = try scene("127.0.0.1:4000", ["127.0.1.1:4000"])
        scene.facts.names.hosts.append(
            .init(try #require(IPAddress("127.0.1.1")), ["devbox.lan", "devbox"], line: 3))
        let finding = try #require(scene.judge(ListeningOnOtherLoopbackAddress.self))
        #expect(
            finding.summary
                == "Puma, pid 77, listens on 127.0.1.1:4000, the address of the name devbox.lan, and not on 127.0.0.1:4000."
        )
        #expect(finding.evidence.contains(EvidenceLine("hosts", "/etc/hosts line 3", "127.0.1.1 is called devbox.lan")))
    }

    @Test func theInterfaceIsNamed() throws {
        let finding = try #require(
            try scene("127.0.0.1:4000", ["192.168.50.7:4000"]).judge(ListeningOnlyOnLanAddress.self))
        #expect(
            finding.summary
                == "Puma, pid 77, listens on 192.168.50.7:4000 (wlan0) only, so 127.0.0.1:4000 is refused.")
    }

    @Test func whatIsPublishedForAContainerLeavesRoomForItsOwnRule() throws {
        var scene = try scene("192.168.50.7:4000", ["127.0.0.1:4000"])
        scene.facts.processes[77] = ProcessFact(pid: 77, name: "docker-proxy")
        #expect(scene.judge(LoopbackOnlyServerReachedFromOutside.self)?.confidence == Confidence.likely)
    }

    @Test(arguments: [
        ("127.0.0.1:4000", ["0.0.0.0:4000"]), ("127.0.0.1:4000", []), ("192.168.50.7:4000", ["0.0.0.0:4000"]),
        ("[::1]:4000", ["[::]:4000"]), ("127.0.0.1:4000", ["192.168.50.7:4001"]),
    ])
    func whatWorksOrIsNotThereIsNone(_ text: String, _ listeners: [String]) throws {
        let scene = try scene(text, listeners)
        for rule in ConnectionRefused.rules.prefix(6) { #expect(scene.judge(rule) == nil) }
    }

    @Test func anUnknownOwnerIsTheServer() throws {
        let scene = try TestScene.using("127.0.0.1:4000", sockets: [try .listener("[::1]:4000", uid: 7)])
        let finding = try #require(scene.judge(ListeningOnlyIPv6Loopback.self))
        #expect(finding.summary == "the server listens on [::1]:4000 only, so 127.0.0.1:4000 is refused.")
        #expect(finding.evidence.last?.result == "a process of uid 7 (other user)")
    }
}
