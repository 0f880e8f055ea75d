/// A process that something has just started again.
package struct Restart: Hashable, Sendable {
    /// The young one.
    package var process: ProcessFact
    /// What starts it: a supervisor, or a shell that goes round in a loop.
    package var supervisor: ProcessFact
}

extension Scene {
    /// We ourselves and what started us: nobody's fault.
    package var ownAncestors: Set<Int32> {
        var out: Set<Int32> = []
        var pid = facts.ownPID
        while pid > 0, out.insert(pid).inserted { pid = facts.processes[pid]?.parent ?? 0 }
        return out
    }

    /// Whether a process was started by us, or is us or one of our ancestors.
    package func isOurs(_ process: ProcessFact) -> Bool {
        if ownAncestors.contains(process.pid) { return true }
        var parent = process.parent
        for _ in 0..<64 {
            if parent == facts.ownPID { return true }
            guard let next = facts.processes[parent]?.parent, next != parent else { return false }
            parent = next
        }
        return false
    }

    /// Very young processes under something older that keeps starting its child: a reason to watch a port, no proof.
    package func restarted() -> [Restart] {
        let ours = ownAncestors
        var out: [Restart] = []
        for process in facts.processes.values where process.age < 3 && process.state != "Z" {
            guard !isOurs(process), let supervisor = supervisor(of: process, ours) else { continue }
            out.append(Restart(process: process, supervisor: supervisor))
        }
        return out.sorted { $0.process.pid < $1.process.pid }
    }

    /// Very young processes among these whose parent is a supervisor, or a shell that is not typed into, of the same age.
    package func begun(_ pids: Set<Int32>) -> [Restart] {
        let ours = ownAncestors
        return pids.sorted().compactMap { pid in
            guard let process = facts.processes[pid], process.age < 3, !isOurs(process),
                let parent = facts.processes[process.parent], !ours.contains(parent.pid),
                Self.isSupervisor(parent) || Self.isLoop(parent)
            else { return nil }
            return Restart(process: process, supervisor: parent)
        }
    }

    /// The first ancestor that is clearly older, if it is one that restarts its children. What began at the same time,
    /// such as `timeout`, `npm` or a shell in between, is only wrapped around the process.
    private func supervisor(of process: ProcessFact, _ ours: Set<Int32>) -> ProcessFact? {
        var child = process
        for _ in 0..<6 {
            guard let parent = facts.processes[child.parent], !ours.contains(parent.pid), parent.pid != child.pid
            else { return nil }
            if parent.age > process.age + 0.4 {
                return Self.isSupervisor(parent) || Self.isLoop(parent) ? parent : nil
            }
            child = parent
        }
        return nil
    }

    private static let supervisors: Set<String> = [
        "systemd", "supervisord", "runsv", "s6-supervise", "supervise", "monit", "god", "circusd", "nodemon", "pm2",
        "forever", "foreman", "overmind", "hivemind", "goreman", "honcho", "watchexec", "entr", "air", "reflex",
        "dumb-init", "catatonit", "perpd", "watchmedo",
    ]

    private static func isSupervisor(_ process: ProcessFact) -> Bool {
        if supervisors.contains(process.name) { return true }
        // PM2 calls itself `PM2 v5.3.0: God Daemon`; scripts run under their interpreter's name.
        if process.name.hasPrefix("PM2 ") { return true }
        return process.arguments.dropFirst().prefix(3).contains { argument in
            guard let last = argument.split(separator: "/").last else { return false }
            let name = last.hasSuffix(".js") ? last.dropLast(3) : last
            return supervisors.contains(String(name))
        }
    }

    static let shells: Set<String> = ["sh", "bash", "dash", "zsh", "ksh", "mksh", "fish", "ash", "busybox"]

    /// A shell that no person types into: the leader of a terminal's session is one that somebody does.
    private static func isLoop(_ process: ProcessFact) -> Bool {
        shells.contains(process.name) && !(process.terminal != 0 && process.pid == process.session)
    }
}

