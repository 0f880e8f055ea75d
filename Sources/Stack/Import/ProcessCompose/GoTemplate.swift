/// The fields of Go's templates that process-compose fills from `vars`: `{{.NAME}}`. Nothing else of them is read.
enum GoTemplate {
    /// The text with every known field filled, and what was left because it is more than a field or is not known.
    static func fill(_ text: String, _ variables: [String: String]) -> (text: String, left: [String]) {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return (text, []) }
        var out: [UInt8] = []
        var left: [String] = []
        var rest = Array(text.utf8)[...]
        let open = [UInt8](repeating: UInt8(ascii: "{"), count: 2)
        while let byte = rest.first {
            guard rest.starts(with: open), let end = close(rest) else {
                out.append(byte)
                rest = rest.dropFirst()
                continue
            }
            let whole = rest[rest.startIndex..<end]
            if let value = field(whole.dropFirst(2).dropLast(2)).flatMap({ variables[$0] }) {
                out += value.utf8
            } else {
                out += whole
                left.append(String(decoding: whole, as: UTF8.self))
            }
            rest = rest[end...]
        }
        return (String(decoding: out, as: UTF8.self), left)
    }

    private static func close(_ bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex + 2
        while index + 1 < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") { return index + 2 }
            index += 1
        }
        return nil
    }

    private static func field(_ body: ArraySlice<UInt8>) -> String? {
        let trimmed = body.drop { $0 == 32 }.reversed().drop { $0 == 32 }.reversed()
        guard trimmed.first == UInt8(ascii: ".") else { return nil }
        let name = String(decoding: trimmed.dropFirst(), as: UTF8.self)
        let isName = name.utf8.allSatisfy { $0 == 95 || (48...57).contains($0) || ($0 | 32) >= 97 && ($0 | 32) <= 122 }
        return isName && !name.isEmpty ? name : nil
    }
}
