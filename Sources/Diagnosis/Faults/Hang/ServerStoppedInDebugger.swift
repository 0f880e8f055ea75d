/// `server-stopped-in-debugger`: a breakpoint, or a debugger that was only attached.
package enum ServerStoppedInDebugger: Rule {
    package static let fault = Fault(
        "server-stopped-in-debugger", .hang,
        "The server is held by a debugger (a breakpoint, ptrace, a suspended JVM): it connects and never answers.",
        symptoms: [
            "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
            "java.net.http.HttpTimeoutException: request timed out",
            "Net::ReadTimeout with #<TCPSocket:(closed)>",
            "the request hangs as long as the IDE shows a breakpoint",
        ],
        explanation: """
            A traced process that is stopped keeps its listener, and the kernel completes handshakes for it (ptrace(2), \
            listen(2)). gdb and gdbserver stop every thread when they attach. A JVM or Node stopped at a breakpoint by \
            its own debug agent is no stopped process for the kernel: its threads wait inside it.
            """,
        proof: """
            The connection is not accepted or not read, and the process is in state t, or in T with a TracerPid \
            (proc_pid_status(5)). For a JVM: its arguments turn on a debug agent and a debugger is connected to it; an \
            agent with a debugger closes its listener meanwhile.
            """,
        mends: [
            Fix("continue (gdb: c, IDE: Resume)", "lets the server run on", isSafe: true),
            Fix("detach (gdb: detach, IDE: Disconnect)", "lets it go, and run on"),
            Fix("kill <pid of the debugger>", "a tracer that ends lets its tracees run on"),
        ],
        seeAlso: ["server-stopped-sigstop", "jdwp-suspended-waiting"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck(), stuck.way != .read else { return nil }
        let suspects = scene.suspects(stuck)
        if let suspect = suspects.first(where: \.process.isHeldByTracer) {
            return held(scene, stuck, suspect)
        }
        for suspect in suspects {
            if let finding = try heldInside(scene, stuck, suspect) { return finding }
        }
        return nil
    }

    private static func held(_ scene: Scene, _ stuck: Stuck, _ suspect: Suspect) -> Finding {
        let process = suspect.process
        let tracer = process.tracer.flatMap { $0 == 0 ? nil : scene.facts.processes[$0] } ?? scene.debugger
        let by = tracer.map { "by \($0.title)" } ?? "by a debugger"
        var evidence = stuck.evidence + [suspect.stateLine]
        if let tracer { evidence.append(EvidenceLine("tracer", tracer.title, "traces pid \(process.pid)")) }
        var fixes = [Fix("continue in the debugger (gdb: c)", "lets the server run on", isSafe: true)]
        if let tracer {
            fixes.append(
                Fix("kill \(tracer.pid)", "ends the debugger; what it traced runs on (ptrace(2))", isRunnable: true))
        }
        return finding(
            suspect.confidence(),
            "\(suspect.title), is held \(by): it takes no connections on \(stuck.endpoint.addressAndPort).",
            evidence: evidence, fixes: fixes + suspect.proof(port: stuck.port))
    }

    /// A debug agent inside the process, with a debugger connected.
    private static func heldInside(_ scene: Scene, _ stuck: Stuck, _ suspect: Suspect) throws(Need) -> Finding? {
        let process = suspect.process
        guard let agent = try debugPort(scene, process) else { return nil }
        let session: String
        if suspect.isCertain {
            let sockets = try scene.sockets(of: process.pid)
            guard
                let connection = sockets.first(where: { $0.state == .established && $0.local.port == agent.port })
            else { return nil }
            session = "connected from \(connection.remote?.addressAndPort ?? "a debugger")"
        } else {
            // A JVM's agent does not listen while a debugger is connected.
            guard agent.closesListener, agent.port != 0, scene.listeners(on: agent.port).isEmpty else { return nil }
            session = "does not listen: a debugger is connected"
        }
        let debugger = scene.debugger
        return finding(
            suspect.isCertain ? 0.93 : suspect.confidence(),
            "\(suspect.title), has a debugger attached on port \(agent.port) and serves nobody on "
                + "\(stuck.endpoint.addressAndPort): it stands at a breakpoint or was suspended.",
            evidence: stuck.evidence + [
                EvidenceLine("debug agent", "port \(agent.port)", session)
            ] + (debugger.map { [EvidenceLine("debugger", $0.title, "runs")] } ?? []),
            fixes: [
                Fix("resume in the debugger (jdb: resume)", "lets the server run on", isSafe: true),
                Fix("disconnect the debugger", "lets the server go, and run on"),
            ])
    }

    private static func debugPort(
        _ scene: Scene, _ process: ProcessFact
    ) throws(Need) -> (port: UInt16, closesListener: Bool)? {
        if let agent = JDWPAgent.all(in: process.arguments).first { return (agent.port ?? 0, agent.isServer) }
        if let port = Untouchable.inspectorPort(process.arguments) { return (port, false) }
        return nil
    }
}

extension ProcessFact {
    fileprivate var isHeldByTracer: Bool { state == "t" || (state == "T" && (tracer ?? 0) != 0) }
}

extension Scene {
    /// A debugger that runs here; which one holds the process only its tracer's pid tells.
    fileprivate var debugger: ProcessFact? {
        let names: Set = ["gdb", "gdbserver", "lldb", "lldb-server", "strace", "dlv", "rr", "jdb"]
        return facts.processes.values.filter { names.contains($0.name) }.min { $0.pid < $1.pid }
    }
}
