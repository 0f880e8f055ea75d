/// A JVM with a debug agent, and where the agent was turned on.
package struct DebuggedJVM: Hashable, Sendable {
    package var process: ProcessFact
    package var agent: JDWPAgent
    /// The variable that names the agent; `nil` when it stands in the arguments.
    package var variable: String?
}

/// A Node process with an inspector.
package struct InspectedNode: Hashable, Sendable {
    package var process: ProcessFact
    /// `--inspect-brk` or `--inspect-wait`: it pauses before the first line.
    package var isPaused: Bool
    package var port: UInt16
    package var variable: String?
}

// MARK: - What is debugged here. All of it from processes and sockets: a debugger is never connected to.

extension Scene {
    /// Every JVM that may be looked at.
    package var jvms: [ProcessFact] {
        oldestFirst { $0.name == "java" || $0.arguments.first.map { $0.hasSuffix("/java") } ?? false }
    }

    /// The processes for which this holds, without our own. Few do, so they are sorted last.
    private func oldestFirst(_ isMeant: (ProcessFact) -> Bool) -> [ProcessFact] {
        facts.processes.values.filter { $0.pid != facts.ownPID && isMeant($0) }
            .sorted { ($1.age, $0.pid) < ($0.age, $1.pid) }
    }

    /// JVMs whose arguments, or the environment where it may be read, turn on a debug agent.
    package func debuggedJVMs() throws(Need) -> [DebuggedJVM] {
        var found: [DebuggedJVM] = []
        for process in jvms.prefix(32) {
            if let agent = JDWPAgent.all(in: process.arguments).first {
                found.append(DebuggedJVM(process: process, agent: agent))
                continue
            }
            guard let environment = try environment(of: process.pid) else { continue }
            for name in ["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"] {
                let options = (environment[name] ?? "").split(separator: " ").map(String.init)
                if let agent = options.lazy.compactMap({ JDWPAgent.parse($0) }).first {
                    found.append(DebuggedJVM(process: process, agent: agent, variable: name))
                    break
                }
            }
        }
        return found
    }

    /// Node processes whose arguments or `NODE_OPTIONS` turn on the inspector.
    package func inspectedNodes() throws(Need) -> [InspectedNode] {
        var found: [InspectedNode] = []
        for process in oldestFirst({ $0.name == "node" || $0.name == "nodejs" }).prefix(32) {
            if let port = Untouchable.inspectorPort(process.arguments) {
                found.append(
                    InspectedNode(
                        process: process, isPaused: Self.pauses(process.arguments), port: actual(port, process)))
                continue
            }
            guard let options = try environment(of: process.pid)?["NODE_OPTIONS"] else { continue }
            let words = ["node"] + options.split(separator: " ").map(String.init)
            if let port = Untouchable.inspectorPort(words) {
                found.append(
                    InspectedNode(
                        process: process, isPaused: Self.pauses(words), port: actual(port, process),
                        variable: "NODE_OPTIONS"))
            }
        }
        return found
    }

    private static func pauses(_ arguments: [String]) -> Bool {
        arguments.contains { $0.hasPrefix("--inspect-brk") || $0.hasPrefix("--inspect-wait") }
    }

    /// Port 0 lets the inspector choose: then its listener tells.
    private func actual(_ port: UInt16, _ process: ProcessFact) -> UInt16 {
        if port != 0 { return port }
        return facts.sockets.first { $0.state == .listen && $0.owners.contains(process.pid) }?.local.port ?? 0
    }

    /// The TCP listeners of a process; where owners are hidden, those of its user that its debugger's options name.
    package func listeners(of process: ProcessFact, told ports: UInt16?...) -> [SocketFact] {
        facts.sockets.filter { socket in
            guard socket.state == .listen else { return false }
            if !socket.owners.isEmpty { return socket.owners.contains(process.pid) }
            return socket.uid != nil && socket.uid == process.uid && ports.contains(socket.local.port)
        }
    }

    /// Whether a process holds a listener, as far as that may be seen: certainly, or as its user's and by a debugger's
    /// option that names the port.
    package func holds(_ process: ProcessFact, _ listener: SocketFact, told port: UInt16?) -> Bool {
        listeners(of: process, told: port).contains(listener)
    }

    /// Whether any report's text holds one of these words, whatever their case.
    package func mentions(_ words: String...) -> Bool {
        question.reports.contains { report in
            let text = report.text.lowercased()
            return words.contains { text.firstRange(of: $0) != nil }
        }
    }
}
