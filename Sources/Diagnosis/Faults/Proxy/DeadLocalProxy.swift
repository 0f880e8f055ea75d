import Endpoints

/// `dead-local-proxy`: the proxy that the settings name does not run.
package enum DeadLocalProxy: Rule {
    package static let fault = Fault(
        "dead-local-proxy", .proxy,
        "The proxy settings point to a proxy on this machine that does not run.",
        symptoms: [
            "curl: (7) Failed to connect to 127.0.0.1 port 7890: Connection refused (you asked for another port)",
            "proxyconnect tcp: dial tcp 127.0.0.1:8888: connect: connection refused",
            "net::ERR_PROXY_CONNECTION_FAILED",
            "ProxyError('Cannot connect to proxy.', NewConnectionError(… Connection refused))",
        ],
        explanation: """
            Clash, Fiddler, Charles, mitmproxy and VPN clients set `http_proxy` or the system's proxy and do not always take it \
            back when they end. Every client then connects to the proxy's port first and is refused, whatever it asked for. The \
            port in the message is the proxy's, not yours.
            """,
        proof: """
            The variable, or the message, names an endpoint of this machine that refuses, while the server that was asked for \
            can be reached directly.
            """,
        mends: [
            Fix(
                "unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY",
                "asks directly in this shell", isSafe: true),
            Fix("<start the proxy again>", "makes the setting true"),
            Fix("gsettings set org.gnome.system.proxy mode none", "clears GNOME's setting", platform: .linux),
            Fix("networksetup -setwebproxystate Wi-Fi off", "clears the system's setting", platform: .macOS),
            Fix("netsh winhttp reset proxy", "clears the system's setting", platform: .windows),
        ],
        seeAlso: ["http-proxy-env-captures-localhost", "nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        if let found = try asked(scene) { return found }
        if let capture = try Proxy.capture(scene), case .dead(let outcome) = capture.state, capture.misreading == nil {
            return finding(
                Confidence.proven - 0.005,
                "\(capture.setting.variable) names the proxy \(capture.setting.address), and nobody answers there"
                    + ": \(outcome.words).",
                evidence: capture.evidence, fixes: fixes(scene, capture.setting.variable))
        }
        return try told(scene)
    }

    /// The question is about the proxy's own endpoint, because a message named it.
    private static func asked(_ scene: Scene) throws(Need) -> Finding? {
        guard let port = scene.question.port, let setting = anySetting(scene, port),
            scene.question.isFromReport || scene.question.reports.contains(where: { $0.port == Int(port) }),
            let reach = try scene.unreached(), isProxy(scene, setting, reach.endpoint)
        else { return nil }
        return finding(
            Confidence.proven,
            "\(reach.endpoint.addressAndPort) is the proxy of \(setting.variable), and nobody answers there.",
            evidence: [
                EvidenceLine("environment", setting.variable, setting.address),
                EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words),
            ], fixes: fixes(scene, setting.variable))
    }

    /// A message of a client that was sent to a proxy by other settings than the environment's.
    private static func told(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.question.report(.proxy) else { return nil }
        guard let host = report.host, let port = report.port.flatMap({ UInt16(exactly: $0) }), port != 0 else {
            guard scene.said.has("proxy_connection_failed", "cannot connect to proxy") else { return nil }
            return finding(
                Confidence.likely, "The client's proxy does not answer.", evidence: [.message(report.text)],
                fixes: fixes(scene, "http_proxy"))
        }
        for address in try scene.addresses(of: host).prefix(2) {
            let endpoint = Endpoint(.tcp, address, port)
            guard scene.mayConnect(endpoint), let outcome = try scene.connect(endpoint) else { continue }
            guard outcome.result != .connected else { return nil }
            return finding(
                Confidence.proven - 0.01,
                "The client was sent to the proxy \(endpoint.addressAndPort), and nobody answers there.",
                evidence: [.message(report.text), EvidenceLine("connect", endpoint.addressAndPort, outcome.words)],
                fixes: fixes(scene, "http_proxy"))
        }
        return nil
    }

    private static func anySetting(_ scene: Scene, _ port: UInt16) -> ProxySetting? {
        let names = ["http", "https", "grpc"].flatMap { ProxySetting.variables($0) }
        return names.lazy
            .compactMap { name in scene.facts.environment[name].flatMap { ProxySetting(name, $0) } }
            .first { $0.port == port }
    }

    private static func isProxy(_ scene: Scene, _ setting: ProxySetting, _ endpoint: Endpoint) -> Bool {
        guard let address = IPAddress(setting.host) else { return scene.isOwn(endpoint.address) }
        return address.unmapped == endpoint.address.unmapped
    }

    private static func fixes(_ scene: Scene, _ variable: String) -> [Fix] {
        let others = scene.facts.environment.keys.filter {
            $0.lowercased().hasSuffix("_proxy") && $0.lowercased() != "no_proxy"
        }
        let names = Set(others + [variable]).sorted().joined(separator: " ")
        return [
            Fix("unset \(names)", "asks directly in this shell", isSafe: true, isRunnable: true),
            Fix("<start the proxy again>", "makes the setting true"),
        ] + Proxy.sparing(scene)
    }
}
