import Commands
import Endpoints
import LinuxKernel
import Ports
import Stack
import Supervision
import Terminal

/// Ports that somebody else holds already: who that is, and what the user wants done about it.
struct Conflicts {
    let context: Context
    let loaded: LoadedStack
    /// The services that are started at first; what the others want is not in the way yet. All without a name.
    let begins: [String]

    init(_ context: Context, _ loaded: LoadedStack, begins: [String] = []) {
        self.context = context
        self.loaded = loaded
        self.begins = begins
    }

    /// A promised port with a listener on it.
    struct Conflict {
        var service: PlannedService
        var port: PlannedPort
        var holder: String
    }

    /// The plan that can be started, after every conflict has been dealt with.
    ///
    /// - Throws: what is in the way, when nothing was to be done about it.
    func resolved(_ plan: StackPlan, _ choice: ConflictChoice) throws -> StackPlan {
        var plan = plan
        var input = loaded.input
        for conflict in find(plan) {
            let text = "\(conflict.port.number) is held by \(conflict.holder)"
            switch choice == .ask ? answer(conflict, text) : choice {
            case .use:
                plan.services.removeAll { $0.name == conflict.service.name }
                for i in plan.services.indices {
                    plan.services[i].needs.removeAll { $0.service == conflict.service.name }
                }
                say("\(text): used as \(conflict.service.name)")
            case .another:
                let number = try another(conflict, avoiding: Set(input.numbers.values.map(\.number)))
                input.numbers[PortKey(conflict.service.name, conflict.port.name)] = PortNumber(number, isLeased: false)
                guard let new = Planner.plan(input).plan else { throw failure(conflict, text) }
                let kept = Set(plan.services.map(\.name))
                plan.services = new.services.filter { kept.contains($0.name) }
                say("\(text): \(conflict.service.name) takes \(number) this time")
            case .stop:
                try stop(conflict, text)
            case .ask, .fail:
                throw failure(conflict, text)
            }
        }
        return plan
    }

    /// What a supervisor without a terminal is to do about conflicts: asked once for all of them, while there is
    /// somebody to be asked.
    ///
    /// - Throws: what is in the way, when nothing is to be done about it.
    func chosen(_ plan: StackPlan, _ choice: ConflictChoice) throws -> ConflictChoice {
        guard choice == .ask || choice == .fail else { return choice }
        guard let first = find(plan).first(where: { choice == .fail || !$0.port.isImplied }) else { return choice }
        let text = "\(first.port.number) is held by \(first.holder)"
        let answer = choice == .ask ? ask(first, text) : choice
        guard answer != .fail else { throw failure(first, text) }
        return answer
    }

    private func say(_ text: String) {
        context.console.err.line(Sanitizer.escape(text))
        context.console.err.flush()
    }

    private func failure(_ conflict: Conflict, _ text: String) -> CommandError {
        CommandError(
            "port-held", "\(conflict.service.name) cannot have its port: \(text)",
            hint:
                "--on-conflict use (as it is), another (port, this time) or stop (its holder: ostia free \(conflict.port.number))",
            status: .negative)
    }

    /// A number that nobody has written down is given up without a question: a second work tree with the same Procfile.
    private func answer(_ conflict: Conflict, _ text: String) -> ConflictChoice {
        conflict.port.isImplied ? .another : ask(conflict, text)
    }

    private func ask(_ conflict: Conflict, _ text: String) -> ConflictChoice {
        guard context.console.canAsk else { return .fail }
        say("\(conflict.service.name): \(text)")
        if context.console.confirm("use it as \(conflict.service.name)?") { return .use }
        if context.console.confirm("take another port this time?") { return .another }
        return context.console.confirm("stop its holder?") ? .stop : .fail
    }

    /// A free port for this run alone: the lease, if there is one, stays.
    private func another(_ conflict: Conflict, avoiding numbers: Set<UInt16>) throws -> UInt16 {
        let office = PortOffice(context.machine, folder: nil)
        guard let grant = try office.grant(PortRequest(), avoiding: numbers.union([conflict.port.number])).grants.first
        else {
            throw failure(conflict, "no other port is free")
        }
        return grant.port
    }

    /// Through `ostia free`, which knows what may be stopped and how: the container or unit rather than its process.
    private func stop(_ conflict: Conflict, _ text: String) throws {
        say("\(text): stopping it")
        let result = try Spawn.run(
            [GuardianProgram.find(), "free", "\(conflict.port.number)", "--yes"], seconds: 30)
        guard result.succeeded else { throw failure(conflict, "\(text) and does not go: \(result.complaint)") }
    }

    // MARK: Who

    func find(_ plan: StackPlan) -> [Conflict] {
        let rows = ListenerLook(context.machine).rows()
        var out: [Conflict] = []
        let places = begins.isEmpty ? Array(plan.services.indices) : plan.withNeeds(of: begins)
        for service in places.map({ plan.services[$0] }) {
            for port in service.ports where port.transport == "tcp" {
                let held = rows.filter { $0.local.port == port.number && Self.meet(port, $0) }
                guard let row = held.first else { continue }
                out.append(Conflict(service: service, port: port, holder: holder(of: row)))
                break
            }
        }
        return out
    }

    /// Whether a listener stands where the service wants to: bind(2) fails when it covers the address, or is covered.
    private static func meet(_ port: PlannedPort, _ row: SocketRow) -> Bool {
        let bound = row.local.address
        if port.host == "localhost" { return bound.isLoopback || bound.isUnspecified }
        guard let wanted = IPAddress(port.host) else { return true }
        // One for all addresses meets whatever is of its family; that of IPv6 takes IPv4 as well, unless told not to.
        if wanted.isUnspecified, wanted.family == .v6 || wanted.family == bound.unmapped.family { return true }
        return AddressCoverage.covers(row, wanted)
    }

    /// `postgres (pid 812), service db of stack shop in work tree fix-auth, for 3 h`.
    private func holder(of row: SocketRow) -> String {
        let proc = context.machine.proc
        guard row.inode != 0,
            let pid = proc.holders(of: [row.inode], among: proc.processes()).holders.map(\.pid).min()
        else {
            return row.uid == context.machine.userID ? "a process that has just gone" : "a process of user \(row.uid)"
        }
        var text = "\(proc.name(pid) ?? "a process") (pid \(pid))"
        let variables = proc.environment(pid) ?? []
        if let stack = variables.first(where: { $0.name == "OSTIA_STACK" })?.value,
            let service = variables.first(where: { $0.name == "OSTIA_SERVICE" })?.value
        {
            let record = StackLocation.records(context).first { $0.identity.id == stack }
            let place = record.map { "\($0.identity.project) in work tree \($0.identity.label)" } ?? stack
            text += ", service \(service) of stack \(place)"
        } else if let folder = proc.workingDirectory(pid), folder != "/" {
            text += " in \(folder)"
        }
        if let start = proc.stat(pid)?.startTicks {
            let age = Clock.realtime() - context.machine.bootClock().time(start)
            text += ", for \(Durations.text(seconds: max(0, age)))"
        }
        return text
    }
}

extension StackLocation {
    static func records(_ context: Context) -> [StackRecord] { (try? StackLocation(context))?.store.records() ?? [] }
}
