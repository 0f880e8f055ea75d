extension ComposeWriter {
    /// The command that asks a service whether it is ready, inside its container; `nil` when there is nothing to ask.
    static func test(_ service: NetworkScene.Service) -> String? {
        let check = service.question
        let port = check.flatMap { service.port(of: $0) }
        switch (check?.kind, port) {
        case (.exec(let command)?, _): return command
        case (.tcp?, let port?) where port.transport == "tcp":
            return "nc -z 127.0.0.1 \(port.number) || bash -c '</dev/tcp/127.0.0.1/\(port.number)'"
        case (.http(let path, _)?, let port?):
            let url = CommandWords.quote("http://127.0.0.1:\(port.number)\(path)")
            return "wget -q -O /dev/null \(url) || curl -fsS -o /dev/null \(url)"
        default: return nil
        }
    }

    mutating func health(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        let name = service.spec.name
        if service.live != nil { scene.losses.lost(name, "live", "compose restarts nothing that is unhealthy") }
        if case .log? = service.ready?.kind { scene.losses.lost(name, "ready", "compose does not look at the output") }
        let isNeeded = scene.services.contains { $0.needs.contains(Need(name, .ready)) }
        guard service.ready != nil || isNeeded, let test = Self.test(service) else { return [] }
        let check = service.ready ?? Check(.tcp)
        switch check.kind {
        case .http(_, let status):
            scene.losses.changed(name, "ready", "asked by wget or curl, one of which the image must have")
            if status != nil { scene.losses.changed(name, "ready", "any status below 400 will do") }
        case .tcp: scene.losses.changed(name, "ready", "asked by nc or bash, one of which the image must have")
        case .exec, .log: break
        }
        // Unhealthy is final for those who wait, so the tries must last as long as the start may.
        let tries = Int(((service.spec.startTimeout ?? 600) / max(check.interval, 0.1)).rounded(.up))
        var entries = [
            YAMLValue.Entry("test", Self.words(["CMD-SHELL", test])),
            .init("interval", .text(GoDuration.text(check.interval))),
            .init("timeout", .text(GoDuration.text(check.timeout))),
            .init("retries", .number(max(check.retries, min(tries, 100_000)))),
        ]
        if check.startPeriod > 0 { entries.append(.init("start_period", .text(GoDuration.text(check.startPeriod)))) }
        return [.init("healthcheck", .map(entries))]
    }

    mutating func life(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        let spec = service.spec
        var entries: [YAMLValue.Entry] = []
        switch spec.restart {
        case .never: break
        case .always: entries.append(.init("restart", .text("always")))
        case .onFailure:
            entries.append(.init("restart", .text("on-failure" + (spec.maxRestarts.map { ":\($0)" } ?? ""))))
        }
        if spec.stop.signal != "TERM" { entries.append(.init("stop_signal", .text("SIG\(spec.stop.signal)"))) }
        if spec.stop.grace != 10 { entries.append(.init("stop_grace_period", .text(GoDuration.text(spec.stop.grace)))) }
        if service.stopBefore != nil {
            scene.losses.lost(spec.name, "stop.before", "compose sends the signal alone (5.0 knows pre_stop)")
        }
        if spec.terminal == true { entries += [.init("tty", .flag(true)), .init("stdin_open", .flag(true))] }
        if !spec.profiles.isEmpty { entries.append(.init("profiles", .short(.texts(spec.profiles)))) }
        if service.published.count > 1 {
            entries.append(.init("deploy", .map([.init("replicas", .number(service.published.count))])))
        }
        return entries
    }

    /// A container's volumes, and its options of `docker run` as keys.
    mutating func options(_ container: ContainerSpec, _ name: String) -> [YAMLValue.Entry] {
        var entries: [YAMLValue.Entry] = []
        if !container.volumes.isEmpty {
            entries.append(.init("volumes", .list(container.volumes.map { .text(Self.literal($0)) })))
            for volume in container.volumes {
                let source = volume.split(separator: ":").first.map(String.init) ?? ""
                let isNamed =
                    volume.utf8.contains(UInt8(ascii: ":")) && !source.hasPrefix(".") && !source.hasPrefix("~")
                if isNamed, !source.utf8.contains(UInt8(ascii: "/")), !volumes.contains(source) {
                    volumes.append(source)
                }
            }
        }
        var lists: [(key: String, values: [String])] = []
        var rest = container.options[...]
        while let word = rest.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            let option = parts.first ?? word
            func value() -> String? { parts.count > 1 ? parts[1] : rest.popFirst() }
            if let key = ComposeOptionNames.key(option, in: ComposeOptionNames.switches) {
                entries.append(.init(key, .flag(true)))
            } else if option == "--network" || option == "--net" {
                value().map { entries.append(.init("network_mode", .text($0))) }
            } else if let key = ComposeOptionNames.key(option, in: ComposeOptionNames.single), let text = value() {
                entries.append(.init(key, .text(Self.literal(text))))
            } else if let key = ComposeOptionNames.key(option, in: ComposeOptionNames.repeated), let text = value() {
                if let index = lists.firstIndex(where: { $0.key == key }) {
                    lists[index].values.append(text)
                } else {
                    lists.append((key, [text]))
                }
            } else {
                if parts.count < 2, let next = rest.first, !next.hasPrefix("-") { rest = rest.dropFirst() }
                scene.losses.lost(name, "container.options", "\(word): no key of compose is known for it")
            }
        }
        return entries + lists.map { .init($0.key, .list($0.values.map { .text(Self.literal($0)) })) }
    }
}
