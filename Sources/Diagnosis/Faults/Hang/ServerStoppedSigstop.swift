/// `server-stopped-sigstop`: Ctrl-Z, or `kill -STOP`.
package enum ServerStoppedSigstop: Rule {
    package static let fault = Fault(
        "server-stopped-sigstop", .hang,
        "The server process is stopped (Ctrl-Z, SIGSTOP): connections are made, and nothing ever answers.",
        symptoms: [
            "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
            "[1]+  Stopped                 npm start",
            "the page loads for ever after Ctrl-Z in the server's terminal",
        ],
        explanation: """
            A stopped process keeps its sockets. The kernel goes on to complete handshakes for its listener until the \
            accept queue is full (listen(2)), so a client connects, sends, and waits. Only SIGCONT lets the process \
            run again (signal(7)); the bytes that came meanwhile are then read.
            """,
        proof: """
            The connection is not accepted, and every process that holds the listener is in state T of proc_pid_stat(5) \
            with no tracer. State t, or a tracer, is a debugger; a frozen cgroup shows another state; a busy server is \
            in state R or S.
            """,
        mends: [
            Fix("kill -CONT <pid>", "lets it run on, in the background", isSafe: true, undo: "kill -STOP <pid>"),
            Fix("fg", "in the terminal it was started from: lets it run on in the foreground", isSafe: true),
            Fix("ostia free <PORT>", "ends it, if it is not wanted any more"),
        ],
        seeAlso: [
            "stdin-tty-stop", "server-stopped-in-debugger", "server-frozen-cgroup", "port-held-by-suspended-process",
        ])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if scene.question.asksForMachine { return machine(scene) }
        guard let stuck = try scene.stuck(), let stopped = scene.stopped(stuck) else { return nil }
        let process = stopped.process
        let all = scene.suspects(stuck)
        let isWhole = !stopped.isCertain || all.allSatisfy { $0.process.state == "T" }
        let how = process.isBackgroundJob ? "stopped in the background of its terminal" : "stopped by a signal"
        return finding(
            stopped.confidence(isWhole ? Confidence.proven : Confidence.observed),
            "\(stopped.title), is \(how) (state T): it takes no connections on \(stuck.endpoint.addressAndPort) "
                + "until it is continued.",
            evidence: stuck.evidence + [stopped.stateLine],
            fixes: [
                Fix(
                    "kill -CONT \(process.pid)", "lets it run on", isSafe: true, isRunnable: true,
                    undo: "kill -STOP \(process.pid)"),
                Fix("ostia free \(stuck.port)", "ends it instead", isRunnable: true),
            ] + stopped.proof(port: stuck.port))
    }

    /// Every listener whose processes are all stopped: it takes connections, and nobody answers.
    private static func machine(_ scene: Scene) -> Finding? {
        let stopped = scene.facts.sockets.filter { socket in
            guard socket.state == .listen else { return false }
            let owners = scene.owners(of: socket)
            return !owners.isEmpty && owners.allSatisfy { $0.state == "T" }
        }
        guard let first = stopped.first, let process = scene.owner(of: first) else { return nil }
        let names = stopped.prefix(4).map { "\(scene.who($0)) on \($0.local.addressAndPort)" }
        return finding(
            Confidence.observed,
            "\(names.joined(separator: " and ")) \(stopped.count == 1 ? "is" : "are") stopped (state T): connections are "
                + "made and nobody answers.",
            evidence: stopped.prefix(8).map {
                EvidenceLine("listener", $0.local.addressAndPort, "its process is stopped")
            },
            fixes: [
                Fix(
                    "kill -CONT \(process.pid)", "lets it run on", isSafe: true, isRunnable: true,
                    undo: "kill -STOP \(process.pid)"),
                Fix("ostia free \(first.local.port)", "ends it instead", isRunnable: true),
            ])
    }
}

extension Scene {
    /// A process behind the listener that is stopped by a signal, and not by a tracer.
    func stopped(_ stuck: Stuck) -> Suspect? {
        guard stuck.way != .read else { return nil }
        return suspects(stuck).first { $0.process.state == "T" && ($0.process.tracer ?? 0) == 0 }
    }
}

extension Suspect {
    var stateLine: EvidenceLine {
        let words =
            switch process.state {
            case "T": "state T: stopped by a signal"
            case "t": "state t: stopped by a tracer"
            default: "state \(process.state)"
            }
        return EvidenceLine("process", title, isCertain ? words : "\(words); of the same user as the listener")
    }
}

extension ProcessFact {
    /// It has a terminal, and another group of processes is in its foreground (credentials(7)).
    var isBackgroundJob: Bool { terminal != 0 && foregroundGroup != group }
}
