/// `http-proxy-env-captures-localhost`: requests to this machine go to a proxy.
package enum HTTPProxyEnvCapturesLocalhost: Rule {
    package static let fault = Fault(
        "http-proxy-env-captures-localhost", .proxy,
        "A proxy variable is set and NO_PROXY does not leave localhost out: requests to this machine go to the proxy.",
        symptoms: [
            "HTTP Error 503: Service Unavailable (while the browser shows the page)",
            "HTTP/1.1 403 Forbidden, Via: 1.1 proxy (squid/5.7), X-Squid-Error: ERR_ACCESS_DENIED 0",
            "502 Bad Gateway with a page of the company's proxy",
            "curl: (56) CONNECT tunnel failed, response 403",
        ],
        explanation: """
            curl, Python, Ruby, wget, git, npm and most Node clients send every request to the proxy that `http_proxy`, \
            `https_proxy` or `all_proxy` names, localhost included; only Go leaves loopback out by itself. The proxy then looks \
            for localhost on its own machine. Browsers do not read these variables and leave localhost out anyway.
            """,
        proof: """
            The same request is made twice, to the server and through the proxy, and the answers differ. A proxy that \
            answers nobody is `dead-local-proxy`; one that forwards rightly is no fault.
            """,
        mends: [
            Fix(
                "export no_proxy=localhost,127.0.0.1,::1 NO_PROXY=localhost,127.0.0.1,::1", "leaves this machine out",
                isSafe: true),
            Fix("curl --noproxy '*' <URL>", "asks without the proxy once", isSafe: true),
        ],
        seeAlso: ["dead-local-proxy", "no-proxy-syntax", "grpc-through-http-proxy"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard !scene.isGRPC, let capture = try Proxy.capture(scene), capture.misreading == nil else { return nil }
        let target = scene.requestHost
        let setting = capture.setting
        switch capture.state {
        case .dead, .forwards: return nil
        case .differs:
            return finding(
                Confidence.proven,
                "\(setting.variable) sends requests for \(target) to the proxy \(setting.address), which answers "
                    + "\(capture.through?.words ?? "otherwise"); the server itself answers \(capture.direct?.words ?? "").",
                evidence: capture.evidence, fixes: Proxy.sparing(scene))
        case .unresolved:
            guard try scene.reached() != nil else { return nil }
            return finding(
                Confidence.observed,
                "\(setting.variable) sends requests for \(target) to the proxy \(setting.address), whose name does not "
                    + "resolve.",
                evidence: capture.evidence, fixes: Proxy.sparing(scene))
        case .unknown:
            // What the proxy would do was not tried; a message that is a proxy's says it, or the proxy is elsewhere.
            let isTold = scene.question.saw(.proxy) || scene.said.has("proxy", "via: 1.", "squid", "tunnel")
            guard isTold || capture.proxy == nil, try scene.reached() != nil else { return nil }
            return finding(
                isTold ? Confidence.observed : Confidence.likely,
                "\(setting.variable) sends requests for \(target) to the proxy \(setting.address), "
                    + "where \(scene.proxiedHost) is another machine.",
                evidence: capture.evidence, fixes: Proxy.sparing(scene))
        }
    }
}
