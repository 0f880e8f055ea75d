import CLinux
package import LinuxKernel

/// A command's side of the control socket.
package final class ControlClient {
    private let connection: UnixClient
    private var received: [UInt8] = []

    /// - Throws: `ENOENT` or `ECONNREFUSED` when no supervisor is there.
    package init(_ folders: StackFolders) throws(SystemError) {
        guard let address = UnixAddress(folders.controlSocket) else {
            throw SystemError("connect", folders.controlSocket, code: ENAMETOOLONG)
        }
        connection = try UnixClient(connectingTo: address)
    }

    package var descriptor: Int32 { connection.descriptor }

    /// Sends a request and waits for its answer.
    ///
    /// - Parameter wait: pauses until the descriptor is readable or the time is over, and says whether to give up.
    /// - Returns: `nil` when the supervisor went away, or when `wait` said so.
    package func ask(_ request: ControlRequest, wait: (Int32) -> Bool = { _ in false }) -> ControlAnswer? {
        send(request.line)
        // An answer may be long and come in many pieces: each byte of it is looked at once.
        var seen = 0
        while true {
            if let end = received[seen...].firstIndex(of: 10) {
                let line = Array(received[..<end])
                received.removeFirst(end + 1)
                return ControlAnswer(line)
            }
            seen = received.count
            switch connection.receive() {
            case .bytes(let bytes): received += bytes
            case .ended: return nil
            case .nothingYet:
                if wait(descriptor) { return nil }
                var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                poll(&entry, 1, 100)
            }
        }
    }

    /// What the service writes, once attached to it.
    package func receive() -> UnixClient.Received {
        guard !received.isEmpty else { return connection.receive() }
        defer { received = [] }
        return .bytes(received)
    }

    /// Sends bytes, waiting for room.
    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let count = connection.sendSome(rest) else { return }
            rest = rest.dropFirst(count)
            if count == 0 {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, 1000)
            }
        }
    }
}
