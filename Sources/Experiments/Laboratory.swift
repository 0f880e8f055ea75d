package import Diagnosis
import Endpoints
import Inventory
package import LinuxKernel

/// Runs experiments on this machine. Each is bounded in time by itself, and returns values only.
package struct Laboratory: Sendable {
    private let machine: Machine
    private let environment: [String: String]
    private let files: RuntimeFiles?

    /// - Parameter environment: the environment the question was asked with: proxies, certificate stores, `HOME`.
    package init(_ machine: Machine, environment: [String: String]) {
        self.machine = machine
        self.environment = environment
        files = RuntimeFiles(environment: environment, user: machine.userID)
    }

    /// What is known before anything is tried.
    package func facts(for question: Question) -> Facts {
        FactGatherer(machine: machine, environment: environment, files: files).facts(for: question)
    }

    /// Runs a batch: looks side by side, then tries one after the other, since two at once would disturb each other.
    package func run(_ batch: [Experiment], in scene: Scene) -> [(Experiment, Outcome)] {
        let looks = batch.filter(\.isLook)
        let seen = Parallel.map(looks.count) { look(looks[$0], in: scene) }
        let tries = batch.filter { !$0.isLook }
        return zip(looks, seen).map { ($0, $1) } + tries.flatMap { attempts($0, in: scene) }
    }

    // MARK: - Looks

    private func look(_ experiment: Experiment, in scene: Scene) -> Outcome {
        switch experiment {
        case .lookup(let name): .lookup(NameTrial.run(name, root: machine.root))
        case .activity(let pid): .activity(ActivityLook(machine).activity(of: pid))
        case .environment(let pid): .environment(ProcessLooks(machine).environment(of: pid))
        case .cgroup(let pid): .cgroup(CgroupLook(machine).cgroup(of: pid))
        case .socketsOf(let pid): .sockets(ProcessLooks(machine).sockets(of: pid))
        case .output(let pid): .output(ProcessLooks(machine).output(of: pid))
        case .firewall: .firewall(FirewallLook(machine).picture())
        case .route(let address): .route(RouteLook().route(to: address))
        case .otherNamespaces(let port): .otherNamespaces(ForeignNamespaces(machine).listeners(on: port))
        case .containers: .containers(ContainerLook(machine, environment: environment).picture())
        case .unixListeners: .unixListeners(UnixLook(machine).listeners())
        case .unixSocket(let path): .unixSocket(UnixLook(machine).socket(at: path))
        case .upstreams(let pid): .upstreams(UpstreamLook(machine).upstreams(of: pid))
        case .portFiles(let port): .portFiles(PortFileLook(machine, environment: environment).files(for: port))
        case .kernelLog: .kernelLog(MomentLooks(machine).kernelLog())
        case .watch(let port): .watch(MomentLooks(machine).watch(port))
        case .connections(let port, let ask): .connections(connections(port, after: ask, in: scene))
        case .limits: .limits(LimitsSurvey(machine, range: scene.facts.kernel.ephemeralPorts).look(scene.facts))
        case .queue(let endpoint): .queue(QueueLook(machine).watch(endpoint))
        default: .impossible("no look")
        }
    }

    /// A process that ends closes one descriptor after the other; its listener may be there a moment longer than our
    /// connection.
    private static let lastThrows = 0.1

    private func connections(_ port: UInt16, after ask: HTTPAsk?, in scene: Scene) -> ConnectionsLook {
        if scene.endedEarly(port, ask) { Clock.sleep(Self.lastThrows) }
        let former = Set(scene.facts.sockets.filter { $0.isListener && $0.local.port == port }.flatMap(\.owners))
        return PortLook(machine).look(port, former: former, among: machine.proc.processes())
    }

    // MARK: - Tries

    /// On one machine a connection is made at once or never; the first repetition of a SYN, after a second, tells by the
    /// kernel's counters where it was lost.
    private static let connectPatience = 1.3
    /// A development server may well take two seconds for its first answer.
    private static let answerPatience = 2.5

    /// A try, and what came of the question's own request where it went over the same connection.
    private func attempts(_ experiment: Experiment, in scene: Scene) -> [(Experiment, Outcome)] {
        guard case .connect(let endpoint) = experiment, let ask = scene.firstRequest(to: endpoint),
            scene.outcomes[.http(ask)] == nil
        else { return [(experiment, attempt(experiment, in: scene))] }
        let half = half(in: scene)
        var answer: HTTPOutcome?
        let connected = ConnectTrial(patience: Self.connectPatience, half: half)
            .run(endpoint, scope: scope(scene.question)) { socket, milliseconds in
                answer = HTTPTrial(wait: Self.answerPatience, half: half)
                    .run(ask, on: socket, connectMilliseconds: milliseconds)
            }
        let made = [(experiment, Outcome.connect(connected))]
        return made + (answer.map { [(Experiment.http(ask), .http($0))] } ?? [])
    }

    private func attempt(_ experiment: Experiment, in scene: Scene) -> Outcome {
        let half = half(in: scene)
        let scope = scope(scene.question)
        if scope == 0, let zone = scene.question.zone, experiment.connectsTo != nil {
            return .impossible("there is no interface \(zone)")
        }
        return switch experiment {
        case .connect(let endpoint):
            .connect(ConnectTrial(patience: Self.connectPatience, half: half).run(endpoint, scope: scope))
        case .bind(let endpoint, let options): .bind(BindExperiment.run(endpoint, options, scope: scope))
        case .datagram(let endpoint): .datagram(DatagramTrial.run(endpoint, scope: scope))
        case .http(let ask): .http(HTTPTrial(wait: Self.answerPatience, half: half).run(ask, scope: scope))
        case .tls(let ask): .tls(TLSTrial(environment: environment).run(ask, scope: scope))
        case .speak(let spoken, let endpoint): .speak(ProtocolTrial().speak(spoken, endpoint, scope: scope))
        default: .impossible("no try")
        }
    }

    /// The number of the interface after `%` of an IPv6 address; 0 for none.
    private func scope(_ question: Question) -> UInt32 {
        guard let zone = question.zone else { return 0 }
        return UInt32(zone) ?? Interfaces.index(of: zone)
    }

    /// Finds the owners of the server's end of a connection among the processes that hold the listener, and their kin.
    private func half(in scene: Scene) -> ServerHalf {
        let facts = scene.facts
        let proc = machine.proc
        let listening = facts.sockets.filter { $0.isListener && $0.local.port == scene.question.port }
        let owners = Set(listening.flatMap(\.owners))
        let kin = owners.union(facts.processes.values.filter { owners.contains($0.parent) }.map(\.pid))
        return ServerHalf(table: machine.sockets) { inode in
            let name = "socket:[\(inode)]"
            return kin.sorted().filter { pid in proc.descriptors(pid)?.contains { $0.target == name } ?? false }
        }
    }
}

extension Scene {
    /// Whether the other side ended the conversation after which a port is to be looked at.
    fileprivate func endedEarly(_ port: UInt16, _ ask: HTTPAsk?) -> Bool {
        if let ask {
            guard case .http(let answer) = outcomes[.http(ask)] else { return false }
            return answer.result == .endedSilently
        }
        return outcomes.contains { experiment, outcome in
            guard case .connect(let endpoint) = experiment, endpoint.port == port, case .connect(let made) = outcome
            else { return false }
            return made.result == .connected && made.ending != .open
        }
    }
}
