/// A command line as words, by the rules that sh and Python's shlex share: spaces, both quotes, the backslash.
package enum ShellWords {
    /// The words; a quote that is not closed ends with the text.
    package static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8]?
        var quote: UInt8?
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch (byte, quote) {
            case (UInt8(ascii: "\\"), nil):
                if let next = bytes.next() { word = (word ?? []) + [next] }
            case (UInt8(ascii: "\\"), UInt8(ascii: "\"")?):
                guard let next = bytes.next() else { break }
                let isEscape = "\"\\$`".utf8.contains(next)
                word = (word ?? []) + (isEscape ? [next] : [byte, next])
            case (_, let open?):
                if byte == open { quote = nil } else { word?.append(byte) }
            case (UInt8(ascii: "'"), nil), (UInt8(ascii: "\""), nil):
                quote = byte
                if word == nil { word = [] }
            case (UInt8(ascii: " "), nil), (UInt8(ascii: "\t"), nil), (UInt8(ascii: "\n"), nil):
                if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
                word = nil
            default:
                if word == nil { word = [byte] } else { word?.append(byte) }
            }
        }
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        return words
    }

    /// One word as sh reads it back.
    package static func quote(_ word: String) -> String {
        let plain = !word.isEmpty && word.utf8.allSatisfy(isPlain)
        if plain { return word }
        var quoted = "'"
        for scalar in word.unicodeScalars {
            if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "'"
    }

    package static func join(_ words: [String]) -> String { words.map(quote).joined(separator: " ") }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "_-./:=,+@%^".utf8.contains(byte)
        }
    }
}
