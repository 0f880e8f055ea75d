import Endpoints

/// Plans one instance of one service.
struct ServicePlanning {
    let input: PlanInput
    let spec: ServiceSpec
    let instance: Numbering.Instance
    /// Every service of the plan.
    let chosen: [ServiceSpec]
    /// By planned name.
    let ports: [String: [PlannedPort]]
    var remarks: [Remark] = []
    private var layers: EnvironmentLayers
    private let subjects: [String: Template.Subject]
    private let own: Template.Subject

    init(
        _ input: PlanInput, _ spec: ServiceSpec, _ instance: Numbering.Instance, _ chosen: [ServiceSpec],
        _ ports: [String: [PlannedPort]], _ subjects: [String: Template.Subject]
    ) {
        self.input = input
        self.spec = spec
        self.instance = instance
        self.chosen = chosen
        self.ports = ports
        layers = EnvironmentLayers(inherited: input.inherited)
        self.subjects = subjects
        let mine = ports[instance.name] ?? []
        own = Template.Subject(name: spec.name, ports: mine, schemes: Wiring.schemes(spec, mine))
    }

    /// Every service of the file as templates see it: by its first instance.
    static func subjects(_ file: StackFile, _ ports: [String: [PlannedPort]]) -> [String: Template.Subject] {
        var subjects: [String: Template.Subject] = [:]
        for service in file.services {
            let first = ports[service.name] ?? ports["\(service.name).1"] ?? []
            subjects[service.name] = Template.Subject(
                name: service.name, ports: first, schemes: Wiring.schemes(service, first))
        }
        return subjects
    }

    private var place: String { "services.\(spec.name)" }

    mutating func planned(_ dotenv: inout DotenvLayers) -> PlannedService {
        var service = PlannedService(name: instance.name, spec: spec, instance: instance.number)
        service.ports = own.ports
        service.directory = Planner.path(input.file.folder, spec.directory ?? ".")
        exposure(service.ports)
        service.needs = needs()
        environment(&dotenv)
        service.environment = layers.variables
        service.setup = spec.setup.enumerated().map { filled($1, "\(place).setup[\($0)]") }
        service.stopBefore = spec.stop.before.map { filled($0, "\(place).stop.before") }
        service.ready = check(spec.ready, "\(place).ready.exec")
        service.live = check(spec.live, "\(place).live.exec")
        start(&service)
        return service
    }

    /// A need for a service of three instances is three needs; one for a service that is left out is none.
    private mutating func needs() -> [Need] {
        spec.needs.flatMap { need -> [Need] in
            guard let other = chosen.first(where: { $0.name == need.service }) else { return [] }
            if other.instances == 0 {
                remarks.append(
                    Remark(.warning, "\(place).needs", "it needs `\(other.name)`, of which there are 0 instances"))
            }
            if other.instances == 1 { return [need] }
            return (0..<max(0, other.instances)).map {
                Need("\(other.name).\($0 + 1)", need.condition, isRequired: need.isRequired)
            }
        }
    }

    private mutating func exposure(_ ports: [PlannedPort]) {
        for port in ports {
            let address = IPAddress(port.host)
            let isWide = port.host == "*" || address.map { !$0.isLoopback } == true
            guard isWide else { continue }
            let reach =
                address?.isUnspecified ?? true
                ? "everyone in the networks of this machine" : "whoever reaches \(port.host)"
            remarks.append(
                Remark(
                    .warning, "\(place).host",
                    "host \(port.host) opens port \(port.number) to \(reach), not to this machine alone"))
        }
    }

    // MARK: Variables

