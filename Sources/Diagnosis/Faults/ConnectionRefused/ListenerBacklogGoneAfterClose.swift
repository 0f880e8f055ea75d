import Endpoints

/// `listener-backlog-gone-after-close`: no longer at home for new guests, still there for the old ones.
package enum ListenerBacklogGoneAfterClose: Rule {
    package static let fault = Fault(
        "listener-backlog-gone-after-close", .connectionRefused,
        "The server has closed its listener and still serves the connections it has: it is shutting down.",
        symptoms: [
            "new connections are refused, open ones go on working",
            "refused during a deployment or after nginx -s quit",
            "the process runs, and nothing listens",
        ],
        explanation: """
            A graceful shutdown closes the listening socket first and ends when the last connection does; nginx -s \
            quit, http.Server.Shutdown of Go and server.close() of Node work so. Connections that are kept alive can \
            hold a server in that state for hours. close(2) of the listener makes the kernel refuse whoever comes next.
            """,
        proof: """
            No socket listens on the port, and accepted connections with that local port are held by a process that \
            runs. A connection that this machine made from the port has a listener at its other end; a JVM's debug \
            agent with a debugger attached closes its listener too and is told apart by its command line.
            """,
        mends: [
            Fix("ostia wait <PORT>", "waits for the successor", isSafe: true),
            Fix("<the command that starts the server>", "starts the successor, the port is free"),
            Fix("kill <PID>", "ends the old server and its last connections"),
        ],
        seeAlso: ["nothing-listening", "jdwp-second-debugger"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let port = scene.question.port else { return nil }
        let attempts = try scene.plainRefusals()
        guard !attempts.isEmpty, scene.listeners(on: port).isEmpty else { return nil }
        let left = scene.facts.sockets.filter { isServed(scene, $0, port) }
        guard let first = left.first else { return nil }
        let holders = Set(left.flatMap(\.owners))
        let owner = left.lazy.compactMap { scene.owner(of: $0) }.first
        // A debugger's only client makes it close its listener as well; that is no shutdown.
        if holders.contains(where: { scene.facts.processes[$0].flatMap { Untouchable($0, port: port) } != nil }) {
            return nil
        }
        var evidence = scene.lines(attempts)
        evidence.append(EvidenceLine("listeners", "port \(port)", "none on any address, in TCP"))
        for socket in left.prefix(3) {
            let peer = socket.remote.map { " with \($0.addressAndPort)" } ?? ""
            evidence.append(
                EvidenceLine(
                    "connection", socket.local.addressAndPort + peer, "\(socket.state.rawValue), \(scene.who(socket))"))
        }
        let who = owner?.title ?? scene.who(first)
        let count = left.count == 1 ? "a connection" : "\(left.count) connections"
        return finding(
            owner == nil ? 0.85 : 0.93,
            "\(who), has closed its listener on port \(port) and still holds \(count): it takes no new ones.",
            evidence: evidence,
            fixes: [
                Fix("ostia wait \(port)", "waits for its successor", isSafe: true, isRunnable: true),
                Fix("start the server again", "the port itself is free"),
                owner.map {
                    Fix("kill \($0.pid)", "ends \($0.title), and its last connections", isRunnable: true)
                },
            ].compactMap { $0 })
    }

    /// Whether a socket is the server's end of a connection that was accepted on the port.
    private static func isServed(_ scene: Scene, _ socket: SocketFact, _ port: UInt16) -> Bool {
        guard [.established, .closeWait, .finWait1, .finWait2].contains(socket.state), socket.local.port == port,
            socket.local.transport == .tcp, let remote = socket.remote, remote != socket.local, socket.inode != 0,
            !socket.owners.isEmpty || socket.unknownOwner == "other user" || socket.unknownOwner == "hidden"
        else { return false }
        // Made from here: somebody listens at the other end, on this machine or, by its number, elsewhere.
        if scene.isOwn(remote.address) { return !scene.isListenedTo(remote) }
        return !scene.facts.kernel.ephemeralPorts.contains(port)
    }
}
