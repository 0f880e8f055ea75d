/// The rules of this family, in the order that settles ties.
package enum Proxy {
    package static let rules: [any Rule.Type] = [
        GRPCThroughHTTPProxy.self,
        NoProxySyntax.self,
        DeadLocalProxy.self,
        HTTPProxyEnvCapturesLocalhost.self,
        ReverseProxyLocalhostIPv6.self,
        ReverseProxyUpstreamRefused.self,
        ReverseProxyUpstreamTimeout.self,
    ]

    /// The proxy that takes the question's own request.
    static func capture(_ scene: Scene) throws(Need) -> ProxyCapture? {
        guard scene.question.intent == .use, let scheme = scene.proxiedScheme else { return nil }
        return try scene.capture(scheme: scheme)
    }

    /// How a host is taken out of the proxy's way.
    static func sparing(_ scene: Scene) -> [Fix] {
        let host = scene.proxiedHost
        let usual = ["localhost", "127.0.0.1", "::1"]
        let names = (usual + (usual.contains(host) ? [] : [host])).joined(separator: ",")
        return [
            Fix(
                "export no_proxy=\(names) NO_PROXY=\(names)", "leaves this machine out, in both spellings",
                isSafe: true,
                isRunnable: true, undo: "unset no_proxy NO_PROXY"),
            Fix(
                "curl --noproxy '*' http://\(scene.requestHost)\(scene.question.path)", "asks without the proxy once",
                isSafe: true, isRunnable: true),
        ]
    }
}
