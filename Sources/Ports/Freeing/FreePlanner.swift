import Endpoints

extension FreePlan {
    /// Decides. No I/O: everything known of the processes is given.
    ///
    /// - Parameter processes: by key; a holder that is missing has gone meanwhile.
    package init(_ sockets: [FreeSocket], processes: [ProcessKey: FreeProcess], options: FreeOptions) {
        var managers: [(FreeManager, [FreeProcess])] = []
        var targets: [FreeProcess] = []
        for socket in sockets {
            let holders = socket.holders.compactMap { holder in processes[holder.process].map { (holder, $0) } }
            if let refusal = Self.refusal(socket, holders.map(\.1), options) {
                refusals.append(refusal)
                spared.insert(socket.identity)
                continue
            }
            self.sockets.append(socket)
            if options.keepProcess {
                if let (holder, process) = holders.first {
                    steps.append(.shutDown(process, descriptor: holder.descriptor, socket.row))
                }
                continue
            }
            for (_, process) in holders {
                if let manager = process.manager {
                    if let i = managers.firstIndex(where: { $0.0 == manager }) {
                        if !managers[i].1.contains(process) { managers[i].1.append(process) }
                    } else {
                        managers.append((manager, [process]))
                    }
                } else if !targets.contains(process) && !Self.isManaged(process, holders.map(\.1)) {
                    targets.append(process)
                }
            }
        }
        steps += managers.map { .stop($0.0, $0.1) }
        steps += Self.ordered(targets)
    }

    /// A socket that systemd handed over is held by pid 1 as well; stopping its unit takes care of both.
    private static func isManaged(_ process: FreeProcess, _ all: [FreeProcess]) -> Bool {
        process.protection == .firstProcess && all.contains { $0.manager != nil }
    }

    /// Leaders first; a process whose parent is told as well waits to see whether the parent takes it along, as the
    /// masters of gunicorn, nginx and PostgreSQL do.
    private static func ordered(_ targets: [FreeProcess]) -> [FreeStep] {
        let pids = Set(targets.map(\.key.pid))
        let leaders = targets.filter { !pids.contains($0.parent) }
        let followers = targets.filter { pids.contains($0.parent) }
        return leaders.map { .signal($0, leader: nil) } + followers.map { .signal($0, leader: $0.parent) }
    }

    private static func refusal(
        _ socket: FreeSocket, _ holders: [FreeProcess], _ options: FreeOptions
    ) -> FreeRefusal? {
        let place = socket.endpoint
        guard !holders.isEmpty else {
            let address = place.addressAndPort
            if socket.mayHaveHidden {
                return FreeRefusal(
                    "hidden-owner", place, nil, "\(address) is held by a process of another user",
                    hint: "root may see and stop it: try it with sudo")
            }
            return FreeRefusal(
                "no-owner", place, nil,
                "\(address) is held by no process that is visible here: the kernel, or a "
                    + "process in a container or another pid namespace")
        }
        let managed = holders.contains { $0.manager != nil }
        for process in holders {
            if process.manager == .engineProxy && !options.keepProcess {
                return FreeRefusal(
                    "container-engine", place, process.label,
                    "\(process.label.text) holds \(place.addressAndPort) for a container that could not be found",
                    hint: "find it with: docker ps --filter publish=\(place.port)")
            }
            if options.force || options.keepProcess || (managed && process.protection == .firstProcess) { continue }
            if let protection = process.protection {
                return FreeRefusal(
                    "protected", place, process.label, Self.words(protection, process.label, place),
                    hint: "add --force if that is what you want")
            }
        }
        if let process = holders.first(where: { !$0.maySignal && $0.manager == nil && $0.protection != .firstProcess })
        {
            return FreeRefusal(
                "not-permitted", place, process.label,
                "\(process.label.text), which holds \(place.addressAndPort), belongs to another user",
                hint: "root may stop it: try it with sudo")
        }
        return nil
    }

    private static func words(_ protection: FreeProcess.Protection, _ process: ProcessLabel, _ place: Endpoint)
        -> String
    {
        switch protection {
        case .firstProcess: "\(place.addressAndPort) is held by \(process.text): stopping it stops the system"
        case .ourselves: "\(place.addressAndPort) is held by this very command"
        case .ancestor:
            "\(place.addressAndPort) is held by \(process.text), which this command runs in: it would stop your session"
        }
    }
}

extension ProcessLabel {
    /// As part of a sentence: `node (pid 812)`.
    package var text: String { "\(name) (pid \(pid))" }
}
