extension ReadingFindings {
    /// One service; `nil` when not even what it runs could be read.
    mutating func service(_ name: String, _ node: YAMLNode, _ subject: String) -> ServiceSpec? {
        if case .scalar = node.content {
            guard let command = filled(node, subject) else { return nil }
            var service = ServiceSpec(name, .run(command))
            service.ports = [PortSpec("", .auto, isImplied: true)]
            return service
        }
        guard node.content != .null else {
            error(subject, "nothing to run: give it `run`, `container` or `forward`", node)
            return nil
        }
        guard let keys = object(node, subject, KeyTable.service), let kind = kind(keys, node, subject) else {
            return nil
        }
        var service = ServiceSpec(name, kind)
        plainKeys(keys, &service, subject)
        placeKeys(keys, &service, subject)
        lifeKeys(keys, &service, subject)
        service.ports = ports(keys, kind, subject)
        checkPorts(service, keys, subject)
        return service
    }

    private mutating func kind(_ keys: [String: YAMLNode], _ node: YAMLNode, _ subject: String) -> ServiceSpec.Kind? {
        let given = KeyTable.kinds.compactMap { key in keys[key.name].map { (key.name, $0) } }
        guard let (name, value) = given.first else {
            if !hasUnknownKeys { error(subject, "nothing to run: give it `run`, `container` or `forward`", node) }
            return nil
        }
        if given.count > 1 {
            let names = given.map { "`\($0.0)`" }.joined(separator: " and ")
            error(subject, "\(names) exclude each other: a service is one of them", given[1].1)
        }
        switch name {
        case "run": return run(value, "\(subject).run")
        case "container": return container(value, "\(subject).container")
        default: return forward(value, "\(subject).forward")
        }
    }

    private mutating func run(_ node: YAMLNode, _ subject: String) -> ServiceSpec.Kind? {
        guard case .list = node.content else { return filled(node, subject).map { .run($0) } }
        guard let words = texts(node, subject) else { return nil }
        guard let program = words.first, !program.isEmpty else {
            error(subject, "an empty list: the program comes first", node)
            return nil
        }
        return .exec(words)
    }

    private mutating func container(_ node: YAMLNode, _ subject: String) -> ServiceSpec.Kind? {
        if case .scalar = node.content {
            guard let image = filled(node, subject), isImage(image, node, subject) else { return nil }
            return .container(ContainerSpec(image: image))
        }
        guard let keys = object(node, subject, KeyTable.container), let imageNode = keys["image"],
            let image = filled(imageNode, "\(subject).image"), isImage(image, imageNode, "\(subject).image")
        else { return nil }
        var container = ContainerSpec(image: image)
        container.command = keys["command"].flatMap { words($0, "\(subject).command") }
        container.entrypoint = keys["entrypoint"].flatMap { words($0, "\(subject).entrypoint") }
        container.volumes = keys["volumes"].flatMap { texts($0, "\(subject).volumes") } ?? []
        container.options = keys["options"].flatMap { words($0, "\(subject).options") } ?? []
        return .container(container)
    }

    private mutating func isImage(_ image: String, _ node: YAMLNode, _ subject: String) -> Bool {
        if image.hasPrefix("-") || image.contains(where: \.isWhitespace) {
            error(subject, "`\(image)` is not the name of an image", node)
            return false
        }
        return true
    }

    /// A list, or a text that is split as a shell would, without anything else a shell does.
    private mutating func words(_ node: YAMLNode, _ subject: String) -> [String]? {
        guard case .scalar = node.content else { return texts(node, subject) }
        guard let text = filled(node, subject) else { return nil }
        guard let words = CommandWords.split(text) else {
            error(subject, "a quote is not closed; a list of words is clearer here", node)
            return nil
        }
        return words
    }

    private mutating func forward(_ node: YAMLNode, _ subject: String) -> ServiceSpec.Kind? {
        guard let text = filled(node, subject) else { return nil }
        if case .failure(let why) = ForwardTarget.read(text) {
            error(subject, why.text, node)
            return nil
        }
        return .forward(text)
    }

    private mutating func plainKeys(_ keys: [String: YAMLNode], _ service: inout ServiceSpec, _ subject: String) {
        if let node = keys["description"] { service.description = text(node, "\(subject).description") }
        if let node = keys["tty"] { service.terminal = flag(node, "\(subject).tty") }
        if let node = keys["instances"] {
            service.instances = count(node, "\(subject).instances", 0...100) ?? 1
        }
        for key in ["profile", "profiles"] {
            if let node = keys[key] { service.profiles += texts(node, "\(subject).\(key)") ?? [] }
        }
        if let node = keys["needs"] { service.needs = needs(node, "\(subject).needs") }
        if let node = keys["setup"] { service.setup = texts(node, "\(subject).setup") ?? [] }
        if case .list(let codes)? = keys["success_codes"]?.content {
            service.successCodes = codes.compactMap { count($0, "\(subject).success_codes", 0...255).map(Int32.init) }
        } else if let node = keys["success_codes"] {
            error("\(subject).success_codes", "a list of numbers is wanted", node)
        }
    }

    private mutating func placeKeys(_ keys: [String: YAMLNode], _ service: inout ServiceSpec, _ subject: String) {
        if let node = keys["dir"] { service.directory = filled(node, "\(subject).dir") }
        if let node = keys["env"] { service.environment = environment(node, "\(subject).env") }
        if let node = keys["env_file"] { service.environmentFiles = environmentFiles(node, "\(subject).env_file") }
        if let node = keys["watch"] { service.watch = texts(node, "\(subject).watch") ?? [] }
        if let node = keys["host"], let host = filled(node, "\(subject).host") {
            if host.contains(where: \.isWhitespace) || host.contains("/") {
                error("\(subject).host", "`\(host)` is no address, such as 127.0.0.1, ::1 or localhost", node)
            } else {
                service.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
            }
        }
        if let node = keys["shell"] {
            let words = words(node, "\(subject).shell")
            if case .scalar = node.content, let words, words.count == 1 {
                service.shell = words + ["-c"]
            } else if let words, words.isEmpty {
                error("\(subject).shell", "it is empty", node)
            } else {
                service.shell = words
            }
        }
    }

    private mutating func lifeKeys(_ keys: [String: YAMLNode], _ service: inout ServiceSpec, _ subject: String) {
        if let node = keys["ready"] { service.ready = check(node, "\(subject).ready") }
        if let node = keys["live"] { service.live = check(node, "\(subject).live", isLive: true) }
        if let node = keys["restart"] {
            let words = ServiceSpec.RestartPolicy.allCases.map(\.rawValue)
            let said = word(node, "\(subject).restart", words)
            service.restart = said.flatMap(ServiceSpec.RestartPolicy.init) ?? service.restart
        }
        if let node = keys["max_restarts"] {
            service.maxRestarts = count(node, "\(subject).max_restarts", 0...1_000_000)
        }
        if let node = keys["start_timeout"] {
            if case .scalar("none", _) = node.content {
                service.startTimeout = nil
            } else {
                service.startTimeout = seconds(node, "\(subject).start_timeout") ?? service.startTimeout
            }
        }
        if let node = keys["stop"] { service.stop = stop(node, "\(subject).stop") }
        if let node = keys["log"] { service.log = log(node, "\(subject).log") }
    }
}
