package import Diagnosis
import LinuxKernel

/// One TLS handshake, and what the server's certificates are worth here.
package struct TLSTrial: Sendable {
    /// Seconds for the connect.
    package var patience: Double
    /// Seconds for the handshake.
    package var wait: Double
    /// Seconds to listen, after the handshake, to a server that wanted a certificate of ours: with TLS 1.3 its refusal
    /// comes only then.
    package var afterwards: Double
    /// The environment that names the trusted certificates.
    package var environment: [String: String]

    package init(
        environment: [String: String] = [:], patience: Double = 0.5, wait: Double = 1.5, afterwards: Double = 0.15
    ) {
        self.environment = environment
        self.patience = patience
        self.wait = wait
        self.afterwards = afterwards
    }

    /// Shakes hands accepting any certificate, and once more with verification where the names of the certificates
    /// lead to one that is trusted here.
    ///
    /// The host name is not verified: `CertificateFact.names` says what it is for. An expired certificate counts as
    /// trusted when its issuer is, since its dates tell the rest.
    package func run(_ ask: TLSAsk, scope: UInt32 = 0) -> TLSOutcome {
        let made = ProbeConnection.open(ask.endpoint, scope: scope, patience: patience)
        guard let socket = made.socket else {
            return TLSOutcome(.notConnected(made.result), milliseconds: made.milliseconds)
        }
        let start = Clock.monotonic()
        let greeting = TLSGreeting(serverName: ask.serverName, protocols: ask.protocols, newest: ask.newest)
        guard let stream = TLSStream(socket, greeting) else { return TLSOutcome(.failed("no TLS context")) }
        let handshake = stream.shakeHands(until: start + wait)
        var outcome = TLSOutcome(Self.result(handshake), milliseconds: (Clock.monotonic() - start) * 1000)
        if handshake == .established {
            outcome.version = stream.engine.version
            outcome.applicationProtocol = stream.engine.applicationProtocol
        }
        outcome.wantsClientCertificate = stream.engine.wantsClientCertificate
        outcome.firstBytes = stream.firstBytes
        if outcome.wantsClientCertificate && handshake == .established {
            outcome.laterAlert = laterAlert(stream)
        }
        let chain = stream.engine.chain.compactMap { Certificate($0) }
        stream.finish()
        outcome.chain = chain.map(\.fact)
        if !chain.isEmpty { outcome.isTrusted = isTrusted(chain, ask, scope) }
        return outcome
    }

    private static func result(_ handshake: TLSStream.Handshake) -> TLSOutcome.Result {
        switch handshake {
        case .established: .established
        case .alert(let name): .alert(name)
        case .notTLS: .notTLS
        case .ended: .ended
        case .silent: .silent
        case .failed(let reason): .failed(reason)
        }
    }

    private func laterAlert(_ stream: TLSStream) -> String? {
        switch stream.hear(until: Clock.monotonic() + afterwards) {
        case .bytes, .nothing: stream.alert
        case .closed: stream.alert ?? "closed"
        case .reset: stream.alert ?? "reset"
        }
    }

    private func isTrusted(_ chain: [Certificate], _ ask: TLSAsk, _ scope: UInt32) -> Bool {
        let store = TrustStore(environment: environment)
        if let leaf = chain.first, store.contains(leaf) { return true }
        let roots = store.candidates(for: chain)
        guard !roots.isEmpty else { return false }
        // The verifier would stop at the dates and say nothing of the signatures.
        let now = Clock.realtime()
        guard (chain + roots).allSatisfy({ $0.isCurrent(at: now) }) else { return true }
        guard let socket = ProbeConnection.open(ask.endpoint, scope: scope, patience: patience).socket,
            let stream = TLSStream(
                socket,
                TLSGreeting(
                    serverName: ask.serverName, protocols: ask.protocols, newest: ask.newest, roots: roots.map(\.der)))
        else { return true }
        defer { stream.finish() }
        _ = stream.shakeHands(until: Clock.monotonic() + wait)
        return !stream.isUnverified
    }
}
