import ArgumentParser
import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

/// `ostia env [SERVICE]` and `ostia env why KEY [SERVICE]`.
struct EnvRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "env")
    @OptionGroup var options: EnvOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let location = try StackLocation(context)
        if options.words.first == "why" { return try why(location, context) }
        let loaded = try LoadedStack.loaded(location, options.selection, naming: options.words.first)
        let services = try Self.services(try loaded.plan(), options.words.first)
        let format: EnvironmentFormat = context.json ? .json : options.format
        if format == .json {
            context.write([
                "schema": "ostia/env/1",
                "services": .object(
                    services.map { service in
                        (service.name, .object(service.environment.map { ($0.name, .string($0.value)) }))
                    }),
            ])
            return .success
        }
        for (i, service) in services.enumerated() {
            if services.count > 1 { context.console.out.line((i > 0 ? "\n" : "") + "# \(service.name)") }
            for variable in service.environment {
                context.console.out.line(Self.line(variable.name, variable.value, format))
            }
        }
        return .success
    }

    static func services(_ plan: StackPlan, _ name: String?) throws -> [PlannedService] {
        guard let name else { return plan.services }
        let found = plan.services.filter { $0.name == name || $0.spec.name == name }
        guard !found.isEmpty else {
            throw CommandError.badInput(
                "no service is called \(name); there are \(plan.services.map(\.name).joined(separator: ", "))")
        }
        return found
    }

    /// `export A='b c'` for a shell; `A="b c"` for a dotenv file, in quotes that every dialect reads alike.
    static func line(_ name: String, _ value: String, _ format: EnvironmentFormat) -> String {
        if format == .shell { return "export \(name)=" + CommandWords.quote(value) }
        let isPlain = value.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "_-./:,@%+=?&".utf8.contains(byte)
        }
        if isPlain && !value.isEmpty { return "\(name)=\(value)" }
        if !value.contains("'") && !value.contains("\n") && !value.hasSuffix("\\") { return "\(name)='\(value)'" }
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("$", with: "\\$")
            .replacing("\n", with: "\\n")
        return "\(name)=\"\(escaped)\""
    }

    // MARK: Why

    private func why(_ location: StackLocation, _ context: Context) throws -> ExitStatus {
        guard options.words.count >= 2 else {
            throw CommandError.badInput("the variable is missing", hint: "ostia env why DATABASE_URL")
        }
        let key = options.words[1]
        let name = options.words.dropFirst(2).first
        var loaded = try LoadedStack.loaded(location, options.selection, naming: name)
        var found = Self.settings(of: key, in: try Self.services(try loaded.plan(), name))
        if found.isEmpty && name == nil {
            // Those that a profile holds back may be the ones that run.
            for service in loaded.file.services where !service.profiles.isEmpty {
                loaded = try LoadedStack.loaded(location, options.selection, naming: service.name)
                found += Self.settings(of: key, in: try Self.services(try loaded.plan(), service.name))
            }
        }
        let inherited = context.environment[key]
        guard !found.isEmpty || inherited != nil else {
            throw CommandError(
                "no-variable", "no service gets \(key)", hint: "ostia env shows what they get", status: .negative)
        }
        let doubts = dialects(key, loaded, context)
        if context.json {
            context.write(json(key, found, doubts))
            return .success
        }
        if found.isEmpty {
            context.console.out.line("\(key)=\(Sanitizer.escape(inherited ?? ""))  from your environment, unchanged")
        }
        for (service, variable) in found {
            context.console.out.line(
                "\(context.console.styled(service, .bold)): \(key)=\(Sanitizer.escape(variable.value))")
            context.console.out.line("  set by \(Self.place(variable.source))")
            for source in variable.overridden {
                context.console.out.line("  over   \(Sanitizer.escape(source.value))  of \(Self.place(source))")
            }
        }
        for doubt in doubts { context.console.out.line("  note   \(Sanitizer.escape(doubt))") }
        return .success
    }

    private static func settings(
        of key: String, in services: [PlannedService]
    ) -> [(service: String, variable: PlannedVariable)] {
        services.flatMap { service in service.environment.filter { $0.name == key }.map { (service.name, $0) } }
    }

    private static func place(_ source: PlannedVariable.Source) -> String {
        let layer =
            switch source.layer {
            case .inherited: "your environment"
            case .dotenv: "a dotenv file"
            case .stack: "env of the stack file"
            case .wiring: "the stack's wiring"
            case .service: "env of the service"
            }
        return Sanitizer.escape(source.place.isEmpty ? layer : "\(layer): \(source.place)")
    }

    /// The remarks of dotenv lines that set this variable: which dialects read another value.
    private func dialects(_ key: String, _ loaded: LoadedStack, _ context: Context) -> [String] {
        loaded.input.dotenvTexts.sorted { $0.key < $1.key }.flatMap { path, text in
            Dotenv.read(text, dialect: loaded.input.chosenDialect) { context.environment[$0] }.entries
                .filter { $0.name == key }
                .flatMap { entry in entry.remarks.map { "\(path):\(entry.line): \($0.text)" } }
        }
    }

    private func json(
        _ key: String, _ found: [(service: String, variable: PlannedVariable)], _ doubts: [String]
    ) -> JSON {
        func source(_ source: PlannedVariable.Source) -> JSON {
            [
                "value": .string(source.value), "layer": .string(source.layer.rawValue),
                "place": .string(source.place),
            ]
        }
        return [
            "schema": "ostia/env-why/1", "name": .string(key),
            "services": .array(
                found.map { service, variable in
                    [
                        "service": .string(service), "final": source(variable.source),
                        "overridden": .array(variable.overridden.map(source)),
                    ]
                }),
            "dialects": .array(doubts.map { .string($0) }),
        ]
    }
}

