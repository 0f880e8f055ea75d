extension ProcessComposeReader {
    /// One process as a service; every field is told of.
    mutating func service(_ process: SourceNode.Field) {
        let subject = "processes.\(process.key)"
        var node = process.value
        if let base = node["extends"]?.text, let parent = processes.first(where: { $0.key == base })?.value,
            parent["extends"] == nil
        {
            node = node.over(parent)
        }
        guard node.isMapping else {
            report.add(.error, subject, "not a mapping", line: process.line, column: process.column)
            return
        }
        let name = ImportedName.fit(process.key, subject, line: process.line, report)
        var reader = ProcessReader(
            report: report, subject: subject, shell: [shell, shellOption], spec: ServiceSpec(name, .run("")),
            variables: variables, known: Set(processes.map(\.key)))
        reader.read(node)
        if !reader.hasCommand {
            report.add(.error, subject, "neither command nor entrypoint", line: process.line, column: process.column)
        }
        if !reader.isDotenvOff {
            reader.spec.environmentFiles.insert(EnvironmentFile(".env", isRequired: false), at: 0)
        }
        file.services.append(reader.spec.escapingTemplates())
    }
}

/// Reads the fields of one process.
struct ProcessReader {
    let report: ImportReport
    let subject: String
    let shell: [String]
    var spec: ServiceSpec
    var variables: [String: String]
    let known: Set<String>
    var hasCommand = false
    var isDotenvOff = false

