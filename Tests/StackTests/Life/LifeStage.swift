import Testing

@testable import Stack

/// Plays the supervisor for a state machine: hands events in by name and writes down what is to be done, in words.
struct LifeStage {
    private(set) var life: StackLife
    var now = 100.0
    /// What the last event led to, without what is only said.
    private(set) var actions: [String] = []
    /// Everything that was to be done so far, what is said included.
    private(set) var history: [String] = []
    private var nextPID: Int32 = 1000

    init(_ services: PlannedService..., endsTogether: Bool = false) {
        self.init(services, endsTogether: endsTogether)
    }

    init(_ services: [PlannedService], endsTogether: Bool = false) {
        life = StackLife(
            StackPlan(
                identity: StackIdentity(project: "shop", workTree: "/work/shop", label: "main", id: "shop-1"),
                services: services), endsTogether: endsTogether)
    }

    /// Hands an event in, and answers with what it led to.
    @discardableResult
    mutating func callAsFunction(_ event: LifeEvent) -> [String] {
        let all = life.handle(event, at: now)
        history += all.map(words)
        actions = all.filter { if case .say = $0 { false } else { true } }.map(words)
        return actions
    }

    // MARK: What happens

    @discardableResult
    mutating func start(_ names: String...) -> [String] {
        self(.start(names.isEmpty ? Array(life.services.indices) : names.map(place)))
    }

    @discardableResult
    mutating func stop(_ names: String...) -> [String] { self(.stop(names.map(place))) }

    @discardableResult
    mutating func restart(_ names: String...) -> [String] { self(.restart(names.map(place))) }

    /// Its process runs.
    @discardableResult
    mutating func runs(_ name: String) -> [String] {
        nextPID += 1
        return self(.spawned(place(name), pid: nextPID))
    }

    @discardableResult
    mutating func listens(_ name: String) -> [String] { self(.listening(place(name))) }

    @discardableResult
    mutating func passes(_ name: String) -> [String] { self(.checkPassed(place(name))) }

    /// Its process runs, and whatever it must have to be ready.
    mutating func comesUp(_ names: String...) {
        for name in names {
            runs(name)
            listens(name)
            passes(name)
        }
    }

    /// Its main process ends, and nothing of it is left.
    @discardableResult
    mutating func ends(_ name: String, _ code: Int32 = 0, signal: Int32 = 0) -> [String] {
        let first = self(.exited(place(name), Ending(code: code, signal: signal)))
        return first + self(.emptied(place(name)))
    }

    @discardableResult
    mutating func setupEnds(_ name: String, _ code: Int32 = 0) -> [String] {
        self(.setupEnded(place(name), Ending(code: code)))
    }

    /// Lets time pass.
    @discardableResult
    mutating func wait(_ seconds: Double) -> [String] {
        now += seconds
        return self(.tick)
    }

    // MARK: What is seen

    subscript(_ name: String) -> ServiceLife { life.services[place(name)] }

    /// The state of every service, such as `db ready, api waiting`.
    var state: String {
        zip(life.plan.services, life.services).map { "\($0.name) \($1.phase.word)" }.joined(separator: ", ")
    }

    func place(_ name: String) -> Int {
        life.plan.services.firstIndex { $0.name == name } ?? life.plan.services.count
    }

    private func words(_ action: LifeAction) -> String {
        func name(_ i: Int) -> String { life.plan.services[i].name }
        return switch action {
        case .setUp(let i, let step): "set up \(name(i)) \(step)"
        case .spawn(let i): "spawn \(name(i))"
        case .stop(let i): "stop \(name(i))"
        case .kill(let i): "kill \(name(i))"
        case .say(let i, let text): "say \(name(i)) \(text)"
        case .crashed(let i, let ending): "crashed \(name(i)) \(ending.text)"
        case .setupFailed(let i, let step, let ending): "setup \(step) of \(name(i)) \(ending.text)"
        case .becameReady(let i): "ready \(name(i))"
        case .allReady: "all ready"
        case .overdue(let i): "overdue \(name(i))"
        case .finished(let success): success ? "finished well" : "finished badly"
        }
    }
}

/// A service of a plan; `needs` are names, with `:started` or `:exited` behind them where that is enough.
func planned(
    _ name: String, needs: [String] = [], port: UInt16? = nil, ready: Check.Kind? = nil,
    restart: ServiceSpec.RestartPolicy = .onFailure, maxRestarts: Int? = nil, timeout: Double? = 60,
    setup: [String] = [], success: [Int32] = [], isRequired: Bool = true
) -> PlannedService {
    var spec = ServiceSpec(name, .run("true"))
    spec.restart = restart
    spec.maxRestarts = maxRestarts
    spec.startTimeout = timeout
    spec.successCodes = success
    spec.ready = ready.map { Check($0) }
    var service = PlannedService(name: name, spec: spec)
    service.setup = setup
    if let port { service.ports = [PlannedPort(name: "", number: port, host: "127.0.0.1", isLeased: true)] }
    service.needs = needs.map { need in
        let parts = need.split(separator: ":").map(String.init)
        return Need(
            parts[0], parts.count > 1 ? Need.Condition(rawValue: parts[1]) ?? .ready : .ready, isRequired: isRequired)
    }
    return service
}
