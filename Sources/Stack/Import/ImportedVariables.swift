/// Variables in another tool's file: `$NAME`, `${NAME:-default}` and their like, filled while importing.
///
/// compose fills each value after reading the YAML; process-compose fills the whole text before (and knows changes of
/// case and replacements as well). A word may hold variables itself.
struct ImportedVariables {
    enum Dialect {
        case compose
        case envsubst
    }

    /// What filling met.
    enum Finding: Hashable {
        /// Not set; empty was taken.
        case missing(String)
        /// `${NAME:?message}` without a value.
        case required(String, String)
        /// Not a way to write a variable; left as it stands.
        case invalid(String)
    }

    let dialect: Dialect
    let lookup: (String) -> String?

    func fill(_ text: String) -> (text: String, findings: [Finding]) {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return (text, []) }
        var findings: [Finding] = []
        let filled = fill(Array(text.utf8)[...], depth: 0, &findings)
        return (String(decoding: filled, as: UTF8.self), findings)
    }

    private func fill(_ bytes: ArraySlice<UInt8>, depth: Int, _ findings: inout [Finding]) -> [UInt8] {
        guard depth < 16 else { return Array(bytes) }
        var out: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "$") else {
                out.append(byte)
                continue
            }
            let rest = bytes[index...]
            if rest.first == UInt8(ascii: "$") {
                out.append(byte)
                index += 1
            } else if rest.first == UInt8(ascii: "{") {
                guard let close = Self.closingBrace(bytes, from: index + 1) else {
                    findings.append(.invalid("a ${ without its }"))
                    return out + bytes[(index - 1)...]
                }
                if let value = expand(bytes[(index + 1)..<close], depth: depth, &findings) {
                    out += value
                } else {
                    findings.append(.invalid(String(decoding: bytes[(index - 1)...close], as: UTF8.self)))
                    out += bytes[(index - 1)...close]
                }
                index = close + 1
            } else {
                let name = Self.name(rest)
                if name.isEmpty {
                    if dialect == .compose { findings.append(.invalid("a lone $ (write $$)")) }
                    out.append(byte)
                } else {
                    out += value(String(decoding: name, as: UTF8.self), &findings).utf8
                    index += name.count
                }
            }
        }
        return out
    }

    private func value(_ name: String, _ findings: inout [Finding]) -> String {
        if let value = lookup(name) { return value }
        findings.append(.missing(name))
        return ""
    }

    /// What stands between the braces; `nil` when it is no form of a variable.
    private func expand(_ body: ArraySlice<UInt8>, depth: Int, _ findings: inout [Finding]) -> [UInt8]? {
        let isLength = dialect == .envsubst && body.first == UInt8(ascii: "#")
        let nameBytes = Self.name(isLength ? body.dropFirst() : body)
        guard !nameBytes.isEmpty else { return nil }
        let name = String(decoding: nameBytes, as: UTF8.self)
        var rest = body[nameBytes.endIndex...]
        if isLength { return rest.isEmpty ? Array("\(value(name, &findings).unicodeScalars.count)".utf8) : nil }
        guard let first = rest.first else { return Array(value(name, &findings).utf8) }
        let known = lookup(name)
        let colon = first == UInt8(ascii: ":")
        if colon { rest = rest.dropFirst() }
        let isSet = known.map { !colon || !$0.isEmpty } ?? false
        let word = rest.dropFirst()
        switch rest.first {
        case UInt8(ascii: "-"):
            return isSet ? Array((known ?? "").utf8) : fill(word, depth: depth + 1, &findings)
        case UInt8(ascii: "="):
            guard dialect == .envsubst else { return nil }
            return isSet ? Array((known ?? "").utf8) : fill(word, depth: depth + 1, &findings)
        case UInt8(ascii: "+"):
            return isSet ? fill(word, depth: depth + 1, &findings) : []
        case UInt8(ascii: "?"):
            if isSet { return Array((known ?? "").utf8) }
            let message = String(decoding: fill(word, depth: depth + 1, &findings), as: UTF8.self)
            findings.append(.required(name, message))
            return []
        default:
            guard dialect == .envsubst, !colon else { return nil }
            return change(value(name, &findings), rest)
        }
    }

    /// `^ ^^ , ,,` and `/old/new`, `//old/new` of envsubst.
    private func change(_ value: String, _ operation: ArraySlice<UInt8>) -> [UInt8]? {
        let text = String(decoding: operation, as: UTF8.self)
        switch text {
        case "^^": return Array(value.uppercased().utf8)
        case ",,": return Array(value.lowercased().utf8)
        case "^": return Array((value.prefix(1).uppercased() + value.dropFirst()).utf8)
        case ",": return Array((value.prefix(1).lowercased() + value.dropFirst()).utf8)
        default:
            guard operation.first == UInt8(ascii: "/") else { return nil }
            let isEvery = operation.dropFirst().first == UInt8(ascii: "/")
            let parts = operation.dropFirst(isEvery ? 2 : 1)
                .split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
            guard let old = parts.first, !old.isEmpty else { return nil }
            return Self.replace(Array(value.utf8), old, with: parts.count > 1 ? parts[1] : [], every: isEvery)
        }
    }

    private static func replace(
        _ value: [UInt8], _ old: ArraySlice<UInt8>, with new: ArraySlice<UInt8>, every: Bool
    ) -> [UInt8] {
        var out: [UInt8] = []
        var rest = value[...]
        var isDone = false
        while let byte = rest.first {
            if !isDone, rest.starts(with: old) {
                out += new
                rest = rest.dropFirst(old.count)
                isDone = !every
            } else {
                out.append(byte)
                rest = rest.dropFirst()
            }
        }
        return out
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let name = bytes.prefix { byte in
            switch byte {
            case UInt8(ascii: "_"), 48...57, 65...90, 97...122: true
            default: false
            }
        }
        return name.first.map { (48...57).contains($0) } == true ? name.prefix(0) : name
    }

    private static func closingBrace(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var depth = 1
        var index = start
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "$"), bytes[index...].dropFirst().first == UInt8(ascii: "{") {
                depth += 1
                index += 1
            } else if bytes[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index }
            }
            index += 1
        }
        return nil
    }
}

extension ImportedVariables.Finding {
    /// What is said of it about the line it stands on.
    func add(to report: ImportReport, line: Int) {
        switch self {
        case .missing(let name):
            report.add(.warning, "", "\(name) is not set; empty was taken", line: line)
        case .required(let name, let message):
            report.add(.error, "", "\(name) must be set\(message.isEmpty ? "" : ": \(message)")", line: line)
        case .invalid(let text):
            report.add(.warning, "", "left as it stands: \(text)", line: line)
        }
    }
}
