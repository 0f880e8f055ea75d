/// `landlock-or-sandbox-denies-bind`: a sandbox refuses an unprivileged port.
package enum LandlockOrSandboxDeniesBind: Rule {
    package static let fault = Fault(
        "landlock-or-sandbox-denies-bind", .bindPermissionOrAddress,
        "A sandbox (Landlock, seccomp, a systemd restriction, a security module) refuses bind on a port that needs no right.",
        symptoms: [
            "Error: listen EPERM: operation not permitted 127.0.0.1:8080",
            "PermissionError: [Errno 13] Permission denied for a port above 1024",
            "works in a terminal, fails in the service, the editor's sandbox or the agent's shell",
        ],
        explanation: """
            Landlock can restrict TCP bind and connect to chosen ports since Linux 6.7 and answers EACCES \
            (landlock(7)); seccomp filters and cgroup programs mostly answer EPERM. Sandboxes of build tools, editors \
            and coding agents, Flatpak, Snap and hardened systemd units use them. The restriction is inherited by every \
            child and cannot be taken off from inside.
            """,
        proof: """
            bind of an unprivileged port fails with EACCES or EPERM inside, with no seccomp filter and no security \
            module to blame; or the program's message says so, and the same bind works outside of its sandbox.
            """,
        mends: [
            Fix("run the command outside of the sandbox", "shows whether the sandbox is the reason", isSafe: true),
            Fix("allow the port in the sandbox's settings", "lets it bind that port"),
            Fix(
                "systemctl show <unit> -p SocketBindDeny -p RestrictAddressFamilies -p SystemCallFilter",
                "shows a unit's restrictions", isSafe: true),
        ],
        seeAlso: ["seccomp-denies-socket", "cgroup-bpf-denies", "selinux-apparmor-denies", "privileged-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let denial = try scene.denial(), denial.culprit == .sandbox else { return nil }
        return finding(
            denial.confidence,
            "A sandbox refuses to let the program \(denial.act) \(denial.target) (\(denial.errno)): the port needs no right, "
                + "and nothing of the network forbids it.",
            evidence: denial.evidence,
            fixes: [
                Fix("run it outside of its sandbox", "shows whether the sandbox is the reason", isSafe: true),
                Fix(
                    "allow the port in the sandbox's settings (Landlock: LANDLOCK_ACCESS_NET_"
                        + "\(denial.isOfConnect ? "CONNECT" : "BIND")_TCP)", "lets it \(denial.act) the port"),
                Fix(
                    "systemctl show <unit> -p SocketBindDeny -p SystemCallFilter -p IPAddressDeny",
                    "shows the restrictions of a service", isSafe: true),
            ])
    }
}
