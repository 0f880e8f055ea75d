import Endpoints

/// `reverse-proxy-localhost-ipv6`: the proxy's "localhost" is ::1 at times, the application's is 127.0.0.1.
package enum ReverseProxyLocalhostIPv6: Rule {
    package static let fault = Fault(
        "reverse-proxy-localhost-ipv6", .proxy,
        "A reverse proxy sends to \"localhost\", which is ::1 as well, and the application listens on 127.0.0.1 only.",
        symptoms: [
            "connect() failed (111: Connection refused) while connecting to upstream, upstream: \"http://[::1]:3000/\"",
            "[vite] http proxy error: Error: connect ECONNREFUSED ::1:8000",
            "502 Bad Gateway now and then",
        ],
        explanation: """
            nginx resolves `localhost` when it starts and treats each address as a server of its own: every other request goes \
            to [::1] first. Node since 17 takes the addresses in the resolver's order, and getaddrinfo(3) puts ::1 first \
            (RFC 6724). An application bound to 127.0.0.1 refuses there.
            """,
        proof: """
            The upstream is a name, or the message names [::1]; a connect to [::1] is refused, and one to 127.0.0.1 with the \
            same port succeeds.
            """,
        mends: [
            Fix("proxy_pass http://127.0.0.1:<PORT>;", "names the one address in nginx"),
            Fix("target: 'http://127.0.0.1:<PORT>'", "names the one address in vite.config.js"),
            Fix("<application> --host ::", "listens on both families"),
        ],
        seeAlso: ["reverse-proxy-upstream-refused", "listening-only-ipv4-loopback"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let view = try Proxy.gateway(scene) else { return nil }
        for trial in view.trials {
            guard let split = try split(scene, trial) else { continue }
            // nginx goes on to the other address by itself: without a complaint nothing is wrong yet.
            guard view.gateway.isFailing || !scene.said.isEmpty else { return nil }
            let port = trial.upstream.port
            return finding(
                Confidence.proven + 0.01,
                "\(view.gateway.name.capitalizedFirst) at \(view.gateway.endpoint.addressAndPort) sends to \(trial.title), "
                    + "which is [::1]:\(port) too: refused there, while 127.0.0.1:\(port) answers.",
                evidence: view.gateway.evidence + split,
                fixes: [
                    Fix("proxy_pass http://127.0.0.1:\(port);", "names the one address that answers, in nginx"),
                    Fix("target: 'http://127.0.0.1:\(port)'", "names it in vite.config.js or http-proxy-middleware"),
                    Fix("<application> --host ::", "lets the application listen on both families"),
                ])
        }
        return nil
    }

    /// The evidence that the upstream's ::1 refuses and its 127.0.0.1 does not.
    private static func split(_ scene: Scene, _ trial: UpstreamTrial) throws(Need) -> [EvidenceLine]? {
        if trial.isSplit { return trial.evidence }
        guard trial.isRefused, let only = trial.attempts.first, trial.attempts.count == 1,
            only.endpoint.address == .loopbackV6
        else { return nil }
        let other = Endpoint(.tcp, .loopbackV4, only.endpoint.port)
        guard scene.mayConnect(other), let outcome = try scene.connect(other), outcome.result == .connected else {
            return nil
        }
        return trial.evidence + [EvidenceLine("connect", other.addressAndPort, outcome.words)]
    }
}
