extension Exporter {
    /// `compose.yaml` and `.env`: images, published ports, dotenv values and secrets stand in the latter.
    ///
    /// A service that runs on this machine has no image; it becomes `${NAME_IMAGE}`, with its command.
    package static func compose(_ file: StackFile, plan: StackPlan) -> ExportResult {
        var writer = ComposeWriter(scene: NetworkScene(file, plan, host: { $0 }))
        writer.set("COMPOSE_PROJECT_NAME", ComposeImporter.projectName(plan.identity.project))
        let services = writer.scene.services.flatMap { writer.service($0) }
        var entries = [YAMLValue.Entry("services", .map(services))]
        if !writer.volumes.isEmpty {
            entries.append(.init("volumes", .map(writer.volumes.map { .init($0, .map([])) }), isApart: true))
        }
        let dotenv = writer.dotenv.map { "\($0.name)=\(DotenvText.value($0.value))\n" }.joined()
        return ExportResult(
            files: [
                .init("compose.yaml", YAMLValue.map(entries).document), .init(".env", dotenv, isSecret: true),
            ],
            losses: writer.scene.losses.remarks,
            next: writer.hasPlaceholders
                ? "docker compose config, then build the images of .env, then docker compose up"
                : "docker compose up")
    }
}

/// Values of dotenv files as compose reads them back.
enum DotenvText {
    static func value(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122: true
            default: "_-./:@,+%".utf8.contains(byte)
            }
        }
        if isPlain { return text }
        // In single quotes only `\'` means something, to compose and to python-dotenv alike.
        if !text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == 13 }) {
            return "'\(text.replacing("'", with: "\\'"))'"
        }
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\", "$", "`": out += "\\\(scalar)"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

/// Collects the variables of `.env` while services are written.
struct ComposeWriter {
    var scene: NetworkScene
    var dotenv: [(name: String, value: String)] = []
    var volumes: [String] = []
    var hasPlaceholders = false

    init(scene: NetworkScene) { self.scene = scene }

    /// Puts a value into `.env` and gives the name by which it is called there: its own, or one with the service's.
    @discardableResult mutating func set(_ name: String, _ value: String, service: String = "") -> String {
        let known = dotenv.first { $0.name == name }
        guard let known, known.value != value else {
            if known == nil { dotenv.append((name, value)) }
            return name
        }
        let longer = "\(Wiring.prefix(service))_\(name)"
        if !dotenv.contains(where: { $0.name == longer }) { dotenv.append((longer, value)) }
        return longer
    }

    mutating func service(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        let spec = service.spec
        if case .provider(let type, let options) = spec.kind {
            let values = options.sorted { $0.key < $1.key }.map {
                YAMLValue.Entry($0.key, .text(Self.literal($0.value)))
            }
            return [
                .init(
                    spec.name,
                    .map([.init("provider", .map([.init("type", .text(type)), .init("options", .map(values))]))]))
            ]
        }
        var image: YAMLValue
        if case .container(let container) = spec.kind {
            image = .text(Self.literal(container.image))
        } else {
            hasPlaceholders = true
            let name = "\(Wiring.prefix(spec.name))_IMAGE"
            set(name, "\(ComposeImporter.projectName(scene.project))-\(ComposeImporter.projectName(spec.name)):latest")
            image = .text("${\(name)}")
            scene.losses.changed(
                spec.name, "run",
                "it runs in an image, which must hold the program and the project's files: \(name) in .env")
        }
        var entries = [YAMLValue.Entry("image", image)]
        if let words = service.entrypoint { entries.append(.init("entrypoint", Self.words(words))) }
        if let words = service.command { entries.append(.init("command", Self.words(words))) }
        let environment = environment(service)
        if !environment.isEmpty { entries.append(.init("environment", .map(environment))) }
        let needs = needs(service)
        var setup: [YAMLValue.Entry] = []
        if !service.setup.isEmpty {
            let name = "\(spec.name)-setup"
            var before = [YAMLValue.Entry("image", image)]
            before.append(
                .init("command", Self.words(["/bin/sh", "-c", service.setup.joined(separator: " && ")])))
            if !environment.isEmpty { before.append(.init("environment", .map(environment))) }
            if !needs.isEmpty { before.append(.init("depends_on", .map(needs))) }
            setup = [.init(name, .map(before), isApart: true)]
            scene.losses.changed(spec.name, "setup", "the service \(name), which runs before every start")
        }
        let after = setup.map { YAMLValue.Entry($0.key, Self.condition("service_completed_successfully")) }
        if !(needs + after).isEmpty { entries.append(.init("depends_on", .map(needs + after))) }
        entries += ports(service) + health(service) + life(service)
        if case .container(let container) = spec.kind { entries += options(container, spec.name) }
        let comments = spec.description.map { [$0] } ?? []
        return setup + [.init(spec.name, .map(entries), comments: comments, isApart: true)]
    }

    /// compose fills `$NAME` in every value.
    static func literal(_ text: String) -> String { Template.escape(text) }

    static func words(_ words: [String]) -> YAMLValue { .short(.texts(words.map(literal))) }

    static func condition(_ name: String) -> YAMLValue { .short(.map([.init("condition", .text(name))])) }

    private mutating func environment(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        service.environment.map { variable in
            guard variable.isFromFile || SecretName.matches(variable.name) else {
                return .init(variable.name, .text(Self.literal(variable.value)))
            }
            return .init(variable.name, .text("${\(set(variable.name, variable.value, service: service.spec.name))}"))
        }
    }

    private mutating func needs(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        service.needs.map { need in
            let other = scene.services.first { $0.spec.name == need.service }
            var condition = "service_started"
            switch need.condition {
            case .exited: condition = "service_completed_successfully"
            case .ready where other.flatMap { Self.test($0) } != nil: condition = "service_healthy"
            case .ready:
                scene.losses.changed(
                    service.spec.name, "needs", "\(need.service) is waited for until it has started: nothing to ask it")
            case .started: break
            }
            if !need.isRequired {
                scene.losses.changed(
                    service.spec.name, "needs",
                    "\(need.service) is required (`required: false` is known since Compose 2.20)")
            }
            return .init(need.service, Self.condition(condition))
        }
    }

    private mutating func ports(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        var items: [YAMLValue] = []
        for (index, port) in service.ports.enumerated() {
            let numbers = service.published.compactMap { index < $0.count ? $0[index].number : nil }.sorted()
            guard let low = numbers.first, let high = numbers.last else { continue }
            let host = service.published.first.map { $0[index].host } ?? "127.0.0.1"
            let name =
                "\(Wiring.prefix(service.spec.name))_\(port.name.isEmpty ? "" : "\(Wiring.prefix(port.name))_")PUBLISHED"
            let isRun = Int(high) - Int(low) + 1 == numbers.count
            let published = isRun ? "${\(set(name, low == high ? "\(low)" : "\(low)-\(high)"))}" : ""
            let near = host.contains(":") ? "[\(host)]" : host == "localhost" ? "127.0.0.1" : host
            items.append(.text("\(near):\(published):\(port.number)\(port.transport == "udp" ? "/udp" : "")"))
        }
        return items.isEmpty ? [] : [.init("ports", .list(items))]
    }
}
