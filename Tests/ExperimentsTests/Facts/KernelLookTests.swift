import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite("The kernel's settings")
struct KernelLookTests {
    private let host = FakeHost()

    private func setSysctls(_ values: [String: String]) {
        for (name, value) in values { host.proc.setSysctl(name, value) }
    }

    @Test("are read from /proc/sys")
    func settings() {
        setSysctls([
            "net/ipv4/ip_local_port_range": "40000\t40010", "net/ipv4/ip_local_reserved_ports": "8080,9000-9010",
            "net/ipv4/ip_unprivileged_port_start": "80", "net/ipv6/conf/all/disable_ipv6": "0",
            "net/ipv6/conf/lo/disable_ipv6": "1", "net/ipv4/tcp_abort_on_overflow": "1",
            "net/ipv4/tcp_syncookies": "2", "net/core/somaxconn": "128", "net/ipv4/conf/all/route_localnet": "0",
            "net/ipv4/conf/docker0/route_localnet": "1", "net/netfilter/nf_conntrack_count": "65000",
            "net/netfilter/nf_conntrack_max": "65536", "kernel/yama/ptrace_scope": "1",
            "kernel/osrelease": "6.1.0-28-amd64",
        ])
        host.proc.folder.write(
            "net/sockstat", "sockets: used 290\nTCP: inuse 5 orphan 0 tw 1234 alloc 6 mem 1\nUDP: inuse 2 mem 0\n")
        #expect(
            KernelLook(host.machine).facts
                == KernelFacts(
                    ephemeralPorts: 40000...40010, reservedPorts: [8080...8080, 9000...9010],
                    unprivilegedPortStart: 80, isIPv6DisabledOnLoopback: true, abortsOnOverflow: true, synCookies: 2,
                    maxAcceptQueue: 128, routesLocalnet: true, conntrackCount: 65000, conntrackMax: 65536,
                    ptraceScope: 1, timeWaits: 1234, release: "6.1.0-28-amd64"))
    }

    @Test("that are missing have the kernel's defaults, and without its folder IPv6 is off")
    func defaults() {
        let facts = KernelLook(host.machine).facts
        #expect(facts.isIPv6Disabled)
        #expect(facts.conntrackCount == nil && facts.ptraceScope == nil && !facts.routesLocalnet)
        #expect(facts.synCookies == 1 && facts.maxAcceptQueue == 4096 && facts.timeWaits == 0)
    }

    @Test(
        "say what we may do",
        arguments: [
            ("CapEff:\t0000000000000400\nNoNewPrivs:\t0\nSeccomp:\t0\n", true, false, false),
            ("CapEff:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2\n", false, true, true),
            ("CapEff:\t000001ffffffffff\nSeccomp:\t2\n", true, true, false), ("", false, false, false),
        ])
    func capabilities(status: String, low: Bool, filtered: Bool, noNew: Bool) {
        host.proc.folder.write("999/status", status)
        let found = KernelLook(host.machine).capabilities
        #expect(found == OwnCapabilities(bindsLowPorts: low, isFiltered: filtered, hasNoNewPrivileges: noNew))
    }

    @Test(
        "name the policy that confines us",
        arguments: [
            ("docker-default (enforce)\n", nil, "AppArmor (docker-default)"), ("snap.x (complain)\n", nil, nil),
            ("unconfined\n", nil, nil), ("kernel\u{0}", "1", nil),
            ("system_u:system_r:container_t:s0:c1,c2\u{0}", "1", "SELinux (system_u:system_r:container_t:s0:c1,c2)"),
            ("system_u:system_r:container_t:s0\u{0}", "0", nil),
            ("unconfined_u:unconfined_r:unconfined_t:s0\u{0}", "1", nil),
        ] as [(String, String?, String?)])
    func confinement(current: String, enforce: String?, expected: String?) {
        host.proc.folder.write("999/attr/current", current)
        if let enforce { host.root.write("sys/fs/selinux/enforce", enforce) }
        #expect(KernelLook(host.machine).capabilities.confinement == expected)
    }

    @Test(
        "tell a container by the engine's mark",
        arguments: [".dockerenv", "run/.containerenv", "run/systemd/container", "run/host/container-manager"])
    func container(mark: String) {
        #expect(KernelLook(host.machine).surroundings == nil)
        host.root.write(mark, "")
        #expect(KernelLook(host.machine).surroundings == "container")
    }

    @Test("tell a container by our cgroup, and WSL by the kernel's version")
    func otherSurroundings() {
        host.proc.folder.write("version", "Linux version 5.15.1-microsoft-standard-WSL2 (gcc) #1 SMP")
        #expect(KernelLook(host.machine).surroundings == "wsl")
        host.proc.add(999, name: "ostia", cgroup: "/docker/\(String(repeating: "0f", count: 32))")
        #expect(KernelLook(host.machine).surroundings == "container")
    }
}

@Suite("Where names come from")
struct NameLookTests {
    private let host = FakeHost()

    @Test("is read with the lines' numbers")
    func sources() throws {
        host.root.write("etc/hosts", "# first\n127.0.0.1 localhost Shop.test # mine\n\nbad line\n::1 ip6-localhost\n")
        host.root.write("etc/nsswitch.conf", "passwd: files\nhosts: files mdns4_minimal [NOTFOUND=return] dns\n")
        host.root.write("etc/resolv.conf", "# by hand\nsearch lan\nnameserver 127.0.0.53\nnameserver ::1\noptions x\n")
        host.proc.setSysctl("kernel/hostname", "quay")
        let names = NameLook(host.machine).sources(wanted: [])
        let v6 = try #require(IPAddress("::1"))
        #expect(
            names.hosts == [
                .init(.loopbackV4, ["localhost", "shop.test"], line: 2), .init(v6, ["ip6-localhost"], line: 5),
            ])
        #expect(names.order == ["files", "mdns4_minimal", "dns"])
        #expect(names.nameServers == ["127.0.0.53", "::1"])
        #expect(names.hostName == "quay")
    }

    @Test("keeps of a huge hosts file what matters")
    func huge() {
        let noise = (0..<5000).map { "0.0.0.0 ads\($0).example\n" }.joined()
        host.root.write("etc/hosts", noise + "10.0.0.9 api.SHOP.test\n127.0.0.9 localhost\n0.0.0.0 more.example\n")
        let names = NameLook(host.machine).sources(wanted: ["api.shop.test"])
        #expect(names.hosts.count == NameLook.mostLines + 2)
        #expect(names.addresses(of: "api.shop.test").map(\.description) == ["10.0.0.9"])
        #expect(names.hosts.last?.line == 5002)
    }
}
