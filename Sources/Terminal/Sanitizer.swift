/// Makes text from outside (process names, command lines, paths, server banners) safe for every sink.
///
/// A process may call itself anything, `ESC ]0;` included (`prctl(PR_SET_NAME)`, prctl(2)). What could move the
/// cursor, reorder or hide text becomes a visible escape: C0 and C1 controls, DEL, bidirectional controls, zero-width
/// and tag characters, line and paragraph separators, and noncharacters.
package enum Sanitizer {
    /// The text with every dangerous scalar as `\n`, `\t`, `\r`, `\e`, `\xNN` or `\u{NNNN}`.
    package static func escape(_ text: String) -> String {
        guard !isClean(text) else { return text }
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case "\u{1B}": out += "\\e"
            default:
                if !isDangerous(scalar) {
                    out.unicodeScalars.append(scalar)
                } else if scalar.value < 0x100 {
                    out += "\\x" + hex(scalar.value, digits: 2)
                } else {
                    out += "\\u{" + hex(scalar.value, digits: 1) + "}"
                }
            }
        }
        return out
    }

    /// Whether the text is printable ASCII throughout, the usual case and the cheap test.
    private static func isClean(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
    }

    /// Whether a terminal could take the scalar as anything but a glyph.
    package static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xFDD0...0xFDEF, 0xE0000...0xE0FFF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }

    static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
