/// `host-header-blocked-django`: the name is not in `ALLOWED_HOSTS`.
package enum HostHeaderBlockedDjango: Rule {
    package static let fault = Fault(
        "host-header-blocked-django", .hostHeader, "Django refuses the name in the request's Host header.",
        symptoms: [
            "Invalid HTTP_HOST header: 'devbox.lan:8000'. You may need to add 'devbox.lan' to ALLOWED_HOSTS.",
            "DisallowedHost at /",
            "<h1>Bad Request (400)</h1>",
        ],
        explanation: """
            Django compares the Host header with `ALLOWED_HOSTS` before any view runs, since links in mails and caches are \
            made from it. With `DEBUG = True` and an empty list localhost, names below `.localhost`, 127.0.0.1 and [::1] pass; \
            with `DEBUG = False` an empty list lets nothing pass, and the page says no more than "Bad Request (400)".
            """,
        proof: """
            The request by this name is answered 400 with Django's words, and the same request with `Host: localhost` is \
            answered otherwise. Where no name passes, the page and the process tell that it is Django.
            """,
        mends: [
            Fix("http://localhost:<PORT>/", "uses a name that passes while DEBUG is on", isSafe: true),
            Fix("ALLOWED_HOSTS = ['<name>', 'localhost', '127.0.0.1', '[::1]']", "in settings.py lets the name pass"),
        ],
        seeAlso: ["host-header-blocked-dev-server", "different-app-on-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let check = try scene.hostCheck(), check.kind == .django else { return nil }
        let place = check.endpoint.map { " at \($0.addressAndPort)" } ?? ""
        var fixes: [Fix] = []
        if let endpoint = check.endpoint, check.confidence == Confidence.proven {
            fixes.append(
                Fix("http://localhost:\(endpoint.port)\(scene.question.path)", "uses a name that passes", isSafe: true))
        }
        fixes.append(Fix("ALLOWED_HOSTS += ['\(check.host)']", "in settings.py lets the name pass"))
        return finding(
            check.confidence, "Django\(place) refuses the name \(check.host): it is not in ALLOWED_HOSTS.",
            evidence: check.evidence, fixes: fixes)
    }
}
