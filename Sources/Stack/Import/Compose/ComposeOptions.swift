extension ComposeServiceReader {
    /// Keys that `docker run` has an option for, and those that are lost, with the reason.
    mutating func options(_ field: SourceNode.Field) -> Fate {
        let value = field.value
        if let option = ComposeOptionNames.single[field.key] {
            guard let text = value.text else { return .lost("not a text") }
            container.options += [option, text]
            return .kept(option)
        }
        if let option = ComposeOptionNames.repeated[field.key] {
            for text in value.isMapping ? Self.pairs(value) : value.texts { container.options += [option, text] }
            return .kept(option)
        }
        if let option = ComposeOptionNames.switches[field.key] {
            if value.bool == true { container.options.append(option) }
            return .kept(option)
        }
        switch field.key {
        case "container_name":
            return .changed("the name follows project, work tree and service, so that two stacks can run")
        case "networks":
            return .lost("services meet on their published ports (DB_HOST, DB_PORT), not by container name")
        case "network_mode":
            guard let mode = value.text, mode == "host" || mode == "none" else {
                return .lost("services meet on their published ports (DB_HOST, DB_PORT)")
            }
            container.options += ["--network", mode]
            return .kept("--network")
        case "expose": return .lost("not published, so nobody outside a container reaches it; give it in `ports`")
        case "links", "external_links": return .lost("services meet on their published ports (DB_HOST, DB_PORT)")
        case "tty":
            if value.bool == true { spec.terminal = true }
            return .kept("tty")
        case "stdin_open": return .changed("type into it with `ostia attach \(name)`")
        case "ulimits":
            for limit in value.fields {
                let soft = limit.value.text ?? limit.value["soft"]?.text ?? ""
                let hard = limit.value["hard"]?.text.map { ":\($0)" } ?? ""
                container.options += ["--ulimit", "\(limit.key)=\(soft)\(hard)"]
            }
            return .kept("--ulimit")
        case "extends":
            return value["file"] == nil
                ? .changed("its fields are written out here")
                : .lost("another file; docker compose config writes all out")
        case "logging": return .lost("every run's log is kept: ostia logs")
        case "configs", "secrets": return .lost("mount the file as a volume, or put the value into env_file")
        case "post_start", "pre_stop", "pre_start": return .lost("a hook inside the container; setup runs outside")
        case "attach": return .lost("a setting of compose's own output")
        case _ where field.key.hasPrefix("x-"): return .kept("an extension, used only where it is merged in")
        default: return .lost("no counterpart here")
        }
    }

    private static func pairs(_ node: SourceNode) -> [String] {
        node.fields.flatMap { field in
            field.value.isSequence
                ? field.value.texts.map { "\(field.key)=\($0)" } : ["\(field.key)=\(field.value.text ?? "")"]
        }
    }
}
