import CLinux

/// A Unix-domain socket (unix(7)) as sock_diag shows it.
package struct UnixRow: Hashable, Sendable {
    package enum Kind: String, Sendable { case stream, datagram, sequentialPacket = "seqpacket" }

    package var inode: UInt32
    package var cookie: UInt64
    package var kind: Kind
    package var isListening: Bool
    package var isConnected: Bool
    /// The path, or `@name` for an abstract one; `nil` for a socket without a name.
    package var name: String?
    /// The other end's inode.
    package var peer: UInt32?
    /// Accept queue of a listener now and at most; else bytes.
    package var receiveQueue: UInt32
    package var sendQueue: UInt32

    package init(
        inode: UInt32, cookie: UInt64 = 0, kind: Kind = .stream, isListening: Bool = false, isConnected: Bool = false,
        name: String? = nil, peer: UInt32? = nil, receiveQueue: UInt32 = 0, sendQueue: UInt32 = 0
    ) {
        self.inode = inode
        self.cookie = cookie
        self.kind = kind
        self.isListening = isListening
        self.isConnected = isConnected
        self.name = name
        self.peer = peer
        self.receiveQueue = receiveQueue
        self.sendQueue = sendQueue
    }
}

/// The table of Unix sockets: sock_diag's `unix_diag`, else `/proc/net/unix`.
package enum UnixTable {
    package static func sockets(procRoot: String = "/proc") throws(SystemError) -> [UnixRow] {
        do throws(SystemError) {
            return try sockets(over: NetlinkSocket(.sockDiag))
        } catch {
            guard let text = FileBytes.text("\(procRoot)/net/unix", limit: 1 << 26) else { throw error }
            return text.split(separator: "\n").dropFirst().compactMap { row(line: $0) }
        }
    }

    package static func sockets(over channel: some NetlinkChannel) throws(SystemError) -> [UnixRow] {
        var rows: [UnixRow] = []
        // struct unix_diag_req: family, protocol, pad, states, inode, what to show, cookie.
        var body: [UInt8] = [UInt8(AF_UNIX), 0, 0, 0]
        NetlinkDump.append(UInt32.max, to: &body)
        NetlinkDump.append(UInt32(0), to: &body)
        NetlinkDump.append(UInt32(UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN), to: &body)
        body += [UInt8](repeating: 0xFF, count: 8)
        let request = NetlinkDump.request(
            type: UInt16(SOCK_DIAG_BY_FAMILY), flags: UInt16(NLM_F_REQUEST | NLM_F_DUMP), body: body)
        try NetlinkDump.run(over: channel, request: request) {
            rows.removeAll(keepingCapacity: true)
        } message: { _, payload in
            if let row = row(message: payload) { rows.append(row) }
        }
        return rows
    }

    /// `struct unix_diag_msg`: family, type, state, pad, inode, cookie; then attributes.
    static func row(message: UnsafeRawBufferPointer) -> UnixRow? {
        guard message.count >= 16, let kind = kind(UInt32(message[1])) else { return nil }
        func number<T: FixedWidthInteger>(_ offset: Int, _ type: T.Type) -> T {
            message.loadUnaligned(fromByteOffset: offset, as: type)
        }
        var row = UnixRow(
            inode: number(4, UInt32.self),
            cookie: UInt64(number(8, UInt32.self)) | UInt64(number(12, UInt32.self)) << 32, kind: kind,
            isListening: message[2] == SocketState.listen.rawValue,
            isConnected: message[2] == SocketState.established.rawValue)
        var offset = 16
        while offset + 4 <= message.count {
            let length = Int(number(offset, UInt16.self))
            guard length >= 4, offset + length <= message.count else { break }
            switch Int(number(offset + 2, UInt16.self)) {
            case UNIX_DIAG_NAME: row.name = name([UInt8](message[(offset + 4)..<(offset + length)]))
            case UNIX_DIAG_PEER where length >= 8: row.peer = number(offset + 4, UInt32.self)
            case UNIX_DIAG_RQLEN where length >= 12:
                row.receiveQueue = number(offset + 4, UInt32.self)
                row.sendQueue = number(offset + 8, UInt32.self)
            default: break
            }
            offset += (length + 3) & ~3
        }
        return row
    }

    /// One line of /proc/net/unix: `Num RefCount Protocol Flags Type St Inode Path`.
    static func row(line: some StringProtocol) -> UnixRow? {
        let fields = line.split(separator: " ", maxSplits: 7, omittingEmptySubsequences: true)
        guard fields.count >= 7, let type = UInt32(fields[4], radix: 16), let kind = kind(type),
            let flags = UInt32(fields[3], radix: 16), let inode = UInt32(fields[6])
        else { return nil }
        return UnixRow(
            inode: inode, kind: kind, isListening: flags & 0x10000 != 0, isConnected: fields[5] == "03",
            name: fields.count == 8 ? String(fields[7]) : nil)
    }

    private static func kind(_ type: UInt32) -> UnixRow.Kind? {
        switch type {
        case 1: .stream
        case 2: .datagram
        case 5: .sequentialPacket
        default: nil
        }
    }

    private static func name(_ bytes: [UInt8]) -> String? {
        guard let first = bytes.first else { return nil }
        if first == 0 { return "@" + String(outside: bytes.dropFirst()) }
        return String(outside: bytes.prefix { $0 != 0 })
    }
}
