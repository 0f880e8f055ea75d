import Endpoints

/// `zero-address-as-destination`: an address to listen on is no address to go to.
package enum ZeroAddressAsDestination: Rule {
    package static let fault = Fault(
        "zero-address-as-destination", .connectionRefused,
        "0.0.0.0 or :: is used as a destination: it works on Linux and macOS, fails on Windows, and browsers block it.",
        symptoms: [
            "http://0.0.0.0:8000/ shows ERR_ADDRESS_INVALID",
            "[WinError 10049] The requested address is not valid in its context: ('0.0.0.0', 8000)",
            "works on the server, fails on the other system",
        ],
        explanation: """
            0.0.0.0 means "this host on this network" and may be a source or a place to listen only (RFC 1122 section \
            3.2.1.3). Linux takes it for 127.0.0.1 as a destination; Windows refuses with WSAEADDRNOTAVAIL (10049), and \
            browsers refuse it since it was used to attack local servers (Chromium from version 128). Servers print it \
            because it is what they listen on.
            """,
        proof: """
            The endpoint is 0.0.0.0 or ::, and the message is one of Windows or of a browser, or the connect fails here \
            while a server answers by loopback.
            """,
        mends: [
            Fix("http://127.0.0.1:<PORT>/", "uses an address that is one", isSafe: true),
            Fix("http://localhost:<PORT>/", "the same by name", isSafe: true),
        ],
        seeAlso: ["nothing-listening", "loopback-only-server-reached-from-outside"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let question = scene.question
        let report = question.reports.first { report in
            report.kind == .notAvailable || report.kind == .unsafePort || isForeign(report)
        }
        let reported = report?.host.flatMap { IPAddress($0) }
        guard let address = question.address ?? reported, address.isUnspecified || reported?.isUnspecified ?? false
        else {
            return nil
        }
        let zero = address.isUnspecified ? address : reported ?? address
        let port = question.port
        let right = IPAddress(zero.unmapped.family == .v4 ? "127.0.0.1" : "::1") ?? .loopbackV4
        let place = port.map { "\(right.bracketed):\($0)" } ?? "\(right)"
        let asked = port.map { "\(zero.bracketed):\($0)" } ?? "\(zero)"
        let url = question.scheme.map { "\($0)://\(place)\(question.path)" } ?? place
        let fixes = [
            Fix("use \(url)", "goes to this machine by an address that is one", isSafe: true),
            Fix("let the server listen on \(zero), and tell clients localhost", "keeps the two apart"),
        ]
        // Binding it fails nowhere; a message that says so is a client's.
        if let report, question.intent == .use || reported?.isUnspecified ?? false, isForeign(report) {
            return finding(
                Confidence.observed,
                "\(asked) is an address to listen on, not one to connect to: use \(place).",
                evidence: [EvidenceLine("message", asked, report.text)], fixes: fixes)
        }
        guard question.intent == .use, let port, question.transport == .tcp else { return nil }
        let failures = try scene.failures()
        guard !failures.isEmpty else { return nil }
        let answers = scene.listeners(on: port).contains { scene.destination($0.local).address.isLoopback }
        return finding(
            answers ? Confidence.likely - 0.1 : Confidence.remark,
            "\(asked) is an address to listen on, not one to connect to; clients on other systems fail with it.",
            evidence: scene.lines(failures), fixes: fixes)
    }

    /// Whether a message is one of a system or a program that refuses the address itself.
    private static func isForeign(_ report: ErrorReport) -> Bool {
        let text = report.text
        return ["10049", "ERR_ADDRESS_INVALID", "WSAEADDRNOTAVAIL", "WinError", "valid in its context", "BLOCKED_BY"]
            .contains { text.firstRange(of: $0) != nil }
    }
}
