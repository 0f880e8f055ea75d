import Endpoints

/// The rules of this family, in the order that settles ties.
package enum ProtocolMismatch {
    package static let rules: [any Rule.Type] = [
        HTTPToHTTPSPortGo.self,
        HTTPToHTTPSPort.self,
        HTTPSToPlainHTTPPort.self,
        HTTP1ClientToHTTP2OnlyPort.self,
        HTTPToRedis.self,
        HTTPToPostgres.self,
        HTTPToMySQL.self,
        HTTPToSSH.self,
        HTTPToJDWP.self,
    ]
}

extension ProtocolMismatch {
    /// What every "HTTP spoken to another protocol" has in common.
    struct Mistaken {
        var spoken: SpokenProtocol
        /// What a message alone may say, where there is no endpoint to ask; in lower case.
        var words: [String]
        /// What is right for this server.
        var fixes: @Sendable (Endpoint) -> [Fix]
    }

    /// The finding of a rule for a server that speaks another protocol than HTTP.
    static func judge(_ rule: (some Rule).Type, _ scene: Scene, _ mistaken: Mistaken) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let said = scene.said
        let told = said.phrase(mistaken.words)
        if !scene.hasEndpoint {
            guard told != nil else { return nil }
            return rule.finding(
                Confidence.likely,
                "An HTTP client speaks to a \(mistaken.spoken.rawValue) port: the message is of the other protocol.",
                evidence: [.message(scene.question.report(.protocolMismatch)?.text ?? scene.question.message)])
        }
        if let misheard = try scene.misheard() {
            guard misheard.spoken == mistaken.spoken else { return nil }
            return found(rule, scene, misheard.endpoint, mistaken, misheard.evidence, Confidence.proven)
        }
        // With nobody there any more the words that came are all there is, and they are the other protocol's own.
        if let told, scene.question.saw(.protocolMismatch), try scene.refused() != nil {
            return rule.finding(
                Confidence.likely,
                "What answered an HTTP client on \(scene.question.text) spoke \(mistaken.spoken.rawValue) (“\(told)”); "
                    + "nothing listens there now.",
                evidence: [.message(scene.question.report(.protocolMismatch)?.text ?? scene.question.message)])
        }
        // The server's own log may tell of the browser that came to it.
        guard told != nil, scene.question.scheme == nil, let reach = try scene.reached(),
            let answer = try scene.speak(mistaken.spoken, to: reach.endpoint), answer.isSpoken
        else { return nil }
        let evidence = [
            EvidenceLine("speak \(mistaken.spoken.rawValue)", reach.endpoint.addressAndPort, "spoken \(answer.detail)"),
            .message(scene.question.report(.protocolMismatch)?.text ?? scene.question.message),
        ]
        return found(rule, scene, reach.endpoint, mistaken, evidence, Confidence.observed)
    }

    private static func found(
        _ rule: (some Rule).Type, _ scene: Scene, _ endpoint: Endpoint, _ mistaken: Mistaken,
        _ evidence: [EvidenceLine],
        _ confidence: Double
    ) -> Finding {
        let who = scene.server(at: endpoint).map { " (\($0.title))" } ?? ""
        return rule.finding(
            confidence,
            "\(endpoint.addressAndPort)\(who) speaks \(mistaken.spoken.rawValue), and the client speaks HTTP to it.",
            evidence: evidence, fixes: mistaken.fixes(endpoint))
    }
}
