package import Endpoints

/// The state of a socket as the kernel numbers it (`include/net/tcp_states.h`); UDP uses `established` and `closed`.
package enum SocketState: UInt8, Hashable, Sendable, CaseIterable {
    case established = 1
    case synSent, synReceived, finWait1, finWait2, timeWait, closed, closeWait, lastAck, listen, closing
    case newSynReceived
    /// Bound and neither listening nor connected; shown since Linux 6.8.
    case boundInactive

    /// This state's bit in a sock_diag state mask.
    package var bit: UInt32 { 1 << UInt32(rawValue) }

    /// The name people know, of RFC 9293 where it has one.
    package var name: String {
        switch self {
        case .established: "ESTABLISHED"
        case .synSent: "SYN_SENT"
        case .synReceived, .newSynReceived: "SYN_RECV"
        case .finWait1: "FIN_WAIT1"
        case .finWait2: "FIN_WAIT2"
        case .timeWait: "TIME_WAIT"
        case .closed: "CLOSED"
        case .closeWait: "CLOSE_WAIT"
        case .lastAck: "LAST_ACK"
        case .listen: "LISTEN"
        case .closing: "CLOSING"
        case .boundInactive: "BOUND"
        }
    }
}

/// One row of the kernel's socket table.
package struct SocketRow: Hashable, Sendable {
    package var local: Endpoint
    /// Port 0 when there is no peer.
    package var remote: Endpoint
    package var state: SocketState
    /// The socket's inode in sockfs, which `/proc/PID/fd` links name; 0 when no process holds it
    /// (TIME_WAIT, not yet accepted, closed by its process).
    package var inode: UInt32
    /// The kernel's own identity of the socket, unique until reboot; 0 when read from /proc/net.
    package var cookie: UInt64
    /// The user that created it; means nothing while `inode` is 0.
    package var uid: UInt32
    /// LISTEN: connections waiting to be accepted; otherwise bytes not yet read.
    package var receiveQueue: UInt32
    /// LISTEN: the most that may wait; otherwise bytes not yet acknowledged.
    package var sendQueue: UInt32
    /// The interface it is bound to, 0 for any.
    package var interface: UInt32 = 0
    /// `IPV6_V6ONLY` of an IPv6 socket; `nil` for IPv4, and where the kernel does not say.
    package var v6Only: Bool?
    /// The inode of the cgroup v2 directory it was made in (Linux 5.9).
    package var cgroup: UInt64?
    /// Only where the query asked for it.
    package var traffic: SocketTraffic?
    /// How often the socket dropped what came for it, since it was made: of a listener, SYNs that its full queue had no
    /// place for. Only where the query asked for it, and not from /proc/net.
    package var drops: UInt32?

    package init(
        local: Endpoint, remote: Endpoint, state: SocketState, inode: UInt32, cookie: UInt64 = 0, uid: UInt32 = 0,
        receiveQueue: UInt32 = 0, sendQueue: UInt32 = 0, interface: UInt32 = 0, v6Only: Bool? = nil,
        cgroup: UInt64? = nil
    ) {
        self.local = local
        self.remote = remote
        self.state = state
        self.inode = inode
        self.cookie = cookie
        self.uid = uid
        self.receiveQueue = receiveQueue
        self.sendQueue = sendQueue
        self.interface = interface
        self.v6Only = v6Only
        self.cgroup = cgroup
    }
}

/// What went over a TCP connection: some of `struct tcp_info` (linux/tcp.h), which sock_diag(7) shows to every user.
package struct SocketTraffic: Hashable, Sendable {
    /// Bytes that came in order; a FIN counts as one.
    package var received: UInt64
    /// Bytes that the other end acknowledged.
    package var acknowledged: UInt64
    /// Milliseconds since data was last sent and last came; since the beginning when there was none.
    package var sinceSent: UInt32
    package var sinceReceived: UInt32

    package init(received: UInt64, acknowledged: UInt64, sinceSent: UInt32, sinceReceived: UInt32) {
        self.received = received
        self.acknowledged = acknowledged
        self.sinceSent = sinceSent
        self.sinceReceived = sinceReceived
    }
}

/// Which rows of the table to ask for.
package struct SocketQuery: Hashable, Sendable {
    package var transport: Transport
    package var family: IPAddress.Family
    /// Bits of `SocketState`. LISTEN alone lets the kernel skip the table of connections.
    package var states: UInt32
    /// Only sockets with this local port; 0 for all.
    package var localPort: UInt16
    /// Only sockets with this remote port; 0 for all. A table that cannot filter by it gives more rows.
    package var remotePort: UInt16
    /// Asks for `SocketRow.traffic` as well.
    package var wantsTraffic = false
    /// Asks for `SocketRow.drops` as well.
    package var wantsDrops = false

    package init(
        _ transport: Transport, _ family: IPAddress.Family, states: UInt32, localPort: UInt16 = 0,
        remotePort: UInt16 = 0
    ) {
        self.transport = transport
        self.family = family
        self.states = states
        self.localPort = localPort
        self.remotePort = remotePort
    }

    package static let listening = SocketState.listen.bit
    /// Every state in which there is, or was a moment ago, a peer.
    package static let connected: UInt32 =
        [
            SocketState.established, .synSent, .synReceived, .finWait1, .finWait2, .timeWait, .closeWait, .lastAck,
            .closing,
        ]
        .reduce(SocketState.newSynReceived.bit) { $0 | $1.bit }
    /// A UDP socket that is bound and not connected.
    package static let unconnected = SocketState.closed.bit
}

/// Something that can list the machine's sockets.
package protocol SocketTable: Sendable {
    /// - Throws: `SystemError` when the table cannot be had; what was lost on the way has been asked for again.
    func sockets(_ query: SocketQuery) throws(SystemError) -> [SocketRow]
    /// What the rows come from, for the reader of `--stats`: `sock_diag` or `/proc/net`.
    var source: String { get }
    /// Why the rows come from a poorer source than usual; `nil` when they do not.
    var fallbackReason: String? { get }
}

extension SocketTable {
    package var fallbackReason: String? { nil }
}
