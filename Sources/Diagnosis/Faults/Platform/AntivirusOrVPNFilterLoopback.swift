import Endpoints

/// `antivirus-or-vpn-filter-loopback`: a program between the sockets of one machine.
package enum AntivirusOrVPNFilterLoopback: Rule {
    package static let fault = Fault(
        "antivirus-or-vpn-filter-loopback", .platform,
        "Endpoint security or a VPN client filters connections on loopback and ends them.",
        symptoms: [
            "An established connection was aborted by the software in your host machine (10053)",
            "localhost works until the VPN connects",
            "only signed programs get through to 127.0.0.1",
        ],
        explanation: """
            On Windows, filters of the Windows Filtering Platform and old layered service providers see loopback as \
            well; WSAECONNABORTED (10053) says that this machine itself ended the connection, not the server. Kill \
            switches of VPN clients close everything that does not go into the tunnel. On a Mac, content filters (Little \
            Snitch, endpoint security) and the Local Network permission do the like.
            """,
        proof: """
            The message says that software of the same machine ended a connection to loopback. What filters can be seen \
            on that machine only: try once with the product paused.
            """,
        mends: [
            Fix(
                "netsh wfp show filters", "writes the active filters to filters.xml, as administrator", isSafe: true,
                platform: .windows),
            Fix("netsh winsock show catalog", "lists layered providers", isSafe: true, platform: .windows),
            Fix("systemextensionsctl list", "lists content filters", isSafe: true, platform: .macOS),
            Fix("<exception for 127.0.0.1 and ::1 in the product>", "lets loopback through"),
        ],
        seeAlso: ["firewall-drop-input", "wsl2-localhost-forwarding"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let question = scene.question
        guard question.intent == .use, question.address?.isLoopback ?? (question.name == "localhost") else {
            return nil
        }
        let report = question.reports.first { report in
            [.reset, .earlyClose, .brokenPipe, .connectFailed].contains(report.kind)
                && Said([report.text]).has(
                    "software in your host machine", "10053", "wsaeconnaborted", "aborted by the software")
        }
        guard let report else { return nil }
        var evidence = [EvidenceLine("message", report.runtime ?? "Windows", report.text)]
        // What can be tried here answers: then it is no more than a hint.
        let works = try scene.worksHere()
        if let works { evidence.append(EvidenceLine("connect", works.endpoint.addressAndPort, works.outcome.words)) }
        return finding(
            Confidence.likely,
            "Software on the client's own machine ended a connection to \(question.text): a filter of an antivirus, "
                + "a firewall product or a VPN client.",
            evidence: evidence,
            fixes: [
                Fix(
                    "netsh wfp show filters", "writes the active filters to filters.xml, as administrator",
                    isSafe: true, platform: .windows),
                Fix("add 127.0.0.1 and ::1 to the exceptions of the antivirus or VPN client", "lets loopback through"),
                Fix("try once with it paused", "proves which product it is"),
            ])
    }
}
