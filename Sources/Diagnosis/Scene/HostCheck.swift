package import Endpoints

/// A server that refuses a request for the name in its `Host` header.
package struct HostCheck: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case django
        /// Vite, webpack, Rails, Angular, Next, Jupyter and their kin; the one it is, where it can be told.
        case devServer(String?)
    }

    package var kind: Kind
    /// The name that is refused.
    package var host: String
    package var endpoint: Endpoint?
    package var confidence: Double
    package var evidence: [EvidenceLine]
}

extension Scene {
    /// The words of servers that check the name, and which server says them.
    private static let hostWords: [(words: String, server: String)] = [
        ("blocked request. this host", "Vite"), ("blocked request. this server is not", "Vite"),
        ("invalid host header", "webpack-dev-server"), ("invalid host/origin header", "webpack-dev-server"),
        ("blocked hosts:", "Rails"), ("blocked host:", "Rails"), ("actiondispatch::hostauthorization", "Rails"),
        ("blocking request with non-local 'host'", "Jupyter"), ("untrusted host", "Symfony"),
        ("invalid hostname", "ASP.NET"), ("hostfiltering", "ASP.NET"), ("blocked cross-origin request", "Next.js"),
        ("host is not allowed", "the dev server"), ("host not allowed", "the dev server"),
        ("server.allowedhosts", "Vite"), ("not in the list of allowed hosts", "the dev server"),
    ]
    private static let djangoWords = [
        "disallowedhost", "invalid http_host header", "to allowed_hosts", "settings.allowed_hosts", "`allowed_hosts`",
    ]

    /// The server's refusal of the question's host name; `nil` when there is none.
    package func hostCheck() throws(Need) -> HostCheck? {
        guard question.intent == .use else { return nil }
        let said = said
        let isTold =
            question.saw(.hostHeader) || said.has(Self.djangoWords) || !hasEndpoint && kindOfWords(said) != nil
        // The endpoint of a log's line is the name that was refused, which may lead nowhere from here.
        var isHere = hasEndpoint
        if isHere, isTold, question.isFromReport { isHere = try reached() != nil }
        guard isHere else {
            guard isTold, let kind = kind(said, nil) else { return nil }
            return HostCheck(
                kind: kind, host: question.report(.hostHeader)?.host ?? "the name", endpoint: nil,
                confidence: Confidence.observed,
                evidence: [.message(question.report(.hostHeader)?.text ?? question.message)])
        }
        guard let asked = try hostRequest(isTold), let answer = try http(asked), answer.result == .answered,
            let status = answer.status
        else { return nil }
        let body = Said(answer.body)
        let isRefusal = [400, 403, 421].contains(status) || status == 200 && answer.body.count < 200
        guard isRefusal, let kind = kind(body, isTold ? said : nil) ?? generic(asked.endpoint, body, status) else {
            return nil
        }
        var check = HostCheck(
            kind: kind, host: bare(asked.host), endpoint: asked.endpoint, confidence: Confidence.observed,
            evidence: [
                EvidenceLine("http", "Host: \(asked.host)", "\(answer.words): \(Self.title(answer.body).prefix(100))")
            ])
        // The same request by a name that such servers let pass.
        for name in ["localhost", "127.0.0.1"] where name != check.host {
            let other = HTTPAsk(
                asked.endpoint, isTLS: asked.isTLS, host: "\(name):\(asked.endpoint.port)", path: asked.path)
            guard let second = try http(other), second.result == .answered else { continue }
            let isOther = second.status != answer.status || second.body != answer.body
            guard isOther, kindOfWords(Said(second.body)) == nil else { continue }
            check.evidence.append(EvidenceLine("http", "Host: \(other.host)", second.words))
            check.confidence = Confidence.proven
            return check
        }
        // Without words of its own a refusal proves nothing.
        guard kindOfWords(body) != nil || isTold || kind == .django else { return nil }
        return check
    }

    /// The question's request, or the one that the message tells of.
    private func hostRequest(_ isTold: Bool) throws(Need) -> HTTPAsk? {
        var ask: HTTPAsk?
        if question.isHTTP {
            ask = try request()
        } else if isTold, question.scheme == nil, let reach = try reached() {
            ask = HTTPAsk(reach.endpoint, host: requestHost, path: question.path)
        }
        if let name = question.report(.hostHeader)?.host, let port = question.port, IPAddress(name) == nil {
            ask?.host = "\(name):\(port)"
        }
        ask?.isWebSocket = false
        return ask
    }

    private func kind(_ words: Said, _ said: Said?) -> HostCheck.Kind? {
        kindOfWords(words) ?? said.flatMap { kindOfWords($0) }
    }

    private func kindOfWords(_ words: Said) -> HostCheck.Kind? {
        if words.has(Self.djangoWords) { return .django }
        return Self.hostWords.first { words.has($0.words) }.map { .devServer($0.server) }
    }

    /// A refusal without words: Django's with DEBUG off, by its process; or whoever lets another name pass.
    private func generic(_ endpoint: Endpoint, _ body: Said, _ status: Int) -> HostCheck.Kind? {
        let process = server(at: endpoint)
        let words = Said([process?.program ?? ""] + (process?.arguments ?? []))
        if status == 400, body.has("<h1>bad request (400)</h1>") || body.has("bad request (400)") { return .django }
        if status == 400, words.has("django", "manage.py") { return .django }
        guard status == 403 || status == 421, let host = question.host, IPAddress(host) == nil, host != "localhost"
        else {
            return nil
        }
        return .devServer(process?.program)
    }

    private func bare(_ host: String) -> String {
        guard let colon = host.lastIndex(of: ":"), UInt16(host[host.index(after: colon)...]) != nil else { return host }
        return String(host[..<colon])
    }
}
