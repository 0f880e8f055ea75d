package import Endpoints

/// What somebody wants: ports for a service of a work tree, or just ports.
package struct PortRequest: Hashable, Sendable {
    /// The work tree and the service; `nil` asks for ports without a lease.
    package var service: (project: String, name: ServiceName)? {
        get { project.flatMap { project in name.map { (project, $0) } } }
        set { (project, name) = (newValue?.project, newValue?.name) }
    }
    private var project: String?
    private var name: ServiceName?
    package var transport: Transport
    package var count: Int
    package var range: ClosedRange<UInt16>?
    /// The port wished for, whatever the rules say of it.
    package var prefer: UInt16?
    /// Ports without a lease are kept for this process as long as it lives.
    package var owner: (pid: Int32, startTicks: UInt64)? {
        get { ownerPID == 0 ? nil : (ownerPID, ownerStart) }
        set { (ownerPID, ownerStart) = (newValue?.pid ?? 0, newValue?.startTicks ?? 0) }
    }
    private var ownerPID: Int32 = 0
    private var ownerStart: UInt64 = 0

    package init(
        service: (project: String, name: ServiceName)? = nil, transport: Transport = .tcp, count: Int = 1,
        range: ClosedRange<UInt16>? = nil, prefer: UInt16? = nil, owner: (pid: Int32, startTicks: UInt64)? = nil
    ) {
        self.transport = transport
        self.count = count
        self.range = range
        self.prefer = prefer
        self.service = service
        self.owner = owner
    }

    /// The leases asked for; empty without a name.
    package var keys: [LeaseKey] {
        guard let (project, name) = service else { return [] }
        return name.numbered(count).map { LeaseKey(project: project, service: $0.text, transport: transport) }
    }
}

/// A port given.
package struct PortGrant: Hashable, Sendable {
    package var port: UInt16
    /// Whose it is; `nil` for a port without a name.
    package var key: LeaseKey?
    /// Whether the lease is written down; false without a name, and when the registry could not be written.
    package var isLeased: Bool
    /// Whether the lease was made just now.
    package var isNew: Bool

    package init(port: UInt16, key: LeaseKey? = nil, isLeased: Bool = false, isNew: Bool = false) {
        self.port = port
        self.key = key
        self.isLeased = isLeased
        self.isNew = isNew
    }
}

/// The ports given, and what there is to say about them, a line each.
package struct PortAnswer: Hashable, Sendable {
    package var grants: [PortGrant] = []
    package var notes: [String] = []

    package init(grants: [PortGrant] = [], notes: [String] = []) {
        self.grants = grants
        self.notes = notes
    }
}

/// No port could be given: why, and the way out.
package struct NoPort: Error, Hashable, Sendable {
    package var message: String
    package var hint: String

    package init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }
}
