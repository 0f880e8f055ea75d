extension Exporter {
    /// Units of the user's systemd: one service a process, a target for the stack, a file of variables beside each.
    ///
    /// Rests on systemd.unit(5), systemd.service(5), systemd.exec(5), as of systemd 252.
    package static func systemd(_ file: StackFile, plan: StackPlan) -> ExportResult {
        var writer = SystemdWriter(plan: plan, folder: file.folder)
        var files: [ExportResult.File] = []
        for service in plan.services {
            files.append(.init(writer.unit(service.name), writer.text(service)))
            if !service.environment.isEmpty {
                let text = service.environment.map { "\($0.name)=\(SystemdText.environment($0.value))\n" }.joined()
                files.append(.init("\(writer.base(service.name)).env", text, isSecret: true))
            }
        }
        files.append(.init(writer.target, writer.targetText))
        return ExportResult(
            files: files, losses: writer.losses.remarks,
            next: "cp \(plan.identity.id)* ~/.config/systemd/user/ && systemctl --user daemon-reload && "
                + "systemctl --user start \(writer.target)")
    }
}

/// Words and values as systemd reads them back.
enum SystemdText {
    /// A word of a command line: `%` is a specifier and `$` a variable there, both doubled.
    static func word(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: "_-./:=@,+".utf8.contains(byte)
                }
            }
        return isPlain ? text : "\"\(escaped(text, doubling: ["%", "$"]))\""
    }

    /// A setting that takes a path or a text: only `%` means something.
    static func setting(_ text: String) -> String {
        text.unicodeScalars.map { $0 == "%" ? "%%" : $0.value < 32 ? " " : "\($0)" }.joined()
    }

    /// A value in an EnvironmentFile: in double quotes a backslash keeps `"`, `\`, `` ` `` and `$` as they are.
    static func environment(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 > 32 && $0 != 127 && !"\"'\\`$#;".utf8.contains($0) }
        if isPlain { return text }
        return "\"" + text.unicodeScalars.map { "\"\\`$".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }.joined()
            + "\""
    }

    private static func escaped(_ text: String, doubling: Set<Unicode.Scalar>) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where doubling.contains(scalar): "\(scalar)\(scalar)"
            case _ where scalar.value < 32 || scalar.value == 127:
                "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: "\(scalar)"
            }
        }.joined()
    }
}

struct SystemdWriter {
    let plan: StackPlan
    let folder: String
    var losses = Losses()

    init(plan: StackPlan, folder: String) {
        self.plan = plan
        self.folder = folder
    }

    func base(_ name: String) -> String { "\(plan.identity.id)-\(name)" }
    func unit(_ name: String) -> String { "\(base(name)).service" }
    var target: String { "\(plan.identity.id).target" }

    var targetText: String {
        let units = plan.services.map { unit($0.name) }.joined(separator: " ")
        return """
            [Unit]
            Description=The stack \(SystemdText.setting(plan.identity.project)) (\(SystemdText.setting(plan.identity.label)))
            Wants=\(units)

            [Install]
            WantedBy=default.target

            """
    }

    mutating func text(_ service: PlannedService) -> String {
        let spec = service.spec
        let isOneShot = plan.services.contains {
            $0.needs.contains { $0.service == service.name && $0.condition == .exited }
        }
        var unit = [
            "Description=\(SystemdText.setting(spec.description ?? "\(service.name) of \(plan.identity.project)"))"
        ]
        let names = Set(plan.services.map(\.name))
        for need in service.needs where names.contains(need.service) {
            unit.append("After=\(self.unit(need.service))")
            unit.append("\(need.isRequired ? "Requires" : "Wants")=\(self.unit(need.service))")
        }
        unit.append("PartOf=\(target)")
        if let limit = spec.maxRestarts {
            unit += ["StartLimitIntervalSec=10min", "StartLimitBurst=\(limit + 1)"]
        }
        var lines = [isOneShot ? "Type=oneshot" : "Type=exec"]
        if isOneShot { lines.append("RemainAfterExit=yes") }
        lines.append("WorkingDirectory=\(SystemdText.setting(service.directory))")
        if !service.environment.isEmpty {
            lines.append("EnvironmentFile=%h/.config/systemd/user/\(base(service.name)).env")
        }
        for command in service.setup { lines.append("ExecStartPre=\(Self.shell(command))") }
        lines.append("ExecStart=\(Self.command(service.arguments))")
        if !isOneShot, let wait = wait(service) { lines.append("ExecStartPost=\(Self.shell(wait))") }
        if let before = service.stopBefore { lines.append("ExecStop=-\(Self.shell(before))") }
        lines += life(service, isOneShot: isOneShot)
        note(service)
        return "[Unit]\n\(Self.join(unit))\n[Service]\n\(Self.join(lines))\n[Install]\nWantedBy=\(target)\n"
    }

