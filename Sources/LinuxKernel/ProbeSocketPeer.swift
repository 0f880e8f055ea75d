import CLinux
package import Endpoints

/// The other half of a connection of ours, where it ends on this machine and in this network namespace.
package enum PeerSocket {
    /// The row of the socket whose local end is `server` and whose remote end is `client`.
    ///
    /// Asks sock_diag(7) for this one socket, which costs the same however many there are. Where an address translation
    /// changed the server's end, the table of connections is read and the client's end decides.
    ///
    /// - Parameter table: read when the one question has no answer; `nil` leaves that out.
    package static func row(server: Endpoint, client: Endpoint, table: (any SocketTable)? = nil) -> SocketRow? {
        if let row = try? exact(server: server, client: client), row.state != .listen { return row }
        guard let table else { return nil }
        let families: [IPAddress.Family] = client.address.unmapped.family == .v4 ? [.v4, .v6] : [.v6]
        for family in families {
            let rows = (try? table.sockets(SocketQuery(.tcp, family, states: SocketQuery.connected))) ?? []
            let row = rows.first {
                $0.remote.port == client.port && $0.remote.address.unmapped == client.address.unmapped
            }
            if let row { return row }
        }
        return nil
    }

    /// `struct inet_diag_req_v2` without `NLM_F_DUMP`: one socket by its four coordinates, of whichever family it is.
    private static func exact(server: Endpoint, client: Endpoint) throws(SystemError) -> SocketRow? {
        let isV4 = server.address.unmapped.family == .v4
        var body: [UInt8] = [isV4 ? UInt8(AF_INET) : UInt8(AF_INET6), UInt8(IPPROTO_TCP), 0, 0]
        NetlinkDump.append(UInt32.max, to: &body)
        NetlinkDump.append(server.port.bigEndian, to: &body)
        NetlinkDump.append(client.port.bigEndian, to: &body)
        append(server.address.unmapped, to: &body)
        append(client.address.unmapped, to: &body)
        NetlinkDump.append(UInt32(0), to: &body)
        // INET_DIAG_NOCOOKIE
        NetlinkDump.append(UInt64.max, to: &body)
        // The acknowledgement ends the conversation as NLMSG_DONE ends a dump.
        let request = NetlinkDump.request(
            type: UInt16(SOCK_DIAG_BY_FAMILY), flags: UInt16(NLM_F_REQUEST | NLM_F_ACK), body: body)
        var row: SocketRow?
        try NetlinkDump.run(over: NetlinkSocket(.sockDiag), request: request, attempts: 1) {
            row = nil
        } message: { _, payload in
            row = SockDiagTable.row(payload, .tcp)
        }
        return row
    }

    private static func append(_ address: IPAddress, to body: inout [UInt8]) {
        switch address {
        case .v4(let v4):
            NetlinkDump.append(v4.bits.bigEndian, to: &body)
            body += [UInt8](repeating: 0, count: 12)
        case .v6(let v6):
            NetlinkDump.append(v6.high.bigEndian, to: &body)
            NetlinkDump.append(v6.low.bigEndian, to: &body)
        }
    }
}
