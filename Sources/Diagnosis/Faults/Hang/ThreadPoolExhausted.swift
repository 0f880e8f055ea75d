/// `thread-pool-exhausted`: all workers are taken.
package enum ThreadPoolExhausted: Rule {
    package static let fault = Fault(
        "thread-pool-exhausted", .hang,
        "All workers of the server are taken by requests that do not end: new ones are accepted or queued, and wait.",
        symptoms: [
            "curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received",
            "health checks time out while the process is alive and idle",
            "HikariPool-1 - Connection is not available, request timed out after 30000ms",
        ],
        explanation: """
            A pool of n threads or processes serves n requests. When each of them waits (for a database, another \
            service, a lock, a sleep), the next connection is accepted by nobody, or by an acceptor that can only put \
            it into a queue: its bytes stay unread in the kernel. The process looks idle, since waiting costs nothing.
            """,
        proof: """
            Several other connections are accepted and read and have no answer, while ours is not accepted or not read \
            (struct tcp_info, unread bytes of the server's end), and the process uses no processor time. Where our \
            request is read as well, no pool is in the way: then it is a lock or something the handlers wait for.
            """,
        mends: [
            Fix("jstack <pid>, py-spy dump --pid <pid>", "shows what the workers wait for", isSafe: true),
            Fix("timeouts on what the handlers call", "gives workers back"),
            Fix("a larger pool", "moves the limit"),
        ],
        seeAlso: ["server-deadlocked", "single-threaded-server-busy", "server-accepts-but-silent"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck(), !stuck.isBare, stuck.way == .notAccepted || stuck.way == .notRead,
            let look = try scene.look(stuck)
        else { return nil }
        let inHand = look.standing(.inHand)
        guard inHand.count >= 2, scene.selfCall(stuck, look) == nil, try scene.spinning(stuck) == nil else {
            return nil
        }
        let suspect = scene.suspects(stuck).first { $0.isCertain }
        let oldest = inHand.map(\.sinceReceived).max() ?? 0
        let state = stuck.way == .notRead ? "accepted, and not read" : "not accepted"
        return finding(
            0.93,
            "All workers of \(suspect?.title ?? "the server") are taken: \(inHand.count) requests are in hand, the "
                + "oldest for \((oldest / 100).rounded() / 10) s, and a new one on \(stuck.endpoint.addressAndPort) is "
                + "\(state).",
            evidence: stuck.evidence
                + inHand.prefix(4).map {
                    EvidenceLine(
                        "connection", "\($0.client.addressAndPort) → \($0.server.addressAndPort)",
                        "\($0.received ?? 0) bytes read, no answer for \(($0.sinceReceived / 100).rounded() / 10) s")
                } + (try scene.waitLines(stuck)),
            fixes: scene.dumps(suspect?.process) + [
                Fix("more workers, and timeouts on what they wait for", "keeps some free"),
                Fix("ostia free \(stuck.port)", "ends the server; start it again", isRunnable: true),
            ])
    }
}

extension Scene {
    /// The commands that show where a program's threads stand.
    func dumps(_ process: ProcessFact?) -> [Fix] {
        guard let process else { return [] }
        let pid = process.pid
        if process.name.hasPrefix("java") {
            return [
                Fix(
                    "jstack \(pid)", "shows what every thread waits for, and names deadlocks", isSafe: true,
                    isRunnable: true)
            ]
        }
        if process.name.hasPrefix("python") {
            return [
                Fix("py-spy dump --pid \(pid)", "shows the line every thread waits in", isSafe: true, isRunnable: true)
            ]
        }
        return [
            Fix(
                "gdb -p \(pid) -batch -ex 'thread apply all bt'", "shows where every thread waits", isRunnable: true)
        ]
    }
}
