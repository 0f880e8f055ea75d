import CLinux

/// One HTTP/1.1 exchange over a Unix socket, bounded in time and size: what a container engine's API asks for.
package struct UnixHTTP: Sendable {
    package var path: String
    /// Seconds for the connection; a daemon that hangs has a full queue and lets nobody in.
    package var connectTimeout: Double
    /// Seconds for everything together.
    package var timeout: Double
    /// Bytes of the whole answer.
    package var limit: Int

    package init(path: String, connectTimeout: Double = 0.3, timeout: Double = 2, limit: Int = 8 << 20) {
        self.path = path
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.limit = limit
    }

    /// Sends a request without a body and reads the whole answer.
    ///
    /// - Parameter target: path and query, already percent-encoded.
    package func request(_ method: String, _ target: String) throws(HTTPFailure) -> HTTPResponse {
        let allowed = (method + target).utf8.allSatisfy { $0 > 32 && $0 < 127 }
        guard allowed, target.hasPrefix("/") else { throw .malformed("no request can be made for \(target)") }
        let deadline = Clock.monotonic() + timeout
        let fd = try connected()
        defer { close(fd) }
        let length = method == "GET" ? "" : "Content-Length: 0\r\n"
        try send(
            [UInt8]("\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(length)\r\n".utf8),
            fd, deadline)
        return try receive(fd, deadline)
    }

    private func connected() throws(HTTPFailure) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = [UInt8](path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard bytes.count <= room, !bytes.contains(0) else {
            throw .failed(SystemError("connect", path, code: ENAMETOOLONG))
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard fd >= 0 else { throw .failed(SystemError("socket", path)) }
        // unix(7) has no "in progress": a full queue makes a non-blocking connect fail at once, a blocking one wait
        // for as long as SO_SNDTIMEO says.
        var limit = timeval(
            tv_sec: Int(connectTimeout), tv_usec: Int((connectTimeout - connectTimeout.rounded(.down)) * 1e6))
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let deadline = Clock.monotonic() + connectTimeout
        while true {
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            if result == 0 { return fd }
            let code = clinux_errno()
            if code == EINTR, Clock.monotonic() < deadline { continue }
            close(fd)
            switch code {
            case ENOENT, ENOTDIR, ECONNREFUSED: throw .absent
            case EACCES, EPERM: throw .denied
            case EAGAIN, EINTR, ETIMEDOUT: throw .timedOut
            default: throw .failed(SystemError("connect", path, code: code))
            }
        }
    }

    private func send(_ request: [UInt8], _ fd: Int32, _ deadline: Double) throws(HTTPFailure) {
        var sent = 0
        while sent < request.count {
            try wait(fd, Int16(POLLOUT), deadline)
            let count = request.withUnsafeBytes { bytes in
                CLinux.send(
                    fd, bytes.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                sent += count
            } else if clinux_errno() != EINTR && clinux_errno() != EAGAIN {
                // It may have answered and closed without reading on; what it said is still to be read.
                return
            }
        }
    }

    private func receive(_ fd: Int32, _ deadline: Double) throws(HTTPFailure) -> HTTPResponse {
        var reader = HTTPReader(limit: limit)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !reader.isComplete {
            try wait(fd, Int16(POLLIN), deadline)
            let count = recv(fd, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                try reader.feed(buffer[..<count])
            } else if count == 0 {
                try reader.end()
            } else if clinux_errno() != EINTR && clinux_errno() != EAGAIN {
                throw .failed(SystemError("recv", path))
            }
        }
        return reader.response
    }

    private func wait(_ fd: Int32, _ events: Int16, _ deadline: Double) throws(HTTPFailure) {
        while true {
            let left = deadline - Clock.monotonic()
            guard left > 0 else { throw .timedOut }
            var entry = pollfd(fd: fd, events: events, revents: 0)
            let ready = poll(&entry, 1, Int32(left * 1000) + 1)
            if ready > 0 { return }
            if ready < 0 && clinux_errno() != EINTR { throw .failed(SystemError("poll", path)) }
        }
    }
}

/// Why there is no answer.
package enum HTTPFailure: Error, Hashable, Sendable {
    /// Nothing is there, or nobody listens.
    case absent
    /// The socket is there and this user may not open it.
    case denied
    case timedOut
    /// The answer is longer than allowed.
    case tooLarge
    /// The connection ended before the answer did.
    case cut
    /// What came is no HTTP/1.x answer; the text says what is wrong with it.
    case malformed(String)
    case failed(SystemError)
}
