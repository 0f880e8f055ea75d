extension OstiaYAMLWriter {
    /// A question: `tcp`, `{ http: /health }`, and what differs from the defaults.
    static func check(_ check: Check) -> YAMLValue {
        let standard = Check(check.kind)
        var entries: [YAMLValue.Entry] = []
        var port = check.port
        switch check.kind {
        case .tcp:
            if check == standard { return .text("tcp") }
            entries.append(.init("tcp", port.map { $0 == "true" ? .flag(true) : .text($0) } ?? .flag(true)))
            if port != "true" { port = nil }
        case .http(let path, let status):
            entries.append(.init("http", .text(path)))
            if let status { entries.append(.init("status", .number(status))) }
        case .exec(let command): entries.append(.init("exec", .text(command)))
        case .log(let text): entries.append(.init("log", .text(text)))
        }
        if let port { entries.append(.init("port", .text(port))) }
        if check.interval != standard.interval { entries.append(.init("interval", duration(check.interval))) }
        if check.timeout != standard.timeout { entries.append(.init("timeout", duration(check.timeout))) }
        if check.retries != standard.retries { entries.append(.init("retries", .number(check.retries))) }
        if check.startPeriod != standard.startPeriod {
            entries.append(.init("start_period", duration(check.startPeriod)))
        }
        return .short(.map(entries))
    }

    /// Keys about a service's life: instances, restarts, its end, its output.
    static func life(_ spec: ServiceSpec) -> [YAMLValue.Entry] {
        var entries: [YAMLValue.Entry] = []
        func add(_ key: String, _ value: YAMLValue, unless isDefault: Bool) {
            if !isDefault { entries.append(.init(key, value)) }
        }
        add("instances", .number(spec.instances), unless: spec.instances == 1)
        add(
            spec.profiles.count == 1 ? "profile" : "profiles", oneOrMore(spec.profiles), unless: spec.profiles.isEmpty)
        add("watch", oneOrMore(spec.watch), unless: spec.watch.isEmpty)
        add("restart", .text(spec.restart.rawValue), unless: spec.restart == spec.kind.usualRestart)
        if let count = spec.maxRestarts { entries.append(.init("max_restarts", .number(count))) }
        let patience = spec.startTimeout.map(duration) ?? .text("none")
        add("start_timeout", patience, unless: spec.startTimeout == 60)
        add("stop", stop(spec.stop), unless: spec.stop == StopSpec())
        add("setup", oneOrMore(spec.setup), unless: spec.setup.isEmpty)
        if let file = spec.log.file { entries.append(.init("log", log(spec.log, file))) }
        if let terminal = spec.terminal { entries.append(.init("tty", .flag(terminal))) }
        add("success_codes", .short(.list(spec.successCodes.map(YAMLValue.number))), unless: spec.successCodes.isEmpty)
        return entries
    }

    private static func duration(_ seconds: Double) -> YAMLValue { .text(GoDuration.text(seconds)) }

    private static func oneOrMore(_ texts: [String]) -> YAMLValue {
        let isOne = texts.count == 1 && texts[0].utf8.contains { $0 > 32 }
        return isOne ? .text(texts[0]) : .short(.texts(texts))
    }

    private static func stop(_ stop: StopSpec) -> YAMLValue {
        let standard = StopSpec()
        if stop == StopSpec(signal: stop.signal) { return .text(stop.signal) }
        var entries: [YAMLValue.Entry] = []
        if stop.signal != standard.signal { entries.append(.init("signal", .text(stop.signal))) }
        if stop.grace != standard.grace { entries.append(.init("grace", duration(stop.grace))) }
        if let before = stop.before { entries.append(.init("before", .text(before))) }
        return .short(.map(entries))
    }

    private static func log(_ log: LogSpec, _ file: String) -> YAMLValue {
        guard let size = log.maxSize else { return .text(file) }
        let bytes: YAMLValue = size % 1_048_576 == 0 ? .text("\(size / 1_048_576)MB") : .number(size)
        let rotation: YAMLValue =
            log.keep == LogSpec().keep ? bytes : .map([.init("size", bytes), .init("keep", .number(log.keep))])
        return .short(.map([.init("file", .text(file)), .init("rotation", rotation)]))
    }
}
