/// What the container engine says.
package struct ContainerPicture: Hashable, Sendable {
    package enum Engine: Hashable, Sendable {
        case answered
        /// No engine is installed or configured.
        case absent
        /// Its socket is missing, dead or may not be opened; the reason.
        case unreachable(String)
    }

    package var engine: Engine
    /// Where it was asked, such as `/var/run/docker.sock`.
    package var socket: String?
    package var containers: [ContainerFact]

    package init(_ engine: Engine, socket: String? = nil, containers: [ContainerFact] = []) {
        self.engine = engine
        self.socket = socket
        self.containers = containers
    }
}

/// One container, running or not.
package struct ContainerFact: Hashable, Sendable {
    package struct Publish: Hashable, Sendable {
        /// The host's address as the engine writes it: `0.0.0.0`, `::`, `127.0.0.1`, or empty.
        package var hostAddress: String
        package var hostPort: UInt16
        package var containerPort: UInt16
        package var transport: String

        package init(hostAddress: String, hostPort: UInt16, containerPort: UInt16, transport: String = "tcp") {
            self.hostAddress = hostAddress
            self.hostPort = hostPort
            self.containerPort = containerPort
            self.transport = transport
        }
    }

    package var id: String
    package var name: String
    package var image: String
    /// `running`, `exited`, `paused`, `restarting`, `created`, `dead`.
    package var state: String
    package var exitCode: Int?
    package var isOutOfMemory: Bool
    /// In seconds; `nil` when unknown.
    package var sinceExit: Int?
    package var restarts: Int
    package var publishes: [Publish]
    /// Ports it only names (EXPOSE, `--expose`).
    package var exposed: [UInt16]
    /// The address in its first network.
    package var address: String?
    /// The first process in it; 0 when it does not run.
    package var pid: Int32
    /// Ports that listen inside, with their addresses; `nil` when its namespace may not be looked into.
    package var listening: [ForeignListener]?

    package init(
        id: String, name: String, image: String = "", state: String = "running", exitCode: Int? = nil,
        isOutOfMemory: Bool = false, sinceExit: Int? = nil, restarts: Int = 0, publishes: [Publish] = [],
        exposed: [UInt16] = [], address: String? = nil, pid: Int32 = 0, listening: [ForeignListener]? = nil
    ) {
        self.id = id
        self.name = name
        self.image = image
        self.state = state
        self.exitCode = exitCode
        self.isOutOfMemory = isOutOfMemory
        self.sinceExit = sinceExit
        self.restarts = restarts
        self.publishes = publishes
        self.exposed = exposed
        self.address = address
        self.pid = pid
        self.listening = listening
    }
}
