import Endpoints
import Synchronization

/// The socket table through `/proc/net/{tcp,udp}{,6}` (proc_pid_net(5)), where sock_diag is denied or missing.
///
/// Slower, and without cookie, cgroup and V6ONLY; a listener's longest accept queue is not shown either.
package struct ProcNetTable: SocketTable {
    /// The folder that holds the tables, `/proc/net` or that of another network namespace's process.
    package let folder: String

    package init(folder: String = "/proc/net") { self.folder = folder }

    package var source: String { "/proc/net" }

    package func sockets(_ query: SocketQuery) throws(SystemError) -> [SocketRow] {
        let path = "\(folder)/\(query.transport.rawValue)\(query.family == .v4 ? "" : "6")"
        guard let bytes = FileBytes.read(path, limit: 1 << 28) else {
            let error = SystemError("read", path)
            // IPv6 switched off removes the file: then there is nothing to list.
            if query.family == .v6 && FileBytes.exists("\(folder)/\(query.transport.rawValue)") { return [] }
            throw error
        }
        return bytes.split(separator: 10).dropFirst().compactMap { line in
            Self.row(line, query.transport).flatMap { row in
                let wanted = query.states & row.state.bit != 0
                return wanted && (query.localPort == 0 || row.local.port == query.localPort) ? row : nil
            }
        }
    }

    /// One line: `sl local remote st tx:rx tr:when retrnsmt uid timeout inode …`, addresses in hexadecimal.
    static func row(_ line: ArraySlice<UInt8>, _ transport: Transport) -> SocketRow? {
        let fields = line.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count >= 10, let local = endpoint(fields[1], transport),
            let remote = endpoint(fields[2], transport),
            let state = UInt8(fields[3], radix: 16).flatMap(SocketState.init(rawValue:)),
            let uid = UInt32(fields[7]), let inode = UInt32(fields[9])
        else { return nil }
        let queues = fields[4].split(separator: ":").map { UInt32($0, radix: 16) ?? 0 }
        return SocketRow(
            local: local, remote: remote, state: state, inode: inode, uid: uid,
            receiveQueue: queues.last ?? 0, sendQueue: state == .listen ? 0 : queues.first ?? 0)
    }

    /// `0100007F:1538`: each 32-bit word of the address as the host stores it.
    private static func endpoint(_ text: String, _ transport: Transport) -> Endpoint? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1], radix: 16) else { return nil }
        let hex = parts[0]
        var words: [UInt32] = []
        var rest = hex
        while rest.utf8.count >= 8 {
            guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
            words.append(UInt32(bigEndian: word))
            rest = rest.dropFirst(8)
        }
        switch words.count {
        case 1: return Endpoint(transport, .v4(IPv4Address(bits: words[0])), port)
        case 4:
            let high = UInt64(words[0]) << 32 | UInt64(words[1])
            let low = UInt64(words[2]) << 32 | UInt64(words[3])
            return Endpoint(transport, .v6(IPv6Address(high: high, low: low)), port)
        default: return nil
        }
    }
}

/// sock_diag, and /proc/net from the first refusal on.
package final class FallbackTable: SocketTable {
    private let first: any SocketTable
    private let second: any SocketTable
    private let refusal = Mutex<SystemError?>(nil)

    package init(_ first: any SocketTable = SockDiagTable(), _ second: any SocketTable = ProcNetTable()) {
        self.first = first
        self.second = second
    }

    private var failure: SystemError? { refusal.withLock { $0 } }

    package var source: String { failure == nil ? first.source : second.source }
    /// Why the first source is not used, once it was refused.
    package var fallbackReason: String? { failure.map { "\($0)" } }

    package func sockets(_ query: SocketQuery) throws(SystemError) -> [SocketRow] {
        if failure == nil {
            do throws(SystemError) {
                return try first.sockets(query)
            } catch {
                // IPv6 alone missing (ENOENT: no such protocol handler) is an answer, not a refusal.
                if error.code == 2 && query.family == .v6 { return [] }
                refusal.withLock { $0 = error }
            }
        }
        return try second.sockets(query)
    }
}
