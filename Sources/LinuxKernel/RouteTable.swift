import CLinux
package import Endpoints

/// One network interface as rtnetlink(7) shows it.
package struct InterfaceLink: Hashable, Sendable {
    package var name: String
    package var index: UInt32
    /// `IFF_UP` (netdevice(7)).
    package var isUp: Bool
    package var isLoopback: Bool
    /// Bytes.
    package var mtu: Int

    package init(name: String, index: UInt32, isUp: Bool, isLoopback: Bool, mtu: Int) {
        self.name = name
        self.index = index
        self.isUp = isUp
        self.isLoopback = isLoopback
        self.mtu = mtu
    }
}

/// A route, or the kernel's decision for one destination.
package struct RouteRow: Hashable, Sendable {
    /// `RTN_LOCAL` and so on (rtnetlink(7)).
    package enum Kind: UInt8, Hashable, Sendable {
        case unicast = 1
        case local, broadcast, anycast, multicast, blackhole, unreachable, prohibit
    }

    package var kind: Kind
    package var destination: IPAddress?
    /// Bits of the destination that count.
    package var prefix: Int
    /// The number of the table: 255 is `local`, 254 `main`.
    package var table: UInt32
    /// The index of the interface it leaves by; 0 for none.
    package var interface: UInt32
    package var gateway: IPAddress?
    package var source: IPAddress?
    package var family: IPAddress.Family

    package init(
        _ kind: Kind, family: IPAddress.Family, destination: IPAddress? = nil, prefix: Int = 0, table: UInt32 = 254,
        interface: UInt32 = 0, gateway: IPAddress? = nil, source: IPAddress? = nil
    ) {
        self.kind = kind
        self.family = family
        self.destination = destination
        self.prefix = prefix
        self.table = table
        self.interface = interface
        self.gateway = gateway
        self.source = source
    }

    /// Whether its prefix takes in the address.
    package func covers(_ address: IPAddress) -> Bool {
        guard address.family == family else { return false }
        guard prefix > 0 else { return true }
        switch (destination, address) {
        case (.v4(let own), .v4(let asked)): return (own.bits ^ asked.bits) >> UInt32(32 - min(32, prefix)) == 0
        case (.v6(let own), .v6(let asked)):
            if prefix <= 64 { return (own.high ^ asked.high) >> UInt64(64 - prefix) == 0 }
            return own.high == asked.high && (own.low ^ asked.low) >> UInt64(128 - min(128, prefix)) == 0
        default: return false
        }
    }
}

