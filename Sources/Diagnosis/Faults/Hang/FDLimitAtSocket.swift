/// `fd-limit-at-socket`: EMFILE.
package enum FDLimitAtSocket: Rule {
    package static let fault = Fault(
        "fd-limit-at-socket", .hang,
        "A process has as many descriptors open as it may: accept() and socket() fail with EMFILE.",
        symptoms: [
            "Error: accept EMFILE: too many open files",
            "Too many open files - accept(2) (Errno::EMFILE)",
            "OSError: [Errno 24] Too many open files",
            "http: Accept error: accept tcp 127.0.0.1:8080: accept4: too many open files; retrying in 1s",
            "java.net.SocketException: Too many open files",
        ],
        explanation: """
            Every socket is a descriptor, and RLIMIT_NOFILE limits a process's descriptors (getrlimit(2); the soft limit \
            is often 1024). At the limit accept(2) fails with EMFILE and the connection stays in the accept queue: \
            clients connect and wait, and once the queue is full they do not even connect. Usually descriptors leak: \
            connections that are never closed, a client without a pool, file watchers.
            """,
        proof: """
            Connections are not accepted, and /proc/PID/fd counts as many descriptors as the soft limit in \
            /proc/PID/limits allows. A stopped, frozen or blocked server has descriptors to spare.
            """,
        mends: [
            Fix(
                "ls -l /proc/<pid>/fd | awk '{print $NF}' | sort | uniq -c | sort -rn | head", "shows what leaks",
                isSafe: true),
            Fix("prlimit --pid <pid> --nofile=65536:", "raises the soft limit of the running process", isSafe: true),
            Fix("ulimit -n 65536", "raises it for what this shell starts", isSafe: true),
            Fix("LimitNOFILE=65536 in the unit's [Service]", "raises it for a systemd service"),
        ],
        seeAlso: ["accept-queue-full", "ephemeral-ports-exhausted"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if scene.question.asksForMachine { return try machine(scene) }
        guard let stuck = try scene.stuck() else { return try byReport(scene) }
        // Each costs a fifth of a second.
        for suspect in scene.suspects(stuck).prefix(6) {
            guard let activity = try scene.activity(suspect.process.pid), let open = activity.descriptors,
                let limit = activity.descriptorLimit, open >= limit
            else { continue }
            return finding(
                suspect.confidence(suspect.isCertain ? 0.98 : Confidence.observed) + (suspect.isCertain ? 0 : 0.04),
                "\(suspect.title), has \(open) of \(limit) descriptors open: it cannot accept on "
                    + "\(stuck.endpoint.addressAndPort) (EMFILE).",
                evidence: stuck.evidence + [EvidenceLine("descriptors", suspect.title, "\(open) open, limit \(limit)")],
                fixes: fixes(suspect.process.pid, limit) + suspect.proof(port: stuck.port))
        }
        return nil
    }

    /// A program that listens and can open nothing more.
    private static func machine(_ scene: Scene) throws(Need) -> Finding? {
        let starving = try scene.limits().starving
        guard let first = starving.first else { return nil }
        let title = scene.facts.processes[first.pid]?.title ?? "pid \(first.pid)"
        return finding(
            Confidence.observed,
            "\(title), has \(first.open) of \(first.limit) descriptors open: it cannot accept connections (EMFILE).",
            evidence: starving.prefix(8).map {
                EvidenceLine(
                    "descriptors", scene.facts.processes[$0.pid]?.title ?? "pid \($0.pid)",
                    "\($0.open) open, limit \($0.limit)")
            }, fixes: fixes(first.pid, first.limit))
    }

    /// A message alone: the process that printed it may be the client, or another server.
    private static func byReport(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.question.report(.fdLimit) else { return nil }
        var evidence = [EvidenceLine("message", report.runtime ?? "a program", report.text)]
        if scene.question.intent == .use, let reach = try scene.reach() {
            evidence.append(EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words))
            if let server = scene.server(at: reach.endpoint), let activity = try scene.activity(server.pid),
                let open = activity.descriptors, let limit = activity.descriptorLimit
            {
                evidence.append(EvidenceLine("descriptors", server.title, "\(open) open, limit \(limit)"))
                if open >= limit - limit / 10 {
                    return finding(
                        Confidence.observed, "\(server.title), has \(open) of \(limit) descriptors open.",
                        evidence: evidence, fixes: fixes(server.pid, limit))
                }
            }
        }
        return finding(
            Confidence.fallback + 0.05,
            "The program that printed this had as many descriptors open as it may (EMFILE); it cannot open a socket.",
            evidence: evidence,
            fixes: [
                Fix("ulimit -n", "shows the limit of this shell", isSafe: true, isRunnable: true),
                Fix("ulimit -n 65536", "raises it for what this shell starts", isSafe: true),
            ])
    }

    private static func fixes(_ pid: Int32, _ limit: Int) -> [Fix] {
        let more = max(4096, limit * 4)
        return [
            Fix("ls -l /proc/\(pid)/fd", "shows what it keeps open", isSafe: true, isRunnable: true),
            Fix(
                "prlimit --pid \(pid) --nofile=\(more):", "raises the soft limit of the running process", isSafe: true,
                isRunnable: true, undo: "prlimit --pid \(pid) --nofile=\(limit):"),
            Fix("ulimit -n \(more)", "raises it for what this shell starts next", isSafe: true),
        ]
    }
}
