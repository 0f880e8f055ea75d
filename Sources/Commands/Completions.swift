import ArgumentParser
import Endpoints
import Inventory
import LinuxKernel

/// What the shell offers while a command is typed: ports, with the name of who has them.
enum Completions {
    /// Ports of this machine's TCP listeners.
    static let ports = CompletionKind.custom { _, _, prefix in candidates(prefix, withNames: false) }
    /// The same, and the names of the listening processes.
    static let filters = CompletionKind.custom { _, _, prefix in candidates(prefix, withNames: true) }

    /// Bash expands what it is offered (`compgen -W`): a process that calls itself `$(reboot)` is left out.
    static func candidates(
        _ prefix: String, withNames: Bool, machine: Machine = .live(),
        environment: [String: String] = CurrentProcess.environment(),
        shell: CompletionShell? = CompletionShell.requesting
    ) -> [String] {
        let memory = RuntimeFiles(environment: environment, user: machine.userID)
        guard let listeners = try? Survey(machine, memory: memory).listeners([.tcp]) else { return [] }
        var out: [String] = []
        var seen = Set<String>()
        for listener in listeners {
            let port = "\(listener.endpoint.port)"
            let name = listener.mainOwner?.process.displayName
            if port.hasPrefix(prefix), seen.insert(port).inserted { out.append(described(port, name, shell)) }
            if withNames, let name, isPlain(name), name.hasPrefix(prefix), seen.insert(name).inserted {
                out.append(name)
            }
        }
        return out
    }

    /// A port and who has it, in the form of a shell that shows descriptions.
    private static func described(_ port: String, _ name: String?, _ shell: CompletionShell?) -> String {
        guard let name, isPlain(name) else { return port }
        switch shell {
        case .zsh: return "\(port):\(name)"
        case .fish: return "\(port)\t\(name)"
        default: return port
        }
    }

    /// Letters, digits and `._+-`, beginning with a letter or digit: nothing a shell gives a meaning to.
    static func isPlain(_ name: String) -> Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        }
        return name.utf8.first.map(isAlphanumeric) ?? false
            && name.utf8.allSatisfy { isAlphanumeric($0) || "._+-".utf8.contains($0) }
    }
}
