import Endpoints

/// `reverse-proxy-upstream-refused`: the gateway answers, what is behind it does not run.
package enum ReverseProxyUpstreamRefused: Rule {
    package static let fault = Fault(
        "reverse-proxy-upstream-refused", .proxy,
        "The reverse proxy answers, and the server behind it refuses connections.",
        symptoms: [
            "502 Bad Gateway (nginx, Caddy, Traefik)",
            "503 Service Unavailable: No server is available to handle this request. (HAProxy)",
            "[vite] http proxy error: connect ECONNREFUSED 127.0.0.1:8081",
            "upstream connect error or disconnect/reset before headers (Envoy)",
            "connect() failed (111: Connection refused) while connecting to upstream",
        ],
        explanation: """
            502 and 504 are statuses of a gateway (RFC 9110 sections 15.6.3 and 15.6.5): the answer is the proxy's own, and the \
            application never saw the request. HAProxy says 503 when every server of a backend is down; Vite's proxy says 500 \
            with an empty page.
            """,
        proof: """
            Where the proxy sends is read from its configuration, its arguments or the message, and a connect to that endpoint \
            is refused. One that connects and stays silent is `reverse-proxy-upstream-timeout`.
            """,
        mends: [
            Fix("<start the application behind the proxy>", "gives the proxy somebody to talk to"),
            Fix("ostia wait <upstream port>", "waits until the application listens", isSafe: true),
            Fix("nginx -T | grep -n proxy_pass", "shows where nginx sends", isSafe: true),
        ],
        seeAlso: ["reverse-proxy-upstream-timeout", "reverse-proxy-localhost-ipv6", "forward-target-dead"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let view = try Proxy.gateway(scene) else { return nil }
        let gateway = view.gateway
        guard gateway.isFailing || Proxy.isTold(scene) else { return nil }
        let address = gateway.endpoint.addressAndPort
        if let trial = view.trials.first(where: \.isRefused) {
            let target = trial.upstream.unixPath == nil ? "refuses connections" : "does not listen"
            return finding(
                gateway.isFailing ? Confidence.proven : Confidence.observed,
                "\(gateway.name.capitalizedFirst) at \(address) works; its upstream \(trial.title) \(target).",
                evidence: gateway.evidence + trial.evidence,
                fixes: fixes(scene, trial.upstream.port, trial.upstream.unixPath))
        }
        guard view.trials.isEmpty, [502, 503].contains(gateway.answer.status) else { return nil }
        return finding(
            Confidence.likely,
            "\(gateway.name.capitalizedFirst) at \(address) answers \(gateway.answer.status ?? 502) for a server behind it "
                + "that it cannot reach.",
            evidence: gateway.evidence,
            fixes: [
                Fix("sudo ostia doctor \(scene.question.text)", "shows where the proxy sends", isSafe: true),
                Fix("nginx -T | grep -n proxy_pass", "shows where nginx sends", isSafe: true),
                Fix("<start the application behind the proxy>", "gives the proxy somebody to talk to"),
            ])
    }

    private static func fixes(_ scene: Scene, _ port: UInt16, _ path: String?) -> [Fix] {
        let start = Fix("<start the application behind the proxy>", "gives the proxy somebody to talk to")
        if let path {
            return [
                Fix("ls -l \(path)", "shows the socket it should listen on", isSafe: true, isRunnable: true), start,
            ]
        }
        return [
            Fix("ostia doctor \(port)", "looks for why nothing answers there", isSafe: true, isRunnable: true), start,
            Fix("ostia wait \(port)", "waits until the application listens", isSafe: true),
        ]
    }
}

extension Proxy {
    struct GatewayView {
        var gateway: Gateway
        var trials: [UpstreamTrial]
    }

    /// The gateway of the question with every upstream of it tried; `nil` when there is none or it is not in question:
    /// one that answers well and of which nobody complains.
    static func gateway(_ scene: Scene) throws(Need) -> GatewayView? {
        guard scene.question.intent == .use, let gateway = try scene.gateway() else { return nil }
        let isSilent = gateway.answer.result == .silent || gateway.answer.result == .endedSilently
        guard gateway.isFailing || isSilent || isTold(scene) else { return nil }
        // The 503 of a proxy that the environment names is not of the server's own gateway.
        return GatewayView(
            gateway: gateway, trials: try scene.upstreamTrials(gateway.endpoint, named: known(gateway.name)))
    }

    /// Whether the message is of a gateway and its upstream.
    static func isTold(_ scene: Scene) -> Bool {
        scene.said.has(
            "upstream", "bad gateway", "gateway time", "http proxy error", "trying to proxy", "proxy error",
            "no server is available", "ah01114", "ah00957", "could not proxy")
    }

    private static func known(_ name: String) -> String? {
        ["nginx", "openresty", "haproxy", "caddy", "traefik", "envoy"].contains(name) ? name : nil
    }
}
