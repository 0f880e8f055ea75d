import CLinux

/// Where a Unix socket is: a path, or a name in the abstract namespace, written with `@` before it (unix(7)).
package struct UnixAddress: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// `nil` when empty or longer than `sun_path` takes.
    package init?(_ text: String) {
        guard text != "@", (1...107).contains(text.utf8.count), !text.utf8.contains(0) else { return nil }
        self.text = text
    }

    package var isAbstract: Bool { text.hasPrefix("@") }
    package var description: String { text }

    fileprivate func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var storage = sockaddr_un()
        storage.sun_family = sa_family_t(AF_UNIX)
        let name = isAbstract ? [0] + Array(text.utf8.dropFirst()) : Array(text.utf8)
        withUnsafeMutableBytes(of: &storage.sun_path) { $0.copyBytes(from: name) }
        // An abstract name ends where the length says, a path at its zero.
        let length = socklen_t(2 + name.count + (isAbstract ? 0 : 1))
        return withUnsafeMutableBytes(of: &storage) { raw in
            raw.withMemoryRebound(to: sockaddr.self) { pointers in
                guard let base = pointers.baseAddress else { preconditionFailure("a sockaddr_un has bytes") }
                return body(UnsafePointer(base), length)
            }
        }
    }
}

/// A Unix stream socket that accepts without ever blocking.
package final class UnixListener {
    package let address: UnixAddress
    /// Readable when somebody has connected.
    package let descriptor: Int32
    private var inode: UInt64?

    /// Listens. A path whose server has gone is taken over; a file that is no socket is left alone.
    ///
    /// - Throws: `EADDRINUSE` when a server lives there.
    package init(_ address: UnixAddress) throws(SystemError) {
        self.address = address
        descriptor = UnixListener.makeSocket()
        guard descriptor >= 0 else { throw SystemError("socket") }
        if !address.isAbstract && UnixListener.isLeftOver(address) { unlink(address.text) }
        let before = umask(0o177)
        let failure: SystemError? =
            address.withSocketAddress { bind(descriptor, $0, $1) } == 0 ? nil : SystemError("bind", address.text)
        umask(before)
        if let failure { throw failure }
        if !address.isAbstract { inode = FileBytes.status(address.text)?.inode }
        guard listen(descriptor, 1024) == 0 else { throw SystemError("listen", address.text) }
    }

    deinit {
        close(descriptor)
        // Only our own file: somebody may have replaced it meanwhile.
        if let inode, FileBytes.status(address.text)?.inode == inode { unlink(address.text) }
    }

    /// The next client, or `nil` when none waits.
    ///
    /// - Throws: `EMFILE` and its like.
    package func accept() throws(SystemError) -> UnixClient? {
        while true {
            let client = clinux_accept(descriptor)
            if client >= 0 { return UnixClient(client) }
            let error = SystemError("accept4", address.text)
            if error.code == EAGAIN { return nil }
            if error.code != EINTR && error.code != ECONNABORTED { throw error }
        }
    }

    private static func makeSocket() -> Int32 {
        socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    }

    private static func isLeftOver(_ address: UnixAddress) -> Bool {
        guard FileBytes.status(address.text)?.isSocket ?? false else { return false }
        let descriptor = makeSocket()
        defer { close(descriptor) }
        return address.withSocketAddress { connect(descriptor, $0, $1) } != 0 && clinux_errno() == ECONNREFUSED
    }
}

/// One connected client.
package final class UnixClient {
    package let descriptor: Int32
    /// The user behind it (`SO_PEERCRED`, unix(7)); `nil` when the kernel does not say.
    package let user: UInt32?

    package enum Received: Hashable, Sendable {
        case bytes([UInt8])
        case nothingYet
        case ended
    }

    /// Connects to a server of this machine.
    ///
    /// - Throws: `ECONNREFUSED` or `ENOENT` when none is there.
    package convenience init(connectingTo address: UnixAddress) throws(SystemError) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError("socket") }
        guard address.withSocketAddress({ connect(descriptor, $0, $1) }) == 0 else {
            let error = SystemError("connect", address.text)
            close(descriptor)
            throw error
        }
        self.init(descriptor)
    }

    fileprivate init(_ descriptor: Int32) {
        self.descriptor = descriptor
        let user = clinux_peer_user(descriptor)
        self.user = user < 0 ? nil : UInt32(user)
    }

    deinit { close(descriptor) }

    /// What has come, up to 16 KB: the status of a stack of fifty services in one piece.
    package func receive() -> Received {
        withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 1) { buffer in
            let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { return .bytes([UInt8](buffer.prefix(count))) }
            return count < 0 && (clinux_errno() == EAGAIN || clinux_errno() == EINTR) ? .nothingYet : .ended
        }
    }

    /// Sends what fits without waiting.
    ///
    /// - Returns: how many bytes went; `nil` when the client has gone.
    package func sendSome(_ bytes: ArraySlice<UInt8>) -> Int? {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = bytes.withUnsafeBytes { CLinux.send(descriptor, $0.baseAddress, $0.count, flags) }
        if count >= 0 { return count }
        return clinux_errno() == EAGAIN || clinux_errno() == EINTR ? 0 : nil
    }

    /// Sends a short answer; one that does not fit at once is lost with its client.
    package func send(_ bytes: [UInt8]) {
        _ = CLinux.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
}
