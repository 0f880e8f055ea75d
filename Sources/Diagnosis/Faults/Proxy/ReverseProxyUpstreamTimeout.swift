import Endpoints

/// `reverse-proxy-upstream-timeout`: what is behind the gateway takes the connection and does not answer.
package enum ReverseProxyUpstreamTimeout: Rule {
    package static let fault = Fault(
        "reverse-proxy-upstream-timeout", .proxy,
        "The reverse proxy answers 504, or not at all yet: the server behind it accepts the connection and stays silent.",
        symptoms: [
            "504 Gateway Time-out (nginx)",
            "504 Gateway Time-out: The server didn't respond in time. (HAProxy)",
            "upstream timed out (110: Connection timed out) while reading response header from upstream",
            "upstream request timeout (Envoy)",
        ],
        explanation: """
            A gateway gives up on its upstream after a while (nginx 60 s by `proxy_read_timeout`, HAProxy `timeout server`) and \
            says 504 (RFC 9110 section 15.6.5). Until then its own client waits. The fault is behind it: a request that takes \
            too long, or a server that hangs.
            """,
        proof: """
            The upstream's endpoint, from the proxy's configuration, accepts a connection and a request sent to it directly is \
            not answered either.
            """,
        mends: [
            Fix("ostia doctor <upstream URL>", "looks for why the server behind it hangs", isSafe: true),
            Fix("proxy_read_timeout 300s;", "lets nginx wait longer for what is slow"),
        ],
        seeAlso: ["reverse-proxy-upstream-refused", "server-accepts-but-silent", "single-threaded-server-busy"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let view = try Proxy.gateway(scene) else { return nil }
        let gateway = view.gateway
        let isSilent = gateway.answer.result == .silent
        let is504 = gateway.answer.status == 504
        guard isSilent || is504 || Proxy.isTold(scene) && scene.question.saw(.timeout) else { return nil }
        let address = gateway.endpoint.addressAndPort
        let who = gateway.name.capitalizedFirst
        for trial in view.trials {
            guard let outcome = try silence(scene, trial) else { continue }
            return finding(
                isSilent || is504 ? Confidence.proven + 0.005 : Confidence.observed,
                "\(who) at \(address) waits for its upstream \(trial.title), which \(outcome.words).",
                evidence: gateway.evidence + trial.evidence + [outcome.line],
                fixes: [
                    Fix(
                        "ostia doctor http://\(trial.title)/", "looks for why the server behind it hangs", isSafe: true,
                        isRunnable: trial.upstream.unixPath == nil),
                    Fix("proxy_read_timeout 300s;", "lets nginx wait longer for what is slow"),
                ])
        }
        guard is504, !view.trials.contains(where: \.isRefused) else { return nil }
        return finding(
            Confidence.likely, "\(who) at \(address) answers 504: the server behind it did not answer in time.",
            evidence: gateway.evidence,
            fixes: [
                Fix("sudo ostia doctor \(scene.question.text)", "shows where the proxy sends", isSafe: true),
                Fix("nginx -T | grep -n proxy_pass", "shows where nginx sends", isSafe: true),
            ])
    }

    /// How an upstream keeps silent; `nil` when it answers or refuses.
    private static func silence(
        _ scene: Scene, _ trial: UpstreamTrial
    ) throws(Need) -> (words: String, line: EvidenceLine)? {
        guard let endpoint = trial.connected else {
            guard let silent = trial.attempts.first(where: { $0.outcome.result == .silent }) else { return nil }
            return (
                "takes no connections",
                EvidenceLine("connect", silent.endpoint.addressAndPort, silent.outcome.words)
            )
        }
        let ask = HTTPAsk(endpoint, host: trial.title, path: scene.question.path)
        guard let answer = try scene.http(ask), answer.result == .silent || answer.result == .notRead else {
            return nil
        }
        return (
            "accepts connections and does not answer",
            EvidenceLine("http", "http://\(trial.title)\(ask.path)", answer.words)
        )
    }
}