    private mutating func environment(_ dotenv: inout DotenvLayers) {
        for file in input.file.environmentFiles {
            for entry in dotenv.entries(file) {
                layers.set(
                    entry.name, .init(.dotenv, entry.value, "\(file.path):\(entry.line)"),
                    belowInherited: !input.file.dotenvWins)
            }
        }
        for variable in input.file.environment { set(variable, .stack, "env.\(variable.name)") }
        // A container and a process of process-compose take their own file over what the user happens to have set.
        let ownWins = input.file.dotenvWins || input.file.format == .compose || input.file.format == .processCompose
        for file in spec.environmentFiles {
            for entry in dotenv.entries(file) {
                layers.set(
                    entry.name, .init(.dotenv, entry.value, "\(file.path):\(entry.line)"), belowInherited: !ownWins)
            }
        }
        for variable in wiring() {
            layers.set(variable.name, .init(.wiring, variable.value, variable.place))
        }
        for variable in spec.environment { set(variable, .service, "\(place).env.\(variable.name)") }
    }

    private mutating func set(_ variable: Variable, _ layer: PlannedVariable.Source.Layer, _ place: String) {
        guard let text = variable.value else {
            // A bare name: the user's own value, also over that of a dotenv file.
            if let value = layers.inheritedValue(variable.name) {
                layers.set(variable.name, .init(layer, value, place))
            }
            return
        }
        let value = variable.isLiteral ? text : note(template.value(text), place)
        layers.set(variable.name, .init(layer, value, place))
    }

    private func wiring() -> [(name: String, value: String, place: String)] {
        var variables = Wiring.own(own.ports, spec)
        if input.file.format == .procfile {
            // None of its runners sets HOST, and some servers would take it for the address to bind.
            variables.removeAll { $0.name == "HOST" }
            variables += procfile()
        }
        if input.file.format == .processCompose {
            variables.append(("PC_PROC_NAME", spec.name, "as process-compose"))
            variables.append(("PC_REPLICA_NUM", "\(instance.number - 1)", "as process-compose"))
        }
        for need in spec.needs where need.condition != .exited {
            guard let other = chosen.first(where: { $0.name == need.service }), let subject = subjects[other.name]
            else { continue }
            let names =
                other.instances == 1 ? [other.name] : (0..<max(0, other.instances)).map { "\(other.name).\($0 + 1)" }
            let addresses = names.compactMap { ports[$0]?.first?.reachable.address }
            variables += Wiring.need(need, subject, addresses: addresses)
        }
        return variables + [
            ("OSTIA_STACK", input.identity.id, "the stack"), ("OSTIA_SERVICE", instance.name, "the service"),
            ("COMPOSE_PROJECT_NAME", input.identity.id, "the stack"),
        ]
    }

    /// What foreman, honcho and overmind tell a process about itself.
    private func procfile() -> [(name: String, value: String, place: String)] {
        let name = "\(spec.name).\(instance.number)"
        return [("PS", name, "as foreman"), ("HONCHO_PROCESS_NAME", name, "as honcho")]
            + input.file.services.enumerated().compactMap { _, other in
                guard let port = (ports[other.name] ?? ports["\(other.name).1"])?.first else { return nil }
                let word = String(
                    decoding: other.name.utf8.map { Interpolation.isNameByte($0) ? $0 : UInt8(ascii: "_") },
                    as: UTF8.self)
                return ("OVERMIND_PROCESS_\(word)_PORT", "\(port.number)", "as overmind")
            }
    }

    // MARK: Texts

    private var template: Template {
        let layers = layers
        return Template(own: own, others: subjects, lookup: { layers.value($0) })
    }

    private mutating func note(_ filled: Template.Filled, _ place: String) -> String {
        remarks += filled.faults.map { Remark(.error, place, $0) } + filled.doubts.map { Remark(.warning, place, $0) }
        return filled.text
    }

    private mutating func filled(_ command: String, _ place: String) -> String {
        input.knowsTemplates ? note(template.command(command), place) : command
    }

    private mutating func check(_ check: Check?, _ place: String) -> Check? {
        guard var check, case .exec(let command) = check.kind else { return check }
        check.kind = .exec(filled(command, place))
        return check
    }

    // MARK: What is started

    private mutating func start(_ service: inout PlannedService) {
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
