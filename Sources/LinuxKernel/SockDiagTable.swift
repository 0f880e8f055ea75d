import CLinux
import Endpoints

/// The socket table through sock_diag(7): a tenth of the time of /proc/net, with cookies, queues and cgroups.
package struct SockDiagTable: SocketTable {
    private let open: @Sendable () throws(SystemError) -> any NetlinkChannel

    /// - Parameter open: makes the channel; the real one unless a test replays a recording.
    package init(open: @escaping @Sendable () throws(SystemError) -> any NetlinkChannel = Self.kernel) {
        self.open = open
    }

    package static let kernel: @Sendable () throws(SystemError) -> any NetlinkChannel = {
        () throws(SystemError) -> any NetlinkChannel in try NetlinkSocket(.sockDiag)
    }

    package var source: String { "sock_diag" }

    package func sockets(_ query: SocketQuery) throws(SystemError) -> [SocketRow] {
        var rows: [SocketRow] = []
        try NetlinkDump.run(over: open(), request: Self.request(query)) {
            rows.removeAll(keepingCapacity: true)
        } message: { type, payload in
            if let row = Self.row(payload, query.transport) { rows.append(row) }
        }
        return rows
    }

    /// `struct inet_diag_req_v2` in a dump request (`linux/inet_diag.h`).
    static func request(_ query: SocketQuery) -> [UInt8] {
        var body: [UInt8] = [
            query.family == .v4 ? UInt8(AF_INET) : UInt8(AF_INET6),
            query.transport == .tcp ? UInt8(IPPROTO_TCP) : UInt8(IPPROTO_UDP),
            (query.wantsTraffic ? 1 << UInt8(INET_DIAG_INFO - 1) : 0)
                | (query.wantsDrops ? 1 << UInt8(INET_DIAG_SKMEMINFO - 1) : 0), 0,
        ]
        NetlinkDump.append(query.states, to: &body)
        NetlinkDump.append(query.localPort.bigEndian, to: &body)
        NetlinkDump.append(query.remotePort.bigEndian, to: &body)
        body += [UInt8](repeating: 0, count: 16 + 16 + 4)
        body += [UInt8](repeating: 0xFF, count: 8)
        return NetlinkDump.request(
            type: UInt16(SOCK_DIAG_BY_FAMILY), flags: UInt16(NLM_F_REQUEST | NLM_F_DUMP), body: body)
    }

    /// Reads `struct inet_diag_msg` (72 bytes) and the attributes behind it that come unasked.
    static func row(_ message: UnsafeRawBufferPointer, _ transport: Transport) -> SocketRow? {
        guard message.count >= 72, let state = SocketState(rawValue: message[1]) else { return nil }
        func number<T: FixedWidthInteger>(_ offset: Int, _ type: T.Type) -> T {
            message.loadUnaligned(fromByteOffset: offset, as: type)
        }
        func address(_ offset: Int) -> IPAddress {
            if message[0] == UInt8(AF_INET) {
                return .v4(IPv4Address(bits: UInt32(bigEndian: number(offset, UInt32.self))))
            }
            return .v6(
                IPv6Address(
                    high: UInt64(bigEndian: number(offset, UInt64.self)),
                    low: UInt64(bigEndian: number(offset + 8, UInt64.self))))
        }
        var row = SocketRow(
            local: Endpoint(transport, address(8), UInt16(bigEndian: number(4, UInt16.self))),
            remote: Endpoint(transport, address(24), UInt16(bigEndian: number(6, UInt16.self))),
            state: state, inode: number(68, UInt32.self),
            cookie: UInt64(number(44, UInt32.self)) | UInt64(number(48, UInt32.self)) << 32,
            uid: number(64, UInt32.self), receiveQueue: number(56, UInt32.self), sendQueue: number(60, UInt32.self),
            interface: number(40, UInt32.self))
        var offset = 72
        while offset + 4 <= message.count {
            let length = Int(number(offset, UInt16.self))
            guard length >= 4, offset + length <= message.count else { break }
            switch Int(number(offset + 2, UInt16.self)) {
            case INET_DIAG_SKV6ONLY where length >= 5: row.v6Only = message[offset + 4] != 0
            // Up to `tcpi_bytes_received`, which is there since Linux 4.1.
            case INET_DIAG_INFO where length >= 4 + 136:
                row.traffic = SocketTraffic(
                    received: number(offset + 4 + 128, UInt64.self),
                    acknowledged: number(offset + 4 + 120, UInt64.self),
                    sinceSent: number(offset + 4 + 44, UInt32.self),
                    sinceReceived: number(offset + 4 + 52, UInt32.self))
            // The ninth of its numbers, SK_MEMINFO_DROPS (linux/sock_diag.h), is there since Linux 4.7.
            case INET_DIAG_SKMEMINFO where length >= 4 + 36: row.drops = number(offset + 4 + 32, UInt32.self)
            case INET_DIAG_CGROUP_ID where length >= 12: row.cgroup = number(offset + 4, UInt64.self)
            default: break
            }
            offset += (length + 3) & ~3
        }
        return row
    }
}
