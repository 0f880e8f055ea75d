/// `reset-by-unread-data`: answered and closed with our bytes unread.
package enum ResetByUnreadData: Rule {
    package static let fault = Fault(
        "reset-by-unread-data", .resetOrEarlyClose,
        "The server answers and closes without reading the whole request: the kernel sends a RST, the answer may be lost.",
        symptoms: [
            "curl: (55) Send failure: Connection reset by peer",
            "write EPIPE while uploading",
            "the browser says ERR_CONNECTION_RESET for a large upload, where the server says 413",
        ],
        explanation: """
            A socket that is closed with unread bytes sends RST and not FIN (RFC 2525 section 2.17; Linux since always). \
            A server that answers 413, 401 or 400 early and closes does that to a client which still sends: the client's \
            next write fails, and the RST may take the answer away before it is read. RFC 9112 section 9.6 tells servers \
            to close in two steps instead.
            """,
        proof: """
            An answer came, and in the same breath the connection was reset and not closed in order. A server that \
            crashed gives no whole answer; a firewall leaves the server's end open.
            """,
        mends: [
            Fix(
                "read the rest of the request, or shutdown(SHUT_WR) and read until the end, before close",
                "closes in order"),
            Fix("client_max_body_size 50m; (nginx), a larger body limit", "takes the upload"),
            Fix("curl -H 'Expect: 100-continue' …", "asks before it sends the body", isSafe: true),
        ],
        seeAlso: ["server-closes-immediately", "firewall-kills-established", "request-header-too-large"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.reached(), let ask = try scene.request(), let answer = try scene.answer(),
            answer.result == .answered, answer.ending == .reset, let status = answer.status
        else { return nil }
        let owner = scene.server(at: reach.endpoint)
        return finding(
            0.93,
            "\(owner.map { "\($0.title)," } ?? "the server") answers HTTP \(status) on \(reach.endpoint.addressAndPort) and "
                + "closes with the request half read, so the kernel resets the connection and the answer may be lost.",
            evidence: [
                EvidenceLine("request", "\(ask.method) \(ask.path)", "\(answer.words), then reset")
            ] + scene.question.reports.prefix(1).map { EvidenceLine("message", $0.runtime ?? "client", $0.text) },
            fixes: [
                Fix("read the whole request (or up to a limit) before close in the server", "closes in order"),
                Fix(
                    "curl -v -H 'Expect: 100-continue' -T <file> <URL>", "waits for the server's word before it sends",
                    isSafe: true),
                Fix("raise the server's limit for bodies, when the status is 413", "takes the upload"),
            ])
    }
}
