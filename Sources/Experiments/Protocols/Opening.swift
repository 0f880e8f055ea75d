import Diagnosis

/// The opening words of a protocol, and how its answer is read; pure.
struct Opening: Sendable {
    /// What is made of an answer.
    struct Reading: Equatable {
        var isSpoken: Bool
        var detail: String

        static let unknown = Reading(isSpoken: false, detail: "")
    }

    /// What we say first; empty where the server does.
    var words: [UInt8]
    /// Whether what came can be read.
    var isEnough: @Sendable ([UInt8]) -> Bool
    var read: @Sendable ([UInt8]) -> Reading
    /// What a polite client says before it goes.
    var farewell: [UInt8] = []

    /// The opening of a protocol; `nil` for those with an experiment of their own, HTTP and TLS.
    static func of(_ spoken: SpokenProtocol, host: String) -> Opening? {
        switch spoken {
        case .http, .tls: nil
        case .http2: http2
        case .postgres: postgres
        case .mysql: mysql
        case .redis: redis
        case .mongo: mongo
        case .ssh: banner("SSH-")
        case .vnc: banner("RFB ")
        case .amqp: amqp
        case .jdwp: jdwp
        case .nodeInspector: nodeInspector(host)
        case .debugpy: debugpy
        case .memcached: memcached
        case .smtp: reply(.smtp)
        case .ftp: reply(.ftp)
        }
    }

    // MARK: Lines

    @Sendable static func hasLine(_ bytes: [UInt8]) -> Bool { bytes.contains(10) }

    /// The first line without its end; control characters are left to whoever prints it.
    static func firstLine(_ bytes: [UInt8]) -> String {
        let line = bytes.prefix { $0 != 10 }
        return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
    }

    /// A server that speaks first, in a line which begins so (RFC 4253 section 4.2, RFC 6143 section 7.1.1). An SSH server
    /// may say other lines before.
    private static func banner(_ mark: String) -> Opening {
        @Sendable func line(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
            bytes.split(separator: 10).first { $0.starts(with: mark.utf8) }
        }
        return Opening(words: [], isEnough: { line($0) != nil && hasLine($0) }) { bytes in
            guard let line = line(bytes) else { return .unknown }
            return Reading(isSpoken: true, detail: firstLine(Array(line)))
        }
    }

    /// SMTP (RFC 5321) and FTP (RFC 959) greet alike: a number and words.
    private static func reply(_ spoken: SpokenProtocol) -> Opening {
        Opening(
            words: [], isEnough: hasLine,
            read: { bytes in
                let line = firstLine(bytes)
                let isReply = line.utf8.count >= 4 && ["220", "421", "554", "530", "120"].contains(line.prefix(3))
                let other = FirstBytes.identify(bytes)
                return Reading(isSpoken: isReply && (other == nil || other == spoken), detail: isReply ? line : "")
            }, farewell: Array("QUIT\r\n".utf8))
    }

    /// An inline command (RESP). Every kind of refusal is an answer too.
    private static let redis = Opening(words: Array("PING\r\n".utf8), isEnough: hasLine) { bytes in
        let line = firstLine(bytes)
        return Reading(isSpoken: FirstBytes.identify(bytes) == .redis, detail: line)
    }

    private static let memcached = Opening(words: Array("version\r\n".utf8), isEnough: hasLine) { bytes in
        let line = firstLine(bytes)
        return Reading(isSpoken: line.hasPrefix("VERSION "), detail: line)
    }

    // MARK: Debuggers

    /// The JVM sends the same 14 bytes back. A session has begun by then: never where a JVM waits for one.
    private static let jdwp = Opening(words: Array("JDWP-Handshake".utf8), isEnough: { $0.count >= 14 }) { bytes in
        Reading(isSpoken: FirstBytes.identify(bytes) == .jdwp, detail: "")
    }

    /// The inspector tells its version over HTTP.
    private static func nodeInspector(_ host: String) -> Opening {
        let request = "GET /json/version HTTP/1.1\r\nHost: \(host)\r\nUser-Agent: ostia\r\nConnection: close\r\n\r\n"
        return Opening(words: Array(request.utf8), isEnough: { $0.last == UInt8(ascii: "}") }) { bytes in
            var answer = HTTPAnswer()
            answer.feed(bytes)
            guard answer.status == 200, let browser = JSONText.string("Browser", in: answer.body) else {
                return .unknown
            }
            return Reading(isSpoken: true, detail: browser)
        }
    }

    /// The adapter says an event as soon as it has a client.
    private static let debugpy = Opening(words: [], isEnough: { $0.last == UInt8(ascii: "}") }) { bytes in
        Reading(isSpoken: FirstBytes.identify(bytes) == .debugpy, detail: "")
    }
}

/// Looks for one string in JSON text without reading the rest of it.
enum JSONText {
    /// The value behind `"name":`, escapes left as they are.
    static func string(_ name: String, in bytes: [UInt8]) -> String? {
        let quote = UInt8(ascii: "\"")
        let key = [quote] + Array(name.utf8) + [quote]
        guard bytes.count >= key.count else { return nil }
        guard let start = (0...(bytes.count - key.count)).first(where: { bytes[$0...].starts(with: key) }) else {
            return nil
        }
        let rest = bytes[(start + key.count)...].drop { [32, 9, 10, 13, UInt8(ascii: ":")].contains($0) }
        guard rest.first == quote else { return nil }
        return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self)
    }
}
