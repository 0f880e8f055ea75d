import Endpoints

/// A connection that the other side ended before it gave an answer.
struct EarlyEnd {
    var endpoint: Endpoint
    var ending: Ending
    /// It ended before anything was said to the server.
    var isAtOnce: Bool
    /// What the server said before, where it said something.
    var greeting: [UInt8]
    var request: HTTPAsk?
    var listener: SocketFact?
    var evidence: [EvidenceLine]

    var words: String { ending == .reset ? "reset" : "closed" }
}

extension Scene {
    /// `nil` when the question's endpoint does not connect, or gives an answer, or keeps the connection open.
    func earlyEnd() throws(Need) -> EarlyEnd? {
        guard let reach = try reached(), !reach.outcome.isSelf else { return nil }
        let listener = listeners(answering: reach.endpoint).first
        var end = EarlyEnd(
            endpoint: reach.endpoint, ending: reach.outcome.ending, isAtOnce: true, greeting: reach.outcome.greeting,
            request: nil, listener: listener,
            evidence: [EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)])
        // A server that keeps ending by itself ends connections as well; that has a rule of its own.
        if end.ending != .open { return try flicker(end.endpoint.port, isEnding: true) == nil ? end : nil }
        guard question.isHTTP, let ask = try request() else { return nil }
        end.isAtOnce = false
        if ask.isTLS, let tls = try handshake(), tls.result != .established {
            guard tls.result == .ended else { return nil }
            end.ending = .closed
            end.evidence.append(EvidenceLine("TLS handshake", end.endpoint.addressAndPort, "ended by the server"))
            return end
        }
        guard let answer = try http(ask) else { return nil }
        end.request = ask
        end.evidence.append(EvidenceLine("request", "\(ask.method) \(ask.path)", answer.words))
        switch answer.result {
        case .endedSilently: end.ending = answer.ending
        // The connect before was enough.
        case .notConnected(.refused): (end.ending, end.isAtOnce) = (.reset, true)
        default: return nil
        }
        return try flicker(end.endpoint.port, isEnding: true) == nil ? end : nil
    }

    /// Whether the server ended the conversation before it gave an answer.
    func isEnding(_ reach: Reach) throws(Need) -> Bool {
        guard reach.isConnected, !reach.outcome.isSelf else { return false }
        if reach.outcome.ending != .open { return true }
        guard question.isHTTP, !question.isTLS, let ask = try request(), let answer = try http(ask) else {
            return false
        }
        return answer.result == .endedSilently || answer.result == .notConnected(.refused)
    }

    /// What became of the listener and its processes.
    func aftermath(_ end: EarlyEnd) throws(Need) -> ConnectionsLook? {
        try connections(end.endpoint.port, after: end.request)
    }
}

extension ConnectionsLook {
    /// Whether the listener that was there is not there any more, or is another.
    func isWithout(_ listener: SocketFact) -> Bool {
        !listeners.contains { $0.inode == listener.inode && $0.local == listener.local }
    }
}
