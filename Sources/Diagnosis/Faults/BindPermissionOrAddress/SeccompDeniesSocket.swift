/// `seccomp-denies-socket`: a system call filter refuses the socket itself.
package enum SeccompDeniesSocket: Rule {
    package static let fault = Fault(
        "seccomp-denies-socket", .bindPermissionOrAddress,
        "A seccomp filter, such as that of systemd's RestrictAddressFamilies=, refuses socket() or bind().",
        symptoms: [
            "socket() 0.0.0.0:8080 failed (97: Address family not supported by protocol)",
            "OSError: [Errno 97] Address family not supported by protocol, for IPv4",
            "socket: Operation not permitted",
        ],
        explanation: """
            A seccomp filter answers a system call with an errno of its choice before the network code sees it \
            (seccomp(2)). RestrictAddressFamilies= in a unit answers socket(2) with EAFNOSUPPORT for every family that \
            is not listed (systemd.exec(5)); the profiles of container engines answer EPERM. No setting of the network \
            can help.
            """,
        proof: """
            socket(2) fails, not bind(2), or the message says that IPv4 is not supported, which no kernel lacks; for \
            IPv6 the kernel's own settings are looked at first (ipv6-disabled).
            """,
        mends: [
            Fix("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", "allows both families, in the unit file"),
            Fix("systemctl cat <unit>", "shows the unit with its drop-ins", isSafe: true),
            Fix("grep Seccomp /proc/<pid>/status", "2 means that a filter is on", isSafe: true),
        ],
        seeAlso: ["ipv6-disabled", "landlock-or-sandbox-denies-bind", "cgroup-bpf-denies"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let denial = try scene.denial(), denial.culprit == .filter else { return nil }
        return finding(
            denial.confidence,
            "A system call filter (seccomp, as of systemd's RestrictAddressFamilies=) refuses the socket for "
                + "\(denial.target): \(denial.errno).",
            evidence: denial.evidence,
            fixes: [
                Fix("systemctl cat <unit>", "look for RestrictAddressFamilies= and SystemCallFilter=", isSafe: true),
                Fix("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", "in the unit file: allows IPv4 and IPv6"),
                Fix("grep Seccomp /proc/<pid>/status", "2 means that a filter is on", isSafe: true),
            ])
    }
}
