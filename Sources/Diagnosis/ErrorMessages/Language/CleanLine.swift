/// One line made ready for matching: no colours, one kind of quote, one space between words.
struct CleanLine: Sendable {
    /// The bytes with the case that was written.
    private(set) var bytes: [UInt8]
    /// The same, ASCII letters in lower case; the offsets are those of `bytes`.
    private(set) var folded: [UInt8]

    /// The longest line that is looked at in one piece; longer ones are cut before they come here.
    static let longest = 16_384

    init(_ line: some Collection<UInt8>) {
        bytes = []
        bytes.reserveCapacity(line.count)
        var quotes = Quotes()
        var escape = EscapeSequence()
        for byte in line where !escape.swallows(byte) {
            quotes.add(byte, to: &bytes)
        }
        quotes.flush(to: &bytes)
        if bytes.last == .space { bytes.removeLast() }
        folded = bytes.map(\.lowercased)
    }

    init(_ text: some StringProtocol) {
        self.init(Array(text.utf8))
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

/// Takes ANSI colour, cursor and title sequences out of a stream of bytes (ECMA-48: CSI, OSC and two-byte escapes).
private struct EscapeSequence {
    private enum State { case text, escape, control, title, titleEscape }
    private var state = State.text

    mutating func swallows(_ byte: UInt8) -> Bool {
        switch state {
        case .text:
            guard byte == 0x1B else { return false }
            state = .escape
        case .escape:
            state = byte == UInt8(ascii: "[") ? .control : byte == UInt8(ascii: "]") ? .title : .text
        case .control:
            if (0x40...0x7E).contains(byte) { state = .text }
        case .title:
            if byte == 0x07 { state = .text } else if byte == 0x1B { state = .titleEscape }
        case .titleEscape:
            state = .text
        }
        return true
    }
}

/// Makes every quotation mark an apostrophe and every run of blanks one space.
private struct Quotes {
    private var pending: [UInt8] = []

    mutating func add(_ byte: UInt8, to bytes: inout [UInt8]) {
        if pending.isEmpty, byte != 0xC2, byte != 0xE2, byte != 0xE3, byte != 0xEF {
            Self.plain(byte, to: &bytes)
            return
        }
        pending.append(byte)
        let wanted = pending[0] == 0xC2 ? 2 : 3
        guard pending.count == wanted || byte < 0x80 else { return }
        flush(to: &bytes)
    }

    mutating func flush(to bytes: inout [UInt8]) {
        guard !pending.isEmpty else { return }
        if let replacement = Self.replacement(pending) {
            Self.plain(replacement, to: &bytes)
        } else {
            for byte in pending {
                if byte < 0x80 { Self.plain(byte, to: &bytes) } else { bytes.append(byte) }
            }
        }
        pending = []
    }

    private static func plain(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"):
            // A quote inside JSON or a Go string is written \" there.
            while bytes.last == UInt8(ascii: "\\") { bytes.removeLast() }
            bytes.append(UInt8(ascii: "'"))
        case 0...0x20, 0x7F:
            if let last = bytes.last, last != .space { bytes.append(.space) }
        default:
            bytes.append(byte)
        }
    }

    /// « » and no-break space (U+00AB, U+00BB, U+00A0), ‘ ’ ‚ “ ” „ (U+2018–U+201E), ， ： ； （ ） and ideographic space.
    private static func replacement(_ sequence: [UInt8]) -> UInt8? {
        switch sequence {
        case [0xC2, 0xAB], [0xC2, 0xBB]: UInt8(ascii: "'")
        case [0xC2, 0xA0], [0xE3, 0x80, 0x80], [0xE2, 0x80, 0xAF]: .space
        case [0xEF, 0xBC, 0x8C]: UInt8(ascii: ",")
        case [0xEF, 0xBC, 0x9A]: UInt8(ascii: ":")
        case [0xEF, 0xBC, 0x9B]: UInt8(ascii: ";")
        case [0xEF, 0xBC, 0x88]: UInt8(ascii: "(")
        case [0xEF, 0xBC, 0x89]: UInt8(ascii: ")")
        default:
            sequence.count == 3 && sequence[0] == 0xE2 && sequence[1] == 0x80 && (0x98...0x9E).contains(sequence[2])
                ? UInt8(ascii: "'") : nil
        }
    }
}

extension UInt8 {
    static let space = UInt8(ascii: " ")

    var isASCIIDigit: Bool { self &- 0x30 < 10 }
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    var isUppercase: Bool { self &- 0x41 < 26 }
    var isHexDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
    /// A letter, a digit or an underscore of ASCII.
    var isWord: Bool { isASCIIDigit || isASCIILetter || self == UInt8(ascii: "_") }
    /// May stand in a host name.
    var isName: Bool { isWord || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") }
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
