import Endpoints
package import LinuxKernel

/// A socket table made of given rows; it filters as the kernel does.
package struct StubTable: SocketTable {
    package var rows: [SocketRow]
    /// Thrown instead of an answer.
    package var failure: SystemError?
    package var source: String

    package init(_ rows: [SocketRow] = [], failure: SystemError? = nil, source: String = "stub") {
        self.rows = rows
        self.failure = failure
        self.source = source
    }

    package func sockets(_ query: SocketQuery) throws(SystemError) -> [SocketRow] {
        if let failure { throw failure }
        return rows.filter { row in
            row.local.transport == query.transport && row.local.address.family == query.family
                && query.states & row.state.bit != 0
                && (query.localPort == 0 || query.localPort == row.local.port)
        }
    }
}

extension SocketRow {
    /// A listener at `address:port`, read from text; traps on text that is no address, which is a mistake in the test.
    package static func listener(
        _ address: String, _ port: UInt16, inode: UInt32, cookie: UInt64? = nil, uid: UInt32 = 0, queue: UInt32 = 0,
        longest: UInt32 = 128, v6Only: Bool? = nil, cgroup: UInt64? = nil
    ) -> SocketRow {
        let local = endpoint(.tcp, address, port)
        return SocketRow(
            local: local, remote: unconnected(local), state: .listen, inode: inode, cookie: cookie ?? UInt64(inode),
            uid: uid, receiveQueue: queue, sendQueue: longest,
            v6Only: v6Only ?? (local.address.family == .v6 ? false : nil), cgroup: cgroup)
    }

    /// A UDP socket that is bound and not connected.
    package static func udp(_ address: String, _ port: UInt16, inode: UInt32, uid: UInt32 = 0) -> SocketRow {
        let local = endpoint(.udp, address, port)
        return SocketRow(
            local: local, remote: unconnected(local), state: .closed, inode: inode, cookie: UInt64(inode), uid: uid)
    }

    /// One end of a connection.
    package static func connection(
        _ local: (String, UInt16), _ remote: (String, UInt16), inode: UInt32, state: SocketState = .established,
        uid: UInt32 = 0, unread: UInt32 = 0, unsent: UInt32 = 0
    ) -> SocketRow {
        SocketRow(
            local: endpoint(.tcp, local.0, local.1), remote: endpoint(.tcp, remote.0, remote.1), state: state,
            inode: inode, cookie: UInt64(inode), uid: uid, receiveQueue: unread, sendQueue: unsent)
    }

    private static func endpoint(_ transport: Transport, _ address: String, _ port: UInt16) -> Endpoint {
        guard let address = IPAddress(address) else { preconditionFailure("no address: \(address)") }
        return Endpoint(transport, address, port)
    }

    private static func unconnected(_ local: Endpoint) -> Endpoint {
        Endpoint(local.transport, local.address.family == .v4 ? .unspecifiedV4 : .unspecifiedV6, 0)
    }
}
