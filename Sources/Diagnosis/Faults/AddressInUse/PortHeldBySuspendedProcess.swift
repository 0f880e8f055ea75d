/// `port-held-by-suspended-process`: the holder is stopped, and keeps the port meanwhile.
package enum PortHeldBySuspendedProcess: Rule {
    package static let fault = Fault(
        "port-held-by-suspended-process", .addressInUse,
        "The port is held by a process that is suspended (Ctrl-Z, SIGSTOP).",
        symptoms: [
            "EADDRINUSE after the server was “stopped” with Ctrl-Z",
            "[1]+  Stopped                 npm run dev",
            "the old server does not answer, and the new one cannot start",
        ],
        explanation: """
            Ctrl-Z sends SIGTSTP: it suspends the job and ends nothing. A stopped process keeps its descriptors, its \
            listener included, and the kernel goes on completing handshakes for it (signal(7), state T of \
            proc_pid_stat(5)). SIGTERM waits as well until the process is continued; only SIGKILL acts at once.
            """,
        proof: "The listener's only owners are in state T; a running holder would be a different fault.",
        mends: [
            Fix("kill -CONT <pid>", "lets it run on", isSafe: true, undo: "kill -STOP <pid>"),
            Fix("fg", "brings the job back to its terminal; Ctrl-C then ends it", isSafe: true),
            Fix("kill -TERM <pid>; kill -CONT <pid>", "ends it: the signal is delivered once it runs again"),
        ],
        seeAlso: ["port-held-by-own-process", "server-stopped-sigstop", "stdin-tty-stop"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), let confidence = holder.confidence(.suspended),
            let process = holder.process
        else { return nil }
        let pids = holder.owners.map { "\($0.pid)" }.joined(separator: " ")
        let isJob = process.terminal != 0
        return finding(
            confidence,
            "\(process.story), is suspended (state T) and still holds \(holder.socket.local.addressAndPort).",
            evidence: holder.evidence(
                EvidenceLine(
                    "process", "\(process.pid)", "state T: stopped by a signal\(isJob ? ", job of a terminal" : "")")
            ),
            fixes: [
                Fix(
                    "kill -CONT \(pids)", "lets it run on where it was", isSafe: true, isRunnable: true,
                    undo: "kill -STOP \(pids)"),
                Fix(
                    "kill -TERM \(pids); kill -CONT \(pids)", "ends it; it receives the signal when it continues",
                    isRunnable: true),
            ]
                + (isJob
                    ? [Fix("fg", "in its terminal: brings the job back, and Ctrl-C then ends it", isSafe: true)] : [])
        )
    }
}
