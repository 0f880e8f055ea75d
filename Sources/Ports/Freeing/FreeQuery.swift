package import Endpoints
package import LinuxKernel

/// Which sockets are meant: ports, and the address if one was given.
package struct FreeQuery: Hashable, Sendable {
    /// One thing that was asked for.
    package struct Wanted: Hashable, Sendable {
        package var ports: ClosedRange<UInt16>
        /// Empty for every address; otherwise the listeners that take connections to one of them.
        package var addresses: [IPAddress]

        package init(_ ports: ClosedRange<UInt16>, addresses: [IPAddress] = []) {
            self.ports = ports
            self.addresses = addresses
        }
    }

    package var transport: Transport
    package var wanted: [Wanted]

    package init(_ transport: Transport, _ wanted: [Wanted]) {
        self.transport = transport
        self.wanted = wanted
    }

    /// Whether a listener is meant.
    package func matches(_ row: SocketRow) -> Bool {
        wanted.contains { item in
            item.ports.contains(row.local.port)
                && (item.addresses.isEmpty || item.addresses.contains { AddressCoverage.covers(row, $0) })
        }
    }

    /// The listeners that are meant; of UDP the bound and unconnected sockets, which are its servers.
    package func listeners(_ table: any SocketTable) throws(SystemError) -> [SocketRow] {
        let states = transport == .tcp ? SocketQuery.listening : SocketQuery.unconnected
        return try rows(table, states: states)
    }

    /// The sockets of other states on the same ports.
    package func rows(_ table: any SocketTable, states: UInt32) throws(SystemError) -> [SocketRow] {
        // The kernel filters by one port; for more, all come and are filtered here.
        let single = Set(wanted.map(\.ports)).count == 1 && wanted[0].ports.count == 1
        var rows: [SocketRow] = []
        for family in IPAddress.Family.allCases {
            rows += try table.sockets(
                SocketQuery(transport, family, states: states, localPort: single ? wanted[0].ports.lowerBound : 0))
        }
        return rows.filter(matches).sorted { ($0.local, $0.inode) < ($1.local, $1.inode) }
    }
}
