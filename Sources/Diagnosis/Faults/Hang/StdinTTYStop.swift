/// `stdin-tty-stop`: a background job that wants its terminal (SIGTTIN, SIGTTOU).
package enum StdinTTYStop: Rule {
    package static let fault = Fault(
        "stdin-tty-stop", .hang,
        "The server runs in the background of a terminal and was stopped when it read from it or changed it.",
        symptoms: [
            "[1]+  Stopped                 npm start",
            "zsh: suspended (tty input)  npm run dev",
            "zsh: suspended (tty output)  ./server",
            "works in the foreground, hangs when started with &",
        ],
        explanation: """
            A process of a background group that reads from its terminal gets SIGTTIN, and one that changes the \
            terminal's settings, or writes to it after `stty tostop`, gets SIGTTOU; both stop it (setpgid(2), tty(4)). \
            Servers that read keys ("press h for help") do so at their start. The listener stays, and nobody accepts.
            """,
        proof: """
            The process is in state T, has a terminal, and its group is not the terminal's foreground group. Where its \
            system calls may be seen, one of its threads stands in a read of descriptor 0 or an ioctl on the terminal: \
            Ctrl-Z and SIGSTOP leave it wherever it was.
            """,
        mends: [
            Fix("fg", "in its terminal: it may read again", isSafe: true),
            Fix("<command> </dev/null >server.log 2>&1 &", "starts it without a terminal to read from"),
            Fix("docker run -it …", "gives a container's program the terminal it reads from"),
        ],
        seeAlso: ["server-stopped-sigstop", "port-held-by-suspended-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let stuck = try scene.stuck() {
            guard let stopped = scene.stopped(stuck), stopped.process.isBackgroundJob else { return nil }
            return try told(scene, stopped, stuck.evidence, "\(stuck.endpoint.addressAndPort)", stuck.port)
        }
        // It may have been stopped before it listened.
        guard let reach = try scene.refused(), scene.listeners(on: reach.endpoint.port).isEmpty else { return nil }
        let port = reach.endpoint.port
        let jobs = scene.facts.processes.values.filter {
            $0.state == "T" && $0.isBackgroundJob && $0.names(port: port) && $0.uid == scene.facts.userID
        }
        guard let job = jobs.min(by: { $0.pid < $1.pid }) else { return nil }
        return finding(
            Confidence.likely,
            "\(job.title), was stopped in the background of its terminal before it listened on port \(port).",
            evidence: [
                EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words),
                EvidenceLine("process", job.title, "state T, and its arguments name port \(port)"),
            ], fixes: fixes(job))
    }

    private static func told(
        _ scene: Scene, _ stopped: Suspect, _ lines: [EvidenceLine], _ endpoint: String, _ port: UInt16
    ) throws(Need) -> Finding {
        var confidence = stopped.confidence(0.95)
        var evidence = lines + [stopped.stateLine]
        let process = stopped.process
        evidence.append(
            EvidenceLine(
                "terminal", process.title,
                "its group \(process.group) is in the background, \(process.foregroundGroup) has the terminal"))
        let threads = stopped.isCertain ? try scene.activity(process.pid)?.threads ?? [] : []
        if let thread = threads.first(where: \.isAtTerminal) {
            evidence.append(
                EvidenceLine(
                    "system call", "thread \(thread.id)",
                    "\(thread.systemCall ?? "") of descriptor \(thread.descriptor ?? 0)"))
            confidence = stopped.confidence(0.98)
        } else if threads.contains(where: { $0.systemCall != nil }) {
            // It stands elsewhere: somebody stopped it by hand.
            confidence = stopped.confidence(0.85)
        }
        return finding(
            confidence,
            "\(process.title), was stopped in the background of its terminal, which it read from or changed: "
                + "nothing answers on \(endpoint).",
            evidence: evidence, fixes: fixes(process) + stopped.proof(port: port))
    }

    private static func fixes(_ process: ProcessFact) -> [Fix] {
        [
            Fix("fg", "in its terminal: it may use the terminal again", isSafe: true),
            Fix(
                "kill -CONT \(process.pid)", "lets it run on until it next uses the terminal", isSafe: true,
                isRunnable: true, undo: "kill -STOP \(process.pid)"),
            Fix("start it again with </dev/null", "gives it nothing to read from"),
        ]
    }
}

extension ProcessActivity.Thread {
    /// In a read of standard input, or a write or setting of one of the standard descriptors.
    fileprivate var isAtTerminal: Bool {
        guard let descriptor else { return false }
        switch systemCall {
        case "read", "readv": return descriptor == 0
        case "ioctl", "write", "writev": return descriptor <= 2
        default: return false
        }
    }
}
