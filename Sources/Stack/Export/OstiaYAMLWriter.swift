/// Writes an `ostia.yaml`: what differs from the defaults, in short forms, with a comment where something changed.
///
/// Reading the text gives the same file again, but for what the format has no words for: `endsTogether`, a provider,
/// literal values (their `$` is doubled) and times finer than a millisecond. `StackFile.adopted()` takes those out first.
package enum OstiaYAMLWriter {
    /// - Parameter comments: what an importer said; changes, losses and warnings stand above the service they are about.
    package static func text(for file: StackFile, comments: [Remark] = []) -> String {
        let worth = comments.filter { $0.kind == .changed || $0.kind == .lost || $0.kind == .warning }
        var entries: [YAMLValue.Entry] = []
        if let name = file.name { entries.append(.init("name", .text(name))) }
        if !file.environment.isEmpty { entries.append(.init("env", environment(file.environment))) }
        if file.environmentFiles != [EnvironmentFile(".env", isRequired: false)] {
            entries.append(.init("env_file", environmentFiles(file.environmentFiles)))
        }
        if file.dotenvWins { entries.append(.init("dotenv_wins", .flag(true))) }
        let isLong = file.services.contains { if case .map = service($0) { true } else { false } }
        let services = file.services.enumerated().map { index, spec in
            YAMLValue.Entry(
                spec.name, service(spec),
                comments: worth.filter { place($0, file).service == spec.name }.map { comment($0, file) },
                isApart: isLong && index > 0)
        }
        entries.append(.init("services", .map(services), isApart: !entries.isEmpty))
        let header = worth.filter { place($0, file).service == nil }.map {
            "# \(YAMLText.comment(comment($0, file)))\n"
        }
        .joined()
        return (header.isEmpty ? "" : header + "\n") + YAMLValue.map(entries).document
    }

    /// Which service of the file a remark is about, and which key of it: `services.NAME.KEY`, `processes.NAME.KEY` or
    /// `NAME.KEY`. A name that was fitted is known by its old one, which may have dots.
    private static func place(_ remark: Remark, _ file: StackFile) -> (service: String?, key: String) {
        var parts = remark.subject.split(separator: ".").map(String.init)
        if let first = parts.first, first == "services" || first == "processes" { parts.removeFirst() }
        for count in stride(from: min(parts.count, 4), to: 0, by: -1) {
            let name = ImportedName.fit(parts[..<count].joined(separator: "."))
            if file.services.contains(where: { $0.name == name }) {
                return (name, parts[count...].joined(separator: "."))
            }
        }
        return (nil, remark.subject)
    }

    private static func comment(_ remark: Remark, _ file: StackFile) -> String {
        let line = remark.line > 0 ? "line \(remark.line)" : ""
        let head = [line, place(remark, file).key].filter { !$0.isEmpty }.joined(separator: ", ")
        let lost = remark.kind == .lost ? "not taken over: " : ""
        return head.isEmpty ? lost + remark.text : "\(head): \(lost)\(remark.text)"
    }

    private static func service(_ spec: ServiceSpec) -> YAMLValue {
        var entries = kind(spec.kind)
        let kindCount = entries.count
        if let description = spec.description { entries.append(.init("description", .text(description))) }
        entries += ports(spec)
        if spec.host != "127.0.0.1" { entries.append(.init("host", .text(spec.host))) }
        if let directory = spec.directory { entries.append(.init("dir", .text(directory))) }
        if let shell = spec.shell {
            let isShort = shell.count == 2 && shell[1] == "-c" && CommandWords.split(shell[0]) == [shell[0]]
            entries.append(.init("shell", isShort ? .text(shell[0]) : .short(.texts(shell))))
        }
        if !spec.needs.isEmpty { entries.append(.init("needs", needs(spec.needs))) }
        if !spec.environment.isEmpty { entries.append(.init("env", environment(spec.environment))) }
        if !spec.environmentFiles.isEmpty {
            entries.append(.init("env_file", environmentFiles(spec.environmentFiles)))
        }
        if let ready = spec.ready { entries.append(.init("ready", check(ready))) }
        if let live = spec.live { entries.append(.init("live", check(live))) }
        entries += life(spec)
        if kindCount == 1, entries.count == 1, case .run = spec.kind { return entries[0].value }
        return .map(entries)
    }

    private static func kind(_ kind: ServiceSpec.Kind) -> [YAMLValue.Entry] {
        switch kind {
        case .run(let command): return [.init("run", .text(command))]
        case .exec(let words): return [.init("run", .short(.texts(words)))]
        case .forward(let target): return [.init("forward", .text(target))]
        case .provider(let type, _):
            return [
                .init("run", .text("echo no provider \(type) >&2; exit 1"), comments: ["a compose provider: \(type)"])
            ]
        case .container(let container):
            var entries = [YAMLValue.Entry("image", .text(container.image))]
            if let words = container.command { entries.append(.init("command", .short(.texts(words)))) }
            if let words = container.entrypoint { entries.append(.init("entrypoint", .short(.texts(words)))) }
            if !container.volumes.isEmpty { entries.append(.init("volumes", .short(.texts(container.volumes)))) }
            if !container.options.isEmpty { entries.append(.init("options", .short(.texts(container.options)))) }
            return [.init("container", entries.count == 1 ? entries[0].value : .map(entries))]
        }
    }

    private static func ports(_ spec: ServiceSpec) -> [YAMLValue.Entry] {
        switch spec.kind {
        case .forward where spec.ports == [PortSpec("", .auto)]: return []
        case _ where spec.ports == [PortSpec("", .auto, isImplied: true)]: return []
        default: break
        }
        guard !spec.ports.isEmpty else { return [.init("port", .text("none"))] }
        var entries: [YAMLValue.Entry] = []
        if let main = spec.ports.first(where: { $0.name.isEmpty }) { entries.append(.init("port", port(main))) }
        let named = spec.ports.filter { !$0.name.isEmpty }
        if !named.isEmpty {
            entries.append(.init("ports", .short(.map(named.map { .init($0.name, port($0)) }))))
        }
        return entries
    }

    private static func port(_ port: PortSpec) -> YAMLValue {
        let wish: YAMLValue =
            switch port.wish {
            case .auto: .plain("auto")
            case .fixed(let number): .number(number)
            case .range(let range): .text("\(range.lowerBound)-\(range.upperBound)")
            }
        var entries = [YAMLValue.Entry("port", wish)]
        if let target = port.target { entries.append(.init("target", .number(target))) }
        if let host = port.host { entries.append(.init("host", .text(host))) }
        if port.transport != "tcp" { entries.append(.init("transport", .text(port.transport))) }
        return entries.count == 1 ? wish : .short(.map(entries))
    }

    private static func needs(_ needs: [Need]) -> YAMLValue {
        if needs.allSatisfy({ $0.condition == .ready && $0.isRequired }) {
            return .short(.texts(needs.map(\.service)))
        }
        let entries = needs.map { need -> YAMLValue.Entry in
            let condition = YAMLValue.text(need.condition.rawValue)
            guard !need.isRequired else { return .init(need.service, condition) }
            return .init(need.service, .map([.init("condition", condition), .init("required", .flag(false))]))
        }
        return .short(.map(entries))
    }

    private static func environment(_ variables: [Variable]) -> YAMLValue {
        func value(_ variable: Variable) -> String? {
            variable.value.map { variable.isLiteral ? Template.escape($0) : $0 }
        }
        guard Set(variables.map(\.name)).count == variables.count else {
            return .texts(
                variables.map { variable in value(variable).map { "\(variable.name)=\($0)" } ?? variable.name })
        }
        return .map(variables.map { .init($0.name, value($0).map(YAMLValue.text) ?? .plain("null")) })
    }

    private static func environmentFiles(_ files: [EnvironmentFile]) -> YAMLValue {
        if files.count == 1, files[0] == EnvironmentFile(files[0].path) { return .text(files[0].path) }
        let items = files.map { file -> YAMLValue in
            guard file != EnvironmentFile(file.path) else { return .text(file.path) }
            var entries = [YAMLValue.Entry("path", .text(file.path))]
            if !file.isRequired { entries.append(.init("required", .flag(false))) }
            if file.isRaw { entries.append(.init("format", .text("raw"))) }
            return .map(entries)
        }
        return .short(.list(items))
    }
}
