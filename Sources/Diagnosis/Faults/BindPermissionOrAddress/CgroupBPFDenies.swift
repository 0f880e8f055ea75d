/// `cgroup-bpf-denies`: a BPF program of the cgroup refuses.
package enum CgroupBPFDenies: Rule {
    package static let fault = Fault(
        "cgroup-bpf-denies", .bindPermissionOrAddress,
        "A BPF program of the cgroup (systemd's IPAddressDeny= or SocketBindDeny=, a container runtime) drops or denies.",
        symptoms: [
            "bind: Operation not permitted, for a port above 1024 and for root",
            "a service cannot reach 127.0.0.1, and the same command in a terminal can",
            "dial tcp 127.0.0.1:8000: connect: operation not permitted",
            "connecting to a service times out, and no firewall rule explains it",
        ],
        explanation: """
            Programs attached to a cgroup (bpf(2), BPF_CGROUP_INET4_BIND and its like) see every bind and connect of \
            its processes and answer EPERM; those of IPAddressDeny= drop packets without a word \
            (systemd.resource-control(5)). They follow the unit, not the user, and no firewall rule shows them.
            """,
        proof: """
            bind or connect fails with EPERM though no seccomp filter is on and no security module confines the \
            process; or packets come in past the packet filter and vanish before the socket. Root sees the programs of \
            the cgroups of the client and of the server (BPF_PROG_QUERY of bpf(2)).
            """,
        mends: [
            Fix(
                "systemctl show <unit> -p SocketBindAllow -p SocketBindDeny -p IPAddressAllow -p IPAddressDeny",
                "shows the unit's restrictions", isSafe: true),
            Fix("SocketBindAllow=<PORT>", "allows the port, in the unit file"),
            Fix("IPAddressAllow=localhost", "allows loopback, in the unit file"),
            Fix("sudo bpftool cgroup tree", "shows the programs of every cgroup", isSafe: true),
        ],
        seeAlso: ["landlock-or-sandbox-denies-bind", "seccomp-denies-socket"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let denial = try scene.denial(), denial.culprit == .cgroup { return try refused(scene, denial) }
        if let silence = try scene.firewallSilence(), !silence.isSeen { return try swallowed(scene, silence) }
        return nil
    }

    /// bind(2) or connect(2) says no.
    private static func refused(_ scene: Scene, _ denial: Denial) throws(Need) -> Finding? {
        var lines = denial.evidence
        let group = try scene.cgroup(scene.facts.ownPID)
        if let group { lines.append(EvidenceLine("cgroup", group.path, group.unit ?? "")) }
        if let line = group.flatMap({ programLine($0) }) { lines.append(line) }
        var fixes = fixes(group, isSeen: group?.programs != nil)
        if !denial.isOfConnect {
            fixes.insert(
                Fix(
                    "SocketBindAllow=\(scene.question.port.map(String.init) ?? "<PORT>")",
                    "in the unit: allows the port"), at: 1)
        }
        let who = denial.isOfConnect ? "the client" : "anything"
        return finding(
            denial.confidence,
            "A program of the cgroup refuses to let \(who) \(denial.act) \(denial.target) (\(denial.errno)): no filter of "
                + "system calls and no security module is on.",
            evidence: lines, fixes: fixes)
    }

    /// Packets vanish, and no rule of a packet filter takes them.
    private static func swallowed(_ scene: Scene, _ silence: FirewallSilence) throws(Need) -> Finding? {
        let endpoint = silence.endpoint.addressAndPort
        let servers = scene.listeners(answering: silence.endpoint).flatMap { scene.suspects($0) }
            .filter { $0.isCertain || $0.namesPort }.prefix(4)
        var seen: Set<String> = []
        for process in servers.map(\.process) + [scene.facts.processes[scene.facts.ownPID]].compactMap({ $0 }) {
            guard let group = try scene.cgroup(process.pid), seen.insert(group.path).inserted,
                let programs = group.programs, !programs.isDisjoint(with: [.packetsIn, .packetsOut])
            else { continue }
            let isOwn = process.pid == scene.facts.ownPID
            return finding(
                isOwn ? Confidence.observed : Confidence.proven - 0.02,
                "A program of the cgroup \(group.unit ?? group.path), in which \(isOwn ? "this shell" : process.title) "
                    + "runs, takes packets of connections to \(endpoint) away: no firewall rule does.",
                evidence: silence.evidence + [programLine(group)].compactMap { $0 }, fixes: fixes(group, isSeen: true))
        }
        guard case .behindFilter = silence.culprit else { return nil }
        let path = try servers.first.flatMap { suspect throws(Need) in try scene.cgroup(suspect.process.pid) }
        return finding(
            silence.unreadable == nil ? Confidence.fallback : Confidence.likely,
            "Packets to \(endpoint) pass every firewall and vanish before the server's socket: a program of its cgroup "
                + "(IPAddressDeny=, a container runtime) drops them.",
            evidence: silence.evidence, fixes: silence.proof + fixes(path, isSeen: false))
    }

    private static func programLine(_ group: CgroupFact) -> EvidenceLine? {
        guard let programs = group.programs, !programs.isEmpty else { return nil }
        let words = programs.sorted { $0.rawValue < $1.rawValue }.map(\.words)
        return EvidenceLine("programs", group.path, "one that " + words.joined(separator: ", one that "))
    }

    private static func fixes(_ group: CgroupFact?, isSeen: Bool) -> [Fix] {
        let unit = group?.unit ?? "<unit>"
        return [
            Fix(
                "systemctl show \(unit) -p SocketBindAllow -p SocketBindDeny -p IPAddressAllow -p IPAddressDeny",
                "shows the restrictions", isSafe: true, isRunnable: group?.unit != nil),
            Fix("IPAddressAllow=localhost", "in the unit: allows loopback"),
            Fix(
                "sudo bpftool cgroup tree", "\(isSeen ? "" : "proves it: ")shows the programs of every cgroup",
                isSafe: true, isRunnable: true),
        ]
    }
}
