package import Endpoints

/// A server that takes connections, or did, and does not do what a client waits for.
package struct Stuck: Hashable, Sendable {
    /// How far our own connection got, as the server's end in the kernel's table shows it.
    package enum Way: String, Hashable, Sendable, CaseIterable {
        /// The accept queue is full: the SYN is dropped.
        case queueFull
        /// Connected by the kernel, not accepted by the program.
        case notAccepted
        /// Accepted, and our bytes are not read.
        case notRead
        /// Accepted and read, and no answer comes.
        case read
        /// The server's end is not to be seen: in another namespace, or behind a forwarder.
        case unknown
    }

    package var endpoint: Endpoint
    package var way: Way
    package var listener: SocketFact?
    /// The request that got no answer; `nil` when nothing was asked.
    package var request: HTTPAsk?
    /// Nothing was said to the server, which may be one that speaks when spoken to only.
    package var isBare: Bool
    package var evidence: [EvidenceLine]
    /// Who holds the server's end of our connection.
    package var holders: [Int32]

    package var port: UInt16 { endpoint.port }
}

extension Scene {
    /// What a client of the question's endpoint is stuck in; `nil` when it is answered, refused or silent for another
    /// reason than a full accept queue.
    package func stuck() throws(Need) -> Stuck? {
        guard let reach = try reach() else { return nil }
        let listener = listeners(answering: reach.endpoint).first
        let line = EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)
        var stuck = Stuck(
            endpoint: reach.endpoint, way: .queueFull, listener: listener, request: nil, isBare: !question.isHTTP,
            evidence: [line], holders: reach.outcome.serverSide?.owners ?? [])
        switch reach.outcome.result {
        case .silent:
            guard let listener, isFull(listener, reach.outcome) else { return nil }
            stuck.evidence.append(Self.queueLine(listener))
            return stuck
        case .connected:
            guard reach.outcome.ending == .open, !reach.outcome.isSelf else { return nil }
            if question.isHTTP { return try stuckRequest(stuck, reach) }
            guard let side = reach.outcome.serverSide, !side.isAccepted, reach.outcome.greeting.isEmpty else {
                return nil
            }
            stuck.way = .notAccepted
            stuck.evidence.append(Self.sideLine(.notAccepted, stuck.endpoint))
            return stuck
        case .refused, .failed: return nil
        }
    }

    /// Whether a listener's accept queue was full: one more than its limit may wait (`sk_acceptq_is_full`).
    package func isFull(_ listener: SocketFact, _ outcome: ConnectOutcome? = nil) -> Bool {
        listener.state == .listen
            && (listener.receiveQueue > listener.sendQueue || (outcome?.counters["TcpExt.ListenOverflows"] ?? 0) > 0)
    }

    private func stuckRequest(_ begun: Stuck, _ reach: Reach) throws(Need) -> Stuck? {
        var stuck = begun
        if question.isTLS, let tls = try handshake(), tls.result != .established {
            guard tls.result == .silent else { return nil }
            stuck.way = Self.way(reach.outcome.serverSide, isSaid: false)
            stuck.evidence.append(EvidenceLine("TLS handshake", stuck.endpoint.addressAndPort, "no answer"))
            stuck.evidence.append(Self.sideLine(stuck.way, stuck.endpoint))
            return stuck
        }
        guard let ask = try request(), let answer = try http(ask) else { return nil }
        stuck.request = ask
        stuck.holders = answer.serverSide?.owners ?? stuck.holders
        switch answer.result {
        case .silent: stuck.way = Self.way(answer.serverSide, isSaid: true)
        case .notRead: stuck.way = answer.serverSide?.isAccepted == false ? .notAccepted : .notRead
        case .notConnected(.silent):
            guard let listener = stuck.listener, isFull(listener) else { return nil }
            stuck.way = .queueFull
        default: return nil
        }
        stuck.evidence.append(EvidenceLine("request", "\(ask.method) \(ask.path)", answer.words))
        stuck.evidence.append(Self.sideLine(stuck.way, stuck.endpoint))
        return stuck
    }

    private static func way(_ side: ServerSide?, isSaid: Bool) -> Stuck.Way {
        guard let side else { return .unknown }
        if !side.isAccepted { return .notAccepted }
        return side.unread > 0 ? .notRead : isSaid ? .read : .unknown
    }

    private static func sideLine(_ way: Stuck.Way, _ endpoint: Endpoint) -> EvidenceLine {
        let words =
            switch way {
            case .queueFull: "the accept queue is full"
            case .notAccepted: "not accepted: the kernel shook hands, the program did not take it"
            case .notRead: "accepted, what was sent is not read"
            case .read: "accepted and read, nothing was sent back"
            case .unknown: "the server's end is not to be seen from here"
            }
        return EvidenceLine("server's end", endpoint.addressAndPort, words)
    }

    package static func queueLine(_ listener: SocketFact) -> EvidenceLine {
        EvidenceLine(
            "accept queue", listener.local.addressAndPort,
            "\(listener.receiveQueue) wait, the limit is \(listener.sendQueue)")
    }
}

// MARK: - Who, and what else goes on

extension Scene {
    /// The processes behind the listener that a stuck client waits for.
    package func suspects(_ stuck: Stuck) -> [Suspect] { stuck.listener.map { suspects($0) } ?? [] }

    /// The port's connections after what was tried.
    package func look(_ stuck: Stuck) throws(Need) -> ConnectionsLook? {
        try connections(stuck.port, after: stuck.request)
    }

    /// What the processes that hold the listener do. Of those that only might, none is asked here.
    package func activities(_ stuck: Stuck) throws(Need) -> [(suspect: Suspect, activity: ProcessActivity)] {
        var out: [(suspect: Suspect, activity: ProcessActivity)] = []
        for suspect in suspects(stuck).filter(\.isCertain).prefix(4) {
            if let activity = try activity(suspect.process.pid) { out.append((suspect, activity)) }
        }
        return out
    }
}
