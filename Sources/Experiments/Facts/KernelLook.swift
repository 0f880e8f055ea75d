import Diagnosis
import Inventory
import LinuxKernel

/// Settings and counts of the kernel, and what our own process may do.
struct KernelLook {
    private let machine: Machine

    init(_ machine: Machine) { self.machine = machine }

    var facts: KernelFacts {
        let v6 = "\(machine.proc.root)/sys/net/ipv6"
        // Without the folder of IPv4 there are no settings to be read at all.
        let hasNoV6 = !FileBytes.exists(v6) && FileBytes.exists("\(machine.proc.root)/sys/net/ipv4")
        return KernelFacts(
            ephemeralPorts: machine.ephemeralPorts, reservedPorts: machine.reservedPorts,
            unprivilegedPortStart: machine.unprivilegedPortStart,
            isIPv6Disabled: hasNoV6 || number("net/ipv6/conf/all/disable_ipv6") == 1,
            isIPv6DisabledOnLoopback: number("net/ipv6/conf/lo/disable_ipv6") == 1,
            abortsOnOverflow: number("net/ipv4/tcp_abort_on_overflow") == 1,
            synCookies: number("net/ipv4/tcp_syncookies") ?? 1, maxAcceptQueue: number("net/core/somaxconn") ?? 4096,
            routesLocalnet: routesLocalnet, conntrackCount: number("net/netfilter/nf_conntrack_count"),
            conntrackMax: number("net/netfilter/nf_conntrack_max"), ptraceScope: number("kernel/yama/ptrace_scope"),
            timeWaits: timeWaits, release: machine.sysctl("kernel/osrelease") ?? "",
            listenOverflows: NetworkCounters(isV6: false, root: "\(machine.proc.root)/thread-self").values[
                "TcpExt.ListenOverflows"] ?? 0)
    }

    /// What a process of ours may do, of /proc/PID/status and the security modules (`attr/current`).
    var capabilities: OwnCapabilities {
        let status = machine.proc.status(machine.processID) ?? ProcessStatus()
        return OwnCapabilities(
            bindsLowPorts: status.capabilities & 1 << 10 != 0, isFiltered: status.seccomp != 0,
            hasNoNewPrivileges: status.hasNoNewPrivileges, confinement: confinement)
    }

    /// `container`, `wsl` or nothing.
    var surroundings: String? {
        let root = machine.root
        // Docker, Podman, and what systemd-nspawn and LXC tell the systemd inside.
        for mark in ["/.dockerenv", "/run/.containerenv", "/run/systemd/container", "/run/host/container-manager"]
        where FileBytes.exists(root + mark) {
            return "container"
        }
        for pid in [machine.processID, 1]
        where CgroupPlace(hierarchies: machine.proc.cgroups(pid)).container != nil { return "container" }
        let version = (FileBytes.text("\(machine.proc.root)/version") ?? "").lowercased()
        return version.contains("microsoft") ? "wsl" : nil
    }

    private func number(_ name: String) -> Int? { machine.sysctl(name).flatMap { Int($0) } }

    private var routesLocalnet: Bool {
        let folder = "\(machine.proc.root)/sys/net/ipv4/conf"
        return (FileBytes.names(in: folder) ?? []).contains { number("net/ipv4/conf/\($0)/route_localnet") == 1 }
    }

    /// `TCP: inuse 5 orphan 0 tw 2 alloc 6 mem 1` of /proc/net/sockstat.
    private var timeWaits: Int {
        for line in (FileBytes.text("\(machine.proc.root)/net/sockstat") ?? "").split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.first == "TCP:", let i = words.firstIndex(of: "tw"), i + 1 < words.count else { continue }
            return Int(words[i + 1]) ?? 0
        }
        return 0
    }

    /// `docker-default (enforce)` is AppArmor's form, `system_u:system_r:container_t:s0` SELinux's.
    private var confinement: String? {
        let path = machine.proc.path(machine.processID, "attr/current")
        guard let bytes = FileBytes.read(path, isOneRecord: true) else { return nil }
        let text = String(outside: bytes.prefix { $0 != 0 && $0 != 10 })
        if text.hasSuffix(" (enforce)") { return "AppArmor (\(text.dropLast(10)))" }
        let parts = text.split(separator: ":")
        guard parts.count >= 3, !parts[2].contains("unconfined") else { return nil }
        // Without a policy loaded every process is `kernel_t` or has no type at all.
        return FileBytes.text("\(machine.root)/sys/fs/selinux/enforce")?.first == "1" ? "SELinux (\(text))" : nil
    }
}
