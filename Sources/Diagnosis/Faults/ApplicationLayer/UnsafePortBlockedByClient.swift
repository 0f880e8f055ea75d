import Endpoints

/// `unsafe-port-blocked-by-client`: browsers and `fetch` refuse some ports themselves.
package enum UnsafePortBlockedByClient: Rule {
    package static let fault = Fault(
        "unsafe-port-blocked-by-client", .applicationLayer,
        "The browser or fetch refuses the port itself: no packet is ever sent.",
        symptoms: [
            "net::ERR_UNSAFE_PORT",
            "TypeError: fetch failed, [cause]: Error: bad port",
            "This address is restricted (Firefox)",
            "Not allowed to use restricted network port (Safari)",
        ],
        explanation: """
            The Fetch standard lists some 80 "bad ports" of protocols that could be abused by sending them an HTTP request: \
            SMTP, IRC, X11, SIP, NFS and others (fetch.spec.whatwg.org, section 2.9). Browsers, and fetch in Node and Deno, \
            refuse them before they connect; curl does not.
            """,
        proof:
            "The message is a browser's or fetch's, and the port is on the list. The server itself may be in good health.",
        mends: [
            Fix("ostia port", "gives a free port that no browser blocks", isSafe: true),
            Fix("--explicitly-allowed-ports=<PORT>", "lets Chrome use it, as an argument"),
            Fix("network.security.ports.banned.override = <PORT>", "lets Firefox use it, in about:config"),
        ],
        seeAlso: ["mixed-content-or-private-network-access"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, let report = scene.question.report(.unsafePort) else { return nil }
        let port = scene.question.port ?? report.port.flatMap { UInt16(exactly: $0) }
        guard let port else {
            return finding(
                Confidence.observed, "The client refuses the port itself and never connects.",
                evidence: [.message(report.text)], fixes: fixes("<PORT>"))
        }
        let isListed = BrowserBlockedPorts.contains(port)
        return finding(
            isListed ? Confidence.proven + 0.01 : Confidence.observed,
            "Port \(port) is one that browsers and fetch refuse to connect to; the server has no part in it.",
            evidence: [
                .message(report.text),
                EvidenceLine(
                    "list", "port \(port)", isListed ? "a bad port of the Fetch standard" : "not on the list we know"),
            ], fixes: fixes("\(port)"))
    }

    private static func fixes(_ port: String) -> [Fix] {
        [
            Fix("ostia port", "gives a free port that no browser blocks", isSafe: true, isRunnable: true),
            Fix("chrome --explicitly-allowed-ports=\(port)", "lets Chrome use it"),
            Fix("network.security.ports.banned.override = \(port)", "lets Firefox use it, in about:config"),
        ]
    }
}
