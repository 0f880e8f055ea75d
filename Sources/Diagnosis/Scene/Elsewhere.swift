package import Endpoints

/// A server that listens on the asked port, and not on the asked address.
package struct Elsewhere: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// On IPv6 only, while IPv4 is asked.
        case onlyIPv6
        /// On IPv4 only, while IPv6 is asked.
        case onlyIPv4
        /// On another address of 127.0.0.0/8.
        case otherLoopback
        /// On an address of an interface, and not on loopback.
        case interface
        /// On loopback, while an interface's address is asked.
        case loopbackFromOutside
    }

    package var kind: Kind
    /// The attempt that was refused; where a name has several, the first.
    package var asked: Reach.Attempt
    package var attempts: [Reach.Attempt]
    package var listener: SocketFact
    /// Where the listener is reached from here.
    package var right: Endpoint
    /// What came of trying that; `nil` when it must not be tried.
    package var trial: ConnectOutcome?
}

extension Scene {
    /// What listens on the port of a refused question at an address that was not asked.
    package func elsewhere() throws(Need) -> Elsewhere? {
        let attempts = try plainRefusals()
        guard let asked = attempts.first, !attempts.contains(where: { isListenedTo($0.endpoint) }) else { return nil }
        var best: (kind: Elsewhere.Kind, listener: SocketFact, rank: Int)?
        for listener in listeners(on: asked.endpoint.port) {
            guard let (kind, rank) = Self.kind(destination(asked.endpoint).address.unmapped, listener) else { continue }
            if rank < best?.rank ?? Int.max { best = (kind, listener, rank) }
        }
        guard let best, try astrayName() == nil else { return nil }
        let right = destination(best.listener.local)
        let trial = mayConnect(right) ? try connect(right) : nil
        // When it does not answer at its own address either, its address is not the whole story.
        if let trial, trial.result != .connected { return nil }
        return Elsewhere(
            kind: best.kind, asked: asked, attempts: attempts, listener: best.listener, right: right, trial: trial)
    }

    /// - Returns: the kind, and a rank: the lower, the nearer to what was asked.
    private static func kind(_ asked: IPAddress, _ listener: SocketFact) -> (Elsewhere.Kind, Int)? {
        let address = listener.local.address.unmapped
        let isWildcard = address.isUnspecified
        if asked.isLoopback {
            if address == asked { return nil }
            if asked.family == .v4, address == .loopbackV6 || isWildcard && address.family == .v6 {
                return (.onlyIPv6, 0)
            }
            if asked.family == .v6, address == .loopbackV4 || isWildcard && address.family == .v4 {
                return (.onlyIPv4, 0)
            }
            return address.isLoopback ? (.otherLoopback, 1) : (.interface, 2)
        }
        if isWildcard { return (address.family == .v4 ? .onlyIPv4 : .onlyIPv6, 1) }
        return address.isLoopback ? (.loopbackFromOutside, 0) : (.interface, 2)
    }
}

extension Elsewhere {
    /// Refused there, reached here, and who it is.
    package func evidence(_ scene: Scene) -> [EvidenceLine] {
        var out = scene.lines(attempts)
        if let trial { out.append(EvidenceLine("connect", right.addressAndPort, trial.words)) }
        out.append(scene.line(listener))
        return out
    }

    /// Seen to answer there, or not tried because a connection would harm it.
    package var confidence: Double { trial == nil ? Confidence.observed : Confidence.proven }

    /// How the server is called in a sentence.
    package func subject(_ scene: Scene) -> String {
        scene.owner(of: listener).map { "\($0.title)," } ?? "the server"
    }

    /// The asked URL with the address that listens, or the bare endpoint.
    package func rightText(_ scene: Scene) -> String {
        guard let scheme = scene.question.scheme else { return right.addressAndPort }
        return "\(scheme)://\(right.addressAndPort)\(scene.question.path == "/" ? "/" : scene.question.path)"
    }
}
