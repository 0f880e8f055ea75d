import Endpoints

/// What takes more than a glance at the holder's name.
extension Scene {
    /// A container engine published it: its proxy holds it, or it says so itself where the owner may not be seen.
    func isPublished(_ holder: Holder) throws(Need) -> Bool {
        if holder.owners.contains(where: \.isContainerProxy) { return true }
        // Inside a container everything belongs to one.
        if facts.surroundings != "container", holder.socket.container != nil { return true }
        let mayBeEngine = holder.owners.isEmpty || holder.process?.isOne(of: ["dockerd", "podman"]) == true
        guard mayBeEngine else { return false }
        return try publisher(of: holder.endpoint) != nil
    }

    /// The running container that publishes this port, with what it publishes.
    func publisher(of endpoint: Endpoint) throws(Need) -> (container: ContainerFact, publish: ContainerFact.Publish)? {
        for container in try containers().containers where !["exited", "created", "dead"].contains(container.state) {
            for publish in container.publishes
            where publish.hostPort == endpoint.port && publish.transport == endpoint.transport.rawValue {
                return (container, publish)
            }
        }
        return nil
    }

    /// No owner knows of the listener: each is a program that never listens, or got the descriptor over execve(2) and
    /// does not wait for connections.
    func isLeaked(_ holder: Holder) throws(Need) -> Bool {
        guard !holder.owners.isEmpty else { return false }
        for owner in holder.owners where !owner.isBystander {
            guard !holder.isGuess, try isUnaware(owner, of: holder.socket) else { return false }
        }
        return true
    }

    /// A program whose runtime marks its own descriptors close-on-exec, whose parent is gone, and which holds a listener
    /// without the mark while none of its threads waits for connections.
    private func isUnaware(_ process: ProcessFact, of socket: SocketFact) throws(Need) -> Bool {
        guard process.marksDescriptors, !process.isForkedOnly, !process.isService else { return false }
        let parent = facts.processes[process.parent]
        guard parent == nil || parent?.pid == 1 || parent?.isOne(of: ["systemd", "init", "tini"]) == true else {
            return false
        }
        let held = try sockets(of: process.pid).first { $0.inode == socket.inode }
        guard held?.closesOnExec == false, let activity = try activity(process.pid), !activity.threads.isEmpty else {
            return false
        }
        return !activity.threads.contains { thread in
            let place = thread.systemCall ?? thread.waitsIn ?? ""
            return thread.state == "R" || place.isEmpty || Self.waitsForConnections.contains { place.hasPrefix($0) }
        }
    }

    /// System calls, and the kernel's functions behind them, in which servers wait.
    private static let waitsForConnections = [
        "accept", "epoll", "poll", "ppoll", "select", "pselect", "io_uring", "inet_csk_accept", "ep_poll", "do_epoll",
        "do_sys_poll", "poll_schedule", "do_select", "core_sys_select", "io_cqring",
    ]

    /// Every owner is a child whose server is gone, or the child of one.
    func isOrphaned(_ holder: Holder) throws(Need) -> Bool {
        guard !holder.owners.isEmpty, !holder.isGuess else { return false }
        let pids = Set(holder.owners.map(\.pid))
        for owner in holder.owners where !pids.contains(owner.parent) {
            // One that has children with the same listener is their master, and no leftover of one.
            let hasChildren = holder.owners.contains { $0.parent == owner.pid }
            guard try isOrphan(owner, hasChildren: hasChildren) else { return false }
        }
        return true
    }

    private func isOrphan(_ process: ProcessFact, hasChildren: Bool) throws(Need) -> Bool {
        guard !process.isService, !process.isBystander, !process.isSuperServer, !hasChildren || process.isWorkerByName
        else { return false }
        let parent = facts.processes[process.parent]
        if process.isForkedOnly {
            // fork(2) keeps the program: a parent with another one is not the process that forked.
            if let parent, parent.isSameProgram(as: process) { return false }
            return process.isWorkerByName || !process.isDaemon
        }
        guard parent == nil || parent?.pid == 1 || parent?.isOne(of: ["systemd", "init", "tini", "dumb-init"]) == true
        else { return false }
        if process.isWorkerByName { return true }
        guard !process.isDaemon, process.pid != 1 else { return false }
        let environment = try environment(of: process.pid) ?? [:]
        return Self.marksOfChildren.contains { environment[$0] != nil }
    }