// MARK: - A port that comes and goes

extension Scene {
    /// The port watched for a while, when something listened there and stopped by itself: its server keeps ending and
    /// being started again. Watching takes 1.5 s and is asked for only with a hint: a very young process under a loop or
    /// a supervisor that may be the server.
    ///
    /// - Parameter isEnding: the server has just ended a conversation early: then one in a loop is worth watching too
    ///   which went round for the first time.
    package func flicker(_ port: UInt16, isEnding: Bool = false) throws(Need) -> PortWatch? {
        let listeners = listeners(on: port)
        let owners = Set(listeners.flatMap(\.owners))
        let restarts = restarted() + (isEnding ? begun(owners) : [])
        guard !restarts.isEmpty, let reach = try reach() else { return nil }
        if reach.isConnected {
            // It works at this moment: only a listener that may itself be that young is worth watching.
            let isYoung = restarts.contains { owners.contains($0.process.pid) }
            let isUnknown =
                owners.isEmpty
                && restarts.contains { restart in
                    listeners.isEmpty || listeners.contains { $0.uid == restart.process.uid }
                }
            guard isYoung || isUnknown else { return nil }
        } else {
            // A listener of long standing that refuses is another fault.
            let isOld = owners.contains { (facts.processes[$0]?.age ?? 0) > 5 }
            guard reach.outcome.result == .refused, !isOld else { return nil }
        }
        guard let watch = try watch(port) else { return nil }
        return zip(watch.looks, watch.looks.dropFirst()).contains { $0 && !$1 } ? watch : nil
    }
}

// MARK: - Who is told to serve a port

extension Scene {
    /// Processes whose command line tells them to serve this port, by a word of it: `--port=8080`, `-p 8080`,
    /// `0.0.0.0:8080`. Clients and shells that merely name it are left out, and so are we.
    package func namesakes(of port: UInt16) -> [ProcessFact] {
        facts.processes.values.filter { process in
            process.state != "Z" && Self.tells(process, port) && !isOurs(process)
        }.sorted { $0.pid < $1.pid }
    }

    private static let clients: Set<String> = [
        "curl", "wget", "nc", "ncat", "netcat", "telnet", "ssh", "psql", "mysql", "mariadb", "redis-cli", "mongosh",
        "ostia", "ostia-engine", "ss", "lsof", "fuser", "netstat", "grep", "rg", "tail", "less", "vi", "vim", "nano",
        "watch", "sleep", "timeout", "xargs", "tee", "strace", "tcpdump", "ab", "wrk", "hey", "k6", "jdb", "gdb",
        "wait-for-it", "wait-for", "wait-on", "dockerize", "pg_isready", "chrome", "chromium", "firefox",
        "docker-proxy",
        "iptables", "nft", "sudo", "setpriv", "unshare", "nsenter", "ip",
    ]

    static func tells(_ process: ProcessFact, _ port: UInt16) -> Bool {
        guard !shells.contains(process.name), !clients.contains(process.name) else { return false }
        return process.arguments.dropFirst().contains { argument in
            // An URL is where a client goes; a long argument is a program's text.
            argument.utf8.count <= 80 && !argument.utf8.contains(10) && holds(argument, port)
                && argument.firstRange(of: "://") == nil
        }
    }

    /// Whether the number stands in a word by itself: alone, or behind `=` or `:`.
    private static func holds(_ argument: String, _ port: UInt16) -> Bool {
        let digits = Array("\(port)".utf8)
        let bytes = Array(argument.utf8)
        guard bytes.count >= digits.count, bytes.suffix(digits.count).elementsEqual(digits) else { return false }
        guard bytes.count > digits.count else { return true }
        let before = bytes[bytes.count - digits.count - 1]
        // `-p8080` of many programs; `=`, `:`; not the end of a longer number or of a path.
        return before == UInt8(ascii: "=") || before == UInt8(ascii: ":")
            || bytes.count == digits.count + 2 && bytes[0] == UInt8(ascii: "-")
    }
}
