/// `cgroup-bpf-denies`: a BPF program of the cgroup refuses.
package enum CgroupBPFDenies: Rule {
    package static let fault = Fault(
        "cgroup-bpf-denies", .bindPermissionOrAddress,
        "A BPF program of the cgroup (systemd's IPAddressDeny= or SocketBindDeny=, a container runtime) drops or denies.",
        symptoms: [
            "bind: Operation not permitted, for a port above 1024 and for root",
            "a service cannot reach 127.0.0.1, and the same command in a terminal can",
        ],
        explanation: """
            Programs attached to a cgroup (bpf(2), BPF_CGROUP_INET4_BIND and its like) see every bind and connect of \
            its processes and answer EPERM; those of IPAddressDeny= drop packets without a word \
            (systemd.resource-control(5)). They follow the unit, not the user, and no firewall rule shows them.
            """,
        proof: """
            bind fails with EPERM though no seccomp filter is on and no security module confines the process; the \
            same bind works in another cgroup.
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
        guard let denial = try scene.denial(), denial.culprit == .cgroup else { return nil }
        var lines = denial.evidence
        let group = try scene.cgroup(scene.facts.ownPID)
        if let group { lines.append(EvidenceLine("cgroup", group.path, group.unit ?? "")) }
        let unit = group?.unit ?? "<unit>"
        return finding(
            denial.confidence,
            "A program of the cgroup refuses to let anything listen on \(denial.target) (\(denial.errno)): no filter of "
                + "system calls and no security module is on.",
            evidence: lines,
            fixes: [
                Fix(
                    "systemctl show \(unit) -p SocketBindAllow -p SocketBindDeny -p IPAddressDeny",
                    "shows the restrictions", isSafe: true, isRunnable: group?.unit != nil),
                Fix(
                    "SocketBindAllow=\(scene.question.port.map(String.init) ?? "<PORT>")",
                    "in the unit: allows the port"),
                Fix(
                    "sudo bpftool cgroup tree", "proves it: shows the programs of every cgroup", isSafe: true,
                    isRunnable: true),
            ])
    }
}
