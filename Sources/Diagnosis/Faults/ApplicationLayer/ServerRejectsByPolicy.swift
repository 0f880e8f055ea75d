import Endpoints

/// `server-rejects-by-policy`: the server is there and does not want this client.
package enum ServerRejectsByPolicy: Rule {
    package static let fault = Fault(
        "server-rejects-by-policy", .applicationLayer,
        "Connection and protocol are right; the server refuses this client by its own rules (password, pg_hba.conf, grants, limits).",
        symptoms: [
            "NOAUTH Authentication required.",
            "DENIED Redis is running in protected mode",
            "FATAL: no pg_hba.conf entry for host \"127.0.0.1\", user \"app\", database \"shop\", no encryption",
            "FATAL: password authentication failed for user \"app\"",
            "ERROR 1045 (28000): Access denied for user 'app'@'localhost' (using password: YES)",
            "Host '192.168.50.7' is not allowed to connect to this MySQL server",
            "FATAL: sorry, too many clients already",
        ],
        explanation: """
            The port, the network and the protocol work: the refusal came over them. Databases decide by the client's address \
            first (pg_hba.conf, MySQL's grants for 'user'@'host', Redis's protected mode, in which only loopback is served), \
            then by user and password, then by the number of connections. To MySQL localhost, 127.0.0.1 and ::1 are three hosts.
            """,
        proof: """
            The endpoint accepts a connection and speaks its protocol; the words of the refusal are the server's own, in the \
            message or in its answer to us.
            """,
        mends: [
            Fix("redis-cli -a <password> …", "gives the password"),
            Fix(
                "host all all 127.0.0.1/32 scram-sha-256", "as a line of pg_hba.conf lets IPv4 loopback in; then reload"
            ),
            Fix("GRANT … TO 'app'@'127.0.0.1'", "lets the user in from this address in MySQL"),
        ],
        seeAlso: ["http-to-redis", "fd-limit-at-socket"])

    /// Words of servers, with the mend for each.
    private static let words: [(words: [String], what: String, fix: Fix)] = [
        (
            ["noauth", "wrongpass", "err operation not permitted", "noperm"],
            "wants a password that was not given or is wrong",
            Fix("redis-cli -h <host> -p <port> -a <password> ping", "gives the password")
        ),
        (
            ["protected mode"], "is Redis in protected mode, which serves loopback alone while there is no password",
            Fix("127.0.0.1", "is the address from which it is served; or set requirepass in redis.conf", isSafe: true)
        ),
        (
            ["no pg_hba.conf entry"], "has no line in pg_hba.conf for this client",
            Fix(
                "host all all 127.0.0.1/32 scram-sha-256",
                "as a line of pg_hba.conf lets loopback in; then pg_ctl reload")
        ),
        (
            [
                "too many clients", "too many connections", "remaining connection slots", "max number of clients",
                "max_connections",
            ],
            "has as many clients as it takes",
            Fix("max_connections", "is the limit; `ostia who <port>` shows who holds them")
        ),
        (
            [
                "password authentication failed", "peer authentication failed", "ident authentication failed",
                "no password supplied", "sasl authentication", "authentication failed", "fatal: role", "fatal:  role",
            ], "does not accept this user or password",
            Fix("psql -h <host> -U <user> -W", "tries the user and password by hand")
        ),
        (
            [
                "access denied for user", "is not allowed to connect to this", "error 1130", "error 1045", "error 1040",
                "(1045)", "(1130)",
                "blocked because of many",
            ],
            "does not let this user in from this host",
            Fix("GRANT ALL ON <db>.* TO '<user>'@'127.0.0.1'", "lets the user in")
        ),
        (
            [
                "access_refused", "not authorised", "not authorized", "bad user name or password",
                "authorization violation",
            ],
            "does not accept these credentials",
            Fix("<user and password of the server>", "are what the client has to give")
        ),
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        if let spoken = try unasked(scene) { return spoken }
        let isTold = scene.question.saw(
            .auth, .protocolMismatch, .connectFailed, .fdLimit, .permissionDenied, .earlyClose)
        guard let match = match(scene.said), isTold || !scene.question.message.isEmpty else { return nil }
        var evidence = [
            EvidenceLine.message(scene.question.report(.auth)?.text ?? scene.question.message)
        ]
        guard scene.hasEndpoint else {
            return finding(
                Confidence.observed, "The server \(match.what): the connection itself works.", evidence: evidence,
                fixes: [match.fix])
        }
        // A refusal is of the server: with nobody there the message is old.
        guard let reach = try scene.reached() else { return nil }
        evidence.append(EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words))
        var confidence = Confidence.observed + 0.02
        let title = scene.serverTitle(reach.endpoint).capitalizedFirst
        if let protocolOf = scene.hint(reach.endpoint) ?? byWords(scene.said),
            let answer = try scene.speak(protocolOf, to: reach.endpoint), answer.isSpoken
        {
            evidence.append(
                EvidenceLine("speak \(protocolOf.rawValue)", reach.endpoint.addressAndPort, "spoken \(answer.detail)"))
            confidence = self.match(Said([answer.detail])) == nil ? Confidence.proven - 0.02 : Confidence.proven
        }
        return finding(
            confidence, "\(title) at \(reach.endpoint.addressAndPort) works and \(match.what).", evidence: evidence,
            fixes: [match.fix])
    }

    /// A refusal that the server says to whoever comes, before any user is named.
    private static func unasked(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.reached(), !reach.outcome.greeting.isEmpty else { return nil }
        let greeting = reach.outcome.greeting
        guard let spoken = FirstBytes.identify(greeting) else { return nil }
        let said = Said(greeting)
        let isRefusal: Bool
        switch spoken {
        case .redis: isRefusal = said.has("-denied", "-err max number of clients")
        case .mysql: isRefusal = greeting.count > 4 && greeting[4] == 0xFF
        case .postgres: isRefusal = true
        default: isRefusal = false
        }
        guard isRefusal else { return nil }
        let what = match(said)
        let address = reach.endpoint.addressAndPort
        return finding(
            Confidence.proven,
            "\(scene.serverTitle(reach.endpoint).capitalizedFirst) at \(address) \(what?.what ?? "refuses this client").",
            evidence: [EvidenceLine("greeting", address, text(greeting))], fixes: what.map { [$0.fix] } ?? [])
    }

    private static func match(_ said: Said) -> (what: String, fix: Fix)? {
        words.first { said.has($0.words) }.map { ($0.what, $0.fix) }
    }

    private static func byWords(_ said: Said) -> SpokenProtocol? {
        if said.has("noauth", "wrongpass", "protected mode", "redis") { return .redis }
        if said.has("pg_hba", "psql", "postgres", "fatal:") { return .postgres }
        if said.has("error 1", "mysql", "mariadb", "access denied for user") { return .mysql }
        return nil
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix(200).filter { $0 >= 32 && $0 < 127 }, as: UTF8.self)
    }
}