/// Interfaces and routes through a `NETLINK_ROUTE` socket (rtnetlink(7)); no privilege is needed.
package enum RouteTable {
    /// Every interface; empty when the kernel does not say.
    package static func links() -> [InterfaceLink] {
        guard let channel = try? NetlinkSocket(.route) else { return [] }
        return (try? links(over: channel)) ?? []
    }

    package static func links(over channel: some NetlinkChannel) throws(SystemError) -> [InterfaceLink] {
        var out: [InterfaceLink] = []
        // struct ifinfomsg.
        let request = NetlinkDump.request(
            type: UInt16(RTM_GETLINK), flags: UInt16(NLM_F_REQUEST | NLM_F_DUMP), body: [UInt8](repeating: 0, count: 16)
        )
        try NetlinkDump.run(over: channel, request: request, call: "rtnetlink") {
            out.removeAll(keepingCapacity: true)
        } message: { _, payload in
            if let link = link(payload) { out.append(link) }
        }
        return out
    }

    /// The route that the kernel takes for a packet of ours to this address.
    ///
    /// - Throws: `ENETUNREACH` without a route, `EHOSTUNREACH`, `EACCES` and `EINVAL` where an `unreachable`, `prohibit`
    ///   or `blackhole` route or rule stands in the way.
    package static func route(to address: IPAddress) throws(SystemError) -> RouteRow? {
        try route(to: address, over: NetlinkSocket(.route))
    }

    package static func route(
        to address: IPAddress, over channel: some NetlinkChannel
    ) throws(SystemError) -> RouteRow? {
        // struct rtmsg: family, lengths of destination and source, tos, table, protocol, scope, type; flags.
        let bytes = bytes(address)
        var body: [UInt8] = [address.family == .v4 ? UInt8(AF_INET) : UInt8(AF_INET6), UInt8(bytes.count * 8)]
        body += [UInt8](repeating: 0, count: 6)
        // RTM_F_LOOKUP_TABLE (Linux 4.4): say the table it was found in, not always `main`.
        NetlinkDump.append(UInt32(0x1000), to: &body)
        NetlinkDump.append(UInt16(4 + bytes.count), to: &body)
        NetlinkDump.append(UInt16(RTA_DST.rawValue), to: &body)
        body += bytes
        try channel.send(NetlinkDump.request(type: UInt16(RTM_GETROUTE), flags: UInt16(NLM_F_REQUEST), body: body))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 8192, alignment: 8)
        defer { buffer.deallocate() }
        let length = min(try channel.receive(into: buffer), buffer.count)
        guard length >= 16 else { return nil }
        let total = min(length, Int(buffer.loadUnaligned(as: UInt32.self)))
        guard total >= 16 else { return nil }
        let payload = UnsafeRawBufferPointer(rebasing: buffer[16..<total])
        if buffer.loadUnaligned(fromByteOffset: 4, as: UInt16.self) == UInt16(NLMSG_ERROR) {
            guard payload.count >= 4 else { return nil }
            throw SystemError("RTM_GETROUTE", "\(address)", code: -payload.loadUnaligned(as: Int32.self))
        }
        return row(payload)
    }

    /// Every route of a family, of all tables.
    package static func routes(
        _ family: IPAddress.Family, over channel: some NetlinkChannel
    ) throws(SystemError) -> [RouteRow] {
        var out: [RouteRow] = []
        var body = [family == .v4 ? UInt8(AF_INET) : UInt8(AF_INET6)]
        body += [UInt8](repeating: 0, count: 11)
        let request = NetlinkDump.request(
            type: UInt16(RTM_GETROUTE), flags: UInt16(NLM_F_REQUEST | NLM_F_DUMP), body: body)
        try NetlinkDump.run(over: channel, request: request, call: "rtnetlink") {
            out.removeAll(keepingCapacity: true)
        } message: { _, payload in
            if let row = row(payload) { out.append(row) }
        }
        return out
    }

    /// An interface's name by its index (if_indextoname(3)).
    package static func name(ofInterface index: UInt32) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(IF_NAMESIZE)) { buffer in
            guard let base = buffer.baseAddress, let name = if_indextoname(index, base) else { return nil }
            return String(cString: name)
        }
    }

    static func link(_ message: UnsafeRawBufferPointer) -> InterfaceLink? {
        guard message.count >= 16 else { return nil }
        let flags = message.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        var link = InterfaceLink(
            name: "", index: message.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
            isUp: flags & UInt32(IFF_UP) != 0, isLoopback: flags & UInt32(IFF_LOOPBACK) != 0, mtu: 0)
        attributes(message, from: 16) { type, value in
            if type == IFLA_IFNAME { link.name = String(decoding: value.prefix { $0 != 0 }, as: UTF8.self) }
            if type == IFLA_MTU, value.count >= 4 { link.mtu = Int(value.loadUnaligned(as: UInt32.self)) }
        }
        return link.name.isEmpty ? nil : link
    }

    static func row(_ message: UnsafeRawBufferPointer) -> RouteRow? {
        guard message.count >= 12, let kind = RouteRow.Kind(rawValue: message[7]),
            message[0] == UInt8(AF_INET) || message[0] == UInt8(AF_INET6)
        else { return nil }
        var row = RouteRow(
            kind, family: message[0] == UInt8(AF_INET) ? .v4 : .v6, prefix: Int(message[1]), table: UInt32(message[4]))
        attributes(message, from: 12) { type, value in
            switch type {
            case Int(RTA_DST.rawValue): row.destination = address(value)
            case Int(RTA_OIF.rawValue) where value.count >= 4: row.interface = value.loadUnaligned(as: UInt32.self)
            case Int(RTA_GATEWAY.rawValue): row.gateway = address(value)
            case Int(RTA_PREFSRC.rawValue): row.source = address(value)
            case Int(RTA_TABLE.rawValue) where value.count >= 4: row.table = value.loadUnaligned(as: UInt32.self)
            default: break
            }
        }
        return row
    }

    private static func attributes(
        _ message: UnsafeRawBufferPointer, from start: Int, _ visit: (Int, UnsafeRawBufferPointer) -> Void
    ) {
        var offset = start
        while offset + 4 <= message.count {
            let length = Int(message.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
            guard length >= 4, offset + length <= message.count else { return }
            // The two highest bits are flags.
            let type = Int(message.loadUnaligned(fromByteOffset: offset + 2, as: UInt16.self) & 0x3FFF)
            visit(type, UnsafeRawBufferPointer(rebasing: message[(offset + 4)..<(offset + length)]))
            offset += (length + 3) & ~3
        }
    }

    private static func address(_ bytes: UnsafeRawBufferPointer) -> IPAddress? {
        switch bytes.count {
        case 4: .v4(IPv4Address(bits: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
        case 16:
            .v6(
                IPv6Address(
                    high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                    low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))))
        default: nil
        }
    }

    private static func bytes(_ address: IPAddress) -> [UInt8] {
        var out: [UInt8] = []
        switch address {
        case .v4(let address): NetlinkDump.append(address.bits.bigEndian, to: &out)
        case .v6(let address):
            NetlinkDump.append(address.high.bigEndian, to: &out)
            NetlinkDump.append(address.low.bigEndian, to: &out)
        }
        return out
    }
}