/// `ostia exec SERVICE -- CMD`: a command in the service's folder and with its variables.
struct ExecRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "exec")
    @OptionGroup var options: ExecOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        guard !options.command.isEmpty else {
            throw CommandError.badInput("the command is missing", hint: "ostia exec \(options.service) -- psql")
        }
        let loaded = try LoadedStack.loaded(
            try StackLocation(context), options.selection, naming: options.service)
        guard let service = try EnvRun.services(try loaded.plan(), options.service).first else { return .negative }
        if case .container = service.spec.kind { throw inside(service, loaded, context) }
        var environment = context.environment
        for variable in service.environment { environment[variable.name] = variable.value }
        context.console.flush()
        if let error = CurrentProcess.enter(service.directory) { throw error }
        let failure = Spawn.replace(options.command, environment: environment)
        throw CommandError(
            "not-started", "\(options.command[0]): \(failure)", status: failure.isMissing ? .negative : .notPermitted)
    }

    /// Runs it inside the service's container; comes back only when the engine's command cannot be started.
    private func inside(_ service: PlannedService, _ loaded: LoadedStack, _ context: Context) -> CommandError {
        let engine = ContainerCommand(engine: loaded.input.containerEngine, stack: loaded.identity)
        let terminal = context.console.canAsk && context.console.width != nil ? ["--tty"] : []
        context.console.flush()
        let failure = Spawn.replace(engine.exec(service, options.command, options: ["--interactive"] + terminal))
        return CommandError("not-started", "\(engine.engine): \(failure)", status: .negative)
    }
}

extension LoadedStack {
    /// The stack file that a command means, by its folder or by `--stack`, with the ports it has now if it runs.
    ///
    /// - Parameter name: a service that is asked about, also when a profile holds it back otherwise.
    static func loaded(
        _ location: StackLocation, _ selection: StackSelection, naming name: String? = nil
    ) throws -> LoadedStack {
        let path: String
        if let wanted = selection.stack {
            let record = try location.record(wanted)
            guard let file = record.file else {
                throw CommandError.badInput("\(record.identity.id) was started without a file")
            }
            path = file
        } else {
            path = try location.file(selection.file)
        }
        let loaded = try load(location, path: path, asRunning: true)
        let held = loaded.file.services.first { service in
            !service.profiles.isEmpty && (name == service.name || name?.hasPrefix("\(service.name).") ?? false)
        }
        guard let held else { return loaded }
        return try load(location, path: path, services: [held.name], asRunning: true)
    }
}
