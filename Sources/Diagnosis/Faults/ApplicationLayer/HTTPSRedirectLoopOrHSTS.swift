import Endpoints

/// `https-redirect-loop-or-hsts`: the client is sent, or sends itself, to https where there is none.
package enum HTTPSRedirectLoopOrHSTS: Rule {
    package static let fault = Fault(
        "https-redirect-loop-or-hsts", .applicationLayer,
        "The browser is led to https on a port that speaks plain HTTP, or round in a circle: a redirect, a remembered 301, or HSTS.",
        symptoms: [
            "net::ERR_SSL_PROTOCOL_ERROR for a URL that was typed with http",
            "net::ERR_TOO_MANY_REDIRECTS",
            "curl: (47) Maximum (50) redirects followed",
            "307 Internal Redirect, Non-Authoritative-Reason: HSTS",
        ],
        explanation: """
            An answer with Strict-Transport-Security over https makes the browser turn every http URL of that host to https, on \
            all ports (RFC 6797 section 8.3); .dev and .app are in the browsers' lists from the start. A 301 is remembered too. \
            And an application that wants https and does not believe its proxy's X-Forwarded-Proto redirects without end.
            """,
        proof: """
            The server's own answer is a redirect to https on an endpoint that does not answer TLS, or to the same URL again. \
            Where plain HTTP is answered well and a browser still speaks TLS to it, the browser remembers something.
            """,
        mends: [
            Fix("chrome://net-internals/#hsts", "forgets HSTS for a host in Chrome", isSafe: true),
            Fix(
                "http://127.0.0.1:<PORT>/", "is a host to which HSTS never applies (RFC 6797 section 8.1.1)",
                isSafe: true),
            Fix("proxy_set_header X-Forwarded-Proto $scheme;", "tells the application what the client spoke, in nginx"),
            Fix(
                "SECURE_SSL_REDIRECT = False, config.force_ssl = false, app.UseHttpsRedirection()",
                "are what redirects: off in development"),
        ],
        seeAlso: ["https-to-plain-http-port", "http-to-https-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let said = scene.said
        let isLoop = scene.question.saw(.tooManyRedirects) || said.has("too_many_redirects")
        guard scene.hasEndpoint else {
            guard isLoop else { return nil }
            return finding(
                Confidence.likely, "The client is redirected in a circle.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)],
                fixes: fixes("<PORT>"))
        }
        guard scene.question.isHTTP || isLoop || said.has("hsts", "strict-transport-security"),
            let reach = try scene.reached()
        else { return nil }
        let isTLSAsked = scene.question.isTLS
        if isTLSAsked {
            // https was asked for: only words of HSTS or a loop make it more than an https URL of a plain server.
            if isLoop {
                return try walk(
                    scene, HTTPAsk(reach.endpoint, isTLS: true, host: scene.requestHost, path: scene.question.path),
                    isLoop)
            }
            return try remembered(scene, reach.endpoint)
        }
        let ask = HTTPAsk(reach.endpoint, host: scene.requestHost, path: scene.question.path)
        if let found = try walk(scene, ask, isLoop) { return found }
        return try remembered(scene, reach.endpoint)
    }

    /// Follows the server's redirects as long as they stay on this machine.
    private static func walk(_ scene: Scene, _ start: HTTPAsk, _ isLoop: Bool) throws(Need) -> Finding? {
        var ask = start
        var seen: [String] = []
        var evidence: [EvidenceLine] = []
        for _ in 0..<(isLoop ? 6 : 2) {
            let url = "\(ask.isTLS ? "https" : "http")://\(ask.host)\(ask.path)"
            if seen.contains(url) { return circle(scene, start, evidence, url) }
            seen.append(url)
            guard let answer = try scene.http(ask), let status = answer.status,
                [301, 302, 303, 307, 308].contains(status),
                let location = answer.header("location"), let next = Redirect(location, from: ask)
            else { return nil }
            evidence.append(EvidenceLine("http", url, "\(status) to \(location.prefix(120))"))
            let addresses = try scene.addresses(of: next.host)
            guard let address = addresses.first(where: { $0 == ask.endpoint.address }) ?? addresses.first else {
                return nil
            }
            let endpoint = Endpoint(.tcp, address, next.port)
            guard scene.mayConnect(endpoint) else { return nil }
            if next.isTLS && !ask.isTLS {
                guard let tls = try scene.tls(TLSAsk(endpoint, serverName: next.host)) else { return nil }
                if tls.result != .established {
                    if case .alert = tls.result { return nil }
                    evidence.append(EvidenceLine("tls", endpoint.addressAndPort, "no TLS: \(words(tls))"))
                    return finding(
                        Confidence.proven,
                        "\(scene.serverTitle(start.endpoint).capitalizedFirst) at \(start.endpoint.addressAndPort) redirects "
                            + "to \(next.url), where no TLS is spoken.",
                        evidence: evidence, fixes: fixes("\(start.endpoint.port)"))
                }
                // https works: whoever follows the redirect arrives, unless it comes back.
                guard isLoop else { return nil }
            }
            let host = next.port == (next.isTLS ? 443 : 80) ? next.host : "\(next.host):\(next.port)"
            ask = HTTPAsk(endpoint, isTLS: next.isTLS, host: host, path: next.path)
        }
        return isLoop && evidence.count >= 5 ? circle(scene, start, evidence, seen.last ?? "") : nil
    }

    private static func circle(_ scene: Scene, _ start: HTTPAsk, _ evidence: [EvidenceLine], _ url: String) -> Finding {
        finding(
            Confidence.proven,
            "\(scene.serverTitle(start.endpoint).capitalizedFirst) at \(start.endpoint.addressAndPort) redirects in a circle "
                + "back to \(url).",
            evidence: evidence, fixes: fixes("\(start.endpoint.port)"))
    }

    /// The server serves plain HTTP well, and a browser speaks TLS to it: it remembers a redirect or HSTS.
    private static func remembered(_ scene: Scene, _ endpoint: Endpoint) throws(Need) -> Finding? {
        let said = scene.said
        let isHSTS = said.has("strict-transport-security", "hsts", "internal redirect")
        let isBrowser = said.has(
            "err_ssl_protocol_error", "ssl_error_rx_record_too_long", "err_ssl", "secure connection failed")
        guard isHSTS || isBrowser && scene.question.scheme == "http" else { return nil }
        let ask = HTTPAsk(endpoint, host: scene.requestHost, path: scene.question.path)
        guard let plain = try scene.http(ask), plain.result == .answered,
            let tls = try scene.tls(TLSAsk(endpoint, serverName: scene.question.host ?? "localhost")),
            tls.result != .established
        else { return nil }
        if case .alert = tls.result { return nil }
        var evidence = [
            EvidenceLine("http", "http://\(ask.host)\(ask.path)", plain.words),
            EvidenceLine("tls", endpoint.addressAndPort, "no TLS: \(words(tls))"),
        ]
        if let header = plain.header("strict-transport-security") {
            evidence.append(EvidenceLine("header", "Strict-Transport-Security", header))
        }
        return finding(
            isHSTS ? Confidence.proven + 0.01 : Confidence.observed + 0.05,
            "\(scene.serverTitle(endpoint).capitalizedFirst) at \(endpoint.addressAndPort) serves plain HTTP, and the browser "
                + "turns the URL to https because of \(isHSTS ? "HSTS" : "HSTS or a redirect it remembers").",
            evidence: evidence, fixes: fixes("\(endpoint.port)"))
    }

    private static func words(_ outcome: TLSOutcome) -> String {
        switch outcome.result {
        case .notTLS: "the server says \(Scene.printable(outcome.firstBytes))"
        case .notConnected(let result): "\(result)"
        default: "\(outcome.result)"
        }
    }

    private static func fixes(_ port: String) -> [Fix] {
        [
            Fix("chrome://net-internals/#hsts", "forgets HSTS for a host in Chrome", isSafe: true),
            Fix("http://127.0.0.1:\(port)/", "is a host to which HSTS never applies", isSafe: true),
            Fix(
                "proxy_set_header X-Forwarded-Proto $scheme;",
                "tells the application behind nginx what the client spoke"),
            Fix("<the application's setting that forces https> = off", "stops it from redirecting in development"),
        ]
    }
}
