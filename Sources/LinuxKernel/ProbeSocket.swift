import CLinux
package import Endpoints

/// A socket of our own that looks at what others serve: it never blocks, and keeps the ICMP message behind a failure
/// (`IP_RECVERR`, ip(7); `IPV6_RECVERR`, ipv6(7)). Deadlines are of `Clock.monotonic()`.
package final class ProbeSocket {
    /// How a step ended.
    package enum Step: Hashable, Sendable {
        case done
        /// The time was over first.
        case timedOut
        case failed(SystemError)
    }

    /// What came from the other side.
    package enum Arrival: Hashable, Sendable {
        case bytes([UInt8])
        /// An orderly end (FIN).
        case closed
        /// An abrupt one: RST, or an ICMP message that ended the connection.
        case reset(SystemError)
        /// The time was over first.
        case nothing
    }

    /// How much of what we said has left us.
    package struct Sending: Hashable, Sendable {
        package var count: Int
        /// Why the rest could not be sent; `nil` when there is no rest, and when the time was over.
        package var failure: SystemError?
    }

    private let descriptor: Int32
    private let transport: Transport
    private let family: IPAddress.Family
    /// The end of a connection that was over before `connect` had looked at it.
    private var early: SystemError?

    /// - Parameter asUser: the user it should belong to, for which root's rights are needed (setfsuid(2) silently keeps
    ///   the user otherwise); `nil` for the asking one. Only SO_REUSEPORT compares the users of sockets.
    /// - Throws: what socket(2) said: `EMFILE`, `EAFNOSUPPORT` where IPv6 is not built in.
    package init(
        _ family: IPAddress.Family, _ transport: Transport, asUser: UInt32? = nil
    ) throws(SystemError) {
        self.family = family
        self.transport = transport
        let type = transport == .tcp ? SOCK_STREAM.rawValue : SOCK_DGRAM.rawValue
        let flags = Int32(type | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let before = asUser.map { clinux_setfsuid($0) }
        descriptor = socket(family == .v4 ? AF_INET : AF_INET6, flags, 0)
        // It never fails, and so leaves errno alone.
        if let before { _ = clinux_setfsuid(before) }
        guard descriptor >= 0 else { throw SystemError("socket") }
    }

    deinit { close(descriptor) }

    /// Asks the kernel to keep the messages behind failures, for `takeError()`.
    package func keepErrors() {
        if family == .v6 { set(Int32(IPPROTO_IPV6), Int32(IPV6_RECVERR), true) }
        // An IPv6 socket that speaks to an IPv4-mapped address gets its messages by the IPv4 option.
        set(Int32(IPPROTO_IP), Int32(IP_RECVERR), true)
    }

    /// `SO_REUSEADDR`, `SO_REUSEPORT` (socket(7)) and `IPV6_V6ONLY` (ipv6(7)), before a bind.
    package func share(reuseAddress: Bool, reusePort: Bool, dualStack: Bool) {
        set(SOL_SOCKET, SO_REUSEADDR, reuseAddress)
        set(SOL_SOCKET, SO_REUSEPORT, reusePort)
        if family == .v6 { set(Int32(IPPROTO_IPV6), Int32(IPV6_V6ONLY), !dualStack) }
    }

    /// Closing will send RST and leave no TIME_WAIT (`SO_LINGER` of zero seconds, socket(7)).
    package func closeAbruptly() {
        var none = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &none, socklen_t(MemoryLayout<linger>.size))
    }

    private func set(_ level: Int32, _ option: Int32, _ on: Bool) {
        var value: Int32 = on ? 1 : 0
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// bind(2).
    ///
    /// - Parameter scope: the interface of a link-local address; 0 lets `Interfaces.scope(of:)` find it.
    package func bind(_ endpoint: Endpoint, scope: UInt32 = 0) throws(SystemError) {
        let zone = scope == 0 ? Interfaces.scope(of: endpoint.address) : scope
        guard endpoint.withSocketAddress(scope: zone, { CLinux.bind(descriptor, $0, $1) }) == 0 else {
            throw SystemError("bind", endpoint.addressAndPort)
        }
    }

    /// connect(2); a datagram socket only gets its peer by it.
    package func connect(_ endpoint: Endpoint, scope: UInt32 = 0, until deadline: Double) -> Step {
        let zone = scope == 0 ? Interfaces.scope(of: endpoint.address) : scope
        if endpoint.withSocketAddress(scope: zone, { CLinux.connect(descriptor, $0, $1) }) == 0 { return .done }
        let code = clinux_errno()
        guard code == EINPROGRESS || code == EINTR else {
            return .failed(SystemError("connect", endpoint.addressAndPort, code: code))
        }
        guard wait(for: POLLOUT, until: deadline) else { return .timedOut }
        let failure = pendingError()
        if failure == 0 { return .done }
        // A handshake that fails by RST is ECONNREFUSED: this connection was there, and reset in the same moment.
        if failure == ECONNRESET || failure == EPIPE {
            early = SystemError("recv", code: failure)
            return .done
        }
        return .failed(SystemError("connect", endpoint.addressAndPort, code: failure))
    }

    /// Sends until everything is in the kernel's hands or the time is over.
    package func send(_ bytes: [UInt8], until deadline: Double) -> Sending {
        var rest = bytes[...]
        while true {
            let count = rest.withUnsafeBytes { CLinux.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            let code = clinux_errno()
            if count >= 0 {
                rest = rest.dropFirst(count)
                if rest.isEmpty { return Sending(count: bytes.count, failure: nil) }
            } else if code == EAGAIN {
                guard wait(for: POLLOUT, until: deadline) else {
                    return Sending(count: bytes.count - rest.count, failure: nil)
                }
            } else if code != EINTR {
                return Sending(count: bytes.count - rest.count, failure: SystemError("send", code: code))
            }
        }
    }

    /// Waits for the next bytes, `limit` of them at most, or for the end.
    package func receive(limit: Int = 4096, until deadline: Double) -> Arrival {
        while true {
            var count = 0
            var code: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, size in
                count = recv(descriptor, buffer.baseAddress, limit, 0)
                code = clinux_errno()
                size = max(0, count)
            }
            if count > 0 { return .bytes(bytes) }
            if let early { return .reset(early) }
            // A datagram may be empty.
            if count == 0 { return transport == .tcp ? .closed : .bytes([]) }
            if code == EAGAIN {
                guard wait(for: POLLIN, until: deadline) else { return .nothing }
            } else if code != EINTR {
                return .reset(SystemError("recv", code: code))
            }
        }
    }

    /// The error that came over the network since it was last asked (`SO_ERROR`, socket(7)); 0 for none.
    package func pendingError() -> Int32 {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return code
    }

    /// The next message of the error queue, `nil` when there is none.
    package func takeError() -> QueuedError? {
        var raw = clinux_queued_error()
        return clinux_take_error(descriptor, &raw) == 1 ? QueuedError(raw) : nil
    }

    /// Our end (getsockname(2)), `nil` before it has one.
    package var local: Endpoint? { name { getsockname(descriptor, $0, $1) } }
    /// The other end (getpeername(2)), `nil` without a connection.
    package var remote: Endpoint? { name { getpeername(descriptor, $0, $1) } }

    private func name(_ call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32) -> Endpoint? {
        var storage = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &size) }
        }
        guard result == 0 else { return nil }
        let address = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Interfaces.address($0) }
        }
        // The port lies at the same place in both families.
        guard let address, storage.sin6_port != 0 else { return nil }
        return Endpoint(transport, address, UInt16(bigEndian: storage.sin6_port))
    }

    private func wait(for events: Int32, until deadline: Double) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        while true {
            let remaining = deadline - Clock.monotonic()
            if remaining <= 0 { return false }
            let count = poll(&entry, 1, Int32((remaining * 1000).rounded(.up)))
            if count < 0 && clinux_errno() != EINTR { return false }
            guard count > 0 else { continue }
            // POLLERR alone may be no more than a message in the error queue: it is for `takeError()` to fetch.
            return true
        }
    }
}

