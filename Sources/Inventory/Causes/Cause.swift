/// One program in the chain that led to a process.
package struct CauseLink: Hashable, Sendable {
    package var pid: Int32
    package var name: String
    package var kind: CauseKind
    /// The command line, for runners whose arguments say more than their name (`npm run dev`).
    package var command: String

    package init(pid: Int32, name: String, kind: CauseKind, command: String = "") {
        self.pid = pid
        self.name = name
        self.kind = kind
        self.command = command
    }
}

/// Why a process runs: the chain of its parents, and what that chain means in one sentence.
package struct Cause: Hashable, Sendable {
    /// Nearest parent first.
    package var chain: [CauseLink]
    /// The systemd unit around it, when one is; a user's session scope is none.
    package var unit: String?
    /// The container it runs in.
    package var container: String?
    /// Where an ssh session came from, from `SSH_CONNECTION`.
    package var sshPeer: String?
    /// The terminal program, from `TERM_PROGRAM`, or the device it runs on.
    package var terminal: String?
    /// Its parent has gone: it was started in the background and left behind.
    package var isOrphan: Bool
    /// Its listening socket was made by its starter and handed over (`LISTEN_FDS`, sd_listen_fds(3)).
    package var isSocketActivated: Bool

    package init(
        chain: [CauseLink], unit: String? = nil, container: String? = nil, sshPeer: String? = nil,
        terminal: String? = nil, isOrphan: Bool = false, isSocketActivated: Bool = false
    ) {
        self.chain = chain
        self.unit = unit
        self.container = container
        self.sshPeer = sshPeer
        self.terminal = terminal
        self.isOrphan = isOrphan
        self.isSocketActivated = isSocketActivated
    }

    /// "npm run dev (pid 40), by zsh, in tmux, over ssh from 192.0.2.7": nearest first, each kind once.
    package var sentence: String { chainSentence + (isSocketActivated ? ", started for its socket" : "") }

    private var chainSentence: String {
        if let container { return "container \(container)" }
        if let unit, !chain.contains(where: { [.shell, .editor, .multiplexer].contains($0.kind) }) {
            return "systemd, unit \(unit)"
        }
        var parts: [String] = []
        var seen = Set<CauseKind>()
        for link in chain where seen.insert(link.kind).inserted || link.kind == .runner {
            switch link.kind {
            case .runner, .supervisor, .agent, .program:
                let text = link.kind == .runner && !link.command.isEmpty ? link.command : link.name
                parts.append("\(text) (pid \(link.pid))")
            case .shell: parts.append("\(link.name) (pid \(link.pid))")
            case .multiplexer: parts.append("in \(link.name.split(separator: ":").first.map(String.init) ?? link.name)")
            case .editor: parts.append("in the editor \(link.name)")
            case .terminal: parts.append("in \(link.name)")
            case .sshSession: parts.append("over ssh" + (sshPeer.map { " from \($0)" } ?? ""))
            case .scheduler: parts.append("by the scheduler \(link.name)")
            case .container: parts.append("by the container engine (\(link.name))")
            case .login, .desktop: parts.append("in the desktop or login session (\(link.name))")
            case .serviceManager: break
            }
            if parts.count == 6 { break }
        }
        if parts.isEmpty {
            if isOrphan { return "left behind: what started it has ended" }
            return chain.last.map { "\($0.name) (pid \($0.pid))" } ?? "the kernel, or a process outside this view"
        }
        let left = isOrphan ? ", left behind" : ""
        return parts.joined(separator: ", ") + left
    }

    /// Who would start it again when it ends, as far as the chain tells.
    package var supervisor: CauseLink? { chain.first { $0.kind == .supervisor } }
}
