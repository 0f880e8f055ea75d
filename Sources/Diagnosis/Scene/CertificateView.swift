package import Endpoints

/// What is wrong with a certificate, in the order it is told.
package enum CertificateProblem: Int, Hashable, Sendable, CaseIterable {
    case notYetValid, expired, wrongName, selfSigned, unknownAuthority

    /// What libraries say of it, in lower case.
    var words: [String] {
        switch self {
        case .notYetValid:
            ["not yet valid", "cert_not_yet_valid", "certnotyetvalid", "certificatenotyetvalid", "notbefore:"]
        case .expired:
            [
                "has expired", "certificate expired", "cert_has_expired", "certexpired", "certificateexpired",
                "expired_certificate", "err_cert_date_invalid", "notafter:", "is expired", "expired certificate",
            ]
        case .wrongName:
            [
                "altnames", "altname_invalid", "common_name_invalid", "does not match", "doesn't match",
                "hostname mismatch", "hostnamemismatch", "namemismatch",
                "address mismatch",
                "not valid for", "is valid for", "no name matching", "no subject alternative", "notvalidforname",
                "bad_cert_domain", "cannot validate certificate for", "not verified", "subject name",
            ]
        case .selfSigned: ["self-signed certificate", "self signed certificate", "self_signed_cert", "self_signed"]
        case .unknownAuthority:
            [
                "in certificate chain", "cert_in_chain", "local issuer", "first certificate", "leaf_signature",
                "unknown authority", "pkix path", "valid certification path", "unknownissuer", "unknown_issuer",
                "unknown ca", "unknown_ca", "authority_invalid", "untrustedroot", "remotecertificatechainerrors",
                "trust anchor", "issuer_cert", "not trusted", "not issued by a trusted", "certificate unknown",
            ]
        }
    }
}

/// A certificate that a client of the question does not accept.
package struct CertificateView: Hashable, Sendable {
    package var problem: CertificateProblem
    package var confidence: Double
    /// `nil` when no endpoint could be asked.
    package var endpoint: Endpoint?
    package var leaf: CertificateFact?
    /// The name or address that the client asked for.
    package var asked: String
    package var evidence: [EvidenceLine]

    /// `the certificate of 127.0.0.1:8443`.
    package var title: String {
        endpoint.map { "the certificate of \($0.addressAndPort)" } ?? "the server's certificate"
    }
}

extension Scene {
    /// The endpoint of a client that speaks TLS, by its URL or by its message.
    package func tlsReach() throws(Need) -> Reach? {
        let schemes = ["https", "wss", "rediss", "amqps", "mqtts", "grpcs", "ldaps", "imaps", "smtps"]
        let isTLS =
            question.scheme.map { schemes.contains($0) }
            ?? question.saw(.certificate, .tlsMismatch)
        return isTLS ? try reached() : nil
    }

    /// The name that the client checks the certificate against.
    package var tlsName: String { question.host ?? question.report(.certificate)?.host ?? "localhost" }

    /// That client's handshake; `nil` when it makes none.
    package func tlsHandshake() throws(Need) -> (endpoint: Endpoint, outcome: TLSOutcome)? {
        guard let reach = try tlsReach(),
            let outcome = try tls(TLSAsk(reach.endpoint, serverName: question.host ?? "localhost"))
        else { return nil }
        return (reach.endpoint, outcome)
    }

    /// What a client of the question has against the server's certificate; `nil` when it has nothing.
    ///
    /// The facts come first. What a message says that this system does not see (other runtimes trust other
    /// authorities) is told where the certificate does not contradict it; without a certificate, the words alone.
    package func certificate() throws(Need) -> CertificateView? {
        guard question.intent == .use, question.isTLS || question.saw(.certificate, .tlsMismatch) else { return nil }
        let told = toldProblem
        if let shown = try tlsHandshake(), let leaf = shown.outcome.chain.first {
            return view(shown.endpoint, shown.outcome, leaf, told)
        }
        guard let told, !question.saw(.listenFailed) else { return nil }
        // A database turns to TLS after words of its own, so a plain handshake shows nothing of its certificate.
        if hasEndpoint, try tlsReach() == nil { return nil }
        let text = question.report(.certificate)?.text ?? question.message
        return CertificateView(
            problem: told, confidence: Confidence.likely, endpoint: nil, leaf: nil,
            asked: question.report(.certificate)?.host ?? tlsName, evidence: [.message(text)])
    }

    /// What the message says is wrong.
    private var toldProblem: CertificateProblem? {
        guard question.saw(.certificate, .tlsMismatch) else { return nil }
        let said = said
        if said.has("private key", "key values mismatch") { return nil }
        // "self-signed certificate in certificate chain" is of the authority, not of the server.
        if said.has("in certificate chain", "cert_in_chain") { return .unknownAuthority }
        return CertificateProblem.allCases.first { said.has($0.words) }
    }

    private func view(
        _ endpoint: Endpoint, _ outcome: TLSOutcome, _ leaf: CertificateFact, _ told: CertificateProblem?
    ) -> CertificateView? {
        let host = question.host ?? question.report(.certificate)?.host ?? "localhost"
        let other = question.report(.certificate)?.host
        var problems: [CertificateProblem] = []
        if leaf.notBefore > facts.now { problems.append(.notYetValid) }
        if outcome.chain.contains(where: { $0.notAfter < facts.now }) { problems.append(.expired) }
        if !leaf.isFor(host) { problems.append(.wrongName) }
        if outcome.isTrusted == false { problems.append(leaf.isSelfSigned ? .selfSigned : .unknownAuthority) }
        var view = CertificateView(
            problem: .expired, confidence: Confidence.proven, endpoint: endpoint, leaf: leaf, asked: host,
            evidence: evidence(endpoint, outcome, leaf))
        if let told, problems.contains(told) {
            view.problem = told
        } else if let first = problems.first {
            view.problem = first
        } else if told == .wrongName, let other, !leaf.isFor(other) {
            (view.problem, view.asked) = (.wrongName, other)
        } else if told == .selfSigned || told == .unknownAuthority {
            // Trusted here, and not by the program that complained: it keeps its own list.
            view.problem = leaf.isSelfSigned ? .selfSigned : .unknownAuthority
            view.confidence = Confidence.observed
            view.evidence.append(
                EvidenceLine("trust", "this system", "trusts it; the program that complained does not"))
        } else {
            return nil
        }
        if let report = question.report(.certificate) {
            view.evidence.append(.message(report.text))
        } else if question.saw(.tlsMismatch) && told == nil {
            // The message is of something else, which another rule may prove.
            view.confidence -= 0.03
        }
        return view
    }

    private func evidence(_ endpoint: Endpoint, _ outcome: TLSOutcome, _ leaf: CertificateFact) -> [EvidenceLine] {
        let version = outcome.version.map { ", \($0.rawValue)" } ?? ""
        var lines = [
            EvidenceLine(
                "tls", endpoint.addressAndPort, "certificate \(leaf.subject), issued by \(leaf.issuer)\(version)"),
            EvidenceLine("names", leaf.subject, leaf.namesInWords),
            EvidenceLine("dates", leaf.subject, "\(Day.text(leaf.notBefore)) to \(Day.text(leaf.notAfter))"),
        ]
        if let isTrusted = outcome.isTrusted {
            lines.append(
                EvidenceLine("trust", "this system", isTrusted ? "leads to a trusted authority" : "not trusted"))
        }
        return lines
    }
}
