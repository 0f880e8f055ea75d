package import Endpoints

/// An endpoint that speaks TLS and was spoken to in plain HTTP.
package struct PlainToTLS: Hashable, Sendable {
    package var endpoint: Endpoint
    /// The server said so itself, in a plain 400.
    package var isToldInClear: Bool
    package var evidence: [EvidenceLine]
}

/// What servers say in clear text to plain HTTP on their TLS port: Go, nginx, Apache, Tomcat, Jetty, Node's proxies.
private let plainToTLSWords = [
    "client sent an http request to an https server", "plain http request was sent to https port",
    "plain http to an ssl-enabled server port", "this combination of host and port requires tls",
    "combination of host and port requires tls", "plaintext http traffic on an https", "instead use the https scheme",
    "http request was sent to https", "an https server was expected",
]

extension Scene {
    /// Plain HTTP to a port that speaks TLS; `nil` when it is not so.
    package func plainToTLS() throws(Need) -> PlainToTLS? {
        guard question.intent == .use, !question.isTLS else { return nil }
        let isTold = said.has(plainToTLSWords)
        if !isTold, let misheard = try misheard() {
            guard misheard.spoken == .tls else { return nil }
            return PlainToTLS(endpoint: misheard.endpoint, isToldInClear: false, evidence: misheard.evidence)
        }
        let ask: HTTPAsk
        if let plain = try plainRequest() {
            ask = plain
        } else {
            guard question.scheme == nil, isTold, let reach = try reached() else { return nil }
            ask = HTTPAsk(reach.endpoint, host: requestHost, path: question.path)
        }
        guard let answer = try http(ask) else { return nil }
        let inClear = answer.result == .answered && answer.status == 400 && Said(answer.body).has(plainToTLSWords)
        // A 400 in clear text is a common answer; a handshake says whether the port speaks TLS.
        guard inClear || answer.status == 400 && answer.result == .answered || answer.result != .answered,
            let answered = try speak(.tls, to: ask.endpoint), answered.isSpoken
        else { return nil }
        var lines = [
            EvidenceLine("http", "http://\(ask.host)\(ask.path)", answer.words),
            EvidenceLine("tls", ask.endpoint.addressAndPort, "a TLS handshake is answered \(answered.detail)"),
        ]
        if inClear { lines.append(EvidenceLine("body", ask.host, Self.title(answer.body))) }
        return PlainToTLS(endpoint: ask.endpoint, isToldInClear: inClear, evidence: lines)
    }

    /// Whether the message says so by itself.
    package var isToldPlainToTLS: Bool { said.has(plainToTLSWords) }

    /// The title or the first words of a page.
    package static func title(_ body: [UInt8]) -> String {
        let text = String(decoding: body.prefix(600), as: UTF8.self)
        let lower = text.lowercased()
        if let open = lower.firstRange(of: "<title>"), let close = lower.firstRange(of: "</title>"),
            open.upperBound < close.lowerBound
        {
            // The two strings may differ in length only by characters that no title begins with.
            let start = lower.distance(from: lower.startIndex, to: open.upperBound)
            let count = lower.distance(from: open.upperBound, to: close.lowerBound)
            return String(text.dropFirst(start).prefix(count)).trimmed
        }
        return String(text.prefix(100)).trimmed
    }
}

extension String {
    /// Without white space around it and in one line.
    package var trimmed: String { split { $0.isWhitespace }.joined(separator: " ") }
}
