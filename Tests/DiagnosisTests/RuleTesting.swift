import Diagnosis
import Endpoints
import Testing

/// A machine told in a test: facts, and what each experiment would return. Experiments that the test does not name
/// return what they would on a machine where nothing is: refused, free, empty.
struct TestScene {
    var question: Question
    var facts = Facts()
    var outcomes: [Experiment: Outcome] = [:]

    init(_ question: Question, sockets: [SocketFact] = [], processes: [ProcessFact] = []) {
        self.question = question
        facts.sockets = sockets
        for process in processes { facts.processes[process.pid] = process }
    }

    /// Asks why this endpoint cannot be used.
    static func using(
        _ text: String, sockets: [SocketFact] = [], processes: [ProcessFact] = [], reports: [ErrorReport] = []
    ) throws -> TestScene {
        var question = try QuestionReader.read(text, .use)
        question.reports = reports
        return TestScene(question, sockets: sockets, processes: processes)
    }

    /// Asks why nobody can listen there.
    static func binding(
        _ text: String, sockets: [SocketFact] = [], processes: [ProcessFact] = [], reports: [ErrorReport] = []
    ) throws -> TestScene {
        var question = try QuestionReader.read(text, .bind)
        question.reports = reports
        return TestScene(question, sockets: sockets, processes: processes)
    }

    mutating func set(_ experiment: Experiment, _ outcome: Outcome) { outcomes[experiment] = outcome }

    mutating func connect(_ endpoint: String, _ outcome: ConnectOutcome) throws {
        outcomes[.connect(try Self.endpoint(endpoint))] = .connect(outcome)
    }

    mutating func bind(_ endpoint: String, reuse: Bool = true, _ failure: String?) throws {
        let experiment = Experiment.bind(try Self.endpoint(endpoint), BindOptions(reuseAddress: reuse))
        outcomes[experiment] = .bind(BindOutcome(failure: failure))
    }

    /// `127.0.0.1:80` or `[::1]:80`.
    static func endpoint(_ text: String, _ transport: Transport = .tcp) throws -> Endpoint {
        let target = try Target(parsing: text)
        return Endpoint(transport, try #require(target.address), try #require(target.port))
    }

    /// What one rule says, every experiment it asks for being run.
    func judge(_ rule: any Rule.Type) -> Finding? {
        var scene = Scene(question, facts, outcomes)
        for _ in 0..<100 {
            do {
                return try rule.judge(scene)
            } catch {
                scene.learn(error.experiment, outcomes[error.experiment] ?? Self.nothing(error.experiment, facts))
            }
        }
        Issue.record("\(rule) asks without end")
        return nil
    }

    /// What the whole catalogue says, the best first.
    func findings() -> [Finding] {
        var investigation = Investigation(question, facts)
        while let batch = investigation.next(spent: 0) {
            for experiment in batch {
                investigation.learn(experiment, outcomes[experiment] ?? Self.nothing(experiment, facts))
            }
        }
        return investigation.findings
    }

    /// What an experiment returns on a machine where nothing else is: a listener in the facts is connected to.
    static func nothing(_ experiment: Experiment, _ facts: Facts) -> Outcome {
        switch experiment {
        case .lookup(let name):
            let addresses = facts.names.addresses(of: name)
            return .lookup(NameLookup(addresses, failure: addresses.isEmpty ? "Name or service not known" : nil))
        case .activity: return .activity(ProcessActivity())
        case .environment: return .environment([:])
        case .cgroup: return .cgroup(nil)
        case .socketsOf(let pid): return .sockets(facts.sockets.filter { $0.owners.contains(pid) })
        case .output: return .output(nil)
        case .firewall: return .firewall(FirewallPicture())
        case .route(let address): return .route(RouteFact(address.isLoopback ? .local : .none))
        case .otherNamespaces: return .otherNamespaces([])
        case .containers: return .containers(ContainerPicture(.absent))
        case .unixListeners: return .unixListeners([])
        case .unixSocket: return .unixSocket(UnixPath(.missing))
        case .upstreams: return .upstreams([])
        case .portFiles: return .portFiles([])
        case .kernelLog: return .kernelLog(KernelLog(isReadable: true))
        case .watch: return .watch(PortWatch(looks: []))
        case .connections(let port, _):
            return .connections(
                ConnectionsLook(listeners: facts.sockets.filter { $0.isListener && $0.local.port == port }))
        case .limits: return .limits(LimitsLook())
        case .queue: return .queue(QueueWatch(looks: 100, fullLooks: 0, longest: 0, limit: 128, overflows: 0))
        case .connect(let endpoint):
            let listens = facts.sockets.contains { $0.answers(endpoint) }
            return .connect(
                ConnectOutcome(
                    listens ? .connected : .refused, milliseconds: 0.2,
                    serverSide: listens ? ServerSide(isAccepted: true) : nil))
        case .bind(let endpoint, _):
            let isTaken = facts.sockets.contains { $0.local.port == endpoint.port && $0.isListener }
            return .bind(BindOutcome(failure: isTaken ? "EADDRINUSE" : nil))
        case .datagram: return .datagram(DatagramOutcome())
        case .http: return .http(HTTPOutcome(.answered, status: 200))
        case .tls: return .tls(TLSOutcome(.established, version: .tls13, isTrusted: true))
        case .speak: return .speak(ProtocolAnswer(isSpoken: false))
        }
    }
}
