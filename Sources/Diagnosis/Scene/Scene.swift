package import Endpoints

/// What a rule sees: the question, the facts, and the outcomes of the experiments run so far.
package struct Scene: Sendable {
    package let question: Question
    package let facts: Facts
    package private(set) var outcomes: [Experiment: Outcome]

    package init(_ question: Question, _ facts: Facts = Facts(), _ outcomes: [Experiment: Outcome] = [:]) {
        self.question = question
        self.facts = facts
        self.outcomes = outcomes
    }

    package mutating func learn(_ experiment: Experiment, _ outcome: Outcome) { outcomes[experiment] = outcome }

    /// From now on a rule that needs this experiment gets the answer "unknown".
    package mutating func refuse(_ experiment: Experiment) {
        outcomes[experiment] = .impossible("not tried")
    }

    private func outcome(_ experiment: Experiment) throws(Need) -> Outcome {
        if let outcome = outcomes[experiment] { return outcome }
        if let endpoint = experiment.connectsTo {
            guard mayTry(experiment, endpoint) else { return .impossible("another machine is not asked twice") }
            // The one door: whatever a rule asks for, a debugger is not spoken to without leave.
            guard question.allowsDeep || untouchable(endpoint) == nil else {
                return .impossible("a connection would harm it; --deep allows it")
            }
        }
        throw Need(experiment)
    }

    /// To the machine that the question is about, where that is another one, goes one attempt to connect at most,
    /// whatever the rules ask for.
    private func mayTry(_ experiment: Experiment, _ endpoint: Endpoint) -> Bool {
        guard isAstray(endpoint) else { return true }
        guard case .connect = experiment else { return false }
        return !outcomes.keys.contains { other in other.connectsTo.map(isAstray) ?? false }
    }

    /// Whether an endpoint is the question's own port on another machine.
    private func isAstray(_ endpoint: Endpoint) -> Bool {
        question.intent == .use && endpoint.port == question.port && !isOwn(endpoint.address)
            && !isContainers(endpoint.address)
    }

    /// Whether an address lies in a network of this machine's container engine: what is there runs here.
    private func isContainers(_ address: IPAddress) -> Bool { bridge(to: address) != nil }
}

// MARK: - What a rule may ask. Each throws `Need` until the experiment was run; each has a value for "unknown".

extension Scene {
    /// An experiment that could not be run counts as a lookup that failed.
    package func lookup(_ name: String) throws(Need) -> NameLookup {
        if case .lookup(let value) = try outcome(.lookup(name)) { return value }
        return NameLookup(failure: "not tried")
    }

    package func activity(_ pid: Int32) throws(Need) -> ProcessActivity? {
        if case .activity(let value) = try outcome(.activity(pid)) { return value }
        return nil
    }

    package func environment(of pid: Int32) throws(Need) -> [String: String]? {
        if case .environment(let value) = try outcome(.environment(pid)) { return value }
        return nil
    }

    package func cgroup(_ pid: Int32) throws(Need) -> CgroupFact? {
        if case .cgroup(let value) = try outcome(.cgroup(pid)) { return value }
        return nil
    }

    package func sockets(of pid: Int32) throws(Need) -> [SocketFact] {
        if case .sockets(let value) = try outcome(.socketsOf(pid)) { return value }
        return []
    }

    package func output(_ pid: Int32) throws(Need) -> [String]? {
        if case .output(let value) = try outcome(.output(pid)) { return value }
        return nil
    }

    package func firewall() throws(Need) -> FirewallPicture {
        if case .firewall(let value) = try outcome(.firewall) { return value }
        return FirewallPicture(unreadable: "not tried")
    }

    package func route(_ address: IPAddress) throws(Need) -> RouteFact? {
        if case .route(let value) = try outcome(.route(address)) { return value }
        return nil
    }

    package func otherNamespaces(_ port: UInt16) throws(Need) -> [ForeignListener] {
        if case .otherNamespaces(let value) = try outcome(.otherNamespaces(port)) { return value }
        return []
    }

    package func containers() throws(Need) -> ContainerPicture {
        if case .containers(let value) = try outcome(.containers) { return value }
        return ContainerPicture(.absent)
    }

    package func unixListeners() throws(Need) -> [UnixFact] {
        if case .unixListeners(let value) = try outcome(.unixListeners) { return value }
        return []
    }

    package func unixSocket(_ path: String) throws(Need) -> UnixPath? {
        if case .unixSocket(let value) = try outcome(.unixSocket(path)) { return value }
        return nil
    }

    package func upstreams(_ pid: Int32) throws(Need) -> [Upstream] {
        if case .upstreams(let value) = try outcome(.upstreams(pid)) { return value }
        return []
    }

    package func portFiles(_ port: UInt16) throws(Need) -> [PortFile] {
        if case .portFiles(let value) = try outcome(.portFiles(port)) { return value }
        return []
    }

    package func kernelLog() throws(Need) -> KernelLog {
        if case .kernelLog(let value) = try outcome(.kernelLog) { return value }
        return KernelLog(isReadable: false)
    }

    package func watch(_ port: UInt16) throws(Need) -> PortWatch? {
        if case .watch(let value) = try outcome(.watch(port)) { return value }
        return nil
    }

    /// - Parameter after: the request after which to look; `nil` for a look after the connect alone.
    package func connections(_ port: UInt16, after ask: HTTPAsk? = nil) throws(Need) -> ConnectionsLook? {
        if case .connections(let value) = try outcome(.connections(port, after: ask)) { return value }
        return nil
    }

    package func limits() throws(Need) -> LimitsLook {
        if case .limits(let value) = try outcome(.limits) { return value }
        return LimitsLook()
    }

    package func queue(_ endpoint: Endpoint) throws(Need) -> QueueWatch? {
        if case .queue(let value) = try outcome(.queue(endpoint)) { return value }
        return nil
    }

    package func connect(_ endpoint: Endpoint) throws(Need) -> ConnectOutcome? {
        if case .connect(let value) = try outcome(.connect(endpoint)) { return value }
        return nil
    }

    package func bind(_ endpoint: Endpoint, _ options: BindOptions = BindOptions()) throws(Need) -> BindOutcome? {
        if case .bind(let value) = try outcome(.bind(endpoint, options)) { return value }
        return nil
    }

    package func datagram(_ endpoint: Endpoint) throws(Need) -> DatagramOutcome? {
        if case .datagram(let value) = try outcome(.datagram(endpoint)) { return value }
        return nil
    }

    package func http(_ ask: HTTPAsk) throws(Need) -> HTTPOutcome? {
        if case .http(let value) = try outcome(.http(ask)) { return value }
        return nil
    }

    package func tls(_ ask: TLSAsk) throws(Need) -> TLSOutcome? {
        if case .tls(let value) = try outcome(.tls(ask)) { return value }
        return nil
    }

    package func speak(_ spoken: SpokenProtocol, to endpoint: Endpoint) throws(Need) -> ProtocolAnswer? {
        if case .speak(let value) = try outcome(.speak(spoken, endpoint)) { return value }
        return nil
    }
}
