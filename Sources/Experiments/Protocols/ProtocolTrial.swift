package import Diagnosis
package import Endpoints
import LinuxKernel

/// The opening words of a protocol said to a server: read-only, without credentials, and gone again.
///
/// It may leave a line in the server's log about a client that went early (sshd, MySQL, PostgreSQL with TLS).
package struct ProtocolTrial: Sendable {
    /// Seconds for the connect.
    package var patience: Double
    /// Seconds for the answer.
    package var wait: Double

    package init(patience: Double = 0.5, wait: Double = 1) {
        self.patience = patience
        self.wait = wait
    }

    /// - Parameter spoken: the protocol to try. `jdwp`, `nodeInspector`, `debugpy` and `vnc` begin a session in servers
    ///   that may allow only one: not without being asked for.
    /// - Returns: what came; `detail` is the failed connect's errno name, `refused` or `silent` where there was no
    ///   connection, with no bytes.
    package func speak(_ spoken: SpokenProtocol, _ endpoint: Endpoint, scope: UInt32 = 0) -> ProtocolAnswer {
        guard let opening = Opening.of(spoken, host: endpoint.addressAndPort) else {
            return spoken == .tls ? tls(endpoint, scope) : http(endpoint, scope)
        }
        let made = ProbeConnection.open(endpoint, scope: scope, patience: patience)
        guard let socket = made.socket else { return ProtocolAnswer(isSpoken: false, detail: made.result.word) }
        let deadline = Clock.monotonic() + wait
        if !opening.words.isEmpty { _ = socket.say(opening.words, until: deadline) }
        let heard = Heard(socket, until: deadline, isEnough: opening.isEnough)
        let reading = opening.read(heard.bytes)
        if reading.isSpoken && heard.ending == .open && !opening.farewell.isEmpty {
            _ = socket.say(opening.farewell, until: Clock.monotonic())
        }
        return ProtocolAnswer(
            isSpoken: reading.isSpoken, detail: reading.detail, firstBytes: Array(heard.bytes.prefix(256)),
            ending: heard.ending)
    }

    private func http(_ endpoint: Endpoint, _ scope: UInt32) -> ProtocolAnswer {
        let outcome = HTTPTrial(patience: patience, wait: wait)
            .run(HTTPAsk(endpoint, host: endpoint.addressAndPort, method: "HEAD"), scope: scope)
        if case .notConnected(let result) = outcome.result {
            return ProtocolAnswer(isSpoken: false, detail: result.word)
        }
        return ProtocolAnswer(
            isSpoken: outcome.result == .answered, detail: Opening.firstLine(outcome.firstBytes),
            firstBytes: outcome.firstBytes, ending: outcome.ending)
    }

    /// Any answer in TLS counts, an alert as well.
    private func tls(_ endpoint: Endpoint, _ scope: UInt32) -> ProtocolAnswer {
        let made = ProbeConnection.open(endpoint, scope: scope, patience: patience)
        guard let socket = made.socket else { return ProtocolAnswer(isSpoken: false, detail: made.result.word) }
        guard let stream = TLSStream(socket, TLSGreeting(serverName: "")) else {
            return ProtocolAnswer(isSpoken: false)
        }
        defer { stream.finish() }
        var answer = ProtocolAnswer(isSpoken: false)
        switch stream.shakeHands(until: Clock.monotonic() + wait) {
        case .established:
            answer.isSpoken = true
            answer.detail = stream.engine.version?.rawValue ?? ""
        case .alert(let name):
            answer.isSpoken = true
            answer.detail = name
        case .ended(let ending): answer.ending = ending
        case .failed(let reason):
            answer.isSpoken = FirstBytes.identify(stream.firstBytes) == .tls
            answer.detail = reason
        case .notTLS, .silent: break
        }
        answer.firstBytes = stream.firstBytes
        return answer
    }
}

extension ConnectOutcome.Result {
    /// One word: `connected`, `refused`, `silent` or the errno's name.
    var word: String {
        switch self {
        case .connected: "connected"
        case .refused: "refused"
        case .silent: "silent"
        case .failed(let name): name
        }
    }
}
