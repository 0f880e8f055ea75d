import CLinux
package import LinuxKernel

/// The supervisor's side of the control socket: clients of the same user, each with one request at a time.
package final class ControlServer {
    /// One command that is connected.
    package final class Client {
        let connection: UnixClient
        /// The service it types into, once it has asked for that.
        package var attachedTo: String?
        /// How it sees what that writes.
        var tap: LogTap?
        private var received: [UInt8] = []
        private var toSend: ArraySlice<UInt8> = []

        init(_ connection: UnixClient) { self.connection = connection }

        package var descriptor: Int32 { connection.descriptor }
        package var hasMoreToSend: Bool { !toSend.isEmpty }

        package enum Input: Hashable, Sendable {
            case request(ControlRequest)
            case typed([UInt8])
            case nonsense
            case nothingYet
            case ended
        }

        /// What it sent next.
        package func next() -> Input {
            // A request is short; who sends more than this without a line's end is no client of ours.
            while received.count < 1 << 16 {
                if attachedTo != nil, !received.isEmpty {
                    defer { received = [] }
                    return .typed(received)
                }
                if let end = received.firstIndex(of: 10) {
                    let line = Array(received[..<end])
                    received.removeFirst(end + 1)
                    return ControlRequest(line).map { .request($0) } ?? .nonsense
                }
                switch connection.receive() {
                case .bytes(let bytes): received += bytes
                case .nothingYet: return .nothingYet
                case .ended: return .ended
                }
            }
            return .nonsense
        }

        package func answer(_ answer: ControlAnswer) {
            toSend += answer.line
            _ = flush()
        }

        /// Sends what waits.
        ///
        /// - Returns: whether the client is still there.
        package func flush() -> Bool {
            while !toSend.isEmpty {
                guard let count = connection.sendSome(toSend) else { return false }
                if count == 0 { return true }
                toSend = toSend.dropFirst(count)
            }
            return true
        }
    }

    private var listener: UnixListener?
    package private(set) var clients: [Client] = []

    /// - Throws: `EADDRINUSE` when another supervisor listens there.
    package init(path: String) throws(SystemError) {
        guard let address = UnixAddress(path) else { throw SystemError("bind", path, code: ENAMETOOLONG) }
        listener = try UnixListener(address)
    }

    package var descriptor: Int32 { listener?.descriptor ?? -1 }

    /// Takes no more clients, and gives the path free for the next one; those who are connected stay.
    package func stopListening() {
        accept()
        listener = nil
    }

    /// Takes those who have connected; another user's are turned away.
    package func accept() {
        while let client = try? listener?.accept() {
            if client.user == geteuid() || client.user == 0 { clients.append(Client(client)) }
        }
    }

    package func remove(_ client: Client) { clients.removeAll { $0 === client } }
}
