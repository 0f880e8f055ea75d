import Endpoints
import LinuxKernel
import Ports
import Terminal

extension PortCommand {
    /// Gives the ports: prints them, or starts the command with them.
    func givePorts(_ options: PortOptions, _ office: PortOffice, in context: Context) throws -> ExitStatus {
        let answer = try Self.grant(options, office, in: context)
        let ports = answer.grants.map(\.port)
        // Only a port of ours that may be in use already needs a look; the others were just bound.
        let old = Set(answer.grants.filter { $0.key != nil && !$0.isNew }.map(\.port))
        let uses = old.isEmpty ? [:] : PortUse.find(old, options.transport, on: context.machine)
        let report = PortReport(
            answer: answer, transport: options.transport, uses: uses, variable: options.variable)
        for note in report.notes { Self.warn(note, context) }
        if context.stats {
            context.reportCost("leases in \(Sanitizer.escape(office.store?.path ?? "no folder"))")
        }
        guard options.command.isEmpty else { return try start(options, ports, uses, in: context) }
        if context.json {
            context.write(report.json)
        } else if let variable = options.variable {
            for (name, value) in PortOptions.assignments(variable, ports) {
                context.console.out.line("\(name)=\(value)")
            }
        } else {
            for port in ports { context.console.out.line("\(port)") }
        }
        return .success
    }

    static func grant(_ options: PortOptions, _ office: PortOffice, in context: Context) throws -> PortAnswer {
        var request = PortRequest(
            transport: options.transport, count: options.count, range: options.range, prefer: options.prefer)
        if let name = options.name { request.service = (try project(), name) }
        if !options.command.isEmpty {
            // The command will run in our process: the port is its own as long as it lives.
            let pid = context.machine.processID
            request.owner = context.machine.proc.stat(pid).map { (pid, $0.startTicks) }
        }
        do {
            return try office.grant(request)
        } catch {
            throw CommandError("no-port", error.message, hint: error.hint, status: .negative)
        }
    }

    /// The work tree the command was given in.
    static func project() throws -> String {
        guard let directory = CurrentProcess.directory(), FileBytes.exists(directory) else {
            throw CommandError(
                "no-directory", "the current directory has been removed: a lease belongs to a work tree",
                hint: "go to a directory that exists", status: .negative)
        }
        return WorkTree.top(of: directory)
    }

    static func warn(_ note: String, _ context: Context) {
        context.console.err.line("ostia port: \(Sanitizer.escape(note))")
    }

    /// Holds the ports, then lets the command take our place.
    private func start(
        _ options: PortOptions, _ ports: [UInt16], _ uses: [UInt16: PortUse], in context: Context
    ) throws -> ExitStatus {
        var holds: [PortHold] = []
        for port in ports where uses[port] == nil {
            do {
                holds.append(try PortHold(port, options.transport))
            } catch {
                Self.warn("port \(port) is not held: \(error)", context)
            }
        }
        let command = PortOptions.fill(options.command, with: ports)
        for (name, value) in PortOptions.assignments("PORT", ports) { CurrentProcess.setEnvironment(name, value) }
        if let variable = options.variable {
            for (name, value) in PortOptions.assignments(variable, ports) {
                CurrentProcess.setEnvironment(name, value)
            }
        }
        context.console.flush()
        if options.holds { try PortHold.keepWhileWeLive(holds) }
        let failure = withExtendedLifetime(holds) { Spawn.replace(command) }
        let hint = failure.isMissingFile ? "is it installed, and in PATH?" : nil
        context.report(
            CommandError("cannot-run", "\(command[0]): \(SystemError.text(of: failure.code))", hint: hint))
        context.console.flush()
        // As shells answer: 127 where there is no such program, 126 where it cannot be run.
        CurrentProcess.exit(failure.isMissingFile ? 127 : 126)
    }
}

/// An answer in words and as JSON.
struct PortReport {
    var answer: PortAnswer
    var transport: Transport
    /// Who listens on the ports that were leased before.
    var uses: [UInt16: PortUse]
    var variable: String?

    /// A port that is in use by something that does not run in the work tree: the user decides what to do about it.
    private func stranger(_ grant: PortGrant) -> PortUse? {
        guard let key = grant.key, let use = uses[grant.port], !use.belongs(to: key.project) else { return nil }
        return use
    }

    /// What was said on the way, and a line for each port that somebody else uses.
    var notes: [String] {
        answer.notes
            + answer.grants.compactMap { grant in
                guard let use = stranger(grant), let key = grant.key else { return nil }
                return "port \(grant.port) of \(key.service) is in use by \(use.words), which does not run in "
                    + "\(key.project): ostia who \(grant.port)"
            }
    }

    var json: JSON {
        let first = answer.grants.first
        var members: [(String, JSON)] = [
            ("schema", "ostia/port/1"),
            ("port", .int(orNull: first?.port)),
            ("ports", .array(answer.grants.map { .int(Int($0.port)) })),
            ("transport", .string(transport.rawValue)),
            ("name", .string(orNull: first?.key?.service)),
            ("project", .string(orNull: first?.key?.project)),
            ("leased", .bool(!answer.grants.isEmpty && answer.grants.allSatisfy(\.isLeased))),
            ("new", .bool(answer.grants.contains(where: \.isNew))),
            ("in_use", .bool(answer.grants.contains { stranger($0) != nil })),
            ("grants", .array(answer.grants.map(json))),
            ("notes", .array(notes.map { .string($0) })),
        ]
        if let variable {
            let pairs = PortOptions.assignments(variable, answer.grants.map(\.port))
            members.append(("environment", .object(pairs.map { ($0.name, .string($0.value)) })))
        }
        return .object(members)
    }

    private func json(_ grant: PortGrant) -> JSON {
        [
            "port": .int(Int(grant.port)), "name": .string(orNull: grant.key?.service),
            "leased": .bool(grant.isLeased), "new": .bool(grant.isNew), "in_use": .bool(stranger(grant) != nil),
            "listener": Self.json(uses[grant.port]),
        ]
    }

    /// Who listens, or `null`.
    static func json(_ use: PortUse?) -> JSON {
        guard let use else { return .null }
        return [
            "pid": .int(orNull: use.pid), "name": .string(orNull: use.name),
            "working_directory": .string(orNull: use.workingDirectory),
        ]
    }
}
