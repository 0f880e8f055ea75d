import Diagnosis
import Endpoints
import Testing

@Suite struct WildcardVersusSpecificConflictTests {
    private func scene(_ wanted: String, _ held: String) throws -> TestScene {
        try BindScene.binding(wanted, [BindScene.listener(held)], report: BindScene.inUse)
    }

    @Test func allAreWantedAndOneIsTaken() throws {
        let scene = try scene("0.0.0.0:8000", "127.0.0.1:8000")
        let finding = try #require(scene.judge(WildcardVersusSpecificConflict.self))
        #expect(
            finding.summary
                == "0.0.0.0:8000 means every address, and python3, pid 812 has one of them: 127.0.0.1:8000.")
        #expect(scene.findings().first?.fault == "wildcard-vs-specific-conflict")
    }

    @Test func oneIsWantedAndAllAreTaken() throws {
        let finding = try #require(
            try scene("127.0.0.1:8080", "0.0.0.0:8080").judge(WildcardVersusSpecificConflict.self))
        #expect(finding.summary.contains("listens on 0.0.0.0:8080, which is every address, 127.0.0.1 included"))
    }

    @Test(arguments: [
        ("127.0.0.1:8000", "127.0.0.1:8000"), ("0.0.0.0:8000", "0.0.0.0:8000"), ("8000", "127.0.0.1:8000"),
    ])
    func theSameAddressIsAnotherFault(_ wanted: String, _ held: String) throws {
        let scene = try scene(wanted, held)
        #expect(scene.judge(WildcardVersusSpecificConflict.self) == nil)
        #expect(scene.findings().first?.fault == "port-held-by-own-process")
    }

    @Test func aMatterOfTwoFamiliesIsAnotherFaultFirst() throws {
        let six = try BindScene.listener("[::]:8000", v6Only: false)
        let scene = try BindScene.binding("127.0.0.1:8000", [six])
        #expect(scene.findings().first?.fault == "dual-stack-conflict")
    }
}

@Suite struct DualStackConflictTests {
    @Test func sixHasFourToo() throws {
        let scene = try BindScene.binding("0.0.0.0:8080", [BindScene.listener("[::]:8080", v6Only: false)])
        let finding = try #require(scene.judge(DualStackConflict.self))
        #expect(
            finding.summary
                == "python3, pid 812 listens on [::]:8080 without IPV6_V6ONLY, so it has 0.0.0.0:8080 too.")
        #expect(scene.findings().first?.fault == "dual-stack-conflict")
    }

    @Test func sixIsWantedAndFourIsTaken() throws {
        var scene = try BindScene.binding("[::]:8080", [BindScene.listener("0.0.0.0:8080")])
        scene.outcomes[.bind(try TestScene.endpoint("[::]:8080"), BindOptions())] = .bind(BindOutcome())
        let finding = try #require(scene.judge(DualStackConflict.self))
        #expect(
            finding.evidence.contains(EvidenceLine("bind", "[::]:8080 with IPV6_V6ONLY", "works")))
    }

    @Test func theSameFamilyIsAnotherFault() throws {
        let same = try BindScene.binding("[::]:8080", [BindScene.listener("[::]:8080", v6Only: false)])
        #expect(same.judge(DualStackConflict.self) == nil)
        var only = try BindScene.binding("0.0.0.0:8080", [BindScene.listener("[::]:8080", v6Only: true)])
        try only.refuse("0.0.0.0:8080", plain: nil, reusing: nil)
        #expect(only.findings().isEmpty)
    }

    @Test func whoHoldsItInASpecialWayComesFirst() throws {
        let tunnel = BindScene.process(812, "ssh", ["ssh", "-L", "8080:x:80", "host"])
        let scene = try BindScene.binding("0.0.0.0:8080", [BindScene.listener("[::]:8080", v6Only: false)], [tunnel])
        #expect(scene.findings().map(\.fault) == ["port-held-by-ssh-tunnel", "dual-stack-conflict"])
    }
}

