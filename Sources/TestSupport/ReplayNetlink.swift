import CLinux
package import LinuxKernel

/// A netlink channel that answers with prepared datagrams instead of asking the kernel.
package final class ReplayNetlink: NetlinkChannel {
    private var answers: [[[UInt8]]]
    private var pending: [[UInt8]] = []
    /// Every request that was sent.
    package private(set) var requests: [[UInt8]] = []
    /// The sizes of the buffers that datagrams were read into.
    package private(set) var bufferSizes: [Int] = []

    /// - Parameter answers: the datagrams for the first request, for the second, and so on.
    package init(_ answers: [[[UInt8]]]) { self.answers = answers }

    package func send(_ request: [UInt8]) throws(SystemError) {
        requests.append(request)
        pending = answers.isEmpty ? [] : answers.removeFirst()
    }

    /// As recv(2) with `MSG_TRUNC`; nothing left is the receive time-out of a kernel that stays silent.
    package func receive(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        bufferSizes.append(buffer.count)
        guard !pending.isEmpty else { throw SystemError("recv", "replay", code: EAGAIN) }
        let datagram = pending.removeFirst()
        buffer.copyBytes(from: datagram.prefix(buffer.count))
        return datagram.count
    }
}

/// Netlink messages as the kernel writes them (netlink(7)), for replaying.
package enum NetlinkBytes {
    package static let interrupted = UInt16(NLM_F_DUMP_INTR)

    /// One message: header, body, padding to four bytes.
    package static func message(_ type: Int32, flags: UInt16 = 2, _ body: [UInt8] = []) -> [UInt8] {
        let message = NetlinkDump.request(type: UInt16(type), flags: flags, body: body)
        return message + [UInt8](repeating: 0, count: (4 - message.count % 4) % 4)
    }

    /// The end of a dump.
    package static func done(flags: UInt16 = 2) -> [UInt8] { message(NLMSG_DONE, flags: flags, integer(Int32(0))) }

    /// A refusal; 0 is an acknowledgement.
    package static func error(_ code: Int32) -> [UInt8] {
        message(NLMSG_ERROR, integer(-code) + [UInt8](repeating: 0, count: 16))
    }

    /// An answer to a socket dump.
    package static func socket(_ row: SocketRow, extra: [UInt8] = [], flags: UInt16 = 2) -> [UInt8] {
        message(SOCK_DIAG_BY_FAMILY, flags: flags, inetDiag(row) + extra)
    }

    /// `struct inet_diag_msg` (linux/inet_diag.h) and the attributes that the row's values call for.
    package static func inetDiag(_ row: SocketRow) -> [UInt8] {
        var out: [UInt8] = [UInt8(row.local.address.family == .v4 ? AF_INET : AF_INET6), row.state.rawValue, 0, 0]
        out += integer(row.local.port.bigEndian) + integer(row.remote.port.bigEndian)
        for endpoint in [row.local, row.remote] {
            switch endpoint.address {
            case .v4(let address): out += integer(address.bits.bigEndian) + [UInt8](repeating: 0, count: 12)
            case .v6(let address): out += integer(address.high.bigEndian) + integer(address.low.bigEndian)
            }
        }
        out += integer(row.interface)
        out += integer(UInt32(truncatingIfNeeded: row.cookie)) + integer(UInt32(truncatingIfNeeded: row.cookie >> 32))
        out += integer(UInt32(0)) + integer(row.receiveQueue) + integer(row.sendQueue)
        out += integer(row.uid) + integer(row.inode)
        if let v6Only = row.v6Only { out += attribute(INET_DIAG_SKV6ONLY, [v6Only ? 1 : 0]) }
        if let cgroup = row.cgroup { out += attribute(INET_DIAG_CGROUP_ID, integer(cgroup)) }
        return out
    }

    /// An attribute (`struct nlattr`) with its padding.
    package static func attribute(_ type: Int, _ payload: [UInt8]) -> [UInt8] {
        let out = integer(UInt16(4 + payload.count)) + integer(UInt16(type)) + payload
        return out + [UInt8](repeating: 0, count: (4 - out.count % 4) % 4)
    }

    /// An integer in host byte order.
    package static func integer(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
}
