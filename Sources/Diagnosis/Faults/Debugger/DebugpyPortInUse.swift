/// `debugpy-port-in-use`: debugpy's port is taken: a reloader started it twice, or the adapter of an earlier session is left over.
package enum DebugpyPortInUse: Rule {
    package static let fault = Fault(
        "debugpy-port-in-use", .debugger,
        "debugpy's port is taken: a reloader started it twice, or the adapter of an earlier session is left over.",
        symptoms: [
            "RuntimeError: Can't listen for client connections: [Errno 98] Address already in use"
        ],
        explanation: """
            debugpy.listen() starts an adapter process that has the port. Flask's and Django's reloaders run the \
            program twice, so the second listen fails; and an adapter outlives a program that was killed.
            """,
        proof: """
            The message is debugpy's, and the table shows a debugpy process, its adapter among them, on a port.
            """,
        mends: [
            Fix("flask run --no-reload", "starts the program once"),
            Fix("if os.environ.get(\"RUN_MAIN\"): debugpy.listen(5678)", "Django: listens in the child alone"),
            Fix("ostia free 5678", "ends a left-over adapter, after showing the plan"),
        ],
        seeAlso: ["port-held-by-own-process", "port-held-by-orphan-child"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let said = scene.question.saw(.debuggerPortInUse) || scene.mentions("can't listen for client connections")
        let holders = scene.facts.sockets.filter { socket in
            socket.state == .listen && scene.owners(of: socket).contains { isDebugpy($0) }
        }
        let asked = scene.question.port
        let listeners = asked.map { scene.listeners(on: $0) } ?? []
        guard said || scene.question.intent == .bind,
            let socket = holders.first(where: { asked == nil || $0.local.port == asked })
                ?? (said ? listeners.first : nil),
            said || asked == socket.local.port
        else {
            return said ? gone(scene) : nil
        }
        let owner = scene.owner(of: socket)
        let isOrphan = owner.map { $0.parent == 1 } ?? false
        var evidence = scene.question.reports.prefix(1).map {
            EvidenceLine("message", $0.runtime ?? "debugpy", $0.text)
        }
        evidence.append(EvidenceLine("listener", socket.local.addressAndPort, owner?.title ?? "owner hidden"))
        return finding(
            Confidence.proven + 0.01,
            "debugpy's port \(socket.local.port) is taken by \(owner?.title ?? "another user's process")"
                + "\(isOrphan ? ", left over from an earlier session" : "").",
            evidence: evidence,
            fixes: [
                Fix("ostia free \(socket.local.port)", "ends the process that has it, after showing the plan"),
                Fix("flask run --no-reload", "when a reloader starts the program twice: starts it once"),
            ])
    }

    /// The message is debugpy's, and nobody has the port any more, or nobody may see who does.
    private static func gone(_ scene: Scene) -> Finding {
        let port = scene.question.port.map { " \($0)" } ?? ""
        return finding(
            Confidence.likely - 0.02,
            "debugpy wanted a port\(port) that was taken: mostly by itself, started a second time by a reloader, or by the "
                + "adapter of an earlier session, which is gone by now.",
            evidence: scene.question.reports.prefix(1).map {
                EvidenceLine("message", $0.runtime ?? "debugpy", $0.text)
            } + [EvidenceLine("listeners", "debugpy", "none to be seen")],
            fixes: [
                Fix("flask run --no-reload", "when a reloader starts the program twice: starts it once"),
                Fix("debugpy.listen(0)", "takes any free port, and says which"),
                Fix("ostia who\(port.isEmpty ? " 5678" : port)", "shows who has it", isSafe: true),
            ])
    }

    private static func isDebugpy(_ process: ProcessFact) -> Bool {
        process.arguments.contains {
            $0 == "debugpy" || $0 == "debugpy.adapter" || $0.hasSuffix("/debugpy") || $0.hasSuffix("debugpy/adapter")
        }
    }
}
