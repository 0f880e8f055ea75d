/// `windows-excluded-port-range`: Windows gave the port to Hyper-V, and nothing listens on it.
package enum WindowsExcludedPortRange: Rule {
    package static let fault = Fault(
        "windows-excluded-port-range", .platform,
        "Windows has reserved the port for Hyper-V or WinNAT: nobody may listen on it, and nothing does.",
        symptoms: [
            "An attempt was made to access a socket in a way forbidden by its access permissions (10013)",
            "OSError: [WinError 10013]",
            "Ports are not available: exposing port TCP 0.0.0.0:50051 … forbidden by its access permissions",
            "Error: listen EACCES: permission denied 0.0.0.0:3000",
        ],
        explanation: """
            WinNAT, which Hyper-V, WSL and Docker Desktop use, reserves blocks of a hundred ports at each start of \
            Windows, out of the dynamic range. bind() inside such a block fails with WSAEACCES (10013), not with \
            WSAEADDRINUSE, and netstat shows no listener. Since the blocks change at every start, it works on some days. \
            Windows has no privileged ports: 10013 is never about a number below 1024.
            """,
        proof: """
            The message is Windows' own, of a bind that was forbidden. On Windows, the port lies in a range that `netsh \
            interface ipv4 show excludedportrange protocol=tcp` prints. From Linux that cannot be looked at.
            """,
        mends: [
            Fix(
                "netsh interface ipv4 show excludedportrange protocol=tcp", "shows the reserved ranges", isSafe: true,
                platform: .windows),
            Fix(
                "net stop winnat && net start winnat",
                "gives the ranges out anew, as administrator; networks of containers stop meanwhile", platform: .windows
            ),
            Fix(
                "netsh int ipv4 add excludedportrange protocol=tcp startport=<PORT> numberofports=1",
                "keeps the port for you, as administrator, after winnat was stopped", platform: .windows),
            Fix(
                "netsh int ipv4 set dynamic tcp start=49152 num=16384",
                "puts the dynamic range back to where it belongs, as administrator", platform: .windows),
        ],
        seeAlso: ["privileged-port", "wsl2-localhost-forwarding"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let report = scene.question.reports.first { report in
            [.permissionDenied, .listenFailed, .addressInUse].contains(report.kind)
                && (Said([report.text]).has(
                    "forbidden by its access permissions", "10013", "wsaeacces",
                    "an attempt was made to access a socket") || isOfWindows(scene, report))
        }
        guard let report, !isOfConnect(report) else { return nil }
        // A bind that fails here as well has a reason that can be seen.
        for endpoint in try scene.endpoints().prefix(4) where scene.question.intent == .bind {
            if try scene.bind(endpoint)?.failure == "EACCES" { return nil }
        }
        let port = scene.question.port.map(String.init) ?? report.port.map(String.init)
        return finding(
            Confidence.likely,
            "Windows forbids listening on \(port.map { "port \($0)" } ?? "that port"): it most likely lies in a range "
                + "that Hyper-V or WinNAT has reserved.",
            evidence: [
                EvidenceLine("message", report.runtime ?? "Windows", report.text),
                EvidenceLine("range", "excluded ports", "only Windows can show them"),
            ],
            fixes: [
                Fix(
                    "netsh interface ipv4 show excludedportrange protocol=tcp", "proves it: shows the reserved ranges",
                    isSafe: true, platform: .windows),
                Fix(
                    "net stop winnat, then net start winnat", "gives the ranges out anew, as administrator",
                    platform: .windows),
                Fix(
                    "netsh int ipv4 add excludedportrange protocol=tcp startport=\(port ?? "<PORT>") numberofports=1",
                    "keeps the port for you from then on, as administrator", platform: .windows),
            ])
    }

    /// Node and libuv give WSAEACCES the name EACCES: the paths around it tell the system. No right is needed there for
    /// low ports.
    private static func isOfWindows(_ scene: Scene, _ report: ErrorReport) -> Bool {
        Said([report.text]).has("listen eacces", "bind: permission denied", "errno 13") && scene.isSaidOnWindows
    }

    /// connect(2) is forbidden by firewalls, not by ranges.
    private static func isOfConnect(_ report: ErrorReport) -> Bool {
        Said([report.text]).has("connectex", "connect econn", "dial tcp", "failed to connect")
    }
}

extension Scene {
    /// Whether the message was written on Windows, by a path or a shell in it.
    package var isSaidOnWindows: Bool {
        said.has("c:\\", "d:\\", "e:\\", "\\users\\", "\\node_modules\\", "powershell", "cmd.exe", "winerror", "wsae")
    }
}
