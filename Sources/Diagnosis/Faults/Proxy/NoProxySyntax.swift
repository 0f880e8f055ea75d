/// `no-proxy-syntax`: NO_PROXY means this host and does not say it so that the client understands.
package enum NoProxySyntax: Rule {
    package static let fault = Fault(
        "no-proxy-syntax", .proxy,
        "NO_PROXY is set, but not in a form that this client matches with the host it asks for.",
        symptoms: [
            "a proxy's 403, 502 or 503 for 127.0.0.1 although NO_PROXY has localhost",
            "works in curl, fails in Python or Node with the same environment",
            "NO_PROXY=127.0.0.0/8, NO_PROXY=127.*, NO_PROXY=*.localhost",
        ],
        explanation: """
            No standard says how NO_PROXY is written. All clients know a bare name, which covers the names below it, a bare \
            address, and `*` alone. Blocks such as 127.0.0.0/8 are known to Go, curl since 7.86 and Python's requests, not to \
            urllib, wget or most of Node. Wildcards are known to few. Nobody resolves a name first: localhost does not cover \
            127.0.0.1, nor the reverse.
            """,
        proof: """
            An entry of NO_PROXY is meant for this host and does not match it as plain text, and the same request through the \
            proxy is answered otherwise than the direct one.
            """,
        mends: [
            Fix(
                "export no_proxy=localhost,127.0.0.1,::1 NO_PROXY=localhost,127.0.0.1,::1",
                "is what every client understands", isSafe: true)
        ],
        seeAlso: ["http-proxy-env-captures-localhost", "dead-local-proxy"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard !scene.isGRPC, let capture = try Proxy.capture(scene), let misreading = capture.misreading,
            let noProxy = NoProxy(in: scene.facts.environment), capture.state != .forwards
        else { return nil }
        // Where some clients read it rightly, one that does not has to have complained.
        if misreading.isReadBySome && scene.said.isEmpty { return nil }
        guard try scene.reached() != nil else { return nil }
        let isProven: Bool
        switch capture.state {
        case .differs, .dead: isProven = true
        case .unresolved, .unknown, .forwards: isProven = false
        }
        return finding(
            isProven ? Confidence.proven : Confidence.observed,
            "\(noProxy.variable)=\(noProxy.value) does not keep \(scene.proxiedHost) from the proxy "
                + "\(capture.setting.address): \(misreading.entry) \(misreading.why).",
            evidence: capture.evidence, fixes: Proxy.sparing(scene))
    }
}
