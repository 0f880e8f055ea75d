import Diagnosis
import Endpoints
import Testing

@Suite struct BindAddressNotLocalTests {
    private func scene(_ text: String, failure: String? = "EADDRNOTAVAIL") throws -> TestScene {
        var scene = try TestScene.binding(text)
        try scene.refuse(text, plain: failure, reusing: failure)
        scene.facts.interfaces.append(InterfaceFact("eth0", addresses: [try #require(IPAddress("192.168.1.5"))]))
        return scene
    }

    @Test(arguments: ["192.0.2.10:8080", "[2001:db8::5]:3000"])
    func noInterfaceHasIt(_ text: String) throws {
        let scene = try scene(text)
        let finding = try #require(scene.judge(BindAddressNotLocal.self))
        #expect(finding.summary.hasSuffix("is no address of this machine, so nothing can listen on \(text) here."))
        #expect(scene.findings().map(\.fault) == ["bind-address-not-local"])
    }

    @Test func aNameThatMeansAnotherMachine() throws {
        var scene = try TestScene.binding("db:5432")
        scene.set(.lookup("db"), .lookup(NameLookup([try #require(IPAddress("10.0.0.9"))])))
        try scene.refuse("10.0.0.9:5432", plain: "EADDRNOTAVAIL", reusing: "EADDRNOTAVAIL")
        #expect(
            scene.judge(BindAddressNotLocal.self)?.summary.hasPrefix("db is 10.0.0.9, and that is no address") == true)
    }

    @Test func anOwnAddressThatBindsIsFree() throws {
        #expect(try scene("192.168.1.5:8080", failure: nil).findings().isEmpty)
    }

    @Test func withoutIPv6ItIsAnotherFault() throws {
        var scene = try scene("[2001:db8::5]:3000")
        scene.facts.kernel.isIPv6Disabled = true
        #expect(scene.judge(BindAddressNotLocal.self) == nil)
    }

    @Test func clientsAreNotMeant() throws {
        let report = ErrorReport(
            .notAvailable, host: "192.0.2.9", port: 80,
            text: "dial tcp 192.0.2.9:80: connect: cannot assign requested address")
        let scene = TestScene(Question(.use, host: "192.0.2.9", port: 80, reports: [report]))
        #expect(scene.judge(BindAddressNotLocal.self) == nil)
    }
}

@Suite struct DockerBindAddressNotLocalTests {
    private func scene(_ kind: ErrorKind = .notAvailable, host: String = "192.0.2.10") throws -> TestScene {
        let report = ErrorReport(
            kind, host: host, port: 8080,
            text: "Error starting userland proxy: listen tcp4 \(host):8080: bind: cannot assign requested address.")
        var scene = TestScene(QuestionReader.question(from: [report]))
        try scene.refuse("192.0.2.10:8080", plain: "EADDRNOTAVAIL", reusing: "EADDRNOTAVAIL")
        return scene
    }

    @Test func theHostHasNoSuchAddress() throws {
        let scene = try scene()
        let finding = try #require(scene.judge(DockerBindAddressNotLocal.self))
        #expect(finding.fixes.first?.command == "-p 127.0.0.1:8080:<container port>")
        #expect(scene.findings().first?.fault == "docker-bind-address-not-local")
    }

    @Test func anAddressThatIsThereIsNot() throws {
        #expect(try scene(host: "127.0.0.1").judge(DockerBindAddressNotLocal.self) == nil)
        #expect(try scene(.addressInUse).judge(DockerBindAddressNotLocal.self) == nil)
    }
}

@Suite struct IPv6DisabledTests {
    @Test func bindingSix() throws {
        var scene = try TestScene.binding("[::1]:8080")
        try scene.refuse("[::1]:8080", plain: "EADDRNOTAVAIL", reusing: "EADDRNOTAVAIL")
        #expect(scene.judge(IPv6Disabled.self) == nil)
        scene.facts.kernel.isIPv6Disabled = true
        scene.facts.interfaces[0].addresses = [.loopbackV4]
        #expect(scene.findings().map(\.fault) == ["ipv6-disabled"])
    }

    @Test func connectingToSix() throws {
        var scene = try TestScene.using("http://[::1]:3000/")
        scene.facts.kernel.isIPv6DisabledOnLoopback = true
        try scene.connect("[::1]:3000", ConnectOutcome(.failed("EADDRNOTAVAIL")))
        let finding = try #require(scene.judge(IPv6Disabled.self))
        #expect(finding.evidence.map(\.experiment) == ["connect", "setting"])
        #expect(finding.fixes.last?.undo?.contains("disable_ipv6=1") == true)
    }

    @Test func fourIsNotConcerned() throws {
        var scene = try TestScene.binding("127.0.0.1:8080")
        scene.facts.kernel.isIPv6Disabled = true
        #expect(scene.findings().isEmpty)
    }
}

@Suite struct LoopbackTests {
    private func scene(
        up: Bool, addresses: [IPAddress], _ result: ConnectOutcome.Result, _ text: String = "127.0.0.1:8080"
    ) throws -> TestScene {
        var scene = try TestScene.using(text)
        scene.facts.interfaces = [InterfaceFact("lo", isUp: up, isLoopback: true, addresses: addresses)]
        try scene.connect(text, ConnectOutcome(result))
        return scene
    }

    @Test func neverUp() throws {
        let scene = try scene(up: false, addresses: [], .failed("ENETUNREACH"))
        #expect(scene.findings().first?.fault == "loopback-down")
        #expect(scene.judge(LoopbackDownAfterUse.self) == nil)
        #expect(scene.judge(LoopbackAddressMissing.self) == nil)
        #expect(scene.judge(LoopbackDown.self)?.fixes.first?.command == "sudo ip link set lo up")
    }

    @Test func setDown() throws {
        let scene = try scene(up: false, addresses: [.loopbackV4], .silent)
        #expect(scene.findings().first?.fault == "loopback-down-after-use")
        #expect(scene.judge(LoopbackDown.self) == nil)
    }

    @Test(arguments: [("127.0.0.1:8080", [IPAddress.loopbackV6]), ("[::1]:8080", [.loopbackV4])])
    func upWithoutItsAddress(_ text: String, _ left: [IPAddress]) throws {
        let scene = try scene(up: true, addresses: left, .failed("ENETUNREACH"), text)
        let finding = try #require(scene.judge(LoopbackAddressMissing.self))
        #expect(
            finding.fixes.first?.command.hasPrefix(
                "sudo ip addr add \(text.hasPrefix("[") ? "::1/128" : "127.0.0.1/8")") == true)
        #expect(scene.findings().first?.fault == "loopback-address-missing")
    }

    @Test func theMissingAddressCannotBeBound() throws {
        var scene = try TestScene.binding("127.0.0.1:6379")
        scene.facts.interfaces[0].addresses = [.loopbackV6]
        try scene.refuse("127.0.0.1:6379", plain: "EADDRNOTAVAIL", reusing: "EADDRNOTAVAIL")
        #expect(scene.findings().map(\.fault) == ["loopback-address-missing"])
    }

    @Test func aRefusalComesFromAWorkingLoopback() throws {
        let scene = try scene(up: true, addresses: [.loopbackV4, .loopbackV6], .refused)
        for rule in [LoopbackDown.self, LoopbackDownAfterUse.self, LoopbackAddressMissing.self] as [any Rule.Type] {
            #expect(scene.judge(rule) == nil)
        }
    }

    @Test func withoutIPv6TheMissingSixIsAnotherFault() throws {
        var scene = try scene(up: true, addresses: [.loopbackV4], .failed("EADDRNOTAVAIL"), "[::1]:8080")
        scene.facts.kernel.isIPv6Disabled = true
        #expect(scene.judge(LoopbackAddressMissing.self) == nil)
        #expect(scene.findings().first?.fault == "ipv6-disabled")
    }
}

@Suite struct LinkLocalIPv6WithoutScopeTests {
    @Test func theInterfaceIsMissing() throws {
        var scene = try TestScene.binding("[fe80::1]:8080")
        try scene.refuse("[fe80::1]:8080", plain: "EINVAL", reusing: "EINVAL")
        scene.facts.interfaces.append(InterfaceFact("eth0", addresses: [try #require(IPAddress("fe80::1"))]))
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "link-local-ipv6-without-scope")
        #expect(finding.fixes.first?.command == "[fe80::1%eth0]:8080")
    }

    @Test(arguments: ["[fe80::1%eth0]:8080", "[::1]:8080", "127.0.0.1:8080", "169.254.1.1:80"])
    func othersAreComplete(_ text: String) throws {
        #expect(try TestScene.binding(text).judge(LinkLocalIPv6WithoutScope.self) == nil)
    }
}
