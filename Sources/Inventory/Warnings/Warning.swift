package import Endpoints

/// Something about the listeners that a person would want to know this morning.
package struct Warning: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Others can reach a program that was probably meant for this machine.
        case exposed
        /// `localhost:PORT` leads to one program over IPv4 and to another over IPv6.
        case twoPrograms = "two-programs"
        /// The accept queue is full.
        case doesNotAccept = "does-not-accept"
        /// The file it runs from has been deleted or replaced.
        case deletedExecutable = "deleted-executable"
        /// Connections whose peer has gone and which the program does not close.
        case closeWait = "close-wait"
    }

    package var kind: Kind
    package var ports: [UInt16]
    package var pids: [Int32]
    /// What is so, in one line.
    package var message: String
    /// What to do about it.
    package var hint: String

    package init(_ kind: Kind, ports: [UInt16], pids: [Int32], message: String, hint: String) {
        self.kind = kind
        self.ports = ports
        self.pids = pids
        self.message = message
        self.hint = hint
    }
}

/// A listener as the rules for warnings see it.
package struct WatchedListener: Hashable, Sendable {
    package var endpoint: Endpoint
    /// Answers IPv4 too, though bound to `::`.
    package var isDualStack: Bool
    /// Pid and name of the main owner; 0 when unknown.
    package var pid: Int32
    package var name: String
    package var exposure: Exposure
    /// The container it leads to: a published port has a proxy for each family, and both are the container.
    package var container: String?
    /// Of the desktop or the system: not warned about for being reachable.
    package var isSystem: Bool
    package var waiting: UInt32
    package var backlog: UInt32
    package var hasDeletedExecutable: Bool
    package var isTCP: Bool { endpoint.transport == .tcp }

    package init(
        endpoint: Endpoint, isDualStack: Bool = false, pid: Int32, name: String, exposure: Exposure,
        container: String? = nil, isSystem: Bool = false, waiting: UInt32 = 0, backlog: UInt32 = 128,
        hasDeletedExecutable: Bool = false
    ) {
        self.endpoint = endpoint
        self.isDualStack = isDualStack
        self.pid = pid
        self.name = name
        self.exposure = exposure
        self.container = container
        self.isSystem = isSystem
        self.waiting = waiting
        self.backlog = backlog
        self.hasDeletedExecutable = hasDeletedExecutable
    }
}