    private mutating func life(_ service: PlannedService, isOneShot: Bool) -> [String] {
        let spec = service.spec
        var lines: [String] = []
        if isOneShot, spec.restart == .always {
            losses.changed(service.name, "restart", "it runs to its end; Restart=always is not for such a unit")
        } else {
            lines.append("Restart=\(spec.restart == .never ? "no" : spec.restart.rawValue)")
        }
        if spec.restart != .never { lines.append("RestartSec=1") }
        let patience = spec.startTimeout.map { "\(Int($0.rounded(.up)))" } ?? "infinity"
        lines.append("TimeoutStartSec=\(patience)")
        if spec.stop.signal != "TERM" { lines.append("KillSignal=SIG\(spec.stop.signal)") }
        lines.append("TimeoutStopSec=\(GoDuration.text(spec.stop.grace))")
        if !spec.successCodes.isEmpty {
            lines.append("SuccessExitStatus=\(spec.successCodes.map { "\($0)" }.joined(separator: " "))")
        }
        if let log = spec.log.file {
            let path = log.hasPrefix("/") ? log : "\(folder)/\(log)"
            lines += ["StandardOutput=append:\(SystemdText.setting(path))", "StandardError=inherit"]
            if spec.log.maxSize != nil { losses.lost(service.name, "log.rotation", "logrotate does that") }
        }
        return lines
    }

    /// A command that ends when the service is ready.
    private mutating func wait(_ service: PlannedService) -> String? {
        let check = service.ready ?? (service.ports.isEmpty ? nil : Check(.tcp))
        let port = service.ports.first { $0.name == check?.port ?? "" } ?? service.ports.first
        let test: String
        switch (check?.kind, port) {
        case (.exec(let command)?, _): test = "{ \(command)\n}"
        case (.tcp?, let port?):
            // A port that is only offered may never be listened on.
            guard !port.isImplied || service.ready != nil else { return nil }
            let option = port.transport == "udp" ? "-Hlun" : "-Hltn"
            test = "ss \(option) 'sport = :\(port.number)' | grep -q ."
        case (.http(let path, _)?, let port?):
            let host = port.host.contains(":") ? "[\(port.reachable.host)]" : port.reachable.host
            test = "curl -fsS -o /dev/null \(CommandWords.quote("http://\(host):\(port.number)\(path)"))"
        default:
            if check != nil { losses.lost(service.name, "ready", "systemd does not look at the output") }
            return nil
        }
        let tenths = Int((max(check?.interval ?? 1, 0.1) * 10).rounded())
        let pause = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        return "until \(test); do sleep \(pause); done"
    }

    private mutating func note(_ service: PlannedService) {
        let spec = service.spec
        if service.live != nil { losses.lost(service.name, "live", "no unit is asked whether it still works") }
        if !spec.watch.isEmpty { losses.lost(service.name, "watch", "a changed file restarts nothing") }
        if spec.terminal == true { losses.lost(service.name, "tty", "a unit has no terminal") }
        if case .run = spec.kind, service.arguments.first.map({ !$0.hasPrefix("/") }) == true {
            losses.changed(
                service.name, "run", "the program is looked for in the PATH of systemctl --user show-environment")
        }
        if service.needs.contains(where: \.isRequired) {
            losses.changed(service.name, "needs", "when one of them stops, it is stopped as well (Requires=)")
        }
    }

    /// systemd wants an absolute path; env(1) finds the others.
    static func command(_ words: [String]) -> String {
        let isAbsolute = words.first?.hasPrefix("/") == true
        return ((isAbsolute ? [] : ["/usr/bin/env"]) + words.map(SystemdText.word)).joined(separator: " ")
    }

    static func shell(_ command: String) -> String { self.command(["/bin/sh", "-c", command]) }

    private static func join(_ lines: [String]) -> String { lines.map { "\($0)\n" }.joined() }
}
