/// `conntrack-table-full`: no room for another connection.
package enum ConntrackTableFull: Rule {
    package static let fault = Fault(
        "conntrack-table-full", .hang,
        "The connection tracking table is full: packets of new connections are dropped.",
        symptoms: [
            "nf_conntrack: nf_conntrack: table full, dropping packet",
            "connect ETIMEDOUT under load, to every port, established connections go on",
        ],
        explanation: """
            A packet filter that looks at connection states, and every NAT (Docker's too), keeps an entry a connection. \
            At net.netfilter.nf_conntrack_max entries the kernel drops the first packet of any new connection and logs \
            it. Entries of closed connections stay for two minutes, of idle established ones for five days, so load \
            tests and leaking clients fill the table.
            """,
        proof: """
            New connections get no answer and net.netfilter.nf_conntrack_count has reached nf_conntrack_max, or the \
            kernel's log says that the table is full. The limit is the whole machine's, the count each network \
            namespace's.
            """,
        mends: [
            Fix("sudo sysctl net.netfilter.nf_conntrack_max=262144", "makes room", isSafe: true),
            Fix("sudo conntrack -S", "shows drops by processor", isSafe: true),
            Fix(
                "sudo nft add rule inet raw prerouting iif lo notrack",
                "does not track loopback (in a table of priority raw)"),
        ],
        seeAlso: ["firewall-drop-input", "ephemeral-ports-exhausted"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let kernel = scene.facts.kernel
        let report = scene.question.reports.first { Self.saysFull($0.text) }
        let isSilent = try scene.silent() != nil
        let isFull = kernel.conntrackCount.flatMap { count in kernel.conntrackMax.map { count >= $0 } } ?? false
        guard isSilent || report != nil || isFull && scene.question.asksForMachine else { return nil }
        var evidence: [EvidenceLine] = []
        if let reach = try scene.reach() {
            evidence.append(EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words))
        }
        if let count = kernel.conntrackCount, let limit = kernel.conntrackMax {
            evidence.append(EvidenceLine("conntrack", "nf_conntrack_count", "\(count) of \(limit)"))
        }
        let fixes = [
            Fix(
                "sudo sysctl net.netfilter.nf_conntrack_max=\(max(262_144, (kernel.conntrackMax ?? 0) * 2))",
                "makes room for more connections", isSafe: true, isRunnable: true,
                undo: kernel.conntrackMax.map { "sudo sysctl net.netfilter.nf_conntrack_max=\($0)" }),
            Fix("sudo conntrack -S", "shows how many packets were dropped for it", isSafe: true, isRunnable: true),
        ]
        if isFull && (isSilent || report == nil) {
            return finding(
                0.98,
                "The connection tracking table is full (\(kernel.conntrackCount ?? 0) entries): new connections are "
                    + "dropped.", evidence: evidence, fixes: fixes)
        }
        if let report {
            return finding(
                isSilent ? Confidence.observed : Confidence.likely,
                isSilent
                    ? "The kernel said that the connection tracking table is full, and connections get no answer."
                    : "The kernel said that the connection tracking table was full and dropped new connections; at this "
                        + "moment there is room.",
                evidence: evidence + [EvidenceLine("message", "kernel", report.text)], fixes: fixes)
        }
        let log = try scene.kernelLog()
        guard let line = log.lines.last(where: { Self.saysFull($0) }), kernel.conntrackMax != nil else { return nil }
        return finding(
            Confidence.likely + 0.07, "The connection tracking table was full: the kernel dropped new connections.",
            evidence: evidence + [EvidenceLine("kernel log", "nf_conntrack", line)], fixes: fixes)
    }

    private static func saysFull(_ text: String) -> Bool {
        text.firstRange(of: "conntrack") != nil && text.firstRange(of: "table full") != nil
    }
}
