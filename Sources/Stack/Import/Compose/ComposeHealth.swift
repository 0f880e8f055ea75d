extension ComposeServiceReader {
    /// `healthcheck:` as what makes the service ready; the command runs inside the container.
    mutating func health(_ node: SourceNode) -> Fate {
        let test = node["test"]
        let words = test?.texts ?? []
        if node["disable"]?.bool == true || words.first == "NONE" { return .kept("no check") }
        guard let test, let first = words.first else { return .lost("no test; the image's own check is not asked") }
        let command: String
        switch (test.isSequence, first) {
        case (false, _): command = first
        case (true, "CMD"): command = CommandWords.join(Array(words.dropFirst()))
        case (true, "CMD-SHELL"): command = words.dropFirst().joined(separator: " ")
        default: return .lost("a list starts with NONE, CMD or CMD-SHELL")
        }
        guard command.utf8.contains(where: { $0 > 32 }) else { return .lost("an empty test") }
        // Their defaults where the file is silent; during the start period they ask every five seconds.
        var check = Check(.exec(command), interval: 30, timeout: 30, retries: 3)
        for field in node.fields {
            let seconds = field.value.seconds
            let fate: Fate
            switch field.key {
            case "test", "disable": fate = .kept()
            case "interval": (check.interval, fate) = (max(seconds ?? 30, 0.1), .kept("interval"))
            case "timeout": (check.timeout, fate) = (max(seconds ?? 30, 0.1), .kept("timeout"))
            case "start_period": (check.startPeriod, fate) = (seconds ?? 0, .kept("start_period"))
            case "retries":
                check.retries = max(1, min(field.value.integer ?? 3, 1000))
                fate = .kept("retries")
            case "start_interval": fate = .changed("the interval until it is ready, which is when we ask")
            default: fate = .lost("not a key of this format")
            }
            report.add(fate, "\(subject).healthcheck.\(field.key)", line: field.line, column: field.column)
        }
        if let early = node["start_interval"]?.seconds, early > 0 { check.interval = early }
        spec.ready = check
        return .changed("ready, run inside the container and asked only until it holds")
    }

    mutating func volumes(_ node: SourceNode) -> Fate {
        for item in node.items {
            if let text = item.text {
                container.volumes.append(text)
                continue
            }
            let target = item["target"]?.text ?? ""
            let source = item["source"]?.text
            switch item["type"]?.text {
            case _ where target.isEmpty:
                report.add(.lost("no target"), "\(subject).volumes", line: item.line, column: item.column)
            case "tmpfs": container.options += ["--tmpfs", target]
            case "bind", "volume", nil:
                let mode = item["read_only"]?.bool == true ? ":ro" : ""
                container.volumes.append((source.map { "\($0):" } ?? "") + target + mode)
                let others = item.fields.map(\.key).filter { !["type", "source", "target", "read_only"].contains($0) }
                if !others.isEmpty {
                    report.add(
                        .lost("of a volume: \(others.joined(separator: ", "))"), "\(subject).volumes", line: item.line,
                        column: item.column)
                }
            case let type?:
                report.add(
                    .lost("a volume of type \(type)"), "\(subject).volumes", line: item.line, column: item.column)
            }
        }
        return .kept("volumes")
    }

    mutating func deploy(_ node: SourceNode) -> Fate {
        for field in node.fields {
            let value = field.value
            let fate: Fate
            switch field.key {
            case "replicas":
                let count = value.integer.flatMap { (0...100).contains($0) ? $0 : nil }
                spec.instances = count ?? spec.instances
                fate = count == nil ? .lost("not a number") : .kept("instances")
            case "resources":
                let limits = value["limits"]
                if let cpus = limits?["cpus"]?.text { container.options += ["--cpus", cpus] }
                if let memory = limits?["memory"]?.text { container.options += ["--memory", memory] }
                fate =
                    value["reservations"] == nil ? .kept("--cpus, --memory") : .changed("limits, without reservations")
            case "restart_policy":
                let names = ["none": "no", "any": "always", "on-failure": "on-failure"]
                fate = names[value["condition"]?.text ?? "any"].map { restart($0) } ?? .lost("no such condition")
            default: fate = .lost("for a cluster")
            }
            report.add(fate, "\(subject).deploy.\(field.key)", line: field.line, column: field.column)
        }
        return .kept("instances, limits")
    }
}
