/// What `ostia up` is going to do: every service with its numbers, its command and all of its variables.
///
/// Made from a `StackFile` by a pure function; two equal files, leases and environments give equal plans.
package struct StackPlan: Hashable, Sendable {
    package var identity: StackIdentity
    /// The services that were asked for and those they need, in the order of the file.
    package var services: [PlannedService]
    /// What a user should know before it starts: a host wider than loopback, a flag that was added …
    package var remarks: [Remark]

    package init(identity: StackIdentity, services: [PlannedService], remarks: [Remark] = []) {
        self.identity = identity
        self.services = services
        self.remarks = remarks
    }

    /// Whether a container engine is needed for it.
    package var hasContainers: Bool {
        services.contains { if case .container = $0.spec.kind { true } else { false } }
    }
}

/// Which stack: the project's, in this work tree. Ports, state and container names follow from it.
package struct StackIdentity: Hashable, Sendable {
    /// The project's name, as people call it.
    package var project: String
    /// The work tree's folder, absolute, without symbolic links.
    package var workTree: String
    /// How the work tree is called beside others of the project: its branch, or its folder when detached.
    package var label: String
    /// A short name that no other (project, work tree) of this machine has, of `[a-z0-9-]`: for container names,
    /// `COMPOSE_PROJECT_NAME` and the folder of its state.
    package var id: String

    package init(project: String, workTree: String, label: String, id: String) {
        self.project = project
        self.workTree = workTree
        self.label = label
        self.id = id
    }
}

/// One process, container or forward that will be started. A service of three instances gives three.
package struct PlannedService: Hashable, Sendable {
    /// `api`, or `api.2` for the second of several instances.
    package var name: String
    package var spec: ServiceSpec
    /// From 1.
    package var instance: Int
    /// The program and its arguments, a shell's for `run`.
    package var arguments: [String]
    /// What a person would type: the command line with every template filled.
    package var command: String
    /// Where it runs, absolute.
    package var directory: String
    package var ports: [PlannedPort]
    /// Every variable it gets beyond the user's own environment, or in another value, in the order of the names.
    package var environment: [PlannedVariable]
    /// `setup`, `stop.before` and exec checks with every template filled.
    package var setup: [String]
    package var stopBefore: String?
    package var ready: Check?
    package var live: Check?
    /// What it waits for, by planned names: a need for a service of three instances is three needs.
    package var needs: [Need]

    package init(name: String, spec: ServiceSpec, instance: Int = 1) {
        self.name = name
        self.spec = spec
        self.instance = instance
        arguments = []
        command = ""
        directory = "/"
        ports = []
        environment = []
        setup = []
        needs = []
        ready = spec.ready
        live = spec.live
    }

    /// The ports that must have a listener before it is ready: the one that its check asks, else its main one. A
    /// Procfile's `PORT` is an offer, no promise, and a debugger's port often opens only when it is asked for.
    package var promisedPorts: [PlannedPort] {
        if let name = ready?.port, let port = ports.first(where: { $0.name == name }) { return [port] }
        let isAsked = ready.map { check in
            switch check.kind {
            case .tcp, .http: true
            case .exec, .log: false
            }
        }
        return Array(ports.filter { !$0.isImplied || isAsked == true }.prefix(1))
    }

    package var waitsForListener: Bool { !promisedPorts.isEmpty }

    /// The port that `PORT` names.
    package var mainPort: PlannedPort? { ports.first }
}

/// A port with its number.
package struct PlannedPort: Hashable, Sendable {
    package var name: String
    package var number: UInt16
    package var host: String
    package var transport: String
    /// Whether the number is a lease (`auto`), else it stands in the file.
    package var isLeased: Bool
    /// The port inside the container.
    package var target: UInt16?
    /// Offered as `PORT` though the file does not ask for it: that nobody listens on it is no fault.
    package var isImplied: Bool

    package init(
        name: String, number: UInt16, host: String, transport: String = "tcp", isLeased: Bool, target: UInt16? = nil,
        isImplied: Bool = false
    ) {
        self.name = name
        self.number = number
        self.host = host
        self.transport = transport
        self.isLeased = isLeased
        self.target = target
        self.isImplied = isImplied
    }

    /// `host:port`, an IPv6 host in brackets.
    package var address: String { host.contains(":") ? "[\(host)]:\(number)" : "\(host):\(number)" }
}

/// One variable with the layer that set it and those it overrode.
package struct PlannedVariable: Hashable, Sendable {
    package struct Source: Hashable, Sendable {
        package enum Layer: String, Hashable, Sendable, CaseIterable {
            /// The environment that `ostia up` was started with.
            case inherited
            case dotenv
            /// `env:` of the whole file.
            case stack
            /// What the ports and needs of the service make: `PORT`, `DB_URL` …
            case wiring
            /// `env:` of the service.
            case service
        }

        package var layer: Layer
        package var value: String
        /// Where: a file and its line, a key of the stack file, a need.
        package var place: String

        package init(_ layer: Layer, _ value: String, _ place: String = "") {
            self.layer = layer
            self.value = value
            self.place = place
        }
    }

    package var name: String
    /// The one that counts.
    package var source: Source
    /// Those that it overrode, the strongest first.
    package var overridden: [Source]

    package init(_ name: String, _ source: Source, overridden: [Source] = []) {
        self.name = name
        self.source = source
        self.overridden = overridden
    }

    package var value: String { source.value }
}
