extension ServicePlanning {
    /// Fills in what is started: the arguments, and the line that a person would type.
    mutating func start(_ service: inout PlannedService) {
        switch spec.kind {
        case .run(let text):
            var command = filled(text, "\(place).run")
            if let added = addition(CommandWords.split(command) ?? [], command, service.directory) {
                command += " " + added.map(CommandWords.quote).joined(separator: " ")
            }
            service.command = command
            service.arguments = Self.arguments(command, spec.shell)
        case .exec(let words):
            var words = words.enumerated().map { filled($1, "\(place).run[\($0)]") }
            if let added = addition(words, nil, service.directory) { words += added }
            service.arguments = words
            service.command = words.map(CommandWords.quote).joined(separator: " ")
        case .container(let container):
            service.arguments = self.container(container, service)
            service.command = service.arguments.map(CommandWords.quote).joined(separator: " ")
        case .forward(let text):
            let text = filled(text, "\(place).forward")
            switch ForwardTarget.read(text) {
            case .success(let target):
                if let port = service.ports.first {
                    service.arguments = target.arguments(host: port.host, port: port.number)
                } else {
                    remarks.append(Remark(.error, "\(place).forward", "a forward needs a port"))
                }
            case .failure(let why): remarks.append(Remark(.error, "\(place).forward", why.text))
            }
            service.command = service.arguments.map(CommandWords.quote).joined(separator: " ")
        case .provider(let type, let options):
            service.arguments =
                [type, "compose", "--project-name", input.identity.id, "up"]
                + options.sorted { $0.key < $1.key }.map { "--\($0.key)=\($0.value)" } + [spec.name]
            service.command = service.arguments.map(CommandWords.quote).joined(separator: " ")
        }
    }

    /// A simple command is started without a shell, one with expansions by a shell that it replaces, a script by a
    /// shell that stays. A shell that the file asks for is always used.
    static func arguments(_ command: String, _ shell: [String]?) -> [String] {
        if let shell { return shell + [command] }
        switch CommandWords.form(command) {
        case .words(let words): return words
        case .oneProgram: return ["/bin/sh", "-c", "exec " + command]
        case .script: return ["/bin/sh", "-c", command]
        }
    }

    /// - Parameter command: the line that words would be appended to; `nil` for a list of words.
    private mutating func addition(_ words: [String], _ command: String?, _ directory: String) -> [String]? {
        guard let port = own.ports.first, input.file.format != .procfile else { return nil }
        // Behind `a | b` or `a && b` an appended word reaches the last command only, or none.
        if let command, CommandWords.outsideQuotes(command).contains(where: { ";&|(){}<>`#\n".utf8.contains($0) }) {
            return nil
        }
        let scripts = input.packageScripts[directory] ?? [:]
        guard let addition = Frameworks.addition(to: words, port: port, scripts: scripts) else { return nil }
        let what = addition.words.joined(separator: " ")
        let from = addition.script.map { " (in the script `\($0)` of package.json)" } ?? ""
        remarks.append(
            Remark(.changed, "\(place).run", "`\(what)` is added, for \(addition.framework)\(from) does not read PORT"))
        return addition.words
    }

    private mutating func container(_ container: ContainerSpec, _ service: PlannedService) -> [String] {
        let options = container.options.enumerated().map { filled($1, "\(place).container.options[\($0)]") }
        let usesHost = ContainerArguments.usesHostNetwork(options)
        if !usesHost {
            for need in spec.needs where need.condition != .exited {
                guard let other = chosen.first(where: { $0.name == need.service }), !other.ports.isEmpty else {
                    continue
                }
                remarks.append(
                    Remark(
                        .warning, "\(place).needs",
                        "inside a container 127.0.0.1 is the container itself: `\(other.name)` is not reached there; "
                            + "`container: { options: [--network=host] }` shares this machine's network"))
            }
        }
        var filledContainer = container
        filledContainer.options = options
        filledContainer.command = container.command?.enumerated().map {
            filled($1, "\(place).container.command[\($0)]")
        }
        filledContainer.volumes = container.volumes.enumerated().map {
            filled($1, "\(place).container.volumes[\($0)]")
        }
        return ContainerArguments.run(
            filledContainer, service, engine: input.containerEngine, identity: input.identity,
            folder: input.file.folder, home: input.inherited["HOME"])
    }
}
