/// `wsl2-localhost-forwarding`: WSL 2 is a virtual machine, and Windows reaches it by a relay.
package enum WSL2LocalhostForwarding: Rule {
    package static let fault = Fault(
        "wsl2-localhost-forwarding", .platform,
        "The server runs in WSL 2 and answers there, but Windows does not get to it by its own localhost.",
        symptoms: [
            "works with curl inside WSL, ERR_CONNECTION_REFUSED in the browser on Windows",
            "Failed to connect to localhost port 3000 in PowerShell",
            "it worked until the laptop slept",
        ],
        explanation: """
            WSL 2 runs Linux in a virtual machine with an address of its own. In its NAT mode a relay on Windows listens \
            on 127.0.0.1 for each port that opens in Linux, unless localhostForwarding=false; it can lose ports after \
            sleep, and is in nobody's way on ::1. In mirrored mode both share their interfaces, and the Hyper-V firewall \
            decides. Other machines are never relayed in NAT mode.
            """,
        proof: """
            The endpoint connects from inside Linux, with a listener to see, so the message was written on the Windows \
            side of the relay. What Windows does with it cannot be tried from in here.
            """,
        mends: [
            Fix("wslinfo --networking-mode", "says nat or mirrored, in Linux", isSafe: true, platform: .linux),
            Fix("http://127.0.0.1:<PORT>/ instead of localhost", "leaves ::1 out", isSafe: true, platform: .windows),
            Fix("wsl --shutdown", "starts the relay anew, and ends everything in WSL", platform: .windows),
            Fix(
                "[wsl2] localhostForwarding=true, or networkingMode=mirrored",
                "in %UserProfile%\\\\.wslconfig, after wsl --shutdown", platform: .windows),
            Fix(
                "http://<address of `hostname -I`>:<PORT>/",
                "goes to the virtual machine itself, if the server listens on 0.0.0.0", platform: .windows),
        ],
        seeAlso: ["vm-guest-localhost", "listening-only-ipv4-loopback", "windows-excluded-port-range"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, scene.sawNoConnection else { return nil }
        let isWSL = scene.facts.surroundings == "wsl"
        let said = scene.said
        let isTold = said.has("wsl")
        // A client inside Linux needs no relay: only one of Windows, or a browser.
        guard isTold || isWSL && (scene.sawInBrowser || said.has("powershell", "windows", "winerror")) else {
            return nil
        }
        guard let reach = try scene.worksHere() else { return nil }
        let port = reach.endpoint.port
        var evidence = [
            EvidenceLine("connect", reach.endpoint.addressAndPort, "\(reach.outcome.words), in here"),
            scene.listenerLine(reach),
        ]
        if let report = scene.question.reports.first {
            evidence.append(EvidenceLine("message", "Windows", report.text))
        }
        if isWSL { evidence.append(EvidenceLine("kernel", scene.facts.kernel.release, "of WSL")) }
        return finding(
            isWSL ? Confidence.observed : Confidence.likely,
            "\(reach.endpoint.addressAndPort) works inside WSL; what fails is the way from Windows to it.",
            evidence: evidence,
            fixes: [
                Fix(
                    "wslinfo --networking-mode", "says whether it is nat or mirrored", isSafe: true, isRunnable: isWSL,
                    platform: .linux),
                Fix(
                    "use http://127.0.0.1:\(port)/ on Windows", "leaves ::1 out, which the relay does not serve",
                    isSafe: true, platform: .windows),
                Fix("wsl --shutdown", "starts the relay anew, and ends everything in WSL", platform: .windows),
                Fix(
                    "localhostForwarding=true or networkingMode=mirrored below [wsl2] in %UserProfile%\\.wslconfig",
                    "lets Windows' localhost lead into WSL, after wsl --shutdown", platform: .windows),
            ])
    }
}
