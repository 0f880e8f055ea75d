/// A JVM's debug agent as its options name it (`-agentlib:jdwp=…`, or the older `-Xrunjdwp:…`).
package struct JDWPAgent: Hashable, Sendable {
    /// As written; `nil` when the option has none: the JVM then picks a port.
    package var address: String?
    package var host: String?
    package var port: UInt16?
    /// `server=y`: the JVM listens; otherwise it connects to the debugger.
    package var isServer: Bool
    /// `suspend=y`, the default: the JVM waits for the debugger before main().
    package var isSuspended: Bool
    /// The option stands after the main class or the jar: the program gets it, not the JVM.
    package var isAfterMain: Bool

    /// The agents that the arguments of one `java` turn on.
    package static func all(in arguments: [String]) -> [JDWPAgent] {
        every(arguments).filter { !$0.isAfterMain }
    }

    /// The one agent, where it has no port of its own to go by.
    package static func only(in arguments: [String]) -> JDWPAgent? {
        let agents = all(in: arguments)
        return agents.count == 1 && (agents[0].port == nil || agents[0].port == 0) ? agents[0] : nil
    }

    /// Every such option, those included that the JVM never sees.
    package static func every(_ arguments: [String]) -> [JDWPAgent] {
        guard let program = arguments.first?.split(separator: "/").last, program.hasPrefix("java") else {
            return arguments.compactMap { parse($0) }
        }
        var agents: [JDWPAgent] = []
        var isAfterMain = false
        var takesValue = false
        for argument in arguments.dropFirst() {
            if var agent = parse(argument) {
                agent.isAfterMain = isAfterMain
                agents.append(agent)
            }
            if isAfterMain { continue }
            if takesValue {
                takesValue = false
            } else if ["-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-modules", "--add-opens"]
                .contains(argument)
            {
                takesValue = true
            } else if argument == "-jar" || argument == "-m" || argument == "--module" {
                continue
            } else if !argument.hasPrefix("-") && !argument.hasPrefix("@") {
                isAfterMain = true
            }
        }
        return agents
    }

    /// One option, also out of `JAVA_TOOL_OPTIONS`.
    package static func parse(_ option: String) -> JDWPAgent? {
        let prefix = ["-agentlib:jdwp=", "-Xrunjdwp:"].first { option.hasPrefix($0) }
        guard let prefix else { return nil }
        var agent = JDWPAgent(
            address: nil, host: nil, port: nil, isServer: false, isSuspended: true, isAfterMain: false)
        for part in option.dropFirst(prefix.count).split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            switch pair[0] {
            case "address":
                agent.address = String(pair[1])
                let pieces = pair[1].split(separator: ":", omittingEmptySubsequences: false)
                agent.port = pieces.last.flatMap { UInt16($0) }
                let host = pieces.dropLast().joined(separator: ":")
                agent.host = host.isEmpty ? nil : host.trimmingBrackets
            case "server": agent.isServer = pair[1] == "y"
            case "suspend": agent.isSuspended = pair[1] != "n"
            default: break
            }
        }
        return agent
    }
}

extension String {
    /// Without the brackets around an IPv6 address.
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