@Suite struct ReuseportDifferentUserTests {
    private func scene(holderShares: Bool) throws -> TestScene {
        var scene = try BindScene.binding(
            "127.0.0.1:8500", [BindScene.listener("127.0.0.1:8500", uid: 12345)], [BindScene.process(uid: 12345)])
        scene.facts.userID = 0
        let endpoint = try TestScene.endpoint("127.0.0.1:8500")
        let asOther = BindOptions(reuseAddress: true, reusePort: true, asUser: 12345)
        scene.set(.bind(endpoint, asOther), .bind(BindOutcome(failure: holderShares ? nil : "EADDRINUSE")))
        return scene
    }

    @Test func theSameBindWorksForTheHoldersUser() throws {
        let scene = try scene(holderShares: true)
        let finding = try #require(scene.judge(ReuseportDifferentUser.self))
        #expect(finding.summary.contains("only with programs of bob; yours runs as uid 0"))
        #expect(scene.findings().first?.fault == "reuseport-different-user")
    }

    @Test func aHolderWithoutTheOptionIsOnlyAnotherUser() throws {
        let scene = try scene(holderShares: false)
        #expect(scene.findings().first?.fault == "port-held-by-other-user")
    }

    @Test func withoutRootItIsNotTried() throws {
        var scene = try scene(holderShares: true)
        scene.facts.userID = 54321
        #expect(scene.judge(ReuseportDifferentUser.self) == nil)
    }
}

@Suite struct UDPPortInUseTests {
    private func scene(_ wanted: String, _ held: String) throws -> TestScene {
        try BindScene.binding(wanted, [BindScene.listener(held, [812], .udp)])
    }

    @Test func anotherAddressOverlaps() throws {
        let scene = try scene("udp://0.0.0.0:5300", "127.0.0.53:5300")
        let finding = try #require(scene.judge(UDPPortInUse.self))
        #expect(
            finding.summary
                == "python3, pid 812 has UDP 127.0.0.53:5300, which overlaps with 0.0.0.0:5300, "
                + "so UDP 0.0.0.0:5300 cannot be bound.")
        #expect(scene.findings().first?.fault == "udp-port-in-use")
        #expect(finding.fixes.contains { $0.command == "ostia free 5300 --udp" })
    }

    @Test func sixWantsFourAsWell() throws {
        #expect(try scene("udp://[::]:8125", "0.0.0.0:8125").judge(UDPPortInUse.self) != nil)
    }

    @Test func tcpAndUdpDoNotMeet() throws {
        var scene = try scene("127.0.0.1:5300", "127.0.0.1:5300")
        try scene.refuse("127.0.0.1:5300", plain: nil, reusing: nil)
        #expect(scene.findings().isEmpty)
        var free = try BindScene.binding("udp://127.0.0.1:5300", [BindScene.listener("127.0.0.1:5300")])
        try free.refuse("127.0.0.1:5300", .udp, plain: nil, reusing: nil)
        #expect(free.findings().isEmpty)
    }
}

@Suite struct FreePortRaceTests {
    private func scene(
        _ text: String, port: UInt16 = 40123, arguments: [String] = ["node", "-e", "listen(0)"]
    ) throws -> TestScene {
        try BindScene.binding(
            "127.0.0.1:\(port)", [BindScene.listener("127.0.0.1:\(port)")], [BindScene.process(812, "node", arguments)],
            report: ErrorReport(.addressInUse, port: Int(port), text: text))
    }

    private let searched = "Port 40123 is already in use (chosen by TestSocketUtils.findAvailableTcpPort)"

    @Test func somebodyWasFaster() throws {
        let scene = try scene(searched)
        let finding = try #require(scene.judge(FreePortRace.self))
        #expect(finding.summary.hasPrefix("Port 40123 was free when it was picked; node, pid 812 got it"))
        #expect(scene.findings().first?.fault == "free-port-race")
    }

    @Test func aPortThatIsSetIsNoRace() throws {
        #expect(try scene("Port 40123 is already in use").judge(FreePortRace.self) == nil)
        #expect(try scene(searched, port: 8080).judge(FreePortRace.self) == nil)
        #expect(try scene(searched, arguments: ["node", "a.js", "--port=40123"]).judge(FreePortRace.self) == nil)
    }
}
