import Endpoints

/// An endpoint that a program wants and cannot have, with everything of the kernel's table that could be the reason.
struct Occupancy: Hashable, Sendable {
    var wanted: Wanted
    /// What bind(2) said without SO_REUSEADDR; `nil` when it worked.
    var plain: String?
    /// What it said with it.
    var reusing: String?
    /// Sockets that listen there, or UDP sockets that are bound there: the very address first.
    var listeners: [SocketFact]
    /// Bound, and neither listening nor connected.
    var bound: [SocketFact]
    /// Connections of any state with that port as their own.
    var connections: [SocketFact]

    var endpoint: Endpoint { wanted.endpoint }
    /// Whether it is in use for every program, not only for one without SO_REUSEADDR.
    var isForAll: Bool { reusing != nil }

    /// Nobody listens; what is left of connections is all there is.
    var isOnlyConnections: Bool { listeners.isEmpty && bound.isEmpty && !connections.isEmpty }

    var timeWaits: [SocketFact] { connections.filter { $0.state == .timeWait } }
    /// Connections that are not over yet: somebody still has a hand on them, or the other side has not closed.
    var living: [SocketFact] { connections.filter { $0.state != .timeWait } }
    /// Connected to themselves (RFC 9293 section 3.5, simultaneous open).
    var selfConnected: [SocketFact] { connections.filter { $0.remote == $0.local } }

    /// What bind said, as one line of evidence.
    var evidence: EvidenceLine {
        let words =
            switch (plain, reusing) {
            case (let plain?, let reusing?):
                plain == reusing
                    ? "\(plain), with and without SO_REUSEADDR"
                    : "\(plain) without SO_REUSEADDR, \(reusing) with it"
            case (let plain?, nil): "\(plain) without SO_REUSEADDR; works with it"
            case (nil, let reusing?): "\(reusing) with SO_REUSEADDR; works without it"
            case (nil, nil): "works"
            }
        return EvidenceLine("bind", endpoint.addressAndPort, words)
    }
}

extension Scene {
    /// The first of the wanted endpoints that is in use; `nil` when all are free.
    ///
    /// bind(2) decides. Where it may not be asked (a low port without the right to it, for one) a listener in the
    /// kernel's table and a message that says so are taken for it.
    func occupancy() throws(Need) -> Occupancy? {
        for wanted in try wantedToBind() where wanted.endpoint.port != 0 {
            let reusing = try bind(wanted.endpoint, wanted.options(reuseAddress: true))
            let plain = try bind(wanted.endpoint, wanted.options(reuseAddress: false))
            let conflicts = facts.sockets.filter { $0.stands(inTheWayOf: wanted) }
            let isInUse = plain?.failure == "EADDRINUSE" || reusing?.failure == "EADDRINUSE"
            let isUntold = plain == nil || plain?.failure == "EACCES" || plain?.failure == "EPERM"
            guard isInUse || isUntold && inUseReport != nil && conflicts.contains(where: \.isListener) else { continue }
            let listeners = conflicts.filter(\.isListener)
            let exact = listeners.filter { $0.local.address.unmapped == wanted.endpoint.address.unmapped }
            let others = listeners.filter { $0.local.address.unmapped != wanted.endpoint.address.unmapped }
            let connections = facts.sockets.filter {
                $0.local.port == wanted.endpoint.port && $0.local.transport == wanted.endpoint.transport
                    && !$0.isListener && $0.state != .bound
            }
            let near = connections.filter { $0.stands(inTheWayOf: wanted) }
            return Occupancy(
                wanted: wanted, plain: plain?.failure, reusing: reusing?.failure, listeners: exact + others,
                bound: conflicts.filter { $0.state == .bound }, connections: near.isEmpty ? connections : near)
        }
        return nil
    }

    /// Whether a connection was made from here, with the port only as its own end, and not accepted by a server of that
    /// port: something answers at its other end, or the numbers can mean nothing else.
    func isOutgoing(_ connection: SocketFact) -> Bool {
        guard let remote = connection.remote, remote != connection.local else { return false }
        if facts.sockets.contains(where: { $0.answers(remote) }) { return true }
        let isEphemeral = facts.kernel.ephemeralPorts.contains(connection.local.port)
        let isServicePort = !facts.kernel.ephemeralPorts.contains(remote.port)
        return isServicePort && (isEphemeral || remote.port < 1024)
    }
}
