import Endpoints

/// `websocket-upgrade-not-forwarded`: HTTP works there, and the change to WebSocket does not come through.
package enum WebSocketUpgradeNotForwarded: Rule {
    package static let fault = Fault(
        "websocket-upgrade-not-forwarded", .applicationLayer,
        "HTTP works, and the WebSocket handshake is answered as if it were a page: a proxy drops the upgrade, or the path is wrong.",
        symptoms: [
            "WebSocket connection to 'ws://localhost:8080/ws' failed: Error during WebSocket handshake: Unexpected response code: 200",
            "Error: Unexpected server response: 426",
            "websocket: bad handshake",
            "[vite] failed to connect to websocket",
            "server rejected WebSocket connection: HTTP 404",
        ],
        explanation: """
            A WebSocket begins as a GET with `Connection: Upgrade` and `Upgrade: websocket` and must be answered 101 (RFC 6455 \
            section 4). Both are hop-by-hop fields (RFC 9110 section 7.6.1): a proxy that is not told to pass them on drops them, \
            and the application sees a plain GET. 404 or 200 without a proxy mean a path that is no WebSocket.
            """,
        proof: """
            The handshake is made and answered with another status than 101. Where a proxy stands before it and its upstream \
            answers the same handshake with 101, the proxy is the reason.
            """,
        mends: [
            Fix(
                "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\";",
                "passes the upgrade on in nginx"),
            Fix("server: { hmr: { clientPort: <PORT of the proxy> } }", "leads Vite's client through the proxy"),
            Fix("proxy: { '/ws': { target: 'ws://…', ws: true } }", "passes it on in Vite's own proxy"),
        ],
        seeAlso: ["reverse-proxy-upstream-refused", "different-app-on-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let said = scene.said
        let isTold = said.has(
            "unexpected server response", "unexpected response code", "bad handshake", "rejected websocket",
            "failed to connect to websocket", "websocketbadstatus", "handshake status", "websockethandshakeexception",
            "invalid handshake response", "status code '101' was expected", "websocket connection to")
        let isWebSocket = ["ws", "wss"].contains(scene.question.scheme)
        guard scene.hasEndpoint else {
            guard isTold, said.has("websocket", "unexpected server response") else { return nil }
            return finding(
                Confidence.likely, "A WebSocket handshake was answered as a plain request.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)], fixes: fixes)
        }
        guard isWebSocket || isTold && scene.isOfHTTP, let reach = try scene.reached() else { return nil }
        var ask = HTTPAsk(
            reach.endpoint, isTLS: scene.question.isTLS, host: scene.requestHost, path: scene.question.path)
        ask.isWebSocket = true
        if ask.isTLS, let tls = try scene.handshake(), tls.result != .established { return nil }
        guard let answer = try scene.http(ask), answer.result == .answered, let status = answer.status, status != 101
        else { return nil }
        // Not let in, or the gateway's own failure: other rules say more.
        if [401, 407, 500, 502, 503, 504].contains(status) { return nil }
        if status == 400 || status == 403, Said(answer.body).has("host", "https", "origin") { return nil }
        let url = "\(ask.isTLS ? "wss" : "ws")://\(ask.host)\(ask.path)"
        let evidence = [EvidenceLine("websocket", url, answer.words)]
        if let proven = try behind(scene, ask, status, evidence) { return proven }
        return finding(
            Confidence.observed,
            "\(scene.serverTitle(reach.endpoint).capitalizedFirst) at \(reach.endpoint.addressAndPort) answers the WebSocket "
                + "handshake for \(ask.path) with \(status) instead of 101.",
            evidence: evidence, fixes: fixes)
    }

    /// The upstream of a proxy that takes the same handshake.
    private static func behind(
        _ scene: Scene, _ ask: HTTPAsk, _ status: Int, _ evidence: [EvidenceLine]
    ) throws(Need) -> Finding? {
        var name = scene.server(at: ask.endpoint).flatMap { Scene.program($0) }
        if name == nil { name = try scene.gateway()?.name }
        guard let name else { return nil }
        for trial in try scene.upstreamTrials(ask.endpoint, named: nil) {
            guard let upstream = trial.connected else { continue }
            let direct = HTTPAsk(upstream, host: ask.host, path: ask.path, isWebSocket: true)
            guard let second = try scene.http(direct), second.result == .answered else { continue }
            let line = EvidenceLine("websocket", "ws://\(trial.title)\(ask.path)", second.words)
            if second.status == 101 {
                return finding(
                    Confidence.proven,
                    "\(name) at \(ask.endpoint.addressAndPort) does not pass the WebSocket upgrade on: it answers \(status), "
                        + "its upstream \(trial.title) answers 101.",
                    evidence: evidence + [line], fixes: fixes)
            }
        }
        return nil
    }

    private static let fixes = [
        Fix(
            "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\";",
            "passes the upgrade on in nginx"),
        Fix("proxy: { '/ws': { target: 'ws://localhost:<PORT>', ws: true } }", "passes it on in Vite's proxy"),
        Fix("ws://<host>:<port>/<the path of the WebSocket>", "asks for the path that the application serves"),
    ]
}
