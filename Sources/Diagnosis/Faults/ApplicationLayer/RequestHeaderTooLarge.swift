/// `request-header-too-large`: the request's headers, mostly cookies, are more than the server takes.
package enum RequestHeaderTooLarge: Rule {
    package static let fault = Fault(
        "request-header-too-large", .applicationLayer,
        "The request's headers are larger than the server takes: the cookies of every port of localhost add up.",
        symptoms: [
            "HTTP/1.1 431 Request Header Fields Too Large",
            "400 Bad Request: Request Header Or Cookie Too Large (nginx)",
            "Parse Error: Header overflow (HPE_HEADER_OVERFLOW)",
            "upstream sent too big header while reading response header from upstream",
        ],
        explanation: """
            Cookies do not know ports (RFC 6265 section 8.5): what any server on localhost ever set goes to every other one. \
            Node takes 16 KiB of headers (`--max-http-header-size`), nginx 8 KiB a line (`large_client_header_buffers`), Tomcat \
            and Jetty 8 KiB. So the page fails in one browser profile, and works in a private window and in curl.
            """,
        proof:
            "The message is the server's own (RFC 6585 section 5), and a small request of ours to the same server is answered.",
        mends: [
            Fix("<delete the cookies of localhost in the browser>", "makes the request small again", isSafe: true),
            Fix("http://127.0.0.1:<PORT>/", "is another host to cookies than localhost", isSafe: true),
            Fix("NODE_OPTIONS=--max-http-header-size=65536", "lets Node take more"),
            Fix("large_client_header_buffers 4 32k;", "lets nginx take more"),
        ],
        seeAlso: ["different-app-on-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let report = scene.question.report(.headerTooLarge)
        var evidence = report.map { [EvidenceLine.message($0.text)] } ?? []
        guard scene.hasEndpoint else {
            guard report != nil else { return nil }
            return finding(
                Confidence.observed, "The headers of the request, mostly cookies, are more than the server takes.",
                evidence: evidence, fixes: fixes(scene))
        }
        guard report != nil || scene.question.isHTTP, let reach = try scene.reached() else { return nil }
        let address = reach.endpoint.addressAndPort
        guard let answer = try scene.question.isHTTP ? scene.answer() : scene.plainAnswer() else { return nil }
        let isNow =
            answer.status == 431
            || answer.status == 400 && Said(answer.body).has("header or cookie too large", "header is too large")
        guard report != nil || isNow else { return nil }
        evidence.append(
            EvidenceLine("http", "\(scene.requestHost)\(scene.question.path) without cookies", answer.words))
        return finding(
            isNow || answer.result == .answered ? Confidence.proven : Confidence.observed,
            "\(scene.serverTitle(reach.endpoint).capitalizedFirst) at \(address) refuses requests whose headers, mostly "
                + "cookies of localhost, are too large.",
            evidence: evidence, fixes: fixes(scene))
    }

    private static func fixes(_ scene: Scene) -> [Fix] {
        let port = scene.question.port.map { "\($0)" } ?? "<PORT>"
        let other = scene.question.host == "127.0.0.1" ? "localhost" : "127.0.0.1"
        return [
            Fix("<delete the cookies of localhost in the browser>", "makes the request small again", isSafe: true),
            Fix("http://\(other):\(port)/", "is another host to cookies", isSafe: true),
            Fix("NODE_OPTIONS=--max-http-header-size=65536", "lets a Node server take more"),
            Fix("large_client_header_buffers 4 32k;", "lets nginx take more"),
        ]
    }
}
