import Endpoints

/// `proxy-protocol-mismatch`: one side sends the PROXY header, or waits for it, and the other does not.
package enum ProxyProtocolMismatch: Rule {
    package static let fault = Fault(
        "proxy-protocol-mismatch", .applicationLayer,
        "A load balancer sends the PROXY protocol's header to a server that does not expect it, or a server waits for one.",
        symptoms: [
            "curl: (52) Empty reply from server",
            "nginx: broken header: \"GET / HTTP/1.1\" while reading PROXY protocol",
            "HTTP/1.1 400 Bad Request behind HAProxy with send-proxy",
            "code 400, message Bad request syntax ('PROXY TCP4 127.0.0.1 127.0.0.1 51234 8080')",
            "ERR_PROXY_PROTOCOL, received invalid PROXY protocol header",
        ],
        explanation: """
            The PROXY protocol puts one line, `PROXY TCP4 …`, or a binary header before the client's own bytes, to tell the \
            server who the client is (haproxy.org, proxy-protocol.txt). A server set to expect it closes on anything else; one \
            that does not reads it as a broken request. Both sides have to be set alike.
            """,
        proof: """
            The request alone is closed or refused, and the same request behind a PROXY header is answered; or the reverse for \
            the server behind a load balancer.
            """,
        mends: [
            Fix("listen 8080;", "without proxy_protocol lets nginx take plain clients"),
            Fix("server w1 127.0.0.1:3000", "without send-proxy keeps HAProxy from sending the header"),
            Fix("curl --haproxy-protocol <URL>", "asks as a load balancer would", isSafe: true),
        ],
        seeAlso: ["server-closes-immediately", "http-to-https-port"])

    private static let words = [
        "while reading proxy protocol", "proxy tcp4 ", "proxy tcp6 ", "proxy unknown", "proxy protocol", "send-proxy",
        "proxy_protocol",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let isTold = scene.said.has(words)
        guard scene.hasEndpoint else {
            guard isTold else { return nil }
            return finding(
                Confidence.observed, "One side of a connection speaks the PROXY protocol and the other does not.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)], fixes: fixes)
        }
        guard scene.question.isHTTP || isTold || scene.isOfHTTP, !scene.question.isTLS, let reach = try scene.reached()
        else {
            return nil
        }
        let ask = HTTPAsk(reach.endpoint, host: scene.requestHost, path: scene.question.path)
        guard let answer = try scene.http(ask) else { return nil }
        let line = EvidenceLine("http", "http://\(ask.host)\(ask.path)", answer.words)
        switch answer.result {
        case .endedSilently: return try expected(scene, ask, line)
        case .answered where answer.status == 400 || answer.status == 502: return try sent(scene, ask, answer, line)
        default: return nil
        }
    }

    /// The server closes on a plain request and answers one behind the header.
    private static func expected(_ scene: Scene, _ ask: HTTPAsk, _ line: EvidenceLine) throws(Need) -> Finding? {
        var headed = ask
        headed.hasProxyHeader = true
        guard let second = try scene.http(headed), second.result == .answered, second.status != 400 else { return nil }
        return finding(
            Confidence.proven,
            "\(scene.serverTitle(ask.endpoint).capitalizedFirst) at \(ask.endpoint.addressAndPort) expects the PROXY protocol's "
                + "header and closes without it.",
            evidence: [line, EvidenceLine("http", "the same behind PROXY UNKNOWN", second.words)], fixes: fixes)
    }

    /// Behind a load balancer stands a server that is well without the header and answers so with it.
    private static func sent(
        _ scene: Scene, _ ask: HTTPAsk, _ answer: HTTPOutcome, _ line: EvidenceLine
    ) throws(Need) -> Finding? {
        for trial in try scene.upstreamTrials(ask.endpoint, named: nil) {
            guard let upstream = trial.connected else { continue }
            let plain = HTTPAsk(upstream, host: ask.host, path: ask.path)
            guard let direct = try scene.http(plain), direct.result == .answered, direct.status != answer.status,
                direct.status != 400
            else { continue }
            var headed = plain
            headed.hasProxyHeader = true
            guard let second = try scene.http(headed), second.status == 400 || second.result != .answered else {
                continue
            }
            return finding(
                Confidence.proven,
                "\(scene.serverTitle(ask.endpoint).capitalizedFirst) at \(ask.endpoint.addressAndPort) passes on to "
                    + "\(trial.title), which is well by itself and refuses the PROXY protocol's header.",
                evidence: [
                    line, EvidenceLine("http", "http://\(trial.title)\(ask.path) directly", direct.words),
                    EvidenceLine("http", "the same behind PROXY UNKNOWN", second.words),
                ], fixes: fixes)
        }
        return nil
    }

    private static let fixes = [
        Fix("server <name> <address>", "without send-proxy keeps HAProxy from sending the header"),
        Fix("listen <port> proxy_protocol;", "lets nginx expect it; without the word it takes plain clients"),
        Fix("curl --haproxy-protocol <URL>", "asks as a load balancer would", isSafe: true),
    ]
}
