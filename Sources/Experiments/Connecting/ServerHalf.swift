package import Diagnosis
package import Endpoints
package import LinuxKernel

/// How the server's half of a connection of ours is found and described.
package struct ServerHalf: Sendable {
    /// The pids that hold a socket, by its inode; the most telling first.
    package typealias Owners = @Sendable (UInt32) -> [Int32]

    /// For connections whose server's end an address translation changed; `nil` leaves those out.
    private let table: (any SocketTable)?
    private let owners: Owners

    package init(table: (any SocketTable)? = nil, owners: @escaping Owners = { _ in [] }) {
        self.table = table
        self.owners = owners
    }

    /// - Parameters:
    ///   - server: the other end as our socket knows it.
    ///   - client: our own end.
    /// - Returns: `nil` when the connection does not end in this network namespace, or is gone.
    package func look(server: Endpoint, client: Endpoint) -> ServerSide? {
        guard let row = PeerSocket.row(server: server, client: client, table: table) else { return nil }
        // Before the handshake's last packet is taken there is no socket yet, only a request for one.
        let isAccepted = row.inode != 0
        return ServerSide(
            isAccepted: isAccepted, owners: isAccepted ? owners(row.inode) : [], unread: row.receiveQueue,
            state: Self.state(row.state))
    }

    func look(_ socket: ProbeSocket) -> ServerSide? {
        guard let server = socket.remote, let client = socket.local, server != client else { return nil }
        return look(server: server, client: client)
    }

    static func state(_ state: SocketState) -> SocketFact.State {
        switch state {
        case .established: .established
        case .synSent: .synSent
        case .synReceived, .newSynReceived: .synReceived
        case .finWait1: .finWait1
        case .finWait2: .finWait2
        case .timeWait: .timeWait
        case .closed: .unconnected
        case .closeWait: .closeWait
        case .lastAck: .lastAck
        case .listen: .listen
        case .closing: .closing
        case .boundInactive: .bound
        }
    }
}