/// A message that the kernel kept for a socket (ip(7), `IP_RECVERR`).
package struct QueuedError: Hashable, Sendable {
    package enum Origin: Hashable, Sendable { case local, icmp, icmp6, other }

    package var origin: Origin
    /// The errno it stands for.
    package var code: Int32
    /// Of ICMP: RFC 792, RFC 4443.
    package var icmpType: UInt8
    package var icmpCode: UInt8
    /// Who sent the ICMP message.
    package var sender: IPAddress?

    fileprivate init(_ raw: clinux_queued_error) {
        origin =
            switch raw.origin {
            case 1: .local
            case 2: .icmp
            case 3: .icmp6
            default: .other
            }
        code = Int32(truncatingIfNeeded: raw.error)
        (icmpType, icmpCode) = (raw.type, raw.code)
        sender = withUnsafeBytes(of: raw.sender) { bytes in
            let high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
            switch raw.family {
            case 4: return .v4(IPv4Address(bits: UInt32(truncatingIfNeeded: high >> 32)))
            case 6:
                let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                return .v6(IPv6Address(high: high, low: low))
            default: return nil
            }
        }
    }
}

extension SystemError {
    /// The errno's name, such as `ECONNREFUSED` (errno(3)).
    package var name: String { clinux_error_name(code).map { String(cString: $0) } ?? "errno \(code)" }
    package var isRefused: Bool { code == ECONNREFUSED }
}

extension Interfaces {
    /// The index of the interface that an address of fe80::/10 belongs to (RFC 4007): the one that has this very
    /// address, else the only one with a link-local address at all; 0 for other addresses and where it is not clear.
    package static func scope(of address: IPAddress) -> UInt32 {
        guard case .v6(let v6) = address, v6.isLinkLocal else { return 0 }
        let candidates = addresses().filter { entry in
            if case .v6(let own) = entry.address { own.isLinkLocal && entry.isUp } else { false }
        }
        if let own = candidates.first(where: { $0.address == address }) { return if_nametoindex(own.interface) }
        return candidates.count == 1 ? if_nametoindex(candidates[0].interface) : 0
    }
}

extension IPv6Address {
    /// fe80::/10 (RFC 4291 section 2.5.6): means something on one link only.
    var isLinkLocal: Bool { high >> 54 == 0x3FA }
}
