/// `server-busy-loop`: 100 % of a core and no service.
package enum ServerBusyLoop: Rule {
    package static let fault = Fault(
        "server-busy-loop", .hang,
        "The server spins at 100 % of a core (endless loop, garbage collection) and serves nobody.",
        symptoms: [
            "Error: socket hang up, after a long wait",
            "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
            "the fan starts, and every request hangs",
        ],
        explanation: """
            A server with one event loop (Node.js, asyncio, nginx's worker) or one thread serves nobody while its code \
            computes: the kernel accepts connections into the queue, and the program does not come back to accept or \
            read them. A regular expression that backtracks, a loop without an end, a synchronous hash, or a heap that \
            is nearly full and collected all the time all look like this.
            """,
        proof: """
            The request gets no answer, and the process used about a whole core or more in a fifth of a second \
            (utime and stime of proc_pid_stat(5)). A blocked server uses none.
            """,
        mends: [
            Fix("py-spy dump --pid <pid>", "shows where a Python program is", isSafe: true),
            Fix("kill -USR1 <pid>", "opens the inspector of a Node.js program on 127.0.0.1:9229", isSafe: true),
            Fix("jstack <pid>", "shows where a JVM's threads are", isSafe: true),
            Fix("ostia free <PORT>", "ends it; start it again"),
        ],
        seeAlso: ["server-deadlocked", "single-threaded-server-busy"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck() else { return nil }
        guard let (suspect, activity) = try scene.spinning(stuck) else { return nil }
        let percent = Int((activity.cores * 100).rounded())
        let running = activity.threads.filter { $0.state == "R" }.map { $0.name.isEmpty ? "\($0.id)" : $0.name }
        let wait = Int((activity.waiting * 100).rounded())
        let more = wait >= 10 ? ", and waits for a processor \(wait) % of the time" : ""
        var evidence = stuck.evidence + [EvidenceLine("processor", suspect.title, "\(percent) % of a core\(more)")]
        if !running.isEmpty {
            evidence.append(EvidenceLine("threads", "running", running.prefix(4).joined(separator: ", ")))
        }
        return finding(
            suspect.confidence(stuck.way == .read ? 0.93 : 0.96),
            "\(suspect.title), uses \(percent) % of a core and does not serve \(stuck.endpoint.addressAndPort).",
            evidence: evidence,
            fixes: look(suspect.process) + [
                Fix("ostia free \(stuck.port)", "ends it; start it again", isRunnable: true)
            ] + suspect.proof(port: stuck.port))
    }

    /// What shows where such a program stands.
    private static func look(_ process: ProcessFact) -> [Fix] {
        let pid = process.pid
        let name = process.name
        if name.hasPrefix("python") {
            return [Fix("py-spy dump --pid \(pid)", "shows the line it loops in", isSafe: true, isRunnable: true)]
        }
        if name.hasPrefix("java") {
            return [Fix("jstack \(pid)", "shows the lines its threads are in", isSafe: true, isRunnable: true)]
        }
        return [Fix("top -H -p \(pid)", "shows which of its threads it is", isSafe: true, isRunnable: true)]
    }
}

extension Scene {
    /// A process behind the listener that spins.
    func spinning(_ stuck: Stuck) throws(Need) -> (suspect: Suspect, activity: ProcessActivity)? {
        // Of those that only might hold it, the ones that ran when the facts were gathered.
        let candidates = suspects(stuck).filter { $0.isCertain || $0.process.state == "R" }
        for suspect in candidates.prefix(6) {
            if let activity = try activity(suspect.process.pid), activity.isSpinning {
                return (suspect, activity)
            }
        }
        return nil
    }
}

extension ProcessActivity {
    /// It takes all the processor time it can get: about a core, or less where others want it too and a thread is ready
    /// to run, or waited for a processor all the time that it did not have one.
    fileprivate var isSpinning: Bool {
        cores >= 0.7 || cores >= 0.3 && threads.contains { $0.state == "R" } || cores >= 0.03 && cores + waiting >= 0.85
    }
}
