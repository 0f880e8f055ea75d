/// `jdwp-vm-exited`: the debugged JVM simply ended (main returned, an exception, System.exit, a port it could not bind, out of memory), and the IDE says that it was disconnected.
package enum JDWPVMExited: Rule {
    package static let fault = Fault(
        "jdwp-vm-exited", .debugger,
        "The debugged JVM simply ended (main returned, an exception, System.exit, a port it could not bind, out of memory), and the IDE says that it was disconnected.",
        symptoms: [
            "Disconnected from the target VM, address: '127.0.0.1:62893', transport: 'socket'",
            "Process finished with exit code 1 (or 137, 143, 0) right after it",
        ],
        explanation: """
            The IDE opens a listener of its own on a random port for one session (server=n), or the JVM picks \
            one (server=y), and both close it when the session ends. So the port in the message never answers \
            again, and whether something listens there now says nothing. The line is the consequence; the cause \
            is why the JVM ended, and its last lines and exit code tell that: 0 it was done, 1 an exception left \
            main(), 130 and 143 it was told to end, 137 it was killed, often for memory, 134 it crashed \
            (hs_err_pid*.log).
            """,
        proof: """
            The message is the debugger's own; the port it names has no listener and no connection now, which is \
            what a finished session leaves. When a JVM still has its agent on that port, the session was another \
            one.
            """,
        mends: [
            Fix(
                "<read the lines above the message, and the exit code below it>",
                "they name the reason that the JVM ended", isSafe: true),
            Fix(
                "<run the same configuration without the debugger>", "shows whether the program ends by itself",
                isSafe: true),
            Fix(
                "ls -t hs_err_pid*.log | head -1",
                "a crash of the JVM itself writes this file into its working directory", isSafe: true),
        ],
        seeAlso: ["jdwp-port-in-use", "jdwp-ide-not-listening", "server-oom-killed"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.question.report(.debuggerDisconnected), report.text.firstRange(of: "VM") != nil else {
            return nil
        }
        let port = report.port.flatMap { UInt16(exactly: $0) } ?? scene.question.port
        if let port, try scene.debuggedJVMs().contains(where: { $0.agent.port == port }) { return nil }
        var evidence = [EvidenceLine("message", report.runtime ?? "debugger", report.text)]
        if let port {
            let left = scene.facts.sockets.filter { $0.local.port == port && $0.state != .timeWait }
            guard left.isEmpty else { return nil }
            evidence.append(
                EvidenceLine("sockets", "port \(port)", "no listener and no connection: the session is over"))
        }
        let code = exitCode(scene)
        if let code { evidence.append(EvidenceLine("exit code", "\(code)", meaning(of: code))) }
        let session = port.map { "; port \($0) belonged to that session and never answers again" } ?? ""
        return finding(
            Confidence.observed + 0.04,
            "The debugged JVM ended\(code.map { " with exit code \($0) (\(meaning(of: $0)))" } ?? "")\(session). "
                + "Look for why it ended, not at the port.",
            evidence: evidence,
            fixes: [
                Fix(
                    "read the lines above \u{201C}Disconnected\u{201D} in the IDE's console, and the exit code below it",
                    "they name the reason that the JVM ended", isSafe: true),
                Fix(
                    "run the same configuration without the debugger", "shows whether the program ends by itself",
                    isSafe: true),
                Fix("ls -t hs_err_pid*.log", "a crash of the JVM itself writes this file where it ran", isSafe: true),
            ])
    }

    /// The number after "exit code", where a line of the report has it.
    private static func exitCode(_ scene: Scene) -> Int? {
        for report in scene.question.reports {
            guard let found = report.text.firstRange(of: "exit code ") else { continue }
            return Int(report.text[found.upperBound...].prefix { $0.isNumber })
        }
        return nil
    }

    /// What a shell's exit code says (128 and the signal's number, bash(1)).
    private static func meaning(of code: Int) -> String {
        switch code {
        case 0: "it was done"
        case 1: "an exception left main(), or the program said so"
        case 130: "interrupted, SIGINT"
        case 134: "it crashed, SIGABRT"
        case 137: "killed, SIGKILL, often for memory"
        case 139: "it crashed, SIGSEGV"
        case 143: "told to end, SIGTERM"
        default: "its own code"
        }
    }
}
