/// What became of one key or line of another tool's file.
enum Fate {
    /// Taken as it is; the text says where it went, when that is not plain.
    case kept(String = "")
    /// Taken with another effect.
    case changed(String)
    /// Not taken.
    case lost(String)
}

/// Collects what an importer has to say. Each field of a file passes through `add`, so that none is dropped unsaid.
final class ImportReport {
    private(set) var remarks: [Remark] = []

    func add(_ fate: Fate, _ subject: String, line: Int, column: Int = 0) {
        switch fate {
        case .kept(let text): add(.kept, subject, text, line: line, column: column)
        case .changed(let text): add(.changed, subject, text, line: line, column: column)
        case .lost(let text): add(.lost, subject, text, line: line, column: column)
        }
    }

    func add(_ kind: Remark.Kind, _ subject: String, _ text: String, line: Int = 0, column: Int = 0) {
        // Aliases and merge keys can make one place speak many times.
        guard remarks.count < Self.limit else { return }
        remarks.append(Remark(kind, subject, text, line: line, column: column))
    }

    /// The variables of a list of `KEY=value` or of a mapping; what cannot name one is told of.
    func variables(_ node: SourceNode, _ subject: String, _ value: (String) -> String = { $0 }) -> [Variable] {
        var found: [(Variable, SourceNode)] = []
        if node.isMapping {
            found = node.fields.map { field in
                (
                    Variable(field.key, field.value.isNull ? nil : field.value.text.map(value), isLiteral: true),
                    field.value
                )
            }
        } else {
            for item in node.items {
                guard let pair = item.text else { continue }
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let text = parts.count > 1 ? value(String(parts[1])) : nil
                found.append((Variable(parts.first.map(String.init) ?? "", text, isLiteral: true), item))
            }
        }
        return found.compactMap { variable, place in
            if ImportedName.isVariable(variable.name) { return variable }
            add(.lost, subject, "`\(variable.name)` cannot name a variable", line: place.line, column: place.column)
            return nil
        }
    }

    /// The answer, in the order of the lines: no file when a remark is an error.
    func answer(_ file: StackFile) -> ReadStackFile {
        var seen: Set<String> = []
        for service in file.services where !seen.insert(service.name).inserted {
            add(.error, service.name, "two services of this name")
        }
        let isUsable = !remarks.contains { $0.kind == .error }
        let inOrder = remarks.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        return ReadStackFile(file: isUsable ? file : nil, remarks: inOrder.map(\.element))
    }

    /// The answer of a file that cannot be read at all.
    static func unreadable(_ text: String, line: Int = 0, column: Int = 0) -> ReadStackFile {
        ReadStackFile(file: nil, remarks: [Remark(.error, "", text, line: line, column: column)])
    }

    private static let limit = 20_000
}

/// Names of services as our files take them: letters, digits, `_` and `-`, not first `-`, at most 63.
enum ImportedName {
    static func fit(_ name: String) -> String {
        let bytes = name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "_"), UInt8(ascii: "-"), 48...57, 65...90, 97...122: byte
            default: UInt8(ascii: "-")
            }
        }
        let fitted = String(decoding: bytes.drop { $0 == UInt8(ascii: "-") }.prefix(60), as: UTF8.self)
        if fitted.isEmpty { return "service" }
        return ServiceName.taken.contains(fitted) ? "\(fitted)-1" : fitted
    }

    /// The fitted name, and a remark when it is another one.
    static func fit(_ name: String, _ subject: String, line: Int, _ report: ImportReport) -> String {
        let fitted = fit(name)
        if fitted != name { report.add(.changed, subject, "called \(fitted) here", line: line) }
        return fitted
    }

    /// Whether a process can have a variable of this name (environ(7)); a blank is sure to be a mistake.
    static func isVariable(_ name: String) -> Bool {
        !name.isEmpty && !name.utf8.contains { $0 <= 0x20 || $0 == UInt8(ascii: "=") || $0 == 0x7F }
    }
}

/// Paths as text.
package enum ImportedPath {
    /// The folder of an absolute path.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// `path` seen from the file's folder, when it was written as seen from `directory`.
    static func join(_ directory: String?, _ path: String) -> String {
        guard let directory, !directory.isEmpty, directory != ".", !path.hasPrefix("/") else { return path }
        return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
    }
}
