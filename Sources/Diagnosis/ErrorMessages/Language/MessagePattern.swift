/// The shape of a message, written in a small language and matched against bytes, whatever their case.
///
/// - text: itself; every kind of quotation mark is `'`, every run of blanks one space
/// - `*`: anything, as little as will do, at most 600 bytes
/// - `{address}`: a host with its port if it has one, see `AddressScanner`; `{host}`, `{port}`: only that;
///   `{tlsport}`: a port such as 8443, which TLS commonly has
/// - `{n}`: digits; `{w}`: anything but a blank
/// - `<a|b|>`: one of these, here with nothing as the last choice
/// - `^`, `$`: the line's start; its end, but for full stops and the like
/// - `\`: the next character is meant as it is
///
/// A pattern that starts or ends with a letter or digit matches at word boundaries only; one that starts with a
/// capital and a small letter also where a compound word goes on with a capital.
struct MessagePattern: Sendable {
    indirect enum Element: Sendable {
        case literal([UInt8])
        case anything
        case address, host, port, tlsPort
        case number, word
        case choice([[Element]])
        case start, end
    }

    let elements: [Element]
    /// How many bytes are spelt out: the more, the surer the match.
    let weight: Int
    /// The longest text that every match has in it; empty when there is none.
    let required: [UInt8]
    /// Begins like a word of a compound: `TimeoutException` may be the end of `ReadTimeoutException`.
    let isHump: Bool

    init(_ source: String) {
        let bytes = Array(source.utf8)
        isHump = bytes.count > 4 && bytes[0].isUppercase && bytes[1].isASCIILetter && !bytes[1].isUppercase
        var parser = PatternParser(bytes)
        elements = parser.sequence()
        weight = Self.weight(elements)
        var longest: [UInt8] = []
        for case .literal(let bytes) in elements where bytes.count > longest.count { longest = bytes }
        required = longest
    }

    private static func weight(_ elements: [Element]) -> Int {
        elements.reduce(0) { sum, element in
            switch element {
            case .literal(let bytes): sum + bytes.count
            case .choice(let choices): sum + (choices.map(weight).min() ?? 0)
            default: sum
            }
        }
    }

    /// Words of which one is in every line that the pattern matches, for each choice that it leaves open.
    ///
    /// Each element of the outer array must be looked for; any of the words in it will do.
    var needles: [[[UInt8]]] {
        let pieces = Self.pieces(elements)
        if pieces.contains(where: { $0.count >= 5 }) { return [pieces] }
        for case .choice(let choices) in elements {
            let each = choices.map(Self.pieces)
            if each.allSatisfy({ $0.contains { $0.count >= 5 } }) { return each }
        }
        return pieces.isEmpty ? [] : [pieces]
    }

    private static func pieces(_ elements: [Element]) -> [[UInt8]] {
        elements.flatMap { element -> [[UInt8]] in
            guard case .literal(let bytes) = element else { return [] }
            return pieces(bytes)
        }
    }

    /// What a raw line has in one piece: quotes and runs of blanks may be written otherwise there.
    private static func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: UInt8(ascii: "'")).map(Array.init)
    }
}

private struct PatternParser {
    private let source: [UInt8]
    private var position = 0

    init(_ source: [UInt8]) {
        self.source = source
    }

    mutating func sequence(inChoice: Bool = false) -> [MessagePattern.Element] {
        var elements: [MessagePattern.Element] = []
        var text: [UInt8] = []
        func flushed() -> [MessagePattern.Element] { text.isEmpty ? elements : elements + [.literal(text)] }
        while position < source.count {
            let byte = source[position]
            if inChoice, byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") { break }
            position += 1
            var element: MessagePattern.Element?
            switch byte {
            case UInt8(ascii: "*"): element = .anything
            case UInt8(ascii: "^"): element = .start
            case UInt8(ascii: "$"): element = .end
            case UInt8(ascii: "<"): element = choice()
            case UInt8(ascii: "{"):
                element = placeholder()
                if element == nil { text.append(byte) }
            case UInt8(ascii: "\\") where position < source.count:
                text.append(source[position].lowercased)
                position += 1
            default: text.append(byte.lowercased)
            }
            if let element {
                elements = flushed() + [element]
                text = []
            }
        }
        return flushed()
    }

    private mutating func choice() -> MessagePattern.Element {
        var choices: [[MessagePattern.Element]] = []
        while position < source.count {
            choices.append(sequence(inChoice: true))
            guard position < source.count else { break }
            position += 1
            if source[position - 1] == UInt8(ascii: ">") { break }
        }
        return .choice(choices)
    }

    /// `nil` where the brace is only a brace.
    private mutating func placeholder() -> MessagePattern.Element? {
        guard let end = source[position...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let element: MessagePattern.Element
        switch String(decoding: source[position..<end], as: UTF8.self) {
        case "address": element = .address
        case "host": element = .host
        case "port": element = .port
        case "tlsport": element = .tlsPort
        case "n": element = .number
        case "w": element = .word
        default: return nil
        }
        position = end + 1
        return element
    }
}
