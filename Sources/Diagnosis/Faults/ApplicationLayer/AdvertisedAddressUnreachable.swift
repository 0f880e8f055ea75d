import Endpoints

/// `advertised-address-unreachable`: the server answers, and sends its client on to an address that leads nowhere.
package enum AdvertisedAddressUnreachable: Rule {
    package static let fault = Fault(
        "advertised-address-unreachable", .protocolOrApplication,
        "The first connection works; the server then names another address for the client to use, and that one leads nowhere.",
        symptoms: [
            "Error connecting to node kafka:9092 (id: 1 rack: null) java.net.UnknownHostException: kafka",
            "-> Redirected to slot [866] located at 10.20.30.40:7000. Could not connect to Redis",
            "MongoServerSelectionError: getaddrinfo ENOTFOUND mongo",
            "ftp: connect: Connection timed out (after 227 Entering Passive Mode)",
        ],
        explanation: """
            Kafka, MongoDB replica sets, Redis Cluster, Elasticsearch's sniffing and passive FTP tell the client where to go on: \
            the name or address the server has in its own configuration. In a container that is a name only the containers know, \
            or an address of their network. So the bootstrap server is reached and everything after it fails.
            """,
        proof: """
            The endpoint that was asked for accepts connections, and the message names another host, which does not resolve or \
            is not on this machine.
            """,
        mends: [
            Fix("KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://localhost:9092", "names an address this client can reach"),
            Fix("mongodb://localhost:27017/?directConnection=true", "keeps the client from going on to other members"),
            Fix("redis-server --cluster-announce-ip 127.0.0.1", "names loopback in a Redis Cluster"),
            Fix("127.0.0.1 kafka", "as a line of /etc/hosts leads the name here", undo: "remove the line"),
        ],
        seeAlso: ["localhost-inside-container-means-itself", "hostname-not-resolvable"])

    private static let words = [
        "error connecting to node", "advertised", "redirected to slot", "moved ", "error while fetching metadata",
        "leader_not_available", "replicasetnoprimary", "serverselection", "entering passive mode",
        "entering extended passive",
        "no seed", "cluster slots", "nodes=", "could not be established. broker may not be available", "replica set",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let said = scene.said
        guard scene.question.saw(.advertisedAddress) || said.has(words) else { return nil }
        let own = scene.question.host ?? "localhost"
        let told = advertised(scene, own)
        guard scene.hasEndpoint, !scene.question.isFromReport else {
            guard scene.question.saw(.advertisedAddress) || told != nil else { return nil }
            let target = told.map { " \($0.host)" } ?? ""
            return finding(
                Confidence.observed + 0.01,
                "The server sends its clients on to an address\(target) that they cannot reach.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)], fixes: fixes(scene))
        }
        guard let reach = try scene.reached() else { return nil }
        var evidence = [EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)]
        if let report = scene.question.reports.first { evidence.append(.message(report.text)) }
        guard let told else {
            guard scene.question.saw(.advertisedAddress) else { return nil }
            return finding(
                Confidence.likely,
                "\(reach.endpoint.addressAndPort) answers, and sends its clients on to an address that they cannot reach.",
                evidence: evidence, fixes: fixes(scene))
        }
        let addresses = try scene.addresses(of: told.host)
        if addresses.isEmpty {
            evidence.append(EvidenceLine("lookup", told.host, "does not resolve"))
        } else if let address = addresses.first(where: { !scene.isOwn($0) }) {
            let route = try scene.route(address)
            evidence.append(
                EvidenceLine("route", "\(address)", route.map { "\($0.kind.rawValue) \($0.device ?? "")" } ?? "unknown")
            )
        } else {
            // It is this machine's own: then a connect can say whether the address is wrong at all.
            guard let port = told.port ?? scene.question.port, let address = addresses.first else { return nil }
            let endpoint = Endpoint(.tcp, address, port)
            guard scene.mayConnect(endpoint), let outcome = try scene.connect(endpoint), outcome.result != .connected
            else {
                return nil
            }
            evidence.append(EvidenceLine("connect", endpoint.addressAndPort, outcome.words))
        }
        let target = told.port.map { Endpoint.title(told.host, $0) } ?? told.host
        return finding(
            Confidence.proven,
            "\(scene.serverTitle(reach.endpoint).capitalizedFirst) at \(reach.endpoint.addressAndPort) answers and sends its "
                + "clients on to \(target), which "
                + (addresses.isEmpty ? "does not resolve here." : "cannot be reached from here."),
            evidence: evidence, fixes: fixes(scene))
    }

    /// The other host of the message.
    private static func advertised(_ scene: Scene, _ own: String) -> (host: String, port: UInt16?)? {
        for report in scene.question.reports {
            guard let host = report.host, host.lowercased() != own.lowercased() else { continue }
            if let address = IPAddress(host), address.isLoopback, report.port == scene.question.port.map(Int.init) {
                continue
            }
            return (host, report.port.flatMap { UInt16(exactly: $0) })
        }
        let said = scene.said
        for phrase in ["connecting to node ", "located at ", "getaddrinfo enotfound ", "unknownhostexception: "] {
            guard let word = said.word(after: phrase), let question = try? QuestionReader.read(word, .use),
                let host = question.host, host != own.lowercased()
            else { continue }
            return (host, question.port)
        }
        return nil
    }

    private static func fixes(_ scene: Scene) -> [Fix] {
        let place = Endpoint.title(scene.question.host ?? "localhost", scene.question.port ?? 9092)
        let said = scene.said
        if said.has("redis", "redirected to slot", "moved ") {
            return [
                Fix("redis-server --cluster-announce-ip 127.0.0.1", "names an address this client can reach"),
                Fix("CONFIG SET cluster-announce-ip 127.0.0.1", "does so while it runs"),
            ]
        }
        if said.has("mongo", "replicaset", "replica set") {
            return [
                Fix(
                    "mongodb://\(place)/?directConnection=true", "keeps the client from going on to other members",
                    isSafe: true)
            ]
        }
        return [
            Fix("KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://\(place)", "names an address this client can reach"),
            Fix("127.0.0.1 <advertised name>", "as a line of /etc/hosts leads the name here"),
        ]
    }
}
