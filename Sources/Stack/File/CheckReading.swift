extension ReadingFindings {
    /// `tcp`, `/health`, or a map with one of tcp, http, exec, log.
    mutating func check(_ node: YAMLNode, _ subject: String, isLive: Bool = false) -> Check? {
        if case .scalar(let text, _) = node.content {
            if text == "tcp" { return Check(.tcp) }
            if text == "http" { return Check(.http(path: "/", status: nil)) }
            if text.hasPrefix("/") { return Check(.http(path: text, status: nil)) }
            error(subject, "`\(text)` is no check: write tcp, { http: /health }, { exec: … } or { log: … }", node)
            return nil
        }
        guard let keys = object(node, subject, KeyTable.check) else { return nil }
        let given = KeyTable.checkKinds.compactMap { key in keys[key.name].map { (key.name, $0) } }
        guard let (name, value) = given.first else {
            if !hasUnknownKeys { error(subject, "what to ask is missing: one of tcp, http, exec, log", node) }
            return nil
        }
        if given.count > 1 {
            error(subject, "`\(given[0].0)` and `\(given[1].0)` exclude each other: a check is one of them", given[1].1)
        }
        var check = Check(.tcp)
        guard kind(name, value, "\(subject).\(name)", keys, &check) else { return nil }
        if isLive, name == "log" { error("\(subject).log", "a line that came once says nothing about now", value) }
        if let port = keys["port"] { check.port = text(port, "\(subject).port") }
        if let node = keys["interval"], let seconds = positive(node, "\(subject).interval") { check.interval = seconds }
        if let node = keys["timeout"], let seconds = positive(node, "\(subject).timeout") { check.timeout = seconds }
        if let node = keys["retries"] { check.retries = count(node, "\(subject).retries", 1...1000) ?? check.retries }
        if let node = keys["start_period"] {
            check.startPeriod = seconds(node, "\(subject).start_period") ?? check.startPeriod
        }
        return check
    }

    private mutating func positive(_ node: YAMLNode, _ subject: String) -> Double? {
        guard let seconds = seconds(node, subject) else { return nil }
        if seconds > 0 { return seconds }
        error(subject, "it must be more than 0", node)
        return nil
    }

    private mutating func kind(
        _ name: String, _ value: YAMLNode, _ subject: String, _ keys: [String: YAMLNode], _ check: inout Check
    ) -> Bool {
        switch name {
        case "tcp":
            check.kind = .tcp
            if case .scalar(let text, _) = value.content, text != "true" { check.port = text }
            return true
        case "http": return http(value, subject, keys, &check)
        case "exec":
            guard let command = filled(value, subject) else { return false }
            check.kind = .exec(command)
            return true
        default:
            guard let text = filled(value, subject) else { return false }
            check.kind = .log(text)
            return true
        }
    }

    private mutating func http(
        _ value: YAMLNode, _ subject: String, _ keys: [String: YAMLNode], _ check: inout Check
    ) -> Bool {
        var path = "/"
        var status = keys["status"].flatMap { count($0, "\(subject).status", 100...599) }
        switch value.content {
        case .null: break
        case .map:
            guard let inner = object(value, subject, KeyTable.http) else { return false }
            if let node = inner["path"] { path = filled(node, "\(subject).path") ?? path }
            if let node = inner["status"] { status = count(node, "\(subject).status", 100...599) }
            if let node = inner["port"] { check.port = text(node, "\(subject).port") }
        default:
            guard let text = filled(value, subject) else { return false }
            path = text
        }
        guard path.hasPrefix("/") else {
            let why =
                path.contains("://") ? "the path alone: host and port are the service's own" : "a path begins with `/`"
            error(subject, "`\(path)` is no path: \(why)", value)
            return false
        }
        guard !path.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            error(subject, "a path has no space in it: write %20", value)
            return false
        }
        check.kind = .http(path: path, status: status)
        return true
    }

    /// `TERM`, or a map of signal, grace, before.
    mutating func stop(_ node: YAMLNode, _ subject: String) -> StopSpec {
        var stop = StopSpec()
        if case .scalar = node.content {
            stop.signal = signal(node, subject) ?? stop.signal
            return stop
        }
        guard let keys = object(node, subject, KeyTable.stop) else { return stop }
        if let node = keys["signal"] { stop.signal = signal(node, "\(subject).signal") ?? stop.signal }
        if let node = keys["grace"] { stop.grace = seconds(node, "\(subject).grace") ?? stop.grace }
        if let node = keys["before"] { stop.before = filled(node, "\(subject).before") }
        return stop
    }

    private mutating func signal(_ node: YAMLNode, _ subject: String) -> String? {
        guard let text = filled(node, subject) else { return nil }
        if let name = SignalName.read(text) { return name }
        let near = Nearest.name(to: text, among: SignalName.known.map(\.name)).map { "; did you mean `\($0)`?" } ?? ""
        error(subject, "`\(text)` is no signal\(near)", node)
        return nil
    }

    /// A file's name, or a map of file and rotation.
    mutating func log(_ node: YAMLNode, _ subject: String) -> LogSpec {
        var log = LogSpec()
        if case .scalar = node.content {
            log.file = filled(node, subject)
            return log
        }
        guard let keys = object(node, subject, KeyTable.log) else { return log }
        if let node = keys["file"] { log.file = filled(node, "\(subject).file") }
        if let node = keys["rotation"] {
            if case .map = node.content {
                let inner = object(node, "\(subject).rotation", KeyTable.rotation) ?? [:]
                log.maxSize = inner["size"].flatMap { bytes($0, "\(subject).rotation.size") }
                if let keep = inner["keep"] { log.keep = count(keep, "\(subject).rotation.keep", 0...1000) ?? log.keep }
            } else {
                log.maxSize = bytes(node, "\(subject).rotation")
            }
            if log.file == nil {
                error("\(subject).rotation", "without `file` there is nothing to put aside", node)
            }
        }
        return log
    }
}

/// Names of signals, without `SIG` (signal(7), numbers of Linux on x86 and ARM).
enum SignalName {
    static let known: [(number: Int, name: String)] = [
        (1, "HUP"), (2, "INT"), (3, "QUIT"), (6, "ABRT"), (9, "KILL"), (10, "USR1"), (12, "USR2"), (14, "ALRM"),
        (15, "TERM"), (18, "CONT"), (21, "TTIN"), (22, "TTOU"), (28, "WINCH"), (29, "IO"), (30, "PWR"),
    ]

    /// `TERM`, `SIGTERM`, `term` or `15`; `nil` for what is no signal that ends or tells a process something.
    static func read(_ text: String) -> String? {
        if let number = Int(text) { return known.first { $0.number == number }?.name }
        let upper = text.uppercased()
        let name = upper.hasPrefix("SIG") ? String(upper.dropFirst(3)) : upper
        return known.contains { $0.name == name } ? name : nil
    }
}
