import CLinux

/// A netlink socket as the dump needs it; tests replay datagrams through it.
package protocol NetlinkChannel {
    func send(_ request: [UInt8]) throws(SystemError)
    /// Reads one datagram into `buffer`.
    ///
    /// - Returns: its full length, which is more than `buffer` holds when it was cut (`MSG_TRUNC`).
    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
}

/// A netlink socket of the kernel's (netlink(7)).
package final class NetlinkSocket: NetlinkChannel {
    /// Whom it speaks to.
    package enum Subject: String, Sendable {
        /// sock_diag(7)
        case sockDiag = "NETLINK_SOCK_DIAG"
        /// rtnetlink(7)
        case route = "NETLINK_ROUTE"

        fileprivate var number: Int32 { self == .route ? NETLINK_ROUTE : NETLINK_SOCK_DIAG }
    }

    private let descriptor: Int32
    private let subject: Subject

    package init(_ subject: Subject) throws(SystemError) {
        self.subject = subject
        descriptor = socket(AF_NETLINK, Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue), subject.number)
        guard descriptor >= 0 else { throw SystemError("socket", subject.rawValue) }
        // A kernel that never answers must not hang the program.
        var limit = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    package func send(_ request: [UInt8]) throws(SystemError) {
        guard CLinux.send(descriptor, request, request.count, 0) == request.count else {
            throw SystemError("send", subject.rawValue)
        }
    }

    package func receive(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_TRUNC))
            if count >= 0 { return count }
            if clinux_errno() != EINTR { throw SystemError("recv", subject.rawValue) }
        }
    }
}

/// One netlink dump: send a request, hand each message's payload on until the kernel says it is done.
package enum NetlinkDump {
    /// Why a dump has to be asked for again.
    enum Trouble: Error { case interrupted, truncated }

    /// Runs the dump, again where the table changed under it or a datagram was cut.
    ///
    /// - Parameters:
    ///   - attempts: how often to try before taking what came.
    ///   - call: what an error says was asked.
    ///   - restart: called before each new try, to forget what the last one gave.
    ///   - message: gets the message type and its payload.
    package static func run(
        over channel: some NetlinkChannel, request: [UInt8], attempts: Int = 4, call: String = "sock_diag",
        restart: () -> Void,
        message: (UInt16, UnsafeRawBufferPointer) -> Void
    ) throws(SystemError) {
        var size = 1 << 16
        for attempt in 1...attempts {
            restart()
            try channel.send(request)
            switch try once(channel, size: size, call, message) {
            case nil: return
            case .truncated: size *= 4
            case .interrupted: break
            }
            if attempt == attempts { return }
        }
    }

    private static func once(
        _ channel: some NetlinkChannel, size: Int, _ call: String,
        _ message: (UInt16, UnsafeRawBufferPointer) -> Void
    ) throws(SystemError) -> Trouble? {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
        defer { buffer.deallocate() }
        var trouble: Trouble?
        while true {
            let length = try channel.receive(into: buffer)
            if length > size { trouble = .truncated }
            var rest = UnsafeRawBufferPointer(rebasing: buffer[0..<min(length, size)])
            if rest.isEmpty { return trouble }
            while rest.count >= 16 {
                let total = Int(rest.loadUnaligned(as: UInt32.self))
                let type = rest.loadUnaligned(fromByteOffset: 4, as: UInt16.self)
                let flags = rest.loadUnaligned(fromByteOffset: 6, as: UInt16.self)
                guard total >= 16, total <= rest.count else { return .truncated }
                if flags & UInt16(NLM_F_DUMP_INTR) != 0 { trouble = .interrupted }
                let payload = UnsafeRawBufferPointer(rebasing: rest[16..<total])
                switch Int32(type) {
                case NLMSG_DONE: return trouble
                case NLMSG_ERROR:
                    let code = payload.count >= 4 ? -payload.loadUnaligned(as: Int32.self) : EIO
                    if code == 0 { return trouble }
                    throw SystemError(call, code: code)
                default: message(type, payload)
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[min(rest.count, (total + 3) & ~3)...])
            }
        }
    }

    /// A netlink header (netlink(7)) in front of a body.
    package static func request(type: UInt16, flags: UInt16, body: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        append(UInt32(16 + body.count), to: &out)
        append(type, to: &out)
        append(flags, to: &out)
        append(UInt32(1), to: &out)
        append(UInt32(0), to: &out)
        return out + body
    }

    /// Appends an integer in host byte order.
    package static func append(_ value: some FixedWidthInteger, to out: inout [UInt8]) {
        withUnsafeBytes(of: value) { out.append(contentsOf: $0) }
    }
}
