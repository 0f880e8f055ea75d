/// `vm-guest-localhost`: two machines, and each has its localhost.
package enum VMGuestLocalhost: Rule {
    package static let fault = Fault(
        "vm-guest-localhost", .platform,
        "The server runs on another machine (a VM, a remote box, a Codespace), whose localhost is not the browser's.",
        symptoms: [
            "Running on http://localhost:3000 in the terminal, ERR_CONNECTION_REFUSED in the browser",
            "curl works over SSH, the browser on the laptop does not",
        ],
        explanation: """
            localhost is always the machine on which the client runs (RFC 6761 section 6.3). A terminal over SSH, in a \
            virtual machine, a dev container, a Codespace or Gitpod is another machine than the one with the browser, so \
            the port must be forwarded to it. Editors do so for ports they notice, until that is turned off or the \
            window is closed.
            """,
        proof: """
            The endpoint works from this very machine, with a listener to see, and this machine is one that people use \
            from another: its environment names a Codespace, a Gitpod workspace or an SSH session.
            """,
        mends: [
            Fix(
                "ssh -N -L <PORT>:localhost:<PORT> <this machine>",
                "on the machine with the browser, brings the port there", isSafe: true),
            Fix("gh codespace ports forward <PORT>:<PORT>", "does so for a Codespace", isSafe: true),
            Fix("Ports view of VS Code: Forward a Port", "does so in the editor", isSafe: true),
        ],
        seeAlso: ["wsl2-localhost-forwarding", "loopback-only-server-reached-from-outside", "nothing-listening"])

    /// What sets such a variable, and how its ports are brought to the user.
    private static let marks: [(variable: String, place: String)] = [
        ("CODESPACES", "a GitHub Codespace"), ("GITPOD_WORKSPACE_ID", "a Gitpod workspace"),
        ("CLOUD_SHELL", "Cloud Shell"), ("REMOTE_CONTAINERS", "a dev container"), ("CODER", "a Coder workspace"),
        ("SSH_CONNECTION", "a machine used over SSH"),
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, scene.sawNoConnection else { return nil }
        let environment = scene.facts.environment
        let mark = marks.first { environment[$0.variable].map { !$0.isEmpty && $0 != "false" } ?? false }
        let isTold = scene.said.has("codespace", "gitpod", "virtual machine", "virtualbox", "vagrant", "on the laptop")
        guard mark != nil || isTold else { return nil }
        // Over SSH programs of this machine are asked about as well; browsers are elsewhere.
        guard isTold || scene.sawInBrowser || mark?.variable == "CODESPACES" else { return nil }
        var working = try scene.worksHere()
        if working == nil { working = try scene.namedInWordsWorks() }
        guard let reach = working else { return nil }
        let port = reach.endpoint.port
        let place = mark?.place ?? "another machine than the browser's"
        var evidence = [
            EvidenceLine("connect", reach.endpoint.addressAndPort, "\(reach.outcome.words), on this machine"),
            scene.listenerLine(reach),
        ]
        if let mark { evidence.append(EvidenceLine("environment", mark.variable, environment[mark.variable] ?? "")) }
        if let report = scene.question.reports.first {
            evidence.append(EvidenceLine("message", report.runtime ?? "client", report.text))
        }
        return finding(
            mark == nil ? Confidence.likely : Confidence.observed,
            "\(reach.endpoint.addressAndPort) works here, in \(place); the client's localhost is another machine's.",
            evidence: evidence, fixes: fixes(scene, port, mark?.variable))
    }

    private static func fixes(_ scene: Scene, _ port: UInt16, _ variable: String?) -> [Fix] {
        let name = scene.facts.environment["CODESPACE_NAME"]
        let host = scene.facts.names.hostName
        switch variable {
        case "CODESPACES":
            return [
                Fix(
                    "gh codespace ports forward \(port):\(port)" + (name.map { " -c \($0)" } ?? ""),
                    "brings the port to the machine with the browser, typed there", isSafe: true),
                Fix(
                    "gh codespace ports -c \(name ?? "<name>")", "shows the address of the forwarded port", isSafe: true
                ),
            ]
        case "GITPOD_WORKSPACE_ID":
            return [Fix("gp url \(port)", "prints the address under which the browser gets there", isSafe: true)]
        case "REMOTE_CONTAINERS":
            return [
                Fix(
                    "\"forwardPorts\": [\(port)]", "in devcontainer.json brings the port to the editor's machine",
                    isSafe: true)
            ]
        default:
            return [
                Fix(
                    "ssh -N -L \(port):localhost:\(port) \(host)",
                    "on the machine with the browser, brings the port there", isSafe: true)
            ]
        }
    }
}
