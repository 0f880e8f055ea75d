/// Reads `ostia.yaml`.
///
/// Pure: the text comes in, the file and every fault go out. YAML is 1.1 as libyaml reads it; keys that begin with
/// `x-` are the user's own (a place for anchors).
package enum OstiaYAML {
    /// - Parameter path: the file's absolute path; its folder is what relative paths start from.
    /// - Returns: the file unless one of the remarks is an error. Every fault is named at once, with line and column.
    package static func read(_ text: String, path: String) -> ReadStackFile {
        var findings = ReadingFindings()
        let reading = YAMLTree.read(text)
        for fault in reading.faults {
            findings.remarks.append(Remark(.error, "", fault.text, line: fault.line, column: fault.column))
        }
        var file = StackFile(format: .ostia, path: path, folder: ImportedPath.folder(of: path))
        if let root = reading.root, root.content != .null {
            self.read(root, into: &file, &findings)
        } else if reading.faults.isEmpty {
            findings.remarks.append(
                Remark(
                    .error, "", "the file is empty; the least it needs is `services: { web: { run: … } }`", line: 1,
                    column: 1))
        }
        findings.remarks.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        let isUsable = !findings.remarks.contains { $0.kind == .error }
        return ReadStackFile(file: isUsable ? file : nil, remarks: findings.remarks)
    }

    private static func read(_ root: YAMLNode, into file: inout StackFile, _ findings: inout ReadingFindings) {
        guard let keys = findings.object(root, "", KeyTable.top) else { return }
        if let name = keys["name"] { file.name = findings.filled(name, "name") }
        if let env = keys["env"] { file.environment = findings.environment(env, "env") }
        if let files = keys["env_file"] {
            file.environmentFiles = findings.environmentFiles(files, "env_file")
        } else {
            file.environmentFiles = [EnvironmentFile(".env", isRequired: false)]
        }
        if let wins = keys["dotenv_wins"] { file.dotenvWins = findings.flag(wins, "dotenv_wins") ?? false }
        guard let services = keys["services"] else { return }
        guard case .map(let entries) = services.content, !entries.isEmpty else {
            let what = services.content == .null ? "there is no service in it" : "a map of services is wanted"
            findings.error("services", "\(what), such as `web: { run: \"npm run dev\" }`", services)
            return
        }
        for entry in entries {
            let subject = "services.\(entry.key)"
            if let why = ServiceName.fault(entry.key) {
                findings.remarks.append(Remark(.error, subject, why, line: entry.line, column: entry.column))
            }
            var value = entry.value
            if value.line == 0 { (value.line, value.column) = (entry.line, entry.column) }
            if let service = findings.service(entry.key, value, subject) { file.services.append(service) }
        }
    }
}

/// Which names a service may have.
enum ServiceName {
    /// Words that templates use otherwise: `${env.HOME}`, `${url.debug}`.
    static let taken = ["env", "port", "ports", "host", "address", "url"]

    /// Why the name cannot be used; `nil` for a good one: letters, digits, `_`, `-`, not first `-`.
    ///
    /// No dot: `api.2` is the second instance of `api`.
    static func fault(_ name: String) -> String? {
        guard let first = name.utf8.first else { return "a service needs a name" }
        if taken.contains(name) { return "`\(name)` cannot name a service: templates use it (`${\(name).…}`)" }
        let isGood = name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isGood, first != UInt8(ascii: "-") else {
            return "a service's name is made of letters, digits, `_` and `-`, and does not begin with `-`"
        }
        return name.utf8.count > 63 ? "a service's name has at most 63 letters" : nil
    }
}
