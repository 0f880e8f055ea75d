package import Endpoints

/// How far a client of the question's endpoint gets.
package struct Reach: Hashable, Sendable {
    /// The endpoint it ends up with: the first that connects, else the first of all.
    package var endpoint: Endpoint
    package var outcome: ConnectOutcome
    /// Every address that was tried, in the resolver's order.
    package var attempts: [Attempt]

    package struct Attempt: Hashable, Sendable {
        package var endpoint: Endpoint
        package var outcome: ConnectOutcome
    }

    package var isConnected: Bool { outcome.result == .connected }
}

extension Scene {
    /// The listeners of this port and transport, whatever their address.
    package func listeners(on port: UInt16, _ transport: Transport = .tcp) -> [SocketFact] {
        facts.sockets.filter { $0.isListener && $0.local.transport == transport && $0.local.port == port }
    }

    /// The listeners that a client of this endpoint would reach: one with this very address before a wildcard.
    package func listeners(answering endpoint: Endpoint) -> [SocketFact] {
        let all = facts.sockets.filter { $0.answers(endpoint) }
        let exact = all.filter { !$0.local.address.isUnspecified }
        return exact.isEmpty ? all : exact
    }

    /// The processes that hold a socket, the most telling first.
    package func owners(of socket: SocketFact) -> [ProcessFact] { socket.owners.compactMap { facts.processes[$0] } }

    package func owner(of socket: SocketFact) -> ProcessFact? { owners(of: socket).first }

    /// The process that answers at this endpoint, where it can be told.
    package func server(at endpoint: Endpoint) -> ProcessFact? {
        listeners(answering: endpoint).lazy.compactMap { self.owner(of: $0) }.first
    }

    /// Whether an address is this machine's own.
    package func isOwn(_ address: IPAddress) -> Bool {
        let address = address.unmapped
        return address.isLoopback || address.isUnspecified
            || facts.interfaces.contains { $0.addresses.contains(address) }
    }

    /// The endpoints the question is about, in the order a client tries them; empty without a port, or when the name
    /// does not resolve.
    package func endpoints() throws(Need) -> [Endpoint] {
        guard let port = question.port else { return [] }
        if let address = question.address { return [Endpoint(question.transport, address, port)] }
        guard let name = question.name else { return [] }
        return try lookup(name).addresses.map { Endpoint(question.transport, $0, port) }
    }

    /// Whether an experiment may connect there: not to another machine without leave, and not to what a connection
    /// harms (`Untouchable`).
    package func mayConnect(_ endpoint: Endpoint) -> Bool {
        guard isOwn(endpoint.address) || question.allowsRemote else { return false }
        return question.allowsDeep || untouchable(endpoint) == nil
    }

    /// How far a TCP client gets. `nil` when the question has no endpoint, its name does not resolve, or no address of
    /// it may be connected to.
    package func reach() throws(Need) -> Reach? {
        guard question.intent == .use, question.transport == .tcp, question.unixPath == nil else { return nil }
        var attempts: [Reach.Attempt] = []
        for endpoint in try endpoints().prefix(8) where mayConnect(endpoint) {
            guard let outcome = try connect(endpoint) else { continue }
            attempts.append(Reach.Attempt(endpoint: endpoint, outcome: outcome))
            if outcome.result == .connected {
                return Reach(endpoint: endpoint, outcome: outcome, attempts: attempts)
            }
        }
        return attempts.first.map { Reach(endpoint: $0.endpoint, outcome: $0.outcome, attempts: attempts) }
    }

    /// The reach of a client that cannot connect; `nil` when it can.
    package func unreached() throws(Need) -> Reach? {
        guard let reach = try reach(), !reach.isConnected else { return nil }
        return reach
    }

    /// The reach when every address was refused.
    package func refused() throws(Need) -> Reach? {
        guard let reach = try unreached(), reach.outcome.result == .refused else { return nil }
        return reach
    }

    /// The reach when no answer came within the time.
    package func silent() throws(Need) -> Reach? {
        guard let reach = try unreached(), reach.outcome.result == .silent else { return nil }
        return reach
    }

    /// The reach when it connects.
    package func reached() throws(Need) -> Reach? {
        guard let reach = try reach(), reach.isConnected else { return nil }
        return reach
    }
}

// MARK: - One layer up

extension Scene {
    /// The host to write into a request: what was asked for, with its port unless it is the scheme's own.
    package var requestHost: String {
        let host = question.host ?? "localhost"
        let bracketed = (IPAddress(host)?.family == .v6) ? "[\(host)]" : host
        guard let port = question.port, port != (question.isTLS ? 443 : 80) else { return bracketed }
        return "\(bracketed):\(port)"
    }

    /// The request that the question's URL makes, to the endpoint that a client ends up with; `nil` when the question
    /// is no HTTP URL or nothing is reached.
    package func request() throws(Need) -> HTTPAsk? {
        guard question.isHTTP, let reach = try reached() else { return nil }
        return ask(reach.endpoint)
    }

    /// The question's request in clear text, for the very connection by which this endpoint is tried; `nil` where it
    /// makes none there.
    package func firstRequest(to endpoint: Endpoint) -> HTTPAsk? {
        guard question.intent == .use, question.isHTTP, !question.isTLS, endpoint.transport == .tcp,
            endpoint.port == question.port
        else { return nil }
        if let address = question.address {
            guard address == endpoint.address else { return nil }
        } else {
            guard let name = question.name, case .lookup(let lookup) = outcomes[.lookup(name)],
                lookup.addresses.contains(endpoint.address)
            else { return nil }
        }
        return ask(endpoint)
    }

    private func ask(_ endpoint: Endpoint) -> HTTPAsk {
        HTTPAsk(
            endpoint, isTLS: question.isTLS, host: requestHost, path: question.path,
            isWebSocket: ["ws", "wss"].contains(question.scheme))
    }

    /// What came of the question's own HTTP request; `nil` when it makes none.
    package func answer() throws(Need) -> HTTPOutcome? {
        guard let ask = try request() else { return nil }
        if ask.isTLS, let tls = try handshake(), tls.result != .established { return nil }
        return try http(ask)
    }

    /// The TLS handshake of an `https` or `wss` question; `nil` for others.
    package func handshake() throws(Need) -> TLSOutcome? {
        guard question.isTLS, let reach = try reached() else { return nil }
        return try tls(TLSAsk(reach.endpoint, serverName: question.host ?? "localhost"))
    }
}
