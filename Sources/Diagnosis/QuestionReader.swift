package import Endpoints

/// Reads what somebody typed, or what a message named, as a question.
package enum QuestionReader {
    /// Reads `3000`, `127.0.0.1:80`, `[fe80::1%eth0]:80`, `localhost:3000`, `udp://0.0.0.0:53`, `unix:///run/app.sock`,
    /// `/run/app.sock`, a URL or a name.
    ///
    /// A port that is out of range is an answer of its own and no bad input: it is what is wrong.
    ///
    /// - Throws: `InputError` in the user's terms.
    package static func read(_ text: String, _ intent: Question.Intent) throws(InputError) -> Question {
        guard !text.isEmpty else { throw InputError("the empty string is no endpoint") }
        guard text.utf8.count <= 2048 else { throw InputError("\(Target.quoted(text)) is too long to be an endpoint") }
        guard text.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
            throw InputError("\(Target.quoted(text)) holds control characters; no endpoint does")
        }
        var question = Question(intent, text: text)
        if text.hasPrefix("/") || text.hasPrefix("@") {
            question.unixPath = text
            return question
        }
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") {
            let name = rest[..<scheme.lowerBound].lowercased()
            rest = rest[scheme.upperBound...]
            if ["unix", "http+unix"].contains(name) {
                question.unixPath = rest.hasPrefix("/") ? String(rest) : "/" + rest
                return question
            }
            try readScheme(name, &rest, &question, text)
        } else if text.hasPrefix("unix:") {
            question.unixPath = String(text.dropFirst(5))
            return question
        } else {
            for transport in Transport.allCases where rest.hasPrefix("\(transport.rawValue):") {
                question.transport = transport
                rest = rest.dropFirst(transport.rawValue.utf8.count + 1)
            }
            // A path after an endpoint without a scheme is what browsers take for a page.
            if let slash = rest.firstIndex(of: "/") {
                let number = rest[rest.index(after: slash)...]
                if number == "tcp" || number == "udp" {
                    question.transport = number == "udp" ? .udp : .tcp
                } else {
                    question.scheme = "http"
                    question.path = String(rest[slash...])
                }
                rest = rest[..<slash]
            }
        }
        try readAuthority(rest, &question, text)
        return question
    }

    /// The ports that schemes imply; the field's own (RFC 9110, IANA).
    static let defaultPorts: [String: UInt16] = [
        "http": 80, "https": 443, "ws": 80, "wss": 443, "postgres": 5432, "postgresql": 5432, "mysql": 3306,
        "mariadb": 3306, "redis": 6379, "rediss": 6379, "mongodb": 27017, "amqp": 5672, "amqps": 5671, "ssh": 22,
        "ftp": 21, "smtp": 25, "nats": 4222, "mqtt": 1883, "mqtts": 8883, "memcached": 11211, "grpc": 50051,
    ]

    private static func readScheme(
        _ name: String, _ rest: inout Substring, _ question: inout Question, _ text: String
    ) throws(InputError) {
        guard name.utf8.allSatisfy({ ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || "0123456789+-.".utf8.contains($0) }),
            !name.isEmpty
        else {
            throw InputError("\(Target.quoted(text)) begins with no scheme that a URL can have")
        }
        switch name {
        case "tcp", "tcp4", "tcp6": question.transport = .tcp
        case "udp", "udp4", "udp6": question.transport = .udp
        default:
            // JDBC and SQLAlchemy put the driver before or behind: postgresql+psycopg.
            let plain = name.split(separator: "+").first.map(String.init) ?? name
            question.scheme = plain
            question.port = defaultPorts[plain]
        }
        if let end = rest.firstIndex(where: { "/?#".contains($0) }) {
            let path = rest[end...].prefix { $0 != "#" }
            question.path = path.hasPrefix("/") ? String(path) : "/" + path
            rest = rest[..<end]
        }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    }

    private static func readAuthority(
        _ authority: Substring, _ question: inout Question, _ text: String
    ) throws(InputError) {
        var host = authority
        var port: Substring?
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            let after = host[host.index(after: end)...]
            guard after.isEmpty || after.hasPrefix(":") else {
                throw InputError("\(Target.quoted(text)): after the closing bracket comes a colon and a port")
            }
            port = after.isEmpty ? nil : after.dropFirst()
            host = host[host.index(after: host.startIndex)..<end]
        } else if IPAddress(host.prefix { $0 != "%" }) != nil {
            port = nil
        } else if let colon = host.lastIndex(of: ":") {
            port = host[host.index(after: colon)...]
            host = host[..<colon]
        } else if !host.isEmpty, host.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
            port = host
            host = ""
        }
        if let percent = host.firstIndex(of: "%") {
            let zone = host[host.index(after: percent)...]
            // In a URL the percent sign is written %25 (RFC 6874).
            question.zone = String(question.scheme != nil && zone.hasPrefix("25") ? zone.dropFirst(2) : zone)
            host = host[..<percent]
        }
        if host == "*" { host = "0.0.0.0" }
        if !host.isEmpty {
            try check(host: String(host), text)
            question.host = String(host)
        }
        if let port { try readPort(port, &question, text) }
        // The port that a scheme implies is no endpoint without a host.
        if question.host == nil, port == nil {
            throw InputError("\(Target.quoted(text)) names neither a host nor a port")
        }
    }

    private static func readPort(
        _ digits: Substring, _ question: inout Question, _ text: String
    ) throws(InputError) {
        guard let number = Int(digits), digits.utf8.count <= 9 else {
            throw InputError("\(Target.quoted(String(digits))) in \(Target.quoted(text)) is no port")
        }
        question.port = nil
        // Port 0 asks the kernel for any port: it can be bound, and never be connected to.
        if let port = UInt16(exactly: number), port != 0 || question.intent == .bind {
            question.port = port
        } else {
            question.badPort = number
        }
    }

    private static func check(host: String, _ text: String) throws(InputError) {
        if IPAddress(host) != nil { return }
        let isName = host.utf8.allSatisfy { byte in
            byte >= 128 || (byte | 0x20) >= 97 && (byte | 0x20) <= 122 || byte >= 48 && byte <= 57
                || "-._".utf8.contains(byte)
        }
        guard isName, host.utf8.count <= 253 else {
            throw InputError("\(Target.quoted(text)): \(Target.quoted(host)) is neither an address nor a name")
        }
    }

    // MARK: - Out of messages

    /// Kinds that tell of a server that could not listen.
    private static let bindKinds: Set<ErrorKind> = [.addressInUse, .listenFailed, .debuggerPortInUse]

    /// The questions that messages ask, each endpoint once, the most telling first; what works by now is not what fails.
    ///
    /// - Parameter most: how many at most.
    package static func questions(from reports: [ErrorReport], most: Int) -> [Question] {
        var questions: [Question] = []
        for report in reports where report.port != nil {
            guard questions.count < most else { break }
            let rest = question(from: [report])
            if !questions.contains(where: { $0.text == rest.text }) { questions.append(rest) }
        }
        return questions.isEmpty ? [question(from: reports)] : questions
    }

    /// The question that a message itself asks: about its endpoint, to bind or to use.
    package static func question(from reports: [ErrorReport]) -> Question {
        let best = reports.first { $0.port != nil } ?? reports.first { $0.host != nil } ?? reports.first
        guard let best else { return Question(.machine) }
        let isBind = bindKinds.contains(best.kind) || (best.kind == .notAvailable && best.port != nil)
        var question = Question(isBind ? .bind : .use, reports: reports, isFromReport: true)
        question.transport = best.transport == .udp ? .udp : .tcp
        question.host = best.host.flatMap { host in (try? check(host: host, host)) == nil ? nil : host }
        if let percent = question.host?.firstIndex(of: "%") {
            question.host = question.host.map { String($0[..<percent]) }
        }
        question.zone = question.address.flatMap { zone(of: $0, in: best.text) }
        if let number = best.port {
            if let port = UInt16(exactly: number), port != 0 { question.port = port } else { question.badPort = number }
        }
        question.text = [question.host, best.port.map(String.init)].compactMap { $0 }.joined(separator: ":")
        if question.host == nil && question.port == nil && question.badPort == nil { question.text = best.text }
        return question
    }

    /// The interface that a message names behind an address: `eth0` of `fe80::1%eth0`.
    private static func zone(of address: IPAddress, in text: String) -> String? {
        guard address.family == .v6, let mark = text.firstRange(of: "\(address)%") else { return nil }
        let zone = text[mark.upperBound...].utf8.prefix { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-_.@".utf8.contains(byte)
        }
        return zone.isEmpty ? nil : String(Substring(zone))
    }
}
