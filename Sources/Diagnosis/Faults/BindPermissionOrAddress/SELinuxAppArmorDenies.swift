/// `selinux-apparmor-denies`: a security module's policy refuses.
package enum SELinuxAppArmorDenies: Rule {
    package static let fault = Fault(
        "selinux-apparmor-denies", .bindPermissionOrAddress,
        "The policy of SELinux or AppArmor refuses the bind or the connect.",
        symptoms: [
            "avc:  denied  { name_bind } for  comm=\"nginx\" src=8090",
            "apparmor=\"DENIED\" operation=\"create\" profile=\"/usr/sbin/mysqld\"",
            "bind() to 0.0.0.0:8090 failed (13: Permission denied), as root",
            "connect() to 127.0.0.1:8081 failed (13: Permission denied) while connecting to upstream",
        ],
        explanation: """
            SELinux gives ports a type and lets a confined service bind or connect only to types of its policy: httpd_t \
            to http_port_t, and to anything else only with httpd_can_network_connect. AppArmor profiles list the \
            network families a program may use. Both answer EACCES, to root as well, and log a line.
            """,
        proof: "An audit line names the denial; or the asking process itself is confined, and bind gives EACCES.",
        mends: [
            Fix("sudo ausearch -m avc -ts recent", "shows recent denials of SELinux", isSafe: true),
            Fix(
                "sudo semanage port -a -t http_port_t -p tcp <PORT>", "lets web servers use the port",
                undo: "sudo semanage port -d -t http_port_t -p tcp <PORT>"),
            Fix(
                "sudo setsebool -P httpd_can_network_connect 1", "lets web servers connect to back ends",
                undo: "sudo setsebool -P httpd_can_network_connect 0"),
            Fix("sudo aa-complain <profile>", "lets AppArmor log instead of deny", undo: "sudo aa-enforce <profile>"),
        ],
        seeAlso: ["landlock-or-sandbox-denies-bind", "privileged-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let denial = try scene.denial(), denial.culprit == .policy { return found(denial, scene) }
        return try connecting(scene)
    }

    private static func found(_ denial: Denial, _ scene: Scene) -> Finding {
        let text = denial.evidence.first?.result ?? ""
        let isAppArmor =
            !text.lowercased().ranges(of: "apparmor").isEmpty
            || scene.facts.capabilities.confinement?.hasPrefix("AppArmor") == true
        let module = isAppArmor ? "AppArmor" : "SELinux"
        let program = value(of: "comm", in: text).map { " \($0)" } ?? " the program"
        let isConnect =
            denial.isOfConnect || !text.ranges(of: "name_connect").isEmpty
            || value(of: "operation", in: text) == "connect"
        let isCreate = value(of: "operation", in: text) == "create"
        let act = isConnect ? "connect to" : isCreate ? "open" : "listen on"
        let port = value(of: isConnect ? "dest" : "src", in: text) ?? "<PORT>"
        var fixes: [Fix] = []
        if isAppArmor {
            let profile = value(of: "profile", in: text) ?? "<profile>"
            fixes = [
                Fix("sudo aa-status", "shows the profiles that are enforced", isSafe: true, isRunnable: true),
                Fix(
                    "sudo aa-complain \(profile)", "lets AppArmor log instead of deny, to see all the profile lacks",
                    isRunnable: !profile.hasPrefix("<"), undo: "sudo aa-enforce \(profile)"),
                Fix("add “network inet stream,” to the profile, then sudo apparmor_parser -r <file>", "allows TCP"),
            ]
        } else {
            fixes = [
                Fix("sudo ausearch -m avc -ts recent", "shows recent denials", isSafe: true, isRunnable: true),
                isConnect
                    ? Fix(
                        "sudo setsebool -P httpd_can_network_connect 1", "lets web servers connect to back ends",
                        isRunnable: true, undo: "sudo setsebool -P httpd_can_network_connect 0")
                    : Fix(
                        "sudo semanage port -a -t http_port_t -p tcp \(port)", "lets web servers listen there",
                        isRunnable: port != "<PORT>", undo: "sudo semanage port -d -t http_port_t -p tcp \(port)"),
            ]
        }
        return finding(
            denial.confidence, "\(module) forbids\(program) to \(act) \(denial.target); root is refused as well.",
            evidence: denial.evidence, fixes: fixes)
    }

    /// A client that gets EACCES for what connects from here: its policy, not the network.
    private static func connecting(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.question.report(.permissionDenied), !report.isOfBind,
            (report.runtime ?? "").lowercased().ranges(of: "selinux").isEmpty == false,
            try scene.reached() != nil || scene.question.port == nil
        else { return nil }
        let target = [report.host, report.port.map(String.init)].compactMap { $0 }.joined(separator: ":")
        return finding(
            Confidence.likely,
            "The program may not connect to \(target), and this shell may: a policy such as SELinux's "
                + "httpd_can_network_connect forbids it.",
            evidence: [
                EvidenceLine("message", target, report.text), EvidenceLine("connect", target, "works from here"),
            ],
            fixes: [
                Fix(
                    "sudo ausearch -m avc -ts recent", "proves it: shows recent denials", isSafe: true, isRunnable: true
                ),
                Fix(
                    "sudo setsebool -P httpd_can_network_connect 1", "lets web servers connect to back ends",
                    isRunnable: true, undo: "sudo setsebool -P httpd_can_network_connect 0"),
            ])
    }

    /// The value of `key=` in an audit line, without quotes.
    static func value(of key: String, in line: String) -> String? {
        for word in line.split(separator: " ") where word.hasPrefix(key + "=") {
            let value = word.dropFirst(key.utf8.count + 1)
            return String(value.drop { "\"'".contains($0) }.prefix { !"\"'".contains($0) })
        }
        return nil
    }
}
