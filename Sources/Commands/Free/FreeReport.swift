import Endpoints
import LinuxKernel
import Ports
import Terminal

/// What came of freeing, for people and as `ostia/free/1`.
struct FreeReport {
    var plan: FreePlan
    var stories: [ProcessKey: FreeStory]
    var options: FreeOptions
    var clock: BootClock
    var outcome: FreeOutcome?
    /// What is so when nothing listens.
    var note: String?
    /// Connections on the freed ports that are still open.
    var openConnections = 0

    /// Ports on which no planned or refused socket remains.
    var freed: [UInt16] {
        guard let outcome else { return [] }
        let kept = Set(plan.refusals.map(\.endpoint.port))
        let held = Set(plan.sockets.filter { outcome.remaining.contains($0.identity) }.map(\.endpoint.port))
        let taken = Set(outcome.retakers.map(\.row.local.port))
        return Set(plan.sockets.map(\.endpoint.port)).subtracting(kept).subtracting(held).subtracting(taken).sorted()
    }

    var status: ExitStatus {
        if outcome?.end == .interrupted { return .interrupted }
        if let refused = plan.refusals.first {
            return ["no-owner", "container-engine"].contains(refused.code) ? .negative : .notPermitted
        }
        guard let outcome else { return .success }
        if outcome.records.contains(where: { $0.result == "not-permitted" }) && outcome.end != .freed {
            return .notPermitted
        }
        return outcome.end == .freed ? .success : .negative
    }

    /// The closing lines: good news for standard output, the rest for standard error.
    func lines() -> (good: [String], bad: [String]) {
        var good: [String] = []
        var bad: [String] = []
        for refusal in plan.refusals {
            bad.append("refused: \(refusal.reason)")
            if let hint = refusal.hint { bad.append("  \(hint)") }
        }
        guard let outcome else { return (good, bad) }
        let ports = freed.map { "\($0)" }.joined(separator: ", ")
        if !freed.isEmpty {
            good.append("freed \(ports)" + (outcome.duration.map { " in \(WaitReport.duration($0))" } ?? ""))
            if openConnections > 0 {
                let what = openConnections == 1 ? "1 connection is" : "\(openConnections) connections are"
                good.append("  \(what) still open on it; a server that sets SO_REUSEADDR can bind all the same")
            } else if options.keepProcess {
                good.append("  it stays bound by its process: a server that does not set SO_REUSEADDR cannot bind it")
            }
        }
        for record in outcome.records {
            if let note = record.note { bad.append(note) }
            if record.result == "reused", let process = record.process {
                bad.append(
                    "\(process.label.text) had ended, and its number belongs to another process: nothing was sent")
            }
            if record.result == "not-permitted", let process = record.process {
                bad.append("no permission to send a signal to \(process.label.text): try it with sudo")
            }
        }
        bad += ending(outcome)
        return (good, bad)
    }

    private func ending(_ outcome: FreeOutcome) -> [String] {
        let held = plan.sockets.filter { outcome.remaining.contains($0.identity) }
        let places = held.map(\.endpoint.addressAndPort).joined(separator: ", ")
        let signalled = outcome.records.filter { $0.signal != nil }.compactMap { $0.process?.label.text }
        let who = FreePlanView.some(Set(signalled).sorted())
        switch outcome.end {
        case .freed: return []
        case .interrupted:
            return [
                "interrupted: \(places.isEmpty ? "" : "\(places) is still held" + (who.isEmpty ? "" : "; \(who) got \(options.signal.name)"))"
            ]
        case .stillHeld:
            if who.isEmpty { return ["\(places) is still held"] }
            let wait = Durations.text(seconds: options.grace)
            if options.force { return ["\(who) did not stop, not even by KILL: it waits in the kernel"] }
            return [
                "\(who) did not stop within \(wait) of \(options.signal.name); \(places) is still held",
                "  to end it the hard way: ostia free \(Set(held.map(\.endpoint.port)).sorted().map { "\($0)" }.joined(separator: " ")) --force",
            ]
        case .retaken:
            return outcome.retakers.flatMap { row, processes -> [String] in
                let process = processes.first
                let by = process.map { $0.label.text } ?? "a process that cannot be seen from here"
                var lines = ["\(row.local.addressAndPort) was taken again by \(by)"]
                if let supervisor = process.flatMap(plan.restarter) {
                    lines[0] += ": \(supervisor.process?.text ?? supervisor.kind) restarts it"
                    if let stop = supervisor.stop { lines.append("  to stop it for good: \(stop)") }
                } else {
                    lines.append("  who that is: ostia who \(row.local.port)")
                }
                return lines
            }
        }
    }

