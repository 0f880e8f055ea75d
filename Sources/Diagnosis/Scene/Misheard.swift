package import Endpoints

/// What stands behind an endpoint that was spoken to in plain HTTP and did not answer in HTTP.
package struct Misheard: Hashable, Sendable {
    package var endpoint: Endpoint
    /// `nil` where the protocol is not known.
    package var spoken: SpokenProtocol?
    package var evidence: [EvidenceLine]
}

extension Scene {
    /// The request of a client that speaks plain HTTP there; `nil` when the question is of none or nothing is reached.
    package func plainRequest() throws(Need) -> HTTPAsk? {
        if question.isHTTP { return question.isTLS ? nil : try request() }
        guard question.scheme == nil, !said.isEmpty, isOfHTTP, let reach = try reached() else { return nil }
        return HTTPAsk(reach.endpoint, host: requestHost, path: question.path)
    }

    /// What became of that request.
    package func plainAnswer() throws(Need) -> HTTPOutcome? {
        guard let ask = try plainRequest() else { return nil }
        return try http(ask)
    }

    /// Who speaks there, when HTTP is not understood; `nil` when it is, or the question is not of HTTP.
    ///
    /// A server that greets is known by its greeting and is sent nothing. One that only closes the connection is
    /// spoken to: TLS, PostgreSQL, HTTP/2 and Redis each say something to their own opening words.
    package func misheard() throws(Need) -> Misheard? {
        guard let ask = try plainRequest(), let reach = try reached() else { return nil }
        let endpoint = reach.endpoint
        if let spoken = FirstBytes.identify(reach.outcome.greeting), spoken != .http {
            let line = EvidenceLine("greeting", endpoint.addressAndPort, Self.printable(reach.outcome.greeting))
            return Misheard(endpoint: endpoint, spoken: spoken, evidence: [line])
        }
        guard let answer = try http(ask) else { return nil }
        let line = EvidenceLine("http", "http://\(ask.host)\(ask.path)", answer.words)
        switch answer.result {
        case .answered:
            guard let spoken = FirstBytes.identify(answer.firstBytes), spoken != .http else { return nil }
            return Misheard(endpoint: endpoint, spoken: spoken, evidence: [line])
        case .notHTTP:
            let first = EvidenceLine("first bytes", endpoint.addressAndPort, Self.printable(answer.firstBytes))
            if let spoken = FirstBytes.identify(answer.firstBytes) {
                return Misheard(endpoint: endpoint, spoken: spoken, evidence: [line, first])
            }
            return try speaking(endpoint, [.tls, .http2, .redis], [line, first])
        case .endedSilently, .tlsFailed:
            return try speaking(endpoint, [.tls, .postgres, .http2, .redis], [line])
        case .silent:
            // One that has not read the request is busy or stopped: more words would only wait with the others.
            guard let side = answer.serverSide, side.isAccepted, side.unread == 0,
                let hint = hint(endpoint)
            else { return nil }
            return try speaking(endpoint, [hint], [line])
        case .notRead, .notConnected: return nil
        }
    }

    /// What the process at an endpoint is known to speak.
    package func hint(_ endpoint: Endpoint) -> SpokenProtocol? {
        guard let process = server(at: endpoint) else { return nil }
        let words = Said([process.name, process.program ?? ""])
        if words.has("postgres") { return .postgres }
        if words.has("redis", "valkey", "keydb") { return .redis }
        if words.has("mysql", "mariadb") { return .mysql }
        if words.has("sshd", "dropbear") { return .ssh }
        if words.has("mongo") { return .mongo }
        if words.has("memcached") { return .memcached }
        if words.has("rabbitmq") { return .amqp }
        return nil
    }

    private func speaking(
        _ endpoint: Endpoint, _ usual: [SpokenProtocol], _ evidence: [EvidenceLine]
    ) throws(Need) -> Misheard? {
        let first = hint(endpoint).map { [$0] } ?? []
        for spoken in first + usual.filter({ !first.contains($0) }) {
            guard let answer = try speak(spoken, to: endpoint), answer.isSpoken else { continue }
            let detail = answer.detail.isEmpty ? "it does" : String(answer.detail.prefix(80))
            let line = EvidenceLine("speak \(spoken.rawValue)", endpoint.addressAndPort, detail)
            return Misheard(endpoint: endpoint, spoken: spoken, evidence: evidence + [line])
        }
        return Misheard(endpoint: endpoint, spoken: nil, evidence: evidence)
    }

    /// The first line of what came, without what a terminal would obey.
    package static func printable(_ bytes: [UInt8]) -> String {
        let line = bytes.prefix(48).prefix { $0 != 10 && $0 != 13 }
        let isText = line.allSatisfy { $0 >= 32 && $0 < 127 } && line.count >= 4
        if isText { return String(decoding: line, as: UTF8.self) }
        return bytes.prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    /// The server's name and pid, or words for one that is hidden.
    package func serverTitle(_ endpoint: Endpoint, otherwise: String = "the server") -> String {
        server(at: endpoint)?.title ?? otherwise
    }
}
