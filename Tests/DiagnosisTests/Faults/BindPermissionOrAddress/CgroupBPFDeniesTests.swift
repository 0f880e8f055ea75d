import Diagnosis
import Endpoints
import Testing

@Suite struct CgroupBPFDeniesTests {
    private func refused(
        _ errno: String, programs: Set<CgroupHook>?, _ text: String = "127.0.0.1:8000",
        _ change: (inout TestScene) -> Void = { _ in }
    ) throws -> TestScene {
        var scene = try TestScene.using(text)
        try scene.connect(text, ConnectOutcome(.failed(errno)))
        scene.set(.cgroup(scene.facts.ownPID), .cgroup(CgroupFact(path: "/a", unit: "a.service", programs: programs)))
        change(&scene)
        return scene
    }

    @Test(arguments: [("127.0.0.1:8000", CgroupHook.connectV4), ("[::1]:8000", .connectV6)])
    func aProgramThatRootSeesIsProven(_ text: String, _ hook: CgroupHook) throws {
        let finding = try #require(try refused("EPERM", programs: [hook], text).findings().first)
        #expect(finding.fault == "cgroup-bpf-denies")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.contains("connect to \(text)"))
        #expect(finding.evidence.last?.experiment == "programs")
        // A program may choose its errno.
        #expect(try refused("EACCES", programs: [hook], text).findings().first?.fault == "cgroup-bpf-denies")
    }

    @Test func whatMayNotBeSeenIsToldByTheErrno() throws {
        let finding = try #require(try refused("EPERM", programs: nil).findings().first)
        #expect(finding.fault == "cgroup-bpf-denies")
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.fixes.contains { $0.effect.hasPrefix("proves it") })
    }

    @Test func othersRefuseAsWell() throws {
        #expect(
            try refused("EPERM", programs: []) { $0.facts.capabilities.isFiltered = true }.findings().first?.fault
                == "seccomp-denies-socket")
        #expect(try refused("EACCES", programs: []).findings().first?.fault == "landlock-or-sandbox-denies-bind")
        #expect(
            try refused("EACCES", programs: nil) { $0.facts.capabilities.confinement = "AppArmor (web)" }
                .judge(SELinuxAppArmorDenies.self)?.summary.contains("to connect to") == true)
        let prohibited = try refused("EACCES", programs: []) {
            $0.set(.route(.loopbackV4), .route(RouteFact(.prohibit)))
        }
        #expect(prohibited.judge(LandlockOrSandboxDeniesBind.self) == nil)
        #expect(prohibited.findings().first?.fault == "unreachable-route-for-loopback")
    }

    @Test func anErrorOfTheFilterIsNoDenial() throws {
        var scene = try TestScene.using("127.0.0.1:8000")
        let icmp = ICMPMessage(type: 3, code: 13)
        try scene.connect("127.0.0.1:8000", ConnectOutcome(.failed("EACCES"), icmp: icmp))
        #expect(scene.judge(LandlockOrSandboxDeniesBind.self) == nil)
    }

    @Test func aClientInAnotherGroupSaysSo() throws {
        let report = ErrorReport(
            .permissionDenied, host: "127.0.0.1", port: 8000,
            text: "dial tcp 127.0.0.1:8000: connect: operation not permitted")
        let listener = try SocketFact.listener("127.0.0.1:8000", 7)
        let scene = try TestScene.using(
            "127.0.0.1:8000", sockets: [listener], processes: [ProcessFact(pid: 7, name: "web")], reports: [report])
        #expect(scene.judge(CgroupBPFDenies.self)?.confidence == Confidence.likely)
        let unix = ErrorReport(.permissionDenied, transport: .unix, text: "connect: operation not permitted")
        let other = try TestScene.using("127.0.0.1:8000", sockets: [listener], reports: [unix])
        #expect(other.judge(CgroupBPFDenies.self) == nil)
    }

    @Test func bindByAProgramThatRootSees() throws {
        var scene = try TestScene.binding("127.0.0.1:8080")
        try scene.refuse("127.0.0.1:8080", plain: "EPERM", reusing: "EPERM")
        scene.set(.cgroup(scene.facts.ownPID), .cgroup(CgroupFact(path: "/a", programs: [.bindV4])))
        #expect(scene.findings().first?.fault == "cgroup-bpf-denies")
        #expect(scene.findings().first?.confidence == Confidence.proven)
    }

    // MARK: - Packets that vanish

    /// What the kernel counts for two SYNs that came in and were handed to TCP.
    private static let delivered = [
        "Ip.InReceives": 2, "Ip.InDelivers": 2, "TcpExt.TCPSynRetrans": 1, "Tcp.ActiveOpens": 1,
    ]

    @Test(arguments: [CgroupHook.packetsIn, .packetsOut])
    func theServersProgramTakesThem(_ hook: CgroupHook) throws {
        var scene = try FirewallTesting.silent(FirewallPicture(), counters: Self.delivered)
        scene.set(.cgroup(812), .cgroup(CgroupFact(path: "/web", unit: "web.service", programs: [hook])))
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "cgroup-bpf-denies")
        #expect(finding.summary.contains("web.service"))
        // A rule that drops is the nearer reason.
        var ruled = try FirewallTesting.silent(FirewallPicture(rules: [FirewallTesting.drop()]))
        ruled.set(.cgroup(812), .cgroup(CgroupFact(path: "/web", programs: [hook])))
        #expect(ruled.findings().first?.fault == "firewall-drop-input")
    }

    @Test func withoutRootTheCountersTell() throws {
        let scene = try FirewallTesting.silent(FirewallTesting.unreadable, counters: Self.delivered)
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "cgroup-bpf-denies")
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.fixes.contains { $0.command.hasPrefix("sudo ") })
        // What the packet filter takes on input is not delivered.
        let dropped = ["Ip.InReceives": 2, "TcpExt.TCPSynRetrans": 1]
        let filtered = try FirewallTesting.silent(FirewallTesting.unreadable, counters: dropped)
        #expect(filtered.findings().first?.fault == "firewall-drop-input")
        // With nothing counted nothing is known.
        let blind = try FirewallTesting.silent(FirewallTesting.unreadable)
        #expect(blind.judge(CgroupBPFDenies.self) == nil)
    }
}