    var json: JSON {
        [
            "schema": "ostia/free/1",
            "freed": .array(freed.map { .int(Int($0)) }),
            "ms": .int(orNull: outcome?.duration.map { Int(($0 * 1000).rounded()) }),
            "actions": .array(outcome?.records.map(action) ?? []),
            "retaken_by": .array(outcome?.retakers.flatMap(retaken) ?? []),
            "plan": .array(plan.steps.map(step)),
            "refused": .array(plan.refusals.map(refused)),
            "note": .string(orNull: note),
        ]
    }

    private func process(_ process: FreeProcess?) -> [(String, JSON)] {
        [
            ("pid", .int(orNull: process?.key.pid)),
            ("start_time", .string(orNull: process.map { Timestamp.rfc3339(clock.time($0.key.startTicks)) })),
            ("name", .string(orNull: process?.name)),
        ]
    }

    private func action(_ record: FreeMachine.Record) -> JSON {
        var kind = "signal"
        var subject = record.process
        var manager: String?
        if let number = record.step {
            switch plan.steps[number] {
            case .stop(let what, let processes):
                kind = Self.kind(what)
                subject = processes.first
                manager = what.title
            case .shutDown(let process, _, _):
                kind = "shutdown"
                subject = process
            case .signal: break
            }
        }
        return .object(
            [("kind", .string(kind))] + process(subject) + [
                ("manager", .string(orNull: manager)),
                ("signal", .string(orNull: record.signal?.name)),
                ("result", .string(record.result)),
                ("ms", .int(orNull: record.endedAt.map { Int((($0 - record.startedAt) * 1000).rounded()) })),
                ("error", .string(orNull: record.note)),
            ])
    }

    private static func kind(_ manager: FreeManager) -> String {
        switch manager {
        case .container: "container-stop"
        case .unit: "unit-stop"
        case .engineProxy: "none"
        }
    }

    private func retaken(_ row: SocketRow, _ processes: [FreeProcess]) -> [JSON] {
        (processes.isEmpty ? [nil] : processes.map { Optional($0) }).map { taker in
            .object(
                [("address", .string(row.local.address.description)), ("port", .int(Int(row.local.port)))]
                    + process(taker) + [("supervisor", Self.supervisor(taker.flatMap(plan.restarter)))])
        }
    }

    private static func supervisor(_ supervisor: FreeSupervisor?) -> JSON {
        guard let supervisor else { return .null }
        return [
            "kind": .string(supervisor.kind), "pid": .int(orNull: supervisor.process?.pid),
            "stop": .string(orNull: supervisor.stop),
        ]
    }

    private func step(_ step: FreeStep) -> JSON {
        switch step {
        case .signal(let subject, let leader):
            return .object([("kind", "signal"), ("after_pid", .int(orNull: leader))] + told(subject))
        case .stop(let manager, let processes):
            let command = manager.stopCommand(grace: options.grace) ?? []
            return .object(
                [
                    ("kind", .string(Self.kind(manager))), ("manager", .string(manager.title)),
                    ("stop_command", .array(command.map { .string($0) })),
                ] + (processes.first.map(told) ?? []))
        case .shutDown(let subject, _, _):
            return .object([("kind", "shutdown")] + told(subject))
        }
    }

    private func told(_ subject: FreeProcess) -> [(String, JSON)] {
        let story = stories[subject.key]
        let sockets: [JSON] = (story?.sockets ?? []).map { row in
            [
                "transport": .string(row.local.transport.rawValue), "address": .string(row.local.address.description),
                "port": .int(Int(row.local.port)), "inode": .int(Int(row.inode)), "cookie": .string("\(row.cookie)"),
            ]
        }
        return process(subject) + [
            ("command", .array((story?.command ?? []).map { .string($0) })),
            ("project", .string(orNull: story?.project)),
            ("sockets", .array(sockets)),
            ("children", .array((story?.children ?? []).map { ["pid": .int(Int($0.pid)), "name": .string($0.name)] })),
            ("clients", .int(story?.clients.count ?? 0)),
            ("other_ports", .array((story?.otherPorts ?? []).map { .int(Int($0.port)) })),
            ("supervisor", Self.supervisor(subject.supervisor)),
        ]
    }

    private func refused(_ refusal: FreeRefusal) -> JSON {
        [
            "code": .string(refusal.code), "address": .string(refusal.endpoint.address.description),
            "port": .int(Int(refusal.endpoint.port)), "pid": .int(orNull: refusal.process?.pid),
            "name": .string(orNull: refusal.process?.name), "reason": .string(refusal.reason),
            "hint": .string(orNull: refusal.hint),
        ]
    }
}
