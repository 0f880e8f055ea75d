import Yams

/// Reads YAML text into `YAMLNode`: the one place that knows Yams (and through it libyaml 0.2.5).
enum YAMLTree {
    /// Aliases can make a short text a huge tree ("billion laughs"); a stack file has some hundred nodes.
    static let nodeLimit = 100_000
    /// Deeper than any stack file; libyaml itself gives up at 1000.
    static let depthLimit = 100

    /// Never fails: faults stand in the result, a repeated key among them, with the line of the second one.
    static func read(_ text: String) -> YAMLReading {
        if let fault = foreseen(text) { return YAMLReading(faults: [fault]) }
        var reading = YAMLReading()
        var text = text
        // Yams stops at the first repeated key. To see what else is wrong, the second one is blanked and all read again.
        for _ in 0..<64 {
            do {
                guard let node = try Parser(yaml: text, encoding: .utf8).singleRoot() else { return reading }
                var conversion = Conversion()
                reading.root = conversion.node(node, depth: 0)
                reading.faults += conversion.faults
                if !conversion.faults.isEmpty { reading.root = nil }
                break
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let name = names.first ?? ""
                guard let repeated = RepeatedKey.find(name, after: context.mark.line, context.mark.column, in: text)
                else {
                    reading.faults.append(
                        .init(
                            text: "the key \"\(name)\" is given twice", line: context.mark.line,
                            column: context.mark.column))
                    break
                }
                reading.faults.append(
                    .init(
                        text: "the key \"\(name)\" is given twice; the first one is in line \(context.mark.line)",
                        line: repeated.line, column: context.mark.column))
                text = repeated.rest
            } catch let error as YamlError {
                reading.faults.append(YAMLFault.explain(error, text))
                break
            } catch {
                reading.faults.append(.init(text: "it cannot be read as YAML: \(error)", line: 0, column: 0))
                break
            }
        }
        reading.faults.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        return reading
    }

    /// An alias as a key is hashed by Yams before anything can be counted, so it is refused by its looks.
    private static func foreseen(_ text: String) -> YAMLReading.Fault? {
        guard text.utf8.contains(UInt8(ascii: "*")) else { return nil }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let bytes = Array(line.utf8)
            for at in bytes.indices where bytes[at] == UInt8(ascii: "*") {
                let before = bytes[..<at].last { $0 != UInt8(ascii: " ") }
                var end = at + 1
                while end < bytes.count, isAnchorByte(bytes[end]) { end += 1 }
                while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
                let isKey = end < bytes.count && end > at + 1 && bytes[end] == UInt8(ascii: ":")
                let mayStand = before.map { "-{[,?&".utf8.contains($0) } ?? true
                guard mayStand, isKey || before == UInt8(ascii: "?") else { continue }
                return .init(text: "an alias cannot be a key here", line: number + 1, column: at + 1)
            }
        }
        return nil
    }

    private static func isAnchorByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }

    private struct Conversion {
        var count = 0
        var faults: [YAMLReading.Fault] = []

        mutating func node(_ node: Node, depth: Int) -> YAMLNode {
            let line = node.mark?.line ?? 0
            let column = node.mark?.column ?? 0
            count += 1
            guard faults.isEmpty else { return YAMLNode(content: .null, line: line, column: column) }
            guard count <= nodeLimit, depth <= depthLimit else {
                let text =
                    depth > depthLimit
                    ? "it is nested too deep to be a stack file"
                    : "it holds more than \(nodeLimit) values, aliases counted each time: too many for a stack file"
                faults.append(.init(text: text, line: line, column: column))
                return YAMLNode(content: .null, line: line, column: column)
            }
            let content: YAMLNode.Content =
                switch node {
                case .scalar(let scalar): self.content(scalar)
                case .sequence(let sequence): .list(sequence.map { self.node($0, depth: depth + 1) })
                case .mapping(let mapping): .map(entries(mapping, depth: depth + 1))
                case .alias: .null
                }
            return YAMLNode(content: content, line: line, column: column)
        }

        private func content(_ scalar: Node.Scalar) -> YAMLNode.Content {
            let isPlain = scalar.style == .plain || scalar.style == .any
            if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .null }
            return .scalar(scalar.string, isPlain: isPlain)
        }

        /// What stands in the map itself wins over what `<<` brings, an earlier source of `<<` over a later one.
        private mutating func entries(_ mapping: Node.Mapping, depth: Int) -> [YAMLNode.Entry] {
            var own: [YAMLNode.Entry] = []
            var merged: [YAMLNode.Entry] = []
            for (key, value) in mapping {
                let line = key.mark?.line ?? 0
                let column = key.mark?.column ?? 0
                guard case .scalar(let scalar) = key else {
                    faults.append(.init(text: "a key must be plain text", line: line, column: column))
                    continue
                }
                let value = node(value, depth: depth)
                if scalar.string == "<<", scalar.style == .plain {
                    merged += sources(value)
                } else {
                    own.append(.init(key: scalar.string, line: line, column: column, value: value))
                }
            }
            var seen = Set(own.map(\.key))
            return own + merged.filter { seen.insert($0.key).inserted }
        }

        private mutating func sources(_ value: YAMLNode) -> [YAMLNode.Entry] {
            switch value.content {
            case .map(let entries): return entries
            case .list(let list): return list.flatMap { sources($0) }
            case .null: return []
            case .scalar:
                faults.append(
                    .init(text: "`<<` takes a map, such as an alias of one", line: value.line, column: value.column))
                return []
            }
        }
    }
}

/// The second of two equal keys of one block map.
struct RepeatedKey {
    /// From 1.
    var line: Int
    /// The text with that key and all below it blanked, its lines counted as before.
    var rest: String

    /// - Returns: `nil` when it is not on a line of its own, as in `{a: 1, a: 2}`.
    static func find(_ name: String, after line: Int, _ column: Int, in text: String) -> RepeatedKey? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
        guard line >= 1, column >= 1, line < lines.count else { return nil }
        let forms = [name, "\"\(name)\"", "'\(name)'"].map { Array($0.utf8) }
        guard let second = (line..<lines.count).first(where: { starts(lines[$0], forms, column) }) else { return nil }
        var end = second
        repeat {
            lines[end] = []
            end += 1
        } while end < lines.count && isBelow(lines[end], column)
        return RepeatedKey(
            line: second + 1, rest: lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
    }

    private static func starts(_ line: [UInt8], _ forms: [[UInt8]], _ column: Int) -> Bool {
        guard line.count >= column, line[..<(column - 1)].allSatisfy({ $0 == UInt8(ascii: " ") }) else { return false }
        let rest = line[(column - 1)...]
        return forms.contains { form in
            guard rest.starts(with: form) else { return false }
            return rest.dropFirst(form.count).first { $0 != UInt8(ascii: " ") } == UInt8(ascii: ":")
        }
    }

    private static func isBelow(_ line: [UInt8], _ column: Int) -> Bool {
        let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
        return indent == line.count || line == [13] || indent >= column
            || (indent == column - 1 && line[indent] == UInt8(ascii: "-"))
    }
}
