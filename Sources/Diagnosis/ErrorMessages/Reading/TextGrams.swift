/// Which sequences of three bytes a text has: rules out at once most of what it cannot have in it.
///
/// A set of hashes in 65,536 bits: it may say that a sequence is there which is not, never the opposite.
struct TextGrams: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1024)

    init() {}

    /// The grams of every line, each cleaned by itself as it is before patterns are tried.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while start < text.count {
            var end = start
            while end < text.count, text[end] != 0x0A { end += 1 }
            add(CleanLine(text[start..<end]).folded)
            start = end + 1
        }
    }

    /// Adds a text in lower case.
    mutating func add(_ folded: [UInt8]) {
        folded.withUnsafeBufferPointer { folded in
            bits.withUnsafeMutableBufferPointer { bits in
                var gram: UInt32 = 0
                for (index, byte) in folded.enumerated() {
                    gram = Self.next(gram, byte)
                    guard index >= 2 else { continue }
                    let hash = Self.hash(gram)
                    bits[hash >> 6] |= 1 << UInt64(hash & 63)
                }
            }
        }
    }

    /// Whether the text may have in it what the pattern spells out; the pattern is in the language of `MessagePattern`.
    func mayFit(_ pattern: String) -> Bool {
        var pattern = pattern
        return pattern.withUTF8 { source in
            bits.withUnsafeBufferPointer { bits in Self.fits(source, bits) }
        }
    }

    private static func fits(_ source: UnsafeBufferPointer<UInt8>, _ bits: UnsafeBufferPointer<UInt64>) -> Bool {
        var gram: UInt32 = 0
        var run = 0
        var depth = 0
        var index = 0
        while index < source.count {
            var byte = source[index]
            index += 1
            switch byte {
            case UInt8(ascii: "<"):
                depth += 1
                run = 0
                continue
            case UInt8(ascii: ">") where depth > 0:
                depth -= 1
                run = 0
                continue
            case UInt8(ascii: "*"), UInt8(ascii: "^"), UInt8(ascii: "$"):
                run = 0
                continue
            case UInt8(ascii: "{"):
                // Perhaps a placeholder: what is inside is then not spelt out.
                run = 0
                while index < source.count, source[index].isASCIILetter { index += 1 }
                continue
            case UInt8(ascii: "}"):
                run = 0
                continue
            case UInt8(ascii: "\\") where index < source.count:
                byte = source[index]
                index += 1
            default: break
            }
            // One choice among several need not be there.
            guard depth == 0 else { continue }
            gram = next(gram, byte.lowercased)
            run += 1
            guard run >= 3 else { continue }
            let hash = hash(gram)
            if bits[hash >> 6] & (1 << UInt64(hash & 63)) == 0 { return false }
        }
        return true
    }

    private static func next(_ gram: UInt32, _ byte: UInt8) -> UInt32 { (gram << 8 | UInt32(byte)) & 0xFF_FFFF }

    /// Multiplicative hashing (Knuth): the upper bits of the product.
    private static func hash(_ gram: UInt32) -> Int { Int((gram &* 2_654_435_761) >> 16) }
}
