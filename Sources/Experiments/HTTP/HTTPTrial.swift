package import Diagnosis
import LinuxKernel

/// One HTTP request, plain or inside TLS, and what comes of it.
package struct HTTPTrial: Sendable {
    /// Seconds for the connect.
    package var patience: Double
    /// Seconds for the TLS handshake, and again from the end of the request to the first byte of the answer.
    package var wait: Double
    package var half: ServerHalf

    package init(patience: Double = 0.5, wait: Double = 1.5, half: ServerHalf = ServerHalf()) {
        self.patience = patience
        self.wait = wait
        self.half = half
    }

    /// The most that is read of an answer.
    static let limit = 16384
    /// Seconds for the rest of the headers, once the first byte has come, and for the body behind them: a stream of
    /// events never ends.
    static let restOfHeaders = 0.5
    static let restOfBody = 0.2
    /// Seconds in which an end counts as part of the answer.
    static let lastBreath = 0.01

    package func run(_ ask: HTTPAsk, scope: UInt32 = 0) -> HTTPOutcome {
        let made = ProbeConnection.open(ask.endpoint, scope: scope, patience: patience)
        guard let socket = made.socket else {
            return HTTPOutcome(.notConnected(made.result), connectMilliseconds: made.milliseconds)
        }
        if socket.local != nil && socket.local == socket.remote { socket.closeAbruptly() }
        return run(ask, on: socket, connectMilliseconds: made.milliseconds)
    }

    /// The request on a connection that is there already and on which nothing was said.
    func run(_ ask: HTTPAsk, on socket: ProbeSocket, connectMilliseconds: Double) -> HTTPOutcome {
        var outcome: HTTPOutcome
        if ask.isTLS && !ask.viaProxy {
            outcome = askInsideTLS(ask, socket)
        } else {
            outcome = converse(ask, socket)
        }
        outcome.connectMilliseconds = connectMilliseconds
        if outcome.result == .silent || outcome.result == .notRead { outcome.serverSide = half.look(socket) }
        return outcome
    }

    private func askInsideTLS(_ ask: HTTPAsk, _ socket: ProbeSocket) -> HTTPOutcome {
        let name = HostName.withoutPort(ask.host)
        guard let stream = TLSStream(socket, TLSGreeting(serverName: name, protocols: ["http/1.1"])) else {
            return HTTPOutcome(.tlsFailed("no TLS context"))
        }
        defer { stream.finish() }
        switch stream.shakeHands(until: Clock.monotonic() + wait) {
        case .established: return converse(ask, stream)
        case .alert(let name): return HTTPOutcome(.tlsFailed(name), firstBytes: stream.firstBytes)
        case .notTLS: return HTTPOutcome(.tlsFailed("not TLS"), firstBytes: stream.firstBytes)
        case .ended(let ending): return HTTPOutcome(.tlsFailed("ended"), ending: ending)
        case .silent: return HTTPOutcome(.silent)
        case .failed(let reason): return HTTPOutcome(.tlsFailed(reason), firstBytes: stream.firstBytes)
        }
    }

    /// The request and the answer, over whichever way of speaking.
    func converse(_ ask: HTTPAsk, _ conversation: some Conversation) -> HTTPOutcome {
        let isSent = conversation.say(ask.requestBytes, until: Clock.monotonic() + wait)
        let sent = Clock.monotonic()
        var answer = HTTPAnswer(isHead: ask.method == "HEAD")
        var outcome = HTTPOutcome(.silent)
        var deadline = sent + wait
        var count = 0
        // Even where the request could not be sent there may be an answer that explains why.
        if !isSent { deadline = sent + Self.restOfBody }
        reading: while count < Self.limit && !answer.isComplete && answer.isHTTP != false {
            switch conversation.hear(until: deadline) {
            case .bytes(let bytes):
                let now = Clock.monotonic()
                if outcome.answerMilliseconds == nil {
                    outcome.answerMilliseconds = (now - sent) * 1000
                    deadline = now + Self.restOfHeaders
                }
                let hadHeaders = answer.hasHeaders
                answer.feed(bytes)
                count += bytes.count
                if answer.hasHeaders && !hadHeaders { deadline = now + Self.restOfBody }
            case .closed:
                outcome.ending = .closed
                break reading
            case .reset:
                outcome.ending = .reset
                break reading
            case .nothing: break reading
            }
        }
        // A server that closes with our request half read resets the connection in the same breath (RFC 2525 2.17).
        if outcome.ending == .open && answer.isComplete {
            switch conversation.hear(until: Clock.monotonic() + Self.lastBreath) {
            case .closed: outcome.ending = .closed
            case .reset: outcome.ending = .reset
            case .bytes, .nothing: break
            }
        }
        (outcome.status, outcome.headers, outcome.body) = (answer.status, answer.headers, answer.body)
        outcome.firstBytes = answer.firstBytes
        outcome.result = result(answer, outcome.ending, isSent: isSent, alert: conversation.alert)
        return outcome
    }

    private func result(_ answer: HTTPAnswer, _ ending: Ending, isSent: Bool, alert: String?) -> HTTPOutcome.Result {
        if answer.firstBytes.isEmpty {
            if let alert { return .tlsFailed(alert) }
            if ending != .open { return .endedSilently }
            return isSent ? .silent : .notRead
        }
        return answer.isHTTP == true ? .answered : .notHTTP
    }
}

/// The name in a `Host` header.
enum HostName {
    /// `name:8080`, `127.0.0.1:8080` and `[::1]:8080` without their ports and brackets.
    static func withoutPort(_ host: String) -> String {
        if host.utf8.first == UInt8(ascii: "["), let end = host.utf8.firstIndex(of: UInt8(ascii: "]")) {
            return String(host[host.utf8.index(after: host.utf8.startIndex)..<end])
        }
        let colons = host.utf8.filter { $0 == UInt8(ascii: ":") }.count
        guard colons == 1, let colon = host.utf8.firstIndex(of: UInt8(ascii: ":")) else { return host }
        return String(host[..<colon])
    }
}
