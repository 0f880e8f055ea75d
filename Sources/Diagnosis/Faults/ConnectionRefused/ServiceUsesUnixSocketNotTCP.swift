import Endpoints

/// `service-uses-unix-socket-not-tcp`: the server runs, and has no port.
package enum ServiceUsesUnixSocketNotTCP: Rule {
    package static let fault = Fault(
        "service-uses-unix-socket-not-tcp", .connectionRefused,
        "The service offers a Unix socket only, and the client uses TCP.",
        symptoms: [
            "psql works, psql -h 127.0.0.1 is refused",
            "ERROR 2002 (HY000): Can't connect to server on '127.0.0.1'",
            "Could not connect to Redis at 127.0.0.1:6379: Connection refused, and the service is active",
        ],
        explanation: """
            PostgreSQL with listen_addresses = '', MySQL and MariaDB with skip-networking, Redis with port 0, Docker as \
            it is installed, and PHP-FPM as distributions set it up listen on a path (unix(7)) and on no port. Clients \
            without a host name use the path; with one they use TCP and are refused.
            """,
        proof: """
            No TCP socket listens on the port, and the program that this client speaks to runs and listens on a Unix \
            socket; a PostgreSQL socket even bears its port in its name.
            """,
        mends: [
            Fix("psql -h /var/run/postgresql", "uses the socket", isSafe: true),
            Fix("listen_addresses = 'localhost' in postgresql.conf", "opens the port on loopback"),
            Fix("bind-address = 127.0.0.1 instead of skip-networking", "the same for MySQL and MariaDB"),
        ],
        seeAlso: ["nothing-listening", "docker-daemon-not-running"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let port = scene.question.port, scene.question.transport == .tcp,
            let expected = ExpectedProgram(scene.question), expected != .web
        else { return nil }
        let attempts = try scene.plainRefusals()
        guard !attempts.isEmpty, scene.listeners(on: port).isEmpty else { return nil }
        let sockets = try scene.unixListeners()
        let known = sockets.filter { socket in
            socket.owners.contains { scene.facts.processes[$0].map { expected.isServed(by: $0) } ?? false }
                || expected.processes.contains(socket.name)
        }
        // Another instance, or one that listens on another port as well, is no proof of anything.
        let named = sockets.filter { $0.owners.isEmpty && expected.isUsual(path: $0.path) }
        let process = scene.facts.processes.values.filter { expected.isServed(by: $0) && !scene.isOurs($0) }
            .min { $0.pid < $1.pid }
        guard let socket = best(known, expected, port) ?? best(named, expected, port) else {
            return process.flatMap { unseen(scene, $0, expected, attempts) }
        }
        let owner = socket.owners.lazy.compactMap { scene.facts.processes[$0] }.first ?? process
        if let owner, listensElsewhere(scene, owner) { return nil }
        let isProven = known.contains(socket) || isOfPort(socket.path, port)
        return found(scene, attempts, expected, socket.path, owner, isProven ? 0.95 : 0.8)
    }

    /// The socket whose name says the port comes first, then the usual names, then whatever there is.
    private static func best(_ sockets: [UnixFact], _ expected: ExpectedProgram, _ port: UInt16) -> UnixFact? {
        sockets.first { isOfPort($0.path, port) } ?? sockets.first { expected.isUsual(path: $0.path) }
            ?? sockets.first
    }

    private static func isOfPort(_ path: String, _ port: UInt16) -> Bool {
        path.hasSuffix(".s.PGSQL.\(port)") || path.hasSuffix("mongodb-\(port).sock")
    }

    private static func listensElsewhere(_ scene: Scene, _ owner: ProcessFact) -> Bool {
        scene.facts.sockets.contains { $0.state == .listen && $0.owners.contains(owner.pid) }
    }

    /// It runs as another user: its sockets cannot be told to be its own, its command line and its user can.
    private static func unseen(
        _ scene: Scene, _ process: ProcessFact, _ expected: ExpectedProgram, _ attempts: [Reach.Attempt]
    ) -> Finding? {
        guard scene.facts.userID != 0, process.uid != scene.facts.userID, !listensElsewhere(scene, process) else {
            return nil
        }
        let listens = scene.facts.sockets.contains { $0.state == .listen && $0.uid == process.uid && $0.owners.isEmpty }
        let path = process.arguments.lazy.compactMap { unixPath($0) }.first
        guard path != nil || !listens && process.uid != 0 else { return nil }
        return found(scene, attempts, expected, path, process, path == nil ? 0.7 : 0.84)
    }

    /// `--socket=/tmp/s`, `--unixsocket`'s path, `-k`'s folder.
    private static func unixPath(_ argument: String) -> String? {
        let value = argument.split(separator: "=", maxSplits: 1).last.map(String.init) ?? argument
        return value.hasPrefix("/") && (value.hasSuffix(".sock") || argument.firstRange(of: "socket=") != nil)
            ? value : nil
    }

    private static func found(
        _ scene: Scene, _ attempts: [Reach.Attempt], _ expected: ExpectedProgram, _ path: String?,
        _ owner: ProcessFact?, _ confidence: Double
    ) -> Finding {
        let who = owner?.title ?? expected.rawValue
        let place = attempts[0].endpoint.addressAndPort
        var evidence = scene.lines(attempts)
        evidence.append(EvidenceLine("listeners", "port \(attempts[0].endpoint.port)", "none on any address, in TCP"))
        if let path { evidence.append(EvidenceLine("socket", path, "listens: \(who)")) }
        if let owner { evidence.append(EvidenceLine("process", owner.title, owner.arguments.joined(separator: " "))) }
        let via = path.map { "the Unix socket \($0)" } ?? "a Unix socket"
        return finding(
            confidence, "\(who), listens on \(via) only, not on TCP: \(place) is refused.",
            evidence: evidence, fixes: fixes(expected, path, attempts[0].endpoint.port))
    }

    private static func fixes(_ expected: ExpectedProgram, _ path: String?, _ port: UInt16) -> [Fix] {
        let folder = path.map { String($0[..<($0.lastIndex(of: "/") ?? $0.endIndex)]) } ?? "<folder>"
        let socket = path ?? "<path>"
        switch expected {
        case .postgres:
            return [
                Fix("psql -h \(folder) -p \(port)", "uses the Unix socket", isSafe: true),
                Fix(
                    "ALTER SYSTEM SET listen_addresses = 'localhost'; then restart PostgreSQL",
                    "opens port \(port) on loopback"),
            ]
        case .mysql:
            return [
                Fix("mysql --socket=\(socket)", "uses the Unix socket", isSafe: true),
                Fix("bind-address = 127.0.0.1 in my.cnf instead of skip-networking", "opens the port on loopback"),
            ]
        case .redis:
            return [
                Fix("redis-cli -s \(socket)", "uses the Unix socket", isSafe: true),
                Fix("port \(port) and bind 127.0.0.1 in redis.conf", "opens the port on loopback"),
            ]
        case .docker:
            return [
                Fix("export DOCKER_HOST=unix://\(socket)", "uses the Unix socket", isSafe: true, isRunnable: true),
                Fix("docker context use default", "the same, for good", isSafe: true),
            ]
        default:
            return [
                Fix("use the Unix socket \(socket)", "goes where the server listens", isSafe: true),
                Fix("let the server listen on 127.0.0.1:\(port) too", "opens the port on loopback"),
            ]
        }
    }
}
