package import Endpoints

/// One TCP connection of a port, from the server's end, with what went over it: `struct tcp_info` (tcp(7)), which
/// sock_diag(7) shows to every user.
package struct ConnectionFact: Hashable, Sendable {
    package var server: Endpoint
    package var client: Endpoint
    package var state: SocketFact.State
    /// False while it waits for accept(2): no process has it.
    package var isAccepted: Bool
    /// Processes that hold the server's end.
    package var owners: [Int32]
    /// Bytes that came and were not read by the server.
    package var unread: UInt32
    /// Bytes of the client's that the server's kernel has not taken; 0 when the client is on another machine.
    package var unsent: UInt32
    /// Bytes that ever came from the client and were ever acknowledged by it; `nil` where the kernel does not say.
    package var received: UInt64?
    package var sent: UInt64?
    /// Milliseconds since bytes last came, and were last sent; since the beginning when there were none.
    package var sinceReceived: Double
    package var sinceSent: Double
    /// The client's end is on this machine: its processes, where they may be seen, and its user.
    package var isClientHere: Bool
    package var clientOwners: [Int32]
    package var clientUID: UInt32?

    package init(
        server: Endpoint, client: Endpoint, state: SocketFact.State = .established, isAccepted: Bool = true,
        owners: [Int32] = [], unread: UInt32 = 0, unsent: UInt32 = 0, received: UInt64? = nil, sent: UInt64? = nil,
        sinceReceived: Double = 0, sinceSent: Double = 0, isClientHere: Bool = true, clientOwners: [Int32] = [],
        clientUID: UInt32? = nil
    ) {
        self.server = server
        self.client = client
        self.state = state
        self.isAccepted = isAccepted
        self.owners = owners
        self.unread = unread
        self.unsent = unsent
        self.received = received
        self.sent = sent
        self.sinceReceived = sinceReceived
        self.sinceSent = sinceSent
        self.isClientHere = isClientHere
        self.clientOwners = clientOwners
        self.clientUID = clientUID
    }

    /// Where it stands in the course of a request.
    package enum Standing: String, Hashable, Sendable, CaseIterable {
        /// Not accepted.
        case waiting
        /// Accepted, and what came is not read.
        case unread
        /// Accepted; the client has said nothing, or nothing since the last answer.
        case idle
        /// Accepted and read; the answer is owed.
        case inHand
    }

    package var standing: Standing {
        if !isAccepted { return .waiting }
        if unread > 0 { return .unread }
        guard let received, received > 0 else { return .idle }
        // What came before the last answer was answered by it.
        return (sent ?? 0) > 0 && sinceSent <= sinceReceived ? .idle : .inHand
    }
}

/// A port's listeners and connections as they are now, our own process's connections left out.
package struct ConnectionsLook: Hashable, Sendable {
    package var listeners: [SocketFact]
    package var connections: [ConnectionFact]
    /// Owners of the port's listeners in the facts that no longer live, or are zombies.
    package var ended: [Int32]

    package init(listeners: [SocketFact] = [], connections: [ConnectionFact] = [], ended: [Int32] = []) {
        self.listeners = listeners
        self.connections = connections
        self.ended = ended
    }

    /// The open connections that stand so.
    package func standing(_ standing: ConnectionFact.Standing) -> [ConnectionFact] {
        connections.filter { $0.state == .established && $0.standing == standing }
    }
}

/// A listener's accept queue, looked at for a second.
package struct QueueWatch: Hashable, Sendable {
    /// How many looks there were, and in how many the queue was full.
    package var looks: Int
    package var fullLooks: Int
    /// The longest queue seen, and the most that may wait.
    package var longest: UInt32
    package var limit: UInt32
    /// How much `TcpExt.ListenOverflows` grew meanwhile.
    package var overflows: Int

    package init(looks: Int, fullLooks: Int, longest: UInt32, limit: UInt32, overflows: Int) {
        self.looks = looks
        self.fullLooks = fullLooks
        self.longest = longest
        self.limit = limit
        self.overflows = overflows
    }
}
