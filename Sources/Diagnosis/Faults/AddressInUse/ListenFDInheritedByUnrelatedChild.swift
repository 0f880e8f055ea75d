/// `listen-fd-inherited-by-unrelated-child`: the listening descriptor leaked into a program that knows nothing of it.
package enum ListenFDInheritedByUnrelatedChild: Rule {
    package static let fault = Fault(
        "listen-fd-inherited-by-unrelated-child", .addressInUse,
        "A program that is no server (a shell, sleep, a watcher) inherited the listening descriptor and keeps the port.",
        symptoms: [
            "ss and lsof name sleep, sh, tail or another program that never listens as the owner of the port",
            "EADDRINUSE after the server was stopped; clients connect and then wait for ever",
        ],
        explanation: """
            Descriptors survive execve(2) unless they are marked close-on-exec (FD_CLOEXEC, O_CLOEXEC). A server that \
            opens its listener without the mark and then starts a helper hands it the port as well. When the server \
            ends, the helper still holds the socket: the kernel completes handshakes, and nobody accepts.
            """,
        proof: """
            Every owner of the listener in the kernel's table is a program that does not listen by itself; no server \
            is among them.
            """,
        mends: [
            Fix("ostia free <PORT>", "stops the helper that holds the port"),
            Fix("ostia free <PORT> --keep-process", "shuts the socket down and lets the helper live"),
            Fix(
                "open the listener with SOCK_CLOEXEC (Python: close_fds=True, Ruby: close_on_exec = true)",
                "keeps helpers from inheriting it next time", isSafe: true),
        ],
        seeAlso: ["port-held-by-orphan-child", "port-held-by-own-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), let confidence = holder.confidence(.leaked),
            let process = holder.process
        else { return nil }
        let command = process.arguments.prefix(6).joined(separator: " ")
        return finding(
            confidence,
            "\(holder.who) (\(command.isEmpty ? process.name : command)) is no server, but inherited the listener of "
                + "\(holder.socket.local.addressAndPort) from one that is gone.",
            evidence: holder.evidence(
                EvidenceLine("owners", holder.socket.local.addressAndPort, "\(holder.pidList): no server among them"),
                EvidenceLine(
                    "parent", "\(process.pid)",
                    scene.facts.processes[process.parent].map { "\($0.name), pid \($0.pid)" } ?? "pid \(process.parent)"
                )
            ),
            fixes: [
                Fix(
                    "ostia free \(holder.port) --keep-process", "shuts only the inherited socket down", isRunnable: true
                ),
                holder.free("stops \(process.name) (pid \(process.pid))"),
                Fix(
                    "let the server open its listener close-on-exec (SOCK_CLOEXEC)",
                    "keeps its helpers from inheriting the port", isSafe: true),
            ])
    }
}
