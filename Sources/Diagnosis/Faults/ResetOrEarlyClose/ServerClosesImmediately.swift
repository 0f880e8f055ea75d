/// `server-closes-immediately`: accepted and closed by a program that lives on.
package enum ServerClosesImmediately: Rule {
    package static let fault = Fault(
        "server-closes-immediately", .resetOrEarlyClose,
        "The server accepts and closes at once: a limit, an allow-list, or an error in its accept handler.",
        symptoms: [
            "curl: (52) Empty reply from server",
            "kex_exchange_identification: Connection closed by remote host",
            "Error: socket hang up",
            "EOFError: end of file reached",
            "server closed the connection unexpectedly",
        ],
        explanation: """
            The program took the connection and closed it without a word: too many clients (sshd's MaxStartups, a \
            database's max_connections), an address that is not on its list (tcp wrappers, bind rules by client), an \
            exception in the handler of new connections, or a wrapper that starts a command which fails. A close with \
            unread bytes sends a RST instead of a FIN (RFC 2525 section 2.17).
            """,
        proof: """
            A connect succeeds and the server ends it before anything is sent; the same listener and process are there \
            afterwards. If they are not, the server crashed; if the process is a forwarder, its target is dead; if the \
            server's end is still open, a firewall cut the connection.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows the program; its log says why it closes", isSafe: true),
            Fix("MaxStartups 100:30:200 in sshd_config", "lets more ssh clients log in at once"),
            Fix("<read the server's log>", "names the limit or list"),
        ],
        seeAlso: [
            "server-crashes-on-request", "forward-target-dead", "firewall-kills-established", "http-to-https-port",
        ])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let end = try scene.earlyEnd() else { return nil }
        // Something said and then closed is an answer, unless it says no.
        let refusal = end.greeting.isEmpty ? nil : refusalText(end.greeting)
        guard end.greeting.isEmpty || refusal != nil else { return nil }
        if let listener = end.listener, scene.isFull(listener) { return nil }
        let after = try scene.aftermath(end)
        if let after, let listener = end.listener, !after.ended.isEmpty || after.isWithout(listener) { return nil }
        if after?.isStarved ?? false { return nil }
        // A forwarder closes for its target's sake.
        if try ForwardTargetDead.judge(scene) != nil { return nil }
        let owner = end.listener.flatMap { scene.owner(of: $0) }
        let who = owner.map { "\($0.title)," } ?? "the server"
        var evidence = end.evidence
        if let refusal { evidence.append(EvidenceLine("first words", end.endpoint.addressAndPort, refusal)) }
        if after != nil {
            evidence.append(EvidenceLine("listener", end.endpoint.addressAndPort, "still there, the same"))
        }
        let said = refusal.map { " saying \"\($0)\"" } ?? ""
        let fixes = [
            Fix(
                "ostia who \(end.endpoint.port)", "shows the program and where it logs", isSafe: true, isRunnable: true)
        ]
        guard end.isAtOnce else {
            return finding(
                Confidence.fallback + 0.02,
                "\(who) \(end.ending == .reset ? "resets" : "closes") connections to \(end.endpoint.addressAndPort) "
                    + "when a request comes, and lives on.",
                evidence: evidence, fixes: fixes)
        }
        return finding(
            0.94,
            "\(who) accepts connections on \(end.endpoint.addressAndPort) and \(end.words == "reset" ? "resets" : "closes") "
                + "them at once\(said); it is alive.",
            evidence: evidence, fixes: fixes)
    }

    /// The first words of a server, when they say that it takes no more or not us.
    private static func refusalText(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes.prefix { $0 != 13 && $0 != 10 }.prefix(120), as: UTF8.self) else {
            return nil
        }
        let lower = text.lowercased()
        let words = [
            "too many", "exceeded", "maxstartups", "not allowed", "denied", "refused", "max number", "limit", "blocked",
            "busy", "try again",
        ]
        return words.contains { lower.firstRange(of: $0) != nil } ? text : nil
    }
}
