/// `stale-pooled-connection`: the server had closed it long ago.
package enum StalePooledConnection: Rule {
    package static let fault = Fault(
        "stale-pooled-connection", .resetOrEarlyClose,
        "A client reuses a kept-alive connection that the server has closed already: it fails once, a retry works.",
        symptoms: [
            "Error: read ECONNRESET, now and then, on the first request after a pause",
            "Error: socket hang up",
            "org.apache.http.NoHttpResponseException: localhost:8080 failed to respond",
            "http.client.RemoteDisconnected: Remote end closed connection without response",
        ],
        explanation: """
            A server closes idle connections after its keep-alive time (Node.js 5 s, gunicorn 2 s, Apache 5 s, nginx \
            75 s) or when it restarts. A client whose pool keeps them longer sends its next request into a connection \
            that is closed or just being closed, and gets a RST. RFC 9110 section 9.2.2 lets clients repeat such \
            requests by themselves when they are safe to repeat; many do not.
            """,
        proof: """
            A new connection is answered, and on this machine clients hold connections to the port that the server has \
            closed (CLOSE_WAIT on the client's side); or the answer's Keep-Alive header names a short time. A server \
            that fails fails for new connections as well.
            """,
        mends: [
            Fix("server.keepAliveTimeout = 65_000 (Node.js)", "keeps connections longer than clients do", isSafe: true),
            Fix("gunicorn --keep-alive 65", "the same", isSafe: true),
            Fix(
                "a shorter idle time in the client's pool, or a retry of safe requests", "does not use dead ones",
                isSafe: true),
        ],
        seeAlso: ["server-closes-immediately", "server-crashes-on-request"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.question.report(.reset, .earlyClose, .brokenPipe),
            let reach = try scene.reached(), reach.outcome.ending == .open
        else { return nil }
        let port = reach.endpoint.port
        var evidence = [EvidenceLine("message", report.runtime ?? "client", report.text)]
        var timeout: Int?
        if scene.question.isHTTP {
            guard let answer = try scene.answer(), answer.result == .answered, answer.ending != .reset else {
                return nil
            }
            evidence.append(EvidenceLine("request", "new connection", answer.words))
            timeout = answer.header("keep-alive").flatMap(seconds)
            if let timeout {
                evidence.append(EvidenceLine("header", "Keep-Alive", "the server closes after \(timeout) s"))
            }
        } else {
            // A server that does not take new ones fails for another reason.
            guard reach.outcome.serverSide?.isAccepted != false else { return nil }
            evidence.append(EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words))
        }
        let dead = scene.facts.sockets.filter { $0.remote?.port == port && $0.state == .closeWait && $0.inode != 0 }
        let client = dead.lazy.compactMap { scene.owner(of: $0) }.first
        if !dead.isEmpty {
            evidence.append(
                EvidenceLine(
                    "connections", "to port \(port)",
                    "\(dead.count) in CLOSE_WAIT\(client.map { ", held by \($0.title)" } ?? "")"))
        }
        let words = ["reused", "keep-alive", "keepalive", "pool", "stale", "idle"]
        let lower = report.text.lowercased()
        let saysSo = words.contains { lower.firstRange(of: $0) != nil }
        let confidence: Double
        if !dead.isEmpty {
            confidence = 0.93
        } else if saysSo || (timeout ?? 60) <= 5 {
            confidence = Confidence.likely
        } else if scene.question.isHTTP {
            confidence = Confidence.fallback
        } else {
            return nil
        }
        let who =
            dead.isEmpty
            ? "A client" : "\(client?.title ?? "A client"), keeps \(dead.count) connections that the server has closed;"
        let summary =
            dead.isEmpty
            ? "\(who) reused a connection to \(reach.endpoint.addressAndPort) that the server had closed; new ones work."
            : "\(who) the next request over one of them is reset, while new connections to "
                + "\(reach.endpoint.addressAndPort) work."
        return finding(
            confidence, summary, evidence: evidence,
            fixes: [
                Fix("repeat the request", "a new connection works", isSafe: true),
                Fix(
                    "server.keepAliveTimeout = 65_000 (Node.js), gunicorn --keep-alive 65",
                    "keeps idle connections longer than the client's pool does", isSafe: true),
                Fix(
                    "a pool idle time below the server's\(timeout.map { " \($0) s" } ?? "")", "does not use dead ones",
                    isSafe: true),
            ])
    }

    /// `timeout=5, max=100`.
    private static func seconds(_ header: String) -> Int? {
        for part in header.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].drop(while: { $0 == " " }).lowercased() == "timeout" else { continue }
            return Int(pair[1].prefix { $0.isNumber })
        }
        return nil
    }
}
