/// `grpc-through-http-proxy`: a gRPC client asks a proxy for a tunnel to this machine.
package enum GRPCThroughHTTPProxy: Rule {
    package static let fault = Fault(
        "grpc-through-http-proxy", .proxy,
        "A gRPC client takes the HTTP proxy of the environment and asks it for a tunnel to localhost.",
        symptoms: [
            "UNAVAILABLE: HTTP proxy returned response code 403",
            "failed to connect to all addresses; last error: UNKNOWN: HTTP proxy returned response code 503",
            "UNAVAILABLE: Connection refused (the address is the proxy's)",
        ],
        explanation: """
            gRPC's C core, and with it Python, C++, Ruby and PHP, reads `grpc_proxy`, `https_proxy` and `http_proxy` in this \
            order and sends `CONNECT localhost:<port>` to the proxy; `no_grpc_proxy` and `no_proxy` leave hosts out. The proxy \
            refuses, or looks for localhost on its own machine.
            """,
        proof: """
            The variable is set and no exception covers the host, the server itself speaks HTTP/2 when it is asked directly, \
            and the message is gRPC's.
            """,
        mends: [
            Fix(
                "export no_grpc_proxy=localhost,127.0.0.1,::1 no_proxy=localhost,127.0.0.1,::1",
                "leaves this machine out", isSafe: true),
            Fix("options=[('grpc.enable_http_proxy', 0)]", "switches proxies off for one channel in Python"),
        ],
        seeAlso: ["http-proxy-env-captures-localhost", "http1-client-to-http2-only-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.isGRPC, scene.question.intent == .use else { return nil }
        if let own = scene.facts.environment["no_grpc_proxy"],
            NoProxy(in: ["no_proxy": own])?.covers(scene.proxiedHost) == true
        {
            return nil
        }
        let isTold = scene.said.has("proxy")
        guard scene.hasEndpoint else {
            guard isTold, scene.said.has("http proxy returned", "connect proxy") else { return nil }
            return finding(
                Confidence.observed, "A gRPC client asked an HTTP proxy for its server.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)])
        }
        guard let capture = try scene.capture(scheme: "grpc"), let reach = try scene.reached(),
            let direct = try scene.speak(.http2, to: reach.endpoint)
        else { return nil }
        guard direct.isSpoken || isTold else { return nil }
        let address = reach.endpoint.addressAndPort
        return finding(
            direct.isSpoken ? Confidence.proven + 0.01 : Confidence.observed,
            "\(capture.setting.variable) sends the gRPC client to the proxy \(capture.setting.address) instead of "
                + "\(address), which itself " + (direct.isSpoken ? "answers HTTP/2." : "accepts connections."),
            evidence: capture.evidence + [
                EvidenceLine("speak HTTP/2", address, direct.isSpoken ? "spoken \(direct.detail)" : "not spoken")
            ],
            fixes: [
                Fix(
                    "export no_grpc_proxy=localhost,127.0.0.1,::1", "leaves this machine out, for gRPC alone",
                    isSafe: true,
                    isRunnable: true, undo: "unset no_grpc_proxy"),
                Fix("options=[('grpc.enable_http_proxy', 0)]", "switches proxies off for one channel in Python"),
            ])
    }
}
