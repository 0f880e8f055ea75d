import Diagnosis
import Endpoints

/// A server that is spoken to: what it says to each way of asking.
extension TestScene {
    /// A question about a server that listens at `endpoint`.
    static func serving(
        _ text: String, at endpoint: String, _ process: ProcessFact = ProcessFact(pid: 812, name: "node"),
        reports: [ErrorReport] = [], message: String = ""
    ) throws -> TestScene {
        let socket = SocketFact(.listen, try Self.endpoint(endpoint), owners: [process.pid])
        var scene = try TestScene.using(text, sockets: [socket], processes: [process], reports: reports)
        scene.question.message = message
        return scene
    }

    /// Only a message, without an endpoint.
    static func told(_ message: String, _ kind: ErrorKind? = nil, host: String? = nil) -> TestScene {
        let reports = kind.map { [ErrorReport($0, host: host, text: message)] } ?? []
        var question = Question(.use, reports: reports, isFromReport: true)
        question.message = message
        return TestScene(question)
    }

    mutating func listen(_ endpoint: String, _ pid: Int32 = 900, name: String = "python3") throws {
        facts.sockets.append(SocketFact(.listen, try Self.endpoint(endpoint), owners: [pid]))
        facts.processes[pid] = ProcessFact(pid: pid, name: name)
    }

    mutating func greet(_ endpoint: String, _ text: String) throws {
        try connect(endpoint, ConnectOutcome(.connected, greeting: Array(text.utf8)))
    }

    mutating func http(_ ask: HTTPAsk, _ outcome: HTTPOutcome) { set(.http(ask), .http(outcome)) }

    mutating func http(_ endpoint: String, host: String, path: String = "/", _ outcome: HTTPOutcome) throws {
        http(HTTPAsk(try Self.endpoint(endpoint), host: host, path: path), outcome)
    }

    mutating func tls(
        _ endpoint: String, _ name: String, protocols: [String] = [], newest: TLSAsk.Version? = nil,
        _ outcome: TLSOutcome
    ) throws {
        let ask = TLSAsk(try Self.endpoint(endpoint), serverName: name, protocols: protocols, newest: newest)
        set(.tls(ask), .tls(outcome))
    }

    mutating func speak(_ spoken: SpokenProtocol, _ endpoint: String, _ detail: String?) throws {
        let answer = ProtocolAnswer(isSpoken: detail != nil, detail: detail ?? "")
        set(.speak(spoken, try Self.endpoint(endpoint)), .speak(answer))
    }
}

extension HTTPOutcome {
    /// An answer with this status, a server's name and a body.
    static func page(_ status: Int, _ body: String = "", headers: [String: String] = [:]) -> HTTPOutcome {
        HTTPOutcome(
            .answered, status: status, headers: headers.sorted { $0.key < $1.key }.map { Header($0.key, $0.value) },
            body: Array(body.utf8), firstBytes: Array("HTTP/1.1 \(status)".utf8), answerMilliseconds: 1)
    }

    static let closed = HTTPOutcome(.endedSilently, ending: .closed)

    static func bytes(_ text: String) -> HTTPOutcome { HTTPOutcome(.notHTTP, firstBytes: Array(text.utf8)) }

    static let silent = HTTPOutcome(.silent, serverSide: ServerSide(isAccepted: true))
}

extension CertificateFact {
    /// Valid from a day before the tests' clock to a day after, self-signed for localhost.
    static func sample(
        names: [String] = ["localhost", "127.0.0.1"], from: Int64 = -86400, to: Int64 = 86400,
        issuer: String = "localhost"
    ) -> CertificateFact {
        CertificateFact(
            subject: "localhost", issuer: issuer, isSelfSigned: issuer == "localhost", names: names,
            notBefore: Facts().now + from, notAfter: Facts().now + to)
    }
}

extension TLSOutcome {
    static func shown(_ leaf: CertificateFact, isTrusted: Bool? = true) -> TLSOutcome {
        TLSOutcome(.established, version: .tls13, chain: [leaf], isTrusted: isTrusted)
    }
}
