/// `macos-airplay-5000-7000`: AirPlay Receiver answers where the own server was expected.
package enum MacOSAirPlay: Rule {
    package static let fault = Fault(
        "macos-airplay-5000-7000", .platform,
        "On a Mac, AirPlay Receiver (ControlCenter) has port 5000 or 7000 and answers in your server's place.",
        symptoms: [
            "HTTP/1.1 403 Forbidden, Server: AirTunes/675.4.1",
            "Access to localhost was denied. You don't have authorization to view this page. HTTP ERROR 403",
            "Address already in use: port 5000, by ControlCe",
        ],
        explanation: """
            Since macOS 12 AirPlay Receiver listens on *:5000 and *:7000. A server that binds 127.0.0.1 or ::1 alone can \
            start beside it, and localhost then leads to the one or the other by its family; one that wants all \
            addresses is told that the port is in use. What AirPlay answers to a browser is 403 with the header Server: \
            AirTunes.
            """,
        proof: """
            The answer's Server header names AirTunes, or `lsof -nP -iTCP:5000 -sTCP:LISTEN` on the Mac shows ControlCe.
            """,
        mends: [
            Fix("<command> --port 5001", "goes out of its way", isSafe: true),
            Fix(
                "System Settings, General, AirDrop & Handoff: AirPlay Receiver off", "frees both ports",
                platform: .macOS),
            Fix("lsof -nP -iTCP:5000 -sTCP:LISTEN", "shows who has the port", isSafe: true, platform: .macOS),
        ],
        seeAlso: ["different-app-on-port", "different-servers-on-v4-and-v6", "port-held-by-own-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let isTold = scene.said.has("airtunes", "airplay", "controlce")
        var server: String?
        var evidence: [EvidenceLine] = []
        if scene.question.isHTTP, let answer = try scene.answer() {
            server = answer.header("server").flatMap { Said([$0]).has("airtunes") ? $0 : nil }
            // Another server answers there now.
            guard server != nil else { return nil }
            evidence.append(EvidenceLine("request", scene.question.text, "\(answer.words), Server: \(server ?? "")"))
        }
        guard server != nil || isTold else { return nil }
        if server == nil {
            let text = scene.question.reports.first?.text ?? scene.question.message
            evidence.append(EvidenceLine("message", "what was seen", String(text.prefix(200))))
        }
        let port = scene.question.port ?? 5000
        return finding(
            server != nil ? Confidence.proven : Confidence.likely,
            "Port \(port) is AirPlay Receiver's on that Mac: it answers in your server's place.",
            evidence: evidence,
            fixes: [
                Fix("start the server on another port than 5000 and 7000", "goes out of its way", isSafe: true),
                Fix(
                    "turn AirPlay Receiver off: System Settings, General, AirDrop & Handoff", "frees both ports",
                    platform: .macOS),
                Fix(
                    "lsof -nP -iTCP:\(port) -sTCP:LISTEN", "shows ControlCe, which is AirPlay", isSafe: true,
                    platform: .macOS),
            ])
    }
}
