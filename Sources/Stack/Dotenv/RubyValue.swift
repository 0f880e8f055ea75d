/// What the gem does with a value outside single quotes.
enum RubyValue {
    /// Backslashes are taken off, but not before `$`; in double quotes `\n` and `\r` stay as they are.
    static func filled(_ value: ArraySlice<UInt8>, keepsNewLines: Bool, _ lookup: (String) -> String?) -> String {
        var plain: [UInt8] = []
        var at = value.startIndex
        while at < value.endIndex {
            guard value[at] == UInt8(ascii: "\\"), at + 1 < value.endIndex, value[at + 1] != UInt8(ascii: "$") else {
                plain.append(value[at])
                at += 1
                continue
            }
            let next = value[at + 1]
            if keepsNewLines, next == UInt8(ascii: "n") || next == UInt8(ascii: "r") { plain.append(value[at]) }
            plain.append(next)
            at += 2
        }
        return String(decoding: substituted(plain, lookup), as: UTF8.self)
    }

    /// `$NAME`, `${NAME}`, with or without either brace; `\$` is `$`; `$(` stays.
    private static func substituted(_ value: [UInt8], _ lookup: (String) -> String?) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < value.count {
            let next = at + 1 < value.count ? value[at + 1] : 0
            if value[at] == UInt8(ascii: "\\"), next == UInt8(ascii: "$") {
                // Before `$(` the backslash goes only where a whole command follows.
                let isOpen = at + 2 < value.count && value[at + 2] == UInt8(ascii: "(")
                if isOpen, CommandSubstitution.found(in: value[(at + 1)...])?.isEmpty != false {
                    out.append(value[at])
                }
                out.append(next)
                at += 2
                // An escaped reference is taken over whole.
                continue
            }
            guard value[at] == UInt8(ascii: "$"), next != UInt8(ascii: "(") else {
                out.append(value[at])
                at += 1
                continue
            }
            var end = at + 1
            if end < value.count, value[end] == UInt8(ascii: "{") { end += 1 }
            let name = value[end...].prefix(while: Interpolation.isNameByte)
            end = name.endIndex
            if end < value.count, value[end] == UInt8(ascii: "}") { end += 1 }
            if name.isEmpty {
                out += value[at..<end]
            } else {
                out += (lookup(String(decoding: name, as: UTF8.self)) ?? "").utf8
            }
            at = max(end, at + 1)
        }
        return out
    }
}

/// `$(command)` in a value.
enum CommandSubstitution {
    /// The commands with their `$(…)`, outside single quotes; `nil` when there can be none.
    static func found(in value: ArraySlice<UInt8>) -> [String]? {
        guard value.contains(UInt8(ascii: "$")), value.first(where: { $0 != 0x20 }) != UInt8(ascii: "'") else {
            return nil
        }
        var found: [String] = []
        var at = value.startIndex
        while at + 1 < value.endIndex {
            let isEscaped = at > value.startIndex && value[at - 1] == UInt8(ascii: "\\")
            guard value[at] == UInt8(ascii: "$"), value[at + 1] == UInt8(ascii: "("), !isEscaped else {
                at += 1
                continue
            }
            var depth = 0
            var end = at + 1
            repeat {
                if value[end] == UInt8(ascii: "(") { depth += 1 }
                if value[end] == UInt8(ascii: ")") { depth -= 1 }
                end += 1
            } while end < value.endIndex && depth > 0
            if depth == 0 { found.append(String(decoding: value[at..<end], as: UTF8.self)) }
            at = end
        }
        return found
    }
}
