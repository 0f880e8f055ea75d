import Endpoints
import LinuxKernel
import Ports
import Terminal

/// A plan as people read it before they agree.
struct FreePlanView {
    let plan: FreePlan
    let stories: [ProcessKey: FreeStory]
    let options: FreeOptions
    /// Seconds since 1970.
    let now: Double

    func write(to console: Console) {
        for (i, step) in plan.steps.enumerated() {
            let isFollower = if case .signal(_, .some) = step { true } else { false }
            if i > 0 && !isFollower { console.out.line() }
            console.out.line(console.styled(Sanitizer.escape(title(step)), .bold))
            for process in processes(step) {
                guard let story = stories[process.key] else { continue }
                let lines = facts(story)
                let width = lines.map(\.0.utf8.count).max() ?? 0
                for (name, value) in lines {
                    let label = name + String(repeating: " ", count: width - name.utf8.count)
                    var text = Sanitizer.escape(value)
                    if let columns = console.width {
                        text = DisplayWidth.truncate(text, to: max(20, columns - width - 4))
                    }
                    console.out.line("  " + console.styled(label, .dim) + "  " + text)
                }
            }
        }
    }

    /// The processes of a step to tell of; a follower is like its leader.
    private func processes(_ step: FreeStep) -> [FreeProcess] {
        switch step {
        case .signal(let process, let leader): leader == nil ? [process] : []
        case .stop(_, let processes): processes
        case .shutDown(let process, _, _): [process]
        }
    }

    /// What a step does, in one line.
    func title(_ step: FreeStep) -> String {
        switch step {
        case .signal(let process, leader: nil):
            "send \(options.signal.name) to \(process.label.text)"
                + (process.isStopped ? ", which is stopped, and wake it" : "")
        case .signal(let process, .some(let leader)):
            "leave \(process.label.text) to its parent \(leader), and send it \(options.signal.name) if it holds on"
        case .stop(let manager, _):
            "stop \(manager.title): \((manager.stopCommand(grace: options.grace) ?? []).joined(separator: " "))"
        case .shutDown(let process, _, let row):
            "shut \(row.local.addressAndPort) down and leave \(process.label.text) running"
        }
    }

    private func facts(_ story: FreeStory) -> [(String, String)] {
        var lines: [(String, String)] = []
        let places = story.sockets.map { "\($0.local.addressAndPort) (inode \($0.inode))" }
        let verb = story.sockets.first?.local.transport == .udp ? "is bound to" : "listens on"
        lines.append(("why", "it \(verb) \(places.joined(separator: ", "))"))
        if !story.command.isEmpty { lines.append(("command", Self.joined(story.command))) }
        var started = "\(Durations.text(seconds: max(0, now - story.startedAt))) ago"
        if let project = story.project { started += ", project \(project)" }
        if let directory = story.directory { started += ", in \(directory)" }
        lines.append(("started", started))
        if !story.children.isEmpty {
            lines.append(("children", "\(story.children.count): \(Self.some(story.children.map(\.text)))"))
        }
        if !story.clients.isEmpty {
            let count = story.clients.count
            lines.append(("clients", "\(count) connection\(count == 1 ? "" : "s"): \(Self.counted(story.clients))"))
        }
        if !story.otherPorts.isEmpty && !options.keepProcess {
            lines.append(
                (
                    "ports",
                    "\(Self.some(story.otherPorts.map { "\($0)" })) end\(story.otherPorts.count == 1 ? "s" : "") too"
                ))
        }
        if let supervisor = story.process.supervisor {
            let by = supervisor.process?.text ?? supervisor.kind
            lines.append(("restart", "\(by) will start it again" + (supervisor.stop.map { "; for good: \($0)" } ?? "")))
        }
        return lines
    }

    /// Arguments as one line; one of 100 KB stays one line.
    static func joined(_ arguments: [String]) -> String {
        let text = arguments.joined(separator: " ")
        return text.utf8.count > 500 ? String(text.prefix(500)) + "…" : text
    }

    /// The first five, and how many more.
    static func some(_ items: [String]) -> String {
        items.count > 5
            ? items.prefix(5).joined(separator: ", ") + " and \(items.count - 5) more" : items.joined(separator: ", ")
    }

    /// Equal ones once, with their number.
    static func counted(_ items: [String]) -> String {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for item in items {
            if counts[item] == nil { order.append(item) }
            counts[item, default: 0] += 1
        }
        return some(order.map { item in (counts[item] ?? 1) > 1 ? "\(item) ×\(counts[item] ?? 1)" : item })
    }
}
