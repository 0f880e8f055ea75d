package import Diagnosis
import Inventory
package import LinuxKernel

/// What the container engines say of their containers, running or not, within a second.
package struct ContainerLook {
    private let machine: Machine
    private let environment: [String: String]
    private let clock: @Sendable () -> Double

    /// Seconds for everything together.
    static let patience = 1.0
    /// Containers asked about one by one; those that run come first.
    static let mostInspections = 64

    package init(_ machine: Machine, environment: [String: String]) {
        self.init(machine, environment: environment, clock: Clock.realtime)
    }

    /// - Parameter clock: seconds since 1970.
    init(_ machine: Machine, environment: [String: String], clock: @escaping @Sendable () -> Double) {
        self.machine = machine
        self.environment = environment
        self.clock = clock
    }

    package func picture() -> ContainerPicture {
        let deadline = Clock.monotonic() + Self.patience
        let chosen = EngineContext.chosen(environment: environment, root: machine.root)
        if let chosen, chosen.socket == nil {
            let reason = "\(chosen.source) is \(chosen.host), which is no socket of this machine and was not asked"
            return ContainerPicture(.unreachable(reason), socket: chosen.host)
        }
        var sockets = ContainerEngine.sockets(environment: environment)
        if let socket = chosen?.socket { sockets = [socket] + sockets.filter { $0 != socket } }
        var picture = ContainerPicture(.absent)
        var failure: (socket: String, reason: String)?
        var known: Set<String> = []
        for (i, socket) in sockets.enumerated() {
            let isChosen = i == 0 && chosen != nil
            do throws(HTTPFailure) {
                let engine = engine(socket, deadline)
                let list = try engine.allContainers().filter { known.insert($0.id).inserted }
                if picture.engine == .absent { (picture.engine, picture.socket) = (.answered, socket) }
                picture.containers += inspect(list, engine, deadline)
            } catch {
                // What is simply not there says nothing, unless it was chosen.
                let isThere = FileBytes.exists(machine.root + socket)
                guard isThere || isChosen else { continue }
                let reason = Self.reason(error, socket, isThere: isThere)
                if isChosen {
                    (picture.engine, picture.socket) = (.unreachable("\(reason) (\(chosen?.source ?? ""))"), socket)
                } else {
                    failure = failure ?? (socket, reason)
                }
            }
        }
        if picture.engine == .absent, let failure {
            (picture.engine, picture.socket) = (.unreachable(failure.reason), failure.socket)
        } else if picture.engine == .absent, isInstalled, let socket = sockets.first {
            (picture.engine, picture.socket) = (.unreachable("\(socket) is not there: no engine runs"), socket)
        }
        return picture
    }

    private func engine(_ socket: String, _ deadline: Double) -> ContainerEngine {
        let left = max(0.05, deadline - Clock.monotonic())
        return ContainerEngine(
            UnixHTTP(path: machine.root + socket, connectTimeout: min(0.3, left), timeout: left))
    }

    /// Docker's daemon; Podman needs none.
    private var isInstalled: Bool {
        ["/usr/bin/dockerd", "/usr/local/bin/dockerd", "/usr/sbin/dockerd"].contains {
            FileBytes.exists(machine.root + $0)
        }
    }

    private static func reason(_ error: HTTPFailure, _ socket: String, isThere: Bool) -> String {
        switch error {
        case .absent: isThere ? "nobody listens on \(socket)" : "\(socket) is not there"
        case .denied: "\(socket) may not be opened by this user"
        case .timedOut: "\(socket) does not answer"
        case .tooLarge, .cut, .malformed: "\(socket) does not answer like a container engine"
        case .failed(let error): "\(error)"
        }
    }

    private func inspect(_ list: [Container], _ engine: ContainerEngine, _ deadline: Double) -> [ContainerFact] {
        let order = list.filter { $0.state == "running" } + list.filter { $0.state != "running" }
        let count = min(order.count, Self.mostInspections)
        let parts = max(1, min(4, count))
        let found = Parallel.map(parts) { part in
            stride(from: part, to: count, by: parts).map { i in
                let left = deadline - Clock.monotonic()
                guard left > 0 else { return (i, ContainerInspection?.none) }
                let patient = ContainerEngine(
                    UnixHTTP(path: engine.socket, connectTimeout: min(0.3, left), timeout: left))
                return (i, try? patient.inspect(order[i].id))
            }
        }
        let inspections = Dictionary(found.joined().map { ($0.0, $0.1) }, uniquingKeysWith: { $1 })
        return order.enumerated().map { i, container in fact(container, inspections[i] ?? nil) }
    }

    private func fact(_ container: Container, _ inspection: ContainerInspection?) -> ContainerFact {
        var fact = ContainerFact(
            id: container.id, name: container.name, image: container.image, state: container.state,
            publishes: container.ports.map {
                ContainerFact.Publish(
                    hostAddress: $0.hostAddress.map { "\($0)" } ?? "", hostPort: $0.hostPort,
                    containerPort: $0.containerPort, transport: $0.transport.rawValue)
            }, address: container.addresses.first.map { "\($0)" })
        guard let inspection else { return fact }
        fact.state = inspection.state
        fact.exitCode = inspection.exitCode
        fact.isOutOfMemory = inspection.isOutOfMemory
        if inspection.processID == 0, let end = inspection.finishedAt {
            fact.sinceExit = max(0, Int(clock()) - Int(end))
        }
        fact.restarts = inspection.restarts
        fact.exposed = inspection.exposed
        fact.address = inspection.address ?? fact.address
        fact.pid = inspection.processID
        if !inspection.publishes.isEmpty {
            fact.publishes = inspection.publishes.map {
                ContainerFact.Publish(
                    hostAddress: $0.hostAddress, hostPort: $0.hostPort, containerPort: $0.containerPort,
                    transport: $0.transport)
            }
        }
        fact.listening = listening(inspection.processID, container)
        return fact
    }

    /// What listens in the network namespace of a container's first process; `nil` when it shares ours, or when that
    /// cannot be told.
    private func listening(_ pid: Int32, _ container: Container) -> [ForeignListener]? {
        guard pid > 0 else { return nil }
        return ForeignNamespaces(machine).all(of: pid, container: container.name)
    }
}
