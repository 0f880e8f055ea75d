/// Reads the fields of one compose service.
struct ComposeServiceReader {
    let report: ImportReport
    let subject: String
    let project: String
    let name: String
    var spec: ServiceSpec
    var container = ContainerSpec(image: "")
    var provider: (type: String, options: [String: String])?

    init(report: ImportReport, subject: String, project: String, name: String) {
        self.report = report
        self.subject = subject
        self.project = project
        self.name = name
        spec = ServiceSpec(name, .run(""))
        spec.restart = .never
        spec.startTimeout = nil
    }

    mutating func read(_ node: SourceNode) {
        // The image is asked for when a build is met.
        let fields = node.fields.filter { $0.key == "image" } + node.fields.filter { $0.key != "image" }
        for field in fields {
            report.add(fate(field), "\(subject).\(field.key)", line: field.line, column: field.column)
        }
        let isPinned = spec.ports.contains { if case .fixed = $0.wish { true } else { false } }
        if spec.instances > 1, isPinned {
            report.add(.warning, subject, "\(spec.instances) instances and one fixed port", line: node.line)
        }
    }

    /// The service; `nil` when the file does not say what runs.
    func finish() -> ServiceSpec? {
        var spec = spec
        if let provider {
            spec.kind = .provider(type: provider.type, options: provider.options)
        } else if !container.image.isEmpty {
            spec.kind = .container(container)
        } else {
            return nil
        }
        return spec.escapingTemplates()
    }

    private mutating func fate(_ field: SourceNode.Field) -> Fate {
        let value = field.value
        switch field.key {
        case "image":
            guard let image = value.text, !image.isEmpty, !image.hasPrefix("-"), !image.contains(where: \.isWhitespace)
            else {
                return .lost("not the name of an image")
            }
            container.image = image
            return .kept("container")
        case "build":
            guard container.image.isEmpty else {
                return .lost("the image as it is; build it first: docker compose build \(name)")
            }
            container.image = "\(project)-\(name)"
            return .changed("the image \(container.image); build it first: docker compose build \(name)")
        case "provider": return readProvider(value)
        case "command":
            container.command = words(value)
            return .kept("the container's command")
        case "entrypoint":
            container.entrypoint = words(value)
            return .kept("the container's entry point")
        case "environment":
            spec.environment += report.variables(value, "\(subject).environment")
            return .kept("env")
        case "env_file": return environmentFiles(value)
        case "ports": return ports(value)
        case "depends_on": return needs(value)
        case "healthcheck": return health(value)
        case "restart": return restart(value.text ?? "no")
        case "profiles":
            spec.profiles = value.texts
            return .kept("profile")
        case "volumes": return volumes(value)
        case "stop_signal":
            let signal = value.text.flatMap { SignalName.read($0) }
            spec.stop.signal = signal ?? spec.stop.signal
            return signal == nil ? .lost("not a signal that ends a process") : .kept("stop.signal")
        case "stop_grace_period":
            guard let seconds = value.seconds else { return .lost("not a duration") }
            spec.stop.grace = seconds
            return .kept("stop.grace")
        case "develop": return develop(value)
        case "deploy": return deploy(value)
        case "scale":
            guard let count = value.integer, (0...100).contains(count) else { return .lost("not a number") }
            spec.instances = count
            return .kept("instances")
        default: return options(field)
        }
    }

    /// A command: a list as it is, a text as a shell's words; `null` means the image's own, empty means none.
    private func words(_ node: SourceNode) -> [String]? {
        if node.isNull { return nil }
        return node.isSequence ? node.texts : CommandWords.split(node.text ?? "")
    }

    private mutating func readProvider(_ node: SourceNode) -> Fate {
        guard let type = node["type"]?.text else { return .lost("no type") }
        var hasList = false
        var options: [String: String] = [:]
        for option in node["options"]?.fields ?? [] {
            hasList = hasList || option.value.isSequence
            options[option.key] = option.value.texts.joined(separator: ",")
        }
        provider = (type, options)
        return hasList ? .changed("provider; a list of values became one, with commas") : .kept("provider")
    }

    private mutating func environmentFiles(_ node: SourceNode) -> Fate {
        for item in node.isMapping ? [node] : node.items {
            if let path = item.text {
                spec.environmentFiles.append(EnvironmentFile(path))
            } else if let path = item["path"]?.text {
                spec.environmentFiles.append(
                    EnvironmentFile(
                        path, isRequired: item["required"]?.bool ?? true, isRaw: item["format"]?.text == "raw"))
            } else {
                return .lost("no path")
            }
        }
        return .kept("env_file")
    }

    private mutating func needs(_ node: SourceNode) -> Fate {
        if !node.isMapping {
            spec.needs = node.texts.map { Need(ImportedName.fit($0), .started) }
            return .kept("needs: started")
        }
        for field in node.fields {
            let conditions: [String: Need.Condition] = [
                "service_started": .started, "service_healthy": .ready, "service_completed_successfully": .exited,
            ]
            let name = field.value["condition"]?.text ?? "service_started"
            var fate = Fate.lost("no condition of this format: \(name)")
            if let condition = conditions[name] {
                let isRequired = field.value["required"]?.bool ?? true
                spec.needs.append(Need(ImportedName.fit(field.key), condition, isRequired: isRequired))
                let restarts = field.value["restart"]?.bool == true
                let text = "needs: \(condition.rawValue)"
                fate = restarts ? .changed("\(text); a restart of one does not restart the other") : .kept(text)
            }
            report.add(fate, "\(subject).depends_on.\(field.key)", line: field.line, column: field.column)
        }
        return .kept("needs")
    }

    mutating func restart(_ text: String) -> Fate {
        switch text {
        case "no", "false", "none":
            spec.restart = .never
            return .kept("restart: never")
        case "always":
            spec.restart = .always
            return .kept("restart: always")
        case "unless-stopped":
            spec.restart = .always
            return .changed("restart: always; what was stopped by hand stays stopped")
        default:
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.first == "on-failure" else { return .lost("no policy of this format: \(text)") }
            spec.restart = .onFailure
            spec.maxRestarts = parts.count > 1 ? Int(parts[1]).flatMap { (0...1_000_000).contains($0) ? $0 : nil } : nil
            return .kept("restart: on-failure")
        }
    }

    private mutating func develop(_ node: SourceNode) -> Fate {
        var actions: Set<String> = []
        for item in node["watch"]?.items ?? [] {
            guard let path = item["path"]?.text else { continue }
            let globs = item["include"]?.texts ?? []
            spec.watch += globs.isEmpty ? [path] : globs.map { ImportedPath.join(path, $0) }
            actions.insert(item["action"]?.text ?? "")
        }
        let others = actions.subtracting(["restart"]).sorted()
        return others.isEmpty
            ? .kept("watch")
            : .changed("watch: a change restarts the service; not known here: \(others.joined(separator: ", "))")
    }
}
