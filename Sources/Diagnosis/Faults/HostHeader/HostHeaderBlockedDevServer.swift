/// `host-header-blocked-dev-server`: a development server serves only names it knows.
package enum HostHeaderBlockedDevServer: Rule {
    package static let fault = Fault(
        "host-header-blocked-dev-server", .hostHeader,
        "The development server refuses the name in the request's Host header (Vite, webpack, Rails, Angular, Next, Jupyter).",
        symptoms: [
            "Blocked request. This host (\"myapp.test\") is not allowed.",
            "Invalid Host header",
            "Blocked hosts: shop.test:3000",
            "Blocking request with non-local 'Host' devbox",
            "Bad Request - Invalid Hostname",
        ],
        explanation: """
            A page on any web site can let its own name resolve to 127.0.0.1 (DNS rebinding) and then read from a server on \
            this machine as if it were its own. Development servers answer only to localhost, addresses and names they were \
            told of, and refuse others with 403.
            """,
        proof: """
            The request by this name is refused with such words, and the same request with `Host: localhost` is answered \
            otherwise: nothing but the name was changed.
            """,
        mends: [
            Fix("http://localhost:<PORT>/", "uses a name that passes", isSafe: true),
            Fix("server: { allowedHosts: ['<name>'] }", "in vite.config.js lets the name pass"),
            Fix("devServer: { allowedHosts: ['<name>'] }", "in webpack.config.js lets the name pass"),
            Fix("config.hosts << '<name>'", "in config/environments/development.rb lets the name pass in Rails"),
            Fix("c.ServerApp.local_hostnames = ['<name>']", "in jupyter_server_config.py lets the name pass"),
        ],
        seeAlso: ["host-header-blocked-django", "chrome-devtools-host-check"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let check = try scene.hostCheck(), case .devServer(let server) = check.kind else { return nil }
        let who =
            check.endpoint.map { "\(server ?? scene.serverTitle($0)) at \($0.addressAndPort)" } ?? server
            ?? "The server"
        var fixes: [Fix] = []
        if let endpoint = check.endpoint {
            fixes.append(
                Fix("http://localhost:\(endpoint.port)\(scene.question.path)", "uses a name that passes", isSafe: true))
        }
        return finding(
            check.confidence, "\(who.capitalizedFirst) refuses the name \(check.host) in the Host header.",
            evidence: check.evidence, fixes: fixes + settings(server ?? "", check.host))
    }

    private static func settings(_ server: String, _ host: String) -> [Fix] {
        switch server {
        case "Vite": [Fix("server: { allowedHosts: ['\(host)'] }", "in vite.config.js lets the name pass")]
        case "webpack-dev-server":
            [Fix("devServer: { allowedHosts: ['\(host)'] }", "in webpack.config.js lets the name pass")]
        case "Rails":
            [Fix("config.hosts << '\(host)'", "in config/environments/development.rb lets the name pass")]
        case "Jupyter":
            [Fix("c.ServerApp.local_hostnames = ['\(host)']", "in jupyter_server_config.py lets the name pass")]
        case "Next.js": [Fix("allowedDevOrigins: ['\(host)']", "in next.config.js lets the name pass")]
        case "ASP.NET": [Fix("\"AllowedHosts\": \"\(host);localhost\"", "in appsettings.json lets the name pass")]
        default: [Fix("<allowed hosts of the server> += \(host)", "lets the name pass")]
        }
    }
}
