/// `mixed-content-or-private-network-access`: the browser does not let this page ask a local server.
package enum MixedContentOrPrivateNetworkAccess: Rule {
    package static let fault = Fault(
        "mixed-content-or-private-network-access", .applicationLayer,
        "The browser blocks the page's request to a local server: mixed content, or private (local) network access.",
        symptoms: [
            "Mixed Content: The page at 'https://…' was loaded over HTTPS, but requested an insecure resource 'http://localhost…'",
            "blocked by CORS policy: The request client is not a secure context and the resource is in more-private address "
                + "space `local`",
            "ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS",
            "Blocked loading mixed active content",
        ],
        explanation: """
            A page that came over https may not load from http, except in Chrome and Firefox from 127.0.0.1 and localhost, which \
            count as trustworthy; Safari allows not even those. And a page of the public network may reach this machine only \
            from a secure context, and in Chrome since 142 only after the user allowed it (Local Network Access).
            """,
        proof: "The message is the browser's own. The server may be in good health, and curl is answered.",
        mends: [
            Fix("http://localhost:<PORT>/", "opens the page itself from this machine", isSafe: true),
            Fix("mkcert localhost && <serve https>", "serves the local API over https"),
            Fix(
                "Access-Control-Allow-Private-Network: true",
                "in the answer to the preflight lets Chrome before 142 through"),
            Fix("chrome://settings/content/localNetworkAccess", "lets the site reach this machine in Chrome"),
        ],
        seeAlso: ["unsafe-port-blocked-by-client", "https-redirect-loop-or-hsts"])

    private static let mixed = [
        "mixed content", "blocked loading mixed active", "insecure resource", "insecure content",
        "mixed active content",
    ]
    private static let local = [
        "more-private address space", "private network access", "local network access", "private_network_access",
        "local_network_access", "access-control-allow-private-network", "address space `local`",
        "address space `loopback`",
        "permission was denied for this request to access the `loopback`",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let said = scene.said
        let isMixed = said.has(mixed)
        guard isMixed || said.has(local) else { return nil }
        var evidence = [
            EvidenceLine.message(
                scene.question.message.isEmpty ? scene.question.reports.first?.text ?? "" : scene.question.message)
        ]
        if let answer = try scene.answer() {
            evidence.append(EvidenceLine("http", scene.requestHost, answer.words + ": the server itself is well"))
        }
        let host = scene.requestHost
        return finding(
            Confidence.observed + 0.05,
            isMixed
                ? "The browser blocks a request from an https page to plain http://\(host)."
                : "The browser does not let a page of another network reach \(host).",
            evidence: evidence,
            fixes: isMixed
                ? [
                    Fix(
                        "http://localhost:<PORT of the page>/", "opens the page from this machine over http",
                        isSafe: true),
                    Fix("mkcert localhost 127.0.0.1 ::1", "makes a certificate, to serve the local API over https"),
                ]
                : [
                    Fix("https://<the page>", "loads the page over https: only a secure context may ask", isSafe: true),
                    Fix(
                        "chrome://settings/content/localNetworkAccess", "lets the site reach this machine in Chrome",
                        isSafe: true),
                    Fix(
                        "Access-Control-Allow-Private-Network: true",
                        "in the answer to the preflight, for Chrome before 142"),
                ])
    }
}
