/// `port-out-of-range`: a number that is no port.
package enum PortOutOfRange: Rule {
    package static let fault = Fault(
        "port-out-of-range", .bindPermissionOrAddress,
        "The port is not a number from 0 to 65535, or host and port were taken apart wrongly.",
        symptoms: [
            "RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (70000).",
            "OverflowError: bind(): port must be 0-65535.",
            "listen tcp: address 80800: invalid port",
            "java.lang.IllegalArgumentException: port out of range:70000",
        ],
        explanation: """
            A port has 16 bits (RFC 9293, RFC 768): 0 to 65535, and 0 means “any” to bind(2) and nothing to connect(2). \
            Larger numbers come from typing errors, from two numbers run together (8080 and a 0), from a port in the \
            place of a pid, and from splitting [::1]:8080 at its first colon. C programs that do not check take the \
            number modulo 65536 and listen elsewhere.
            """,
        proof: "The number that was given, or that the message names, is outside of the range.",
        mends: [
            Fix("<command> --port <a number from 1024 to 65535>", "is a port", isSafe: true),
            Fix("[::1]:8080", "how an IPv6 address and a port are written", isSafe: true),
        ],
        seeAlso: ["bind-host-unresolvable", "wrong-port-near-miss"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let report = scene.question.reports.first { $0.kind == .badPort }
        guard scene.question.badPort != nil || report != nil else { return nil }
        let number = scene.question.badPort ?? report?.port
        let isInRange = number.map { $0 > 0 && $0 <= 65535 } ?? false
        // A message about a number, and a question about a port that is one.
        if scene.question.badPort == nil, scene.question.port != nil, isInRange || number == nil { return nil }
        var lines: [EvidenceLine] = []
        if let number { lines.append(EvidenceLine("port", "\(number)", "outside of 1–65535")) }
        if let report { lines.append(EvidenceLine("message", "port", report.text)) }
        return finding(
            Confidence.proven, words(number, isInRange),
            evidence: lines,
            fixes: [
                Fix("use a number from 1024 to 65535", "is a port that every user may bind", isSafe: true),
                Fix(
                    "check where the number comes from: PORT in the environment, .env, the command line",
                    "two numbers may have run together, or host and port were split wrongly", isSafe: true),
            ])
    }

    private static func words(_ number: Int?, _ isInRange: Bool) -> String {
        guard let number, !isInRange else { return "The program was given something that is no port (0 to 65535)." }
        if number == 0 {
            return "Port 0 means “any port” to a server and nothing to a client: no connection can be made to it."
        }
        guard number > 65535 else { return "\(number) is no port: ports go from 0 to 65535." }
        return "\(number) is no port: ports go from 0 to 65535. A program that does not check would use "
            + "\(number % 65536) instead."
    }
}
