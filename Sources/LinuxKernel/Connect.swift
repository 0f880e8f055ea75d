import CLinux
package import Endpoints

/// How a connect ended.
package enum ConnectResult: Hashable, Sendable {
    case connected
    /// `ECONNREFUSED`: somebody answered, and nothing listens there.
    case refused
    /// Nobody answered in time.
    case timedOut
    /// Any other `errno`.
    case failed(SystemError)
}

/// A TCP connection with a deadline on everything it does.
package final class TCPConnection {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Connects without blocking (connect(2), `EINPROGRESS`) and waits up to `seconds`.
    package static func open(_ endpoint: Endpoint, seconds: Double = 0.5) -> (TCPConnection?, ConnectResult) {
        let family = endpoint.address.family == .v4 ? AF_INET : AF_INET6
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { return (nil, .failed(SystemError("socket"))) }
        let connection = TCPConnection(descriptor)
        let subject = endpoint.addressAndPort
        if endpoint.withSocketAddress({ connect(descriptor, $0, $1) }) == 0 { return (connection, .connected) }
        guard clinux_errno() == EINPROGRESS else {
            let error = SystemError("connect", subject)
            return (nil, error.code == ECONNREFUSED ? .refused : .failed(error))
        }
        guard connection.wait(for: POLLOUT, until: Clock.monotonic() + seconds) else { return (nil, .timedOut) }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        switch code {
        case 0: return (connection, .connected)
        case ECONNREFUSED: return (nil, .refused)
        default: return (nil, .failed(SystemError("connect", subject, code: code)))
        }
    }

    /// Sends everything or says false.
    package func send(_ bytes: [UInt8], seconds: Double) -> Bool {
        let deadline = Clock.monotonic() + seconds
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { CLinux.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if clinux_errno() != EINTR {
                guard clinux_errno() == EAGAIN, wait(for: POLLOUT, until: deadline) else { return false }
            }
        }
        return true
    }

    /// Reads until `isEnough` says so of all that came, the other side closes, `limit` bytes are there or the time is over.
    package func receive(seconds: Double, limit: Int, isEnough: ([UInt8]) -> Bool) -> [UInt8] {
        let deadline = Clock.monotonic() + seconds
        var bytes: [UInt8] = []
        while bytes.count < limit && !isEnough(bytes) {
            guard wait(for: POLLIN, until: deadline) else { break }
            let room = min(4096, limit - bytes.count)
            var count = 0
            bytes += [UInt8](unsafeUninitializedCapacity: room) { buffer, size in
                count = recv(descriptor, buffer.baseAddress, room, 0)
                size = max(0, count)
            }
            if count == 0 || (count < 0 && clinux_errno() != EINTR && clinux_errno() != EAGAIN) { break }
        }
        return bytes
    }

    private func wait(for events: Int32, until deadline: Double) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        while true {
            let remaining = deadline - Clock.monotonic()
            if remaining <= 0 { return false }
            let count = poll(&entry, 1, Int32((remaining * 1000).rounded(.up)))
            if count > 0 { return true }
            if count < 0 && clinux_errno() != EINTR { return false }
        }
    }
}

/// What bind(2) says of an endpoint, tried the way most servers do.
package enum BindTrial {
    /// Binds and closes at once; the socket never listens, so nobody can notice.
    ///
    /// - Parameter reuse: sets `SO_REUSEADDR`, as nearly every server does: connections in TIME_WAIT then do no harm.
    /// - Returns: `nil` when the bind succeeded.
    package static func failure(_ endpoint: Endpoint, reuse: Bool = true) -> SystemError? {
        let family = endpoint.address.family == .v4 ? AF_INET : AF_INET6
        let type = endpoint.transport == .tcp ? SOCK_STREAM.rawValue : SOCK_DGRAM.rawValue
        let descriptor = socket(family, Int32(type | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return SystemError("socket") }
        defer { close(descriptor) }
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        // Two UDP sockets that both set it may share a port: there it would hide the very thing asked for.
        if reuse && endpoint.transport == .tcp { setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size) }
        if family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
        if endpoint.withSocketAddress({ bind(descriptor, $0, $1) }) != 0 {
            return SystemError("bind", endpoint.addressAndPort)
        }
        return nil
    }
}

extension Endpoint {
    /// Lends the endpoint as the `sockaddr` of its family (ip(7), ipv6(7)).
    ///
    /// - Parameter scope: the index of the interface that a link-local IPv6 address belongs to (`sin6_scope_id`).
    func withSocketAddress<Result>(
        scope: UInt32 = 0, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var bytes = [UInt8](repeating: 0, count: 28)
        func put(_ value: some FixedWidthInteger, at offset: Int) {
            withUnsafeBytes(of: value) { for (i, byte) in $0.enumerated() { bytes[offset + i] = byte } }
        }
        put(port.bigEndian, at: 2)
        switch address {
        case .v4(let v4):
            put(UInt16(AF_INET), at: 0)
            put(v4.bits.bigEndian, at: 4)
        case .v6(let v6):
            put(UInt16(AF_INET6), at: 0)
            put(v6.high.bigEndian, at: 8)
            put(v6.low.bigEndian, at: 16)
            put(scope, at: 24)
        }
        let length = socklen_t(address.family == .v4 ? 16 : 28)
        var storage = sockaddr_in6()
        return withUnsafeMutableBytes(of: &storage) { raw in
            raw.copyBytes(from: bytes)
            return raw.withMemoryRebound(to: sockaddr.self) { pointers in
                guard let base = pointers.baseAddress else { preconditionFailure("a sockaddr_in6 has bytes") }
                return body(UnsafePointer(base), length)
            }
        }
    }
}
