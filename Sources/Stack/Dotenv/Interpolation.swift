/// Fills `$NAME` and `${NAME}` the way Compose does, with `:-`, `-`, `:?`, `?`, `:+`, `+` and nesting; `$$` is `$`.
///
/// What is no reference, such as `$(`, `$5` or a lone `$`, stays as it is. Nothing is ever executed.
struct Interpolation {
    /// The value of a variable, `nil` when it is not set.
    var lookup: (String) -> String?
    /// Asked first for what stands between `${` and `}`; `nil` means that it is a variable after all.
    var braced: ((String) -> String?)?
    /// Whether `\$` is a `$`, as inside the double quotes of a dotenv file.
    var unescapesDollar = false
    /// What `${NAME:?text}` asked for and did not get.
    var faults: [String] = []
    /// Names without a value and without a default, in the order of their use.
    var missing: [String] = []

    init(lookup: @escaping (String) -> String?, braced: ((String) -> String?)? = nil, unescapesDollar: Bool = false) {
        self.lookup = lookup
        self.braced = braced
        self.unescapesDollar = unescapesDollar
    }

    mutating func expand(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        return String(decoding: expand(Array(text.utf8)[...], depth: 0), as: UTF8.self)
    }

    private mutating func expand(_ bytes: ArraySlice<UInt8>, depth: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let byte = bytes[at]
            let next = at + 1 < bytes.endIndex ? bytes[at + 1] : 0
            if unescapesDollar, byte == UInt8(ascii: "\\"), next == UInt8(ascii: "$") {
                out.append(next)
                at += 2
            } else if byte != UInt8(ascii: "$") {
                out.append(byte)
                at += 1
            } else if next == UInt8(ascii: "$") {
                out.append(next)
                at += 2
            } else if next == UInt8(ascii: "{"), depth < 32, let end = Self.closing(bytes, after: at + 2),
                let value = self.value(bytes[(at + 2)..<end], depth: depth)
            {
                out += value
                at = end + 1
            } else {
                let name = bytes[(at + 1)...].prefix(while: Self.isNameByte)
                if let first = name.first, !(0x30...0x39 ~= first) {
                    out += variable(String(decoding: name, as: UTF8.self)).utf8
                    at = name.endIndex
                } else {
                    out.append(byte)
                    at += 1
                }
            }
        }
        return out
    }

    private mutating func variable(_ name: String) -> String {
        if let value = lookup(name) { return value }
        missing.append(name)
        return ""
    }

    /// - Returns: `nil` when it is no reference.
    private mutating func value(_ inside: ArraySlice<UInt8>, depth: Int) -> [UInt8]? {
        if let braced, let value = braced(String(decoding: inside, as: UTF8.self)) { return Array(value.utf8) }
        let name = inside.prefix(while: Self.isNameByte)
        guard let first = name.first, !(0x30...0x39 ~= first) else { return nil }
        let key = String(decoding: name, as: UTF8.self)
        var rest = inside[name.endIndex...]
        if rest.isEmpty { return Array(variable(key).utf8) }
        let emptyCounts = rest.first == UInt8(ascii: ":")
        if emptyCounts { rest = rest.dropFirst() }
        guard let operation = rest.first else { return nil }
        let word = rest.dropFirst()
        let value = lookup(key)
        let isThere = value.map { !emptyCounts || !$0.isEmpty } ?? false
        switch operation {
        case UInt8(ascii: "-"): return isThere ? Array((value ?? "").utf8) : expand(word, depth: depth + 1)
        case UInt8(ascii: "+"): return isThere ? expand(word, depth: depth + 1) : []
        case UInt8(ascii: "?"):
            if isThere { return Array((value ?? "").utf8) }
            let why = String(decoding: expand(word, depth: depth + 1), as: UTF8.self)
            faults.append("`\(key)` is not set\(why.isEmpty ? "" : ": \(why)")")
            return []
        default: return nil
        }
    }

    /// Where the `}` stands that closes what was opened before `start`.
    private static func closing(_ bytes: ArraySlice<UInt8>, after start: Int) -> Int? {
        var depth = 0
        var at = start
        while at < bytes.endIndex {
            if bytes[at] == UInt8(ascii: "$"), at + 1 < bytes.endIndex, bytes[at + 1] == UInt8(ascii: "{") {
                depth += 1
                at += 1
            } else if bytes[at] == UInt8(ascii: "}") {
                if depth == 0 { return at }
                depth -= 1
            }
            at += 1
        }
        return nil
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
    }
}