    mutating func read(_ node: SourceNode) {
        spec.restart = .never
        spec.startTimeout = nil
        spec.directory = node["working_dir"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        for variable in node["vars"]?.fields ?? [] { variables[variable.key] = variable.value.text }
        // Where the log stands decides whether its rotation means anything.
        let isLate = { (field: SourceNode.Field) in field.key == "log_configuration" }
        for field in node.fields.filter({ !isLate($0) }) + node.fields.filter(isLate) {
            report.add(fate(field), "\(subject).\(field.key)", line: field.line, column: field.column)
        }
        spec.directory = spec.directory.map { fill($0, line: node.line) }
    }

    private mutating func fate(_ field: SourceNode.Field) -> Fate {
        let value = field.value
        switch field.key {
        case "command":
            hasCommand = value.text?.utf8.contains { $0 > 32 } == true || hasCommand
            if case .exec = spec.kind { return .lost("there is an entrypoint") }
            spec.kind = .run(fill(value.text ?? "", line: field.line))
            spec.shell = shell
            return .kept("run, with \(shell.joined(separator: " "))")
        case "entrypoint":
            hasCommand = hasCommand || !value.texts.isEmpty
            let words = value.texts.map { fill($0, line: field.line) }
            guard words.first?.isEmpty == false else { return .lost("it is empty") }
            spec.kind = .exec(words)
            spec.shell = nil
            return .kept("exec: started without a shell")
        case "working_dir": return .kept("dir")
        case "description":
            spec.description = value.text.map { fill($0, line: field.line) }
            return .kept("description")
        case "environment":
            spec.environment = report.variables(value, "\(subject).environment") { fill($0, line: field.line) }
            return .kept("env")
        case "env_file":
            guard let path = value.text else { return .lost("not a path") }
            spec.environmentFiles.append(EnvironmentFile(ImportedPath.join(spec.directory, path)))
            return .kept("env_file, as seen from the stack file's folder")
        case "is_dotenv_disabled":
            isDotenvOff = value.bool == true
            return .kept("no .env for this service")
        case "depends_on": return needs(value)
        case "availability": return availability(value)
        case "readiness_probe": return readiness(value, line: field.line)
        case "liveness_probe": return liveness(value)
        case "ready_log_line":
            guard let line = value.text else { return .lost("not a text") }
            if spec.ready != nil { return .lost("there is a readiness_probe") }
            spec.ready = Check(.log(line))
            return .kept("ready: log")
        case "shutdown": return shutdown(value)
        case "success_exit_codes":
            spec.successCodes = value.texts.compactMap { Int32($0) }.filter { (1...255).contains($0) }
            return .kept("success codes")
        case "launch_timeout_seconds":
            spec.startTimeout = value.seconds
            return .kept("start_timeout")
        case "is_tty", "is_interactive":
            if value.bool == true { spec.terminal = true }
            return field.key == "is_tty" ? .kept("tty") : .changed("tty: type into it with `ostia attach \(spec.name)`")
        case "disabled", "is_disabled":
            if value.bool == true { spec.profiles = ["disabled"] }
            return .changed("part of the profile `disabled`; or start it by name")
        case "replicas":
            guard let count = value.integer, (0...100).contains(count) else {
                return .lost("not a number of instances")
            }
            spec.instances = count
            return .kept("instances")
        case "log_location":
            guard let path = value.text, !path.isEmpty else { return .lost("no path") }
            spec.log.file = fill(path, line: field.line)
            return .kept("log")
        case "watch": return watch(value)
        case "log_configuration": return rotation(value)
        case "vars": return .changed("filled in where {{.NAME}} stands")
        case "extends":
            return value.text.map(known.contains) == true
                ? .changed("its fields are written out here") : .lost("no process of that name in this file")
        default: return Self.fateOfOthers(field)
        }
    }

    private static func fateOfOthers(_ field: SourceNode.Field) -> Fate {
        switch field.key {
        case "namespace": .lost("name the services instead: ostia up SERVICE…")
        case "is_daemon": .lost("a service stays in the foreground; what it leaves behind is ended with the stack")
        case "is_foreground": .lost("run it in a terminal of its own: ostia exec")
        case "is_elevated": .lost("nothing here runs as another user; write sudo into the command")
        case "schedule": .lost("no schedules; a systemd timer or cron runs it")
        case "mcp": .lost("not for a process to start")
        case _ where field.key.hasPrefix("x-"): .kept("an extension, used only where it is merged in")
        default: .lost("not a key of this format")
        }
    }

    /// Fills `{{.NAME}}`; more than that is left and said.
    func fill(_ text: String, line: Int) -> String {
        let filled = GoTemplate.fill(text, variables)
        for template in filled.left {
            report.add(.warning, subject, "left as it stands, no such variable: \(template)", line: line)
        }
        return filled.text
    }

    private mutating func needs(_ node: SourceNode) -> Fate {
        if node.isSequence {
            spec.needs = node.texts.map { Need(ImportedName.fit($0), .started) }
            return .changed("each is waited for until it has started; the format wants a mapping here")
        }
        for field in node.fields {
            let condition = field.value["condition"]
            let name = ImportedName.fit(field.key)
            let fate: Fate
            switch condition?.text {
            case "process_started": (spec.needs, fate) = (spec.needs + [Need(name, .started)], .kept("started"))
            case "process_healthy", "process_log_ready":
                (spec.needs, fate) = (spec.needs + [Need(name, .ready)], .kept("ready"))
            case "process_completed_successfully":
                (spec.needs, fate) = (spec.needs + [Need(name, .exited)], .kept("exited"))
            case "process_completed":
                spec.needs.append(Need(name, .exited))
                fate = .changed("exited: it must have succeeded; there, any exit code would do")
            case nil:
                spec.needs.append(Need(name, .started))
                fate = .changed("started, as its documentation says; the program itself waits for the end")
            case let other?: fate = .lost("no condition of this format: \(other)")
            }
            report.add(fate, "\(subject).depends_on.\(field.key)", line: field.line, column: field.column)
        }
        return .kept("needs")
    }

    private mutating func availability(_ node: SourceNode) -> Fate {
        for field in node.fields {
            let fate: Fate
            switch (field.key, field.value.text) {
            case ("restart", "no"?), ("restart", "never"?), ("restart", "false"?): fate = .kept("restart: never")
            case ("restart", "always"?): (spec.restart, fate) = (.always, .kept("restart: always"))
            case ("restart", "on_failure"?): (spec.restart, fate) = (.onFailure, .kept("restart: on-failure"))
            case ("restart", "exit_on_failure"?):
                fate = .changed("restart: never; one failure does not end the others")
            case ("backoff_seconds", _):
                fate = .changed("the pause doubles with each restart and starts anew once it has stayed up")
            case ("max_restarts", let count?):
                spec.maxRestarts = Int(count).flatMap { (1...1_000_000).contains($0) ? $0 : nil }
                fate = .kept("max_restarts")
            case ("exit_on_end", _): fate = .lost("one service's end does not end the others")
            case ("exit_on_skipped", _): fate = .lost("a need that failed is an error of its own")
            default: fate = .lost("not a key or value of this format")
            }
            report.add(fate, "\(subject).availability.\(field.key)", line: field.line, column: field.column)
        }
        return .kept("restart")
    }

    private mutating func shutdown(_ node: SourceNode) -> Fate {
        var hasTimeout = false
        for field in node.fields {
            let fate: Fate
            switch field.key {
            case "command":
                spec.stop.before = field.value.text.map { fill($0, line: field.line) }
                fate = .changed("stop.before; the signal is sent after it")
            case "timeout_seconds":
                hasTimeout = field.value.seconds != nil
                spec.stop.grace = field.value.seconds ?? spec.stop.grace
                fate = .kept("stop.grace")
            case "signal":
                let name = field.value.text.flatMap(SignalName.read)
                spec.stop.signal = name ?? spec.stop.signal
                fate = name.map { .kept("stop.signal: \($0)") } ?? .lost("not a signal that ends a process")
            case "parent_only": fate = .lost("the signal goes to the whole group, so that nothing is left")
            case "send_keys": fate = .lost("type into it with `ostia attach`")
            default: fate = .lost("not a key of this format")
            }
            report.add(fate, "\(subject).shutdown.\(field.key)", line: field.line, column: field.column)
        }
        return hasTimeout
            ? .kept("stop") : .changed("stop; killed after \(GoDuration.text(spec.stop.grace)), there never")
    }

    private mutating func watch(_ node: SourceNode) -> Fate {
        for path in node["paths"]?.items ?? [] {
            guard let folder = path.text ?? path["path"]?.text else { continue }
            let globs = path["include"]?.texts ?? []
            spec.watch += globs.isEmpty ? [folder] : globs.map { ImportedPath.join(folder, $0) }
        }
        let dropped = node.fields.map(\.key).filter { $0 != "paths" }
        let excludes = node["paths"]?.items.contains { $0["exclude"] != nil } == true ? ["exclude"] : []
        let all = dropped + excludes
        return all.isEmpty ? .kept("watch") : .changed("watch, without \(all.joined(separator: ", "))")
    }

    private mutating func rotation(_ node: SourceNode) -> Fate {
        guard let rotation = node["rotation"], spec.log.file != nil else {
            return .lost("every run's log is kept: ostia logs")
        }
        if let megabytes = rotation["max_size_mb"]?.integer, (1...1_000_000).contains(megabytes) {
            spec.log.maxSize = megabytes * 1_048_576
        }
        if let keep = rotation["max_backups"]?.integer, (0...1000).contains(keep) { spec.log.keep = keep }
        return .changed("log: size and number of files; age and compression are not known here")
    }
}
