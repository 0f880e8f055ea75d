/// `chrome-devtools-host-check`: the inspector's HTTP endpoint refuses a Host header that is neither an address nor localhost.
package enum ChromeDevToolsHostCheck: Rule {
    package static let fault = Fault(
        "chrome-devtools-host-check", .debugger,
        "The inspector's HTTP endpoint refuses a Host header that is neither an address nor localhost.",
        symptoms: [
            "WebSockets request was expected",
            "Host header is specified and is not an IP address or localhost.",
        ],
        explanation: """
            Chrome and Node check the Host header of /json and of the WebSocket upgrade, so that a web page \
            cannot reach the debugger through a name that it points at 127.0.0.1 (DNS rebinding). A proxy, a \
            container name or a name of the hosts file is refused, an address is not.
            """,
        proof: """
            The endpoint is the inspector of a process (by its options and the socket table), and the question's \
            host is a name other than localhost. The inspector itself is not connected to.
            """,
        mends: [
            Fix("http://127.0.0.1:9229/json/version", "asks by address", isSafe: true),
            Fix(
                "curl -H 'Host: localhost' http://<name>:9229/json/version", "or send a Host header it takes",
                isSafe: true),
        ],
        seeAlso: ["host-header-blocked-dev-server"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let said = scene.mentions("websockets request was expected", "not an ip address or localhost")
        guard let port = scene.question.port, scene.question.isHTTP || said else { return nil }
        let name = scene.question.name.map { $0.lowercased() }
        guard said || name != nil, name != "localhost", !(name?.hasSuffix(".localhost") ?? false) else { return nil }
        guard let listener = scene.listeners(on: port).first else { return nil }
        let node = try scene.inspectedNodes().first {
            $0.port == port && scene.holds($0.process, listener, told: $0.port)
        }
        let chrome = scene.owner(of: listener).flatMap { owner in
            owner.arguments.contains { $0.hasPrefix("--remote-debugging-port") } ? owner : nil
        }
        guard let owner = node?.process ?? chrome else { return nil }
        let path = scene.question.path
        return finding(
            said ? Confidence.proven : Confidence.observed,
            "The inspector of \(owner.title), answers to addresses and localhost only, and was asked as \(name ?? "another name").",
            evidence: [
                EvidenceLine("listener", listener.local.addressAndPort, "inspector of \(owner.title)"),
                EvidenceLine("host", name ?? "?", "neither an address nor localhost"),
            ],
            fixes: [
                Fix("http://127.0.0.1:\(port)\(path)", "asks by address", isSafe: true),
                Fix("Host: localhost", "the header a proxy in front of it has to send", isSafe: true),
            ])
    }
}
