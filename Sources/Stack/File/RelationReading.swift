extension ReadingFindings {
    /// `db`, `[db, cache]`, `{ db: ready, migrate: exited }`, or `{ db: { condition: …, required: … } }`.
    mutating func needs(_ node: YAMLNode, _ subject: String) -> [Need] {
        var needs: [(need: Need, line: Int, column: Int)] = []
        switch node.content {
        case .null: break
        case .scalar: needs = filled(node, subject).map { [(Need($0), node.line, node.column)] } ?? []
        case .list(let list):
            for (index, item) in list.enumerated() {
                if case .map(let entries) = item.content {
                    needs += entries.compactMap { entry in need(entry, subject) }
                } else if let name = filled(item, "\(subject)[\(index)]") {
                    needs.append((Need(name), item.line, item.column))
                }
            }
        case .map(let entries): needs = entries.compactMap { entry in need(entry, subject) }
        }
        var seen: Set<String> = []
        for item in needs where !seen.insert(item.need.service).inserted {
            remarks.append(
                Remark(
                    .error, subject, "`\(item.need.service)` is named twice", line: item.line, column: item.column))
        }
        return needs.map(\.need)
    }

    private mutating func need(_ entry: YAMLNode.Entry, _ subject: String) -> (need: Need, line: Int, column: Int)? {
        var need = Need(entry.key)
        let place = "\(subject).\(entry.key)"
        switch entry.value.content {
        case .null: break
        case .map:
            guard let keys = object(entry.value, place, KeyTable.need) else { return nil }
            if let node = keys["condition"] { need.condition = condition(node, "\(place).condition") ?? .ready }
            if let node = keys["required"] { need.isRequired = flag(node, "\(place).required") ?? true }
        default: need.condition = condition(entry.value, place) ?? .ready
        }
        return (need, entry.line, entry.column)
    }

    private mutating func condition(_ node: YAMLNode, _ subject: String) -> Need.Condition? {
        let foreign: [String: Need.Condition] = [
            "service_started": .started, "service_healthy": .ready, "service_completed_successfully": .exited,
            "process_started": .started, "process_healthy": .ready, "process_completed_successfully": .exited,
            "healthy": .ready, "completed": .exited, "running": .started, "done": .exited,
        ]
        if case .scalar(let text, _) = node.content, let meant = foreign[text] {
            error(subject, "`\(text)` is called `\(meant.rawValue)` here", node)
            return nil
        }
        return word(node, subject, Need.Condition.allCases.map(\.rawValue)).flatMap(Need.Condition.init)
    }

    /// A map of variables, or a list of `NAME=value`. Nothing behind a name takes it from the user's environment.
    mutating func environment(_ node: YAMLNode, _ subject: String) -> [Variable] {
        var variables: [Variable] = []
        switch node.content {
        case .null: break
        case .scalar:
            error(subject, "a map of variables is wanted, such as `{ LOG_LEVEL: debug }`", node)
        case .map(let entries):
            for entry in entries {
                let place = "\(subject).\(entry.key)"
                guard isVariable(entry.key, place, entry.line, entry.column) else { continue }
                if entry.value.content == .null {
                    variables.append(Variable(entry.key, nil))
                } else if let value = text(entry.value, place) {
                    variables.append(Variable(entry.key, value))
                }
            }
        case .list(let list):
            for (index, item) in list.enumerated() {
                guard let line = text(item, "\(subject)[\(index)]") else { continue }
                let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let name = parts.first.map(String.init) ?? ""
                guard isVariable(name, "\(subject)[\(index)]", item.line, item.column) else { continue }
                variables.append(Variable(name, parts.count == 2 ? String(parts[1]) : nil))
            }
        }
        return variables
    }

    /// What the kernel takes (environ(7)): anything without `=` and NUL; a blank is sure to be a mistake.
    private mutating func isVariable(_ name: String, _ subject: String, _ line: Int, _ column: Int) -> Bool {
        guard name.isEmpty || name.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "=") || $0 == 0x7F }) else {
            return true
        }
        remarks.append(Remark(.error, subject, "`\(name)` cannot name a variable", line: line, column: column))
        return false
    }

    /// One path, or a list of paths and of maps of path, required, format.
    mutating func environmentFiles(_ node: YAMLNode, _ subject: String) -> [EnvironmentFile] {
        switch node.content {
        case .null: return []
        case .scalar, .map: return environmentFile(node, subject).map { [$0] } ?? []
        case .list(let list):
            return list.enumerated().compactMap { environmentFile($1, "\(subject)[\($0)]") }
        }
    }

    private mutating func environmentFile(_ node: YAMLNode, _ subject: String) -> EnvironmentFile? {
        guard case .map = node.content else { return filled(node, subject).map { EnvironmentFile($0) } }
        guard let keys = object(node, subject, KeyTable.environmentFile),
            let path = keys["path"].flatMap({ filled($0, "\(subject).path") })
        else { return nil }
        var file = EnvironmentFile(path)
        if let node = keys["required"] { file.isRequired = flag(node, "\(subject).required") ?? true }
        if let node = keys["format"] { file.isRaw = word(node, "\(subject).format", ["dotenv", "raw"]) == "raw" }
        return file
    }
}
