package import Endpoints

/// One thing to wait for, with its host looked up.
package struct WaitTarget: Hashable, Sendable {
    /// As it was typed.
    package var text: String
    package var transport: Transport
    package var port: UInt16
    /// Any one of them will do: both loopback addresses for `localhost` and for a bare port.
    package var addresses: [IPAddress]
    /// Whether only a port was given: then, for "is it free?", every address of the machine counts.
    package var isBarePort: Bool
    /// Whether the addresses are this machine's, so that its own table answers for them.
    package var isLocal: Bool
    /// What an HTTP request must bring; `nil` when listening is enough.
    package var http: HTTPExpectation?

    package init(
        text: String, transport: Transport = .tcp, port: UInt16, addresses: [IPAddress], isBarePort: Bool = false,
        isLocal: Bool = true, http: HTTPExpectation? = nil
    ) {
        self.text = text
        self.transport = transport
        self.port = port
        self.addresses = addresses
        self.isBarePort = isBarePort
        self.isLocal = isLocal
        self.http = http
    }

    /// What the target is called in sentences: `port 3000` or the text as typed.
    package var label: String {
        if text == "\(port)" || text == ":\(port)" { return "port \(port)" }
        return text
    }
}

/// A process as a reader knows it.
package struct ProcessLabel: Hashable, Sendable, CustomStringConvertible {
    package var pid: Int32
    package var name: String

    package init(pid: Int32, name: String) {
        self.pid = pid
        self.name = name
    }

    package var description: String { "\(name), pid \(pid)" }
}

/// What is so with one target at one moment.
package enum WaitState: Hashable, Sendable {
    /// Nothing listens on the port at all.
    case nothing
    /// Something listens on the port, at addresses nobody asked for.
    case elsewhere([SocketSummary])
    /// It listens, and the process tree asked for does not hold it.
    case notOwned(SocketSummary)
    /// It listens, and connections wait unaccepted in a full queue.
    case notAccepting(SocketSummary)
    /// It listens, and the answer to an HTTP request is not the one asked for.
    case unanswered(SocketSummary, HTTPAnswer)
    /// It listens.
    case listening(SocketSummary)
    /// It listens and answered as asked.
    case answered(SocketSummary, status: Int)
    /// A host elsewhere accepted a connection.
    case reached(Endpoint)
    /// A host elsewhere did not: why, in words.
    case unreached(Endpoint, String)
    /// Nothing listens, and a bind succeeds.
    case free
    /// Nothing listens, and a bind fails all the same: `errno`.
    case unbindable(Int32)
}

/// The part of a table row that waiting remembers.
package struct SocketSummary: Hashable, Sendable {
    package var endpoint: Endpoint
    /// The cookie, or the inode where the table has no cookies: a new socket has a new one.
    package var identity: UInt64
    package var inode: UInt32
    package var process: ProcessLabel?

    package init(_ endpoint: Endpoint, identity: UInt64, inode: UInt32 = 0, process: ProcessLabel? = nil) {
        self.endpoint = endpoint
        self.identity = identity
        self.inode = inode
        self.process = process
    }

    /// `127.0.0.1:3000 (node, pid 812)`.
    package var text: String { endpoint.addressAndPort + (process.map { " (\($0))" } ?? "") }
}
