import Endpoints
import Inventory
import LinuxKernel

/// What a filter term is held against.
struct FilterSubject {
    var rows: [SocketRow]
    var processes: [ProcessRecord]
    var exposure: Exposure?
    /// Read only when a term asks for it.
    var project: () -> Project?
    var program: () -> Recognition?
    var container: () -> ContainerIdentity?
    var unit: () -> String?
}

extension SocketFilter {
    /// Whether a socket, or one of the ends of a connection, satisfies every kind of term.
    func matches(_ subject: FilterSubject, users: Users) -> Bool {
        var verdicts: [Int: Bool] = [:]
        for term in terms {
            let kind = term.kind
            if verdicts[kind] == true { continue }
            verdicts[kind] = matches(term, subject, users)
        }
        return verdicts.values.allSatisfy { $0 }
    }

    private func matches(_ term: FilterTerm, _ subject: FilterSubject, _ users: Users) -> Bool {
        switch term {
        case .ports(let range):
            return subject.rows.contains { range.contains($0.local.port) || range.contains($0.remote.port) }
        case .address(let address):
            return subject.rows.contains { $0.answers(at: address) || $0.remote.address.unmapped == address.unmapped }
        case .transport(let transport): return subject.rows.contains { $0.local.transport == transport }
        case .pid(let pid): return subject.processes.contains { $0.pid == pid }
        case .exposure(let exposure): return subject.exposure == exposure
        case .state(let state): return subject.rows.contains { $0.state.name == state.name }
        case .user(let name):
            let id = users.id(name)
            return subject.rows.contains { $0.inode != 0 && $0.uid == id }
                || subject.processes.contains { $0.user == id && id != nil }
        case .process(let word): return subject.processes.contains { Self.has($0.displayName, word) }
        case .project(let word):
            guard let project = subject.project() else { return false }
            return Self.has(project.name, word) || Self.has(project.worktree, word) || Self.has(project.root, word)
        case .container(let word):
            guard let container = subject.container() else { return false }
            return Self.has(container.name, word) || Self.has(container.image, word)
                || Self.has(container.composeProject, word) || Self.has(container.composeService, word)
                || container.id?.hasPrefix(word) ?? false
        case .word(let word):
            if subject.processes.contains(where: { Self.has($0.displayName, word) }) { return true }
            if let program = subject.program(), Self.has(program.id, word) || Self.has(program.title, word) {
                return true
            }
            let project = subject.project()
            return Self.has(project?.name, word) || Self.has(project?.worktree, word)
                || Self.has(subject.container()?.name, word) || Self.has(subject.unit(), word)
        }
    }

    private static func has(_ text: String?, _ word: String) -> Bool {
        text.map { $0.lowercased().contains(word.lowercased()) } ?? false
    }
}

extension FilterTerm {
    /// Terms with the same number are alternatives of each other.
    var kind: Int {
        switch self {
        case .ports: 0
        case .address: 1
        case .transport: 2
        case .pid: 3
        case .word, .process: 4
        case .user: 5
        case .project: 6
        case .container: 7
        case .exposure: 8
        case .state: 9
        }
    }
}
