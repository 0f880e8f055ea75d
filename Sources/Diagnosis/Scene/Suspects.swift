/// A process behind a listener: certainly, or as it seems where an ordinary user may not see who holds a socket.
package struct Suspect: Hashable, Sendable {
    package var process: ProcessFact
    /// It holds the socket. Otherwise it only belongs to the socket's user.
    package var isCertain: Bool
    /// Its arguments name the port.
    package var namesPort: Bool

    package init(_ process: ProcessFact, isCertain: Bool, namesPort: Bool = false) {
        self.process = process
        self.isCertain = isCertain
        self.namesPort = namesPort
    }

    /// `python3, pid 12`.
    package var title: String { process.title }

    /// How sure a finding is that rests on this process's state.
    package func confidence(_ certain: Double = Confidence.proven) -> Double {
        if isCertain { return certain }
        return min(certain, Confidence.likely) + (namesPort ? 0.05 : 0)
    }

    /// What would prove it, where it is only likely.
    package func proof(port: UInt16) -> [Fix] {
        isCertain
            ? []
            : [
                Fix(
                    "sudo ostia doctor \(port)", "looks again as root, who sees which process holds the port",
                    isSafe: true)
            ]
    }
}

extension Scene {
    /// The processes that hold a listener; where none may be seen, those of its user which it could be, those first
    /// whose arguments name the port. Ourselves and our own ancestors never.
    package func suspects(_ listener: SocketFact) -> [Suspect] {
        let port = listener.local.port
        let known = owners(of: listener)
        if !known.isEmpty { return known.map { Suspect($0, isCertain: true, namesPort: $0.names(port: port)) } }
        guard let uid = listener.uid, listener.owners.isEmpty else { return [] }
        let kin = ownAncestors
        let possible = facts.processes.values.filter { process in
            // Workers of a master that has the socket's user often run as another one.
            let isOfUser = process.uid == uid || process.isForkedOnly && facts.processes[process.parent]?.uid == uid
            return isOfUser && !process.arguments.isEmpty && process.state != "Z" && !kin.contains(process.pid)
                && !Self.noServers.contains(process.name)
        }
        .map { Suspect($0, isCertain: false, namesPort: $0.names(port: port)) }
        .sorted { ($0.namesPort ? 0 : 1, $0.process.pid) < ($1.namesPort ? 0 : 1, $1.process.pid) }
        return Array(possible.prefix(24))
    }

    /// Programs that start, wait or show, and listen on nothing.
    private static let noServers: Set = [
        "sh", "bash", "dash", "zsh", "fish", "sleep", "tail", "cat", "less", "sudo", "su", "setpriv", "timeout",
        "unshare", "login",
        "agetty", "curl", "wget", "tmux", "screen", "vi", "vim", "nano", "top", "htop",
    ]
}

extension ProcessFact {
    /// Whether an argument has this number in it, as a number of its own.
    package func names(port: UInt16) -> Bool {
        let digits = Array("\(port)".utf8)
        return arguments.contains { argument in
            let bytes = Array(argument.utf8)
            guard bytes.count >= digits.count else { return false }
            return (0...(bytes.count - digits.count)).contains { start in
                let end = start + digits.count
                guard bytes[start..<end].elementsEqual(digits) else { return false }
                return !(start > 0 && Self.isDecimal(bytes[start - 1]))
                    && !(end < bytes.count && Self.isDecimal(bytes[end]))
            }
        }
    }

    private static func isDecimal(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