    /// What a parent leaves in the environment of the server it starts: Node's child_process.fork and cluster, the
    /// reloaders of Werkzeug and Django, npm and its like.
    static let marksOfChildren = [
        "NODE_CHANNEL_FD", "NODE_UNIQUE_ID", "WERKZEUG_RUN_MAIN", "RUN_MAIN", "npm_lifecycle_event", "JEST_WORKER_ID",
    ]

    /// The message comes from the very process that holds the port, or from its parent or child.
    func isItself(_ holder: Holder) -> Bool { complainer(about: holder) != nil }

    /// The process whose number stands in a message about this port, when it is of the holder's family. Where the owner
    /// may not be seen, one that lives on after its complaint and has the holder's user is taken for it.
    func complainer(about holder: Holder) -> ProcessFact? {
        for report in question.reports where [.addressInUse, .listenFailed].contains(report.kind) {
            for number in ReportedPID.all(in: report.text) {
                guard let process = facts.processes[number], process.state != "Z" else { continue }
                if holder.socket.owners.isEmpty {
                    if let uid = holder.socket.uid, process.uid == uid { return process }
                    continue
                }
                let isKin = holder.owners.contains {
                    $0.pid == number
                        || ($0.parent == number || process.parent == $0.pid) && $0.isSameProgram(as: process)
                }
                if isKin { return process }
            }
        }
        return nil
    }

    /// Who probably owns a socket of another user: the one process of that user whose command line names the port.
    /// Command lines may be read by everybody (proc_pid_cmdline(5)).
    func probableOwner(of socket: SocketFact) -> ProcessFact? {
        guard let uid = socket.uid else { return nil }
        let port = String(socket.local.port)
        let ours = ownAncestors
        let named = facts.processes.values.filter { process in
            process.uid == uid && process.state != "Z" && !ours.contains(process.pid)
                && !process.isOne(of: ["curl", "wget", "nc", "telnet", "tcpdump", "watch", "sh", "bash", "dash"])
                && process.arguments.dropFirst().contains { $0.holdsNumber(port) }
        }
        // Of a chain such as sudo and what it runs, the last one does the work.
        let last = named.filter { process in !named.contains { $0.parent == process.pid } }.sorted { $0.pid < $1.pid }
        guard let first = last.first else { return nil }
        if last.count == 1 { return first }
        // Docker starts one proxy for each address family.
        return last.allSatisfy(\.isContainerProxy) ? first : nil
    }
}

extension ProcessFact {
    /// The same executable, or the same name where the executable may not be seen.
    func isSameProgram(as other: ProcessFact) -> Bool {
        if let executable, let theirs = other.executable { return executable == theirs }
        return name == other.name
    }
}

/// The number of the process that wrote a line, as servers put it there.
enum ReportedPID {
    /// Numbers in brackets (`[466]`), in parentheses (`(242)`), before a role (`252:M`) or twice (`34#34`).
    static func all(in text: String) -> [Int32] {
        var found: [Int32] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            guard bytes[index].isDigit, index == 0 || !bytes[index - 1].isDigit else {
                index += 1
                continue
            }
            var end = index
            while end < bytes.count, bytes[end].isDigit { end += 1 }
            let before = index == 0 ? UInt8(ascii: " ") : bytes[index - 1]
            let after = end == bytes.count ? UInt8(ascii: " ") : bytes[end]
            let isBracketed =
                before == UInt8(ascii: "[") && after == UInt8(ascii: "]")
                || before == UInt8(ascii: "(") && after == UInt8(ascii: ")")
            let isMarked =
                after == UInt8(ascii: "#")
                || end + 1 < bytes.count && after == UInt8(ascii: ":")
                    && [UInt8(ascii: "M"), UInt8(ascii: "S"), UInt8(ascii: "C")].contains(bytes[end + 1])
            if isBracketed || isMarked, end - index < 9,
                let number = Int32(String(decoding: bytes[index..<end], as: UTF8.self)), number > 1
            {
                found.append(number)
            }
            index = end
        }
        return found
    }
}

extension String {
    /// Whether this number stands in it by itself, not as part of a longer one or of a word.
    func holdsNumber(_ digits: String) -> Bool {
        let bytes = Array(utf8)
        let wanted = Array(digits.utf8)
        guard !wanted.isEmpty, bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        {
            let isFirst = start == 0 || !bytes[start - 1].isWordOrDot
            let end = start + wanted.count
            let isLast = end == bytes.count || !bytes[end].isWordOrDot
            if isFirst && isLast { return true }
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isWordOrDot: Bool {
        isDigit || (self | 0x20) >= 97 && (self | 0x20) <= 122 || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= 48 && self <= 57 }
}
