package import Endpoints

/// One socket of this network namespace, with the processes that hold it.
package struct SocketFact: Hashable, Sendable {
    /// As ss(8) names them.
    package enum State: String, Hashable, Sendable, CaseIterable {
        case listen, established, closeWait, finWait1, finWait2, timeWait, lastAck, closing, synSent, synReceived
        /// Bound, and neither listening nor connected.
        case bound
        /// A UDP socket without a peer.
        case unconnected
    }

    package var state: State
    package var local: Endpoint
    /// `nil` without a peer.
    package var remote: Endpoint?
    /// A listener's waiting connections, or bytes not yet read.
    package var receiveQueue: UInt32
    /// The most that may wait, or bytes not yet acknowledged.
    package var sendQueue: UInt32
    /// The user that made it; `nil` when the kernel does not say.
    package var uid: UInt32?
    package var inode: UInt32
    /// `false` for an IPv6 socket that takes IPv4 as well; `nil` for IPv4.
    package var v6Only: Bool?
    /// The processes that hold it, the most telling first; their facts are in `Facts.processes`.
    package var owners: [Int32]
    /// Why there are none: `other user`, `hidden`, `other namespace`, `kernel`, `gone`.
    package var unknownOwner: String?
    /// The container it belongs to, by its owner or by what publishes it.
    package var container: String?
    /// The systemd unit it belongs to.
    package var unit: String?
    /// Whether the owner's descriptor is close-on-exec (`FD_CLOEXEC`, fcntl(2)); looked at only where one process's sockets
    /// are asked for. One that is not came, or goes, to other programs through execve(2).
    package var closesOnExec: Bool? = nil

    package init(
        _ state: State, _ local: Endpoint, remote: Endpoint? = nil, receiveQueue: UInt32 = 0, sendQueue: UInt32 = 0,
        uid: UInt32? = nil, inode: UInt32 = 0, v6Only: Bool? = nil, owners: [Int32] = [], unknownOwner: String? = nil,
        container: String? = nil, unit: String? = nil
    ) {
        self.state = state
        self.local = local
        self.remote = remote
        self.receiveQueue = receiveQueue
        self.sendQueue = sendQueue
        self.uid = uid
        self.inode = inode
        self.v6Only = v6Only
        self.owners = owners
        self.unknownOwner = unknownOwner
        self.container = container
        self.unit = unit
    }

    /// A TCP listener, or a UDP socket that takes datagrams from anyone.
    package var isListener: Bool { state == .listen || state == .unconnected }

    /// Whether a connection to this endpoint would reach it: its own address, or a wildcard of the address's family, or
    /// a dual-stack `[::]` for IPv4 (ipv6(7)).
    package func answers(_ endpoint: Endpoint) -> Bool {
        guard isListener, local.transport == endpoint.transport, local.port == endpoint.port else { return false }
        let own = local.address.unmapped
        let asked = endpoint.address.unmapped
        if own == asked { return true }
        guard local.address.isUnspecified else { return false }
        return local.address.family == asked.family || (local.address.family == .v6 && v6Only == false)
    }
}
