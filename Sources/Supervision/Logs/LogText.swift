import LinuxKernel
import Terminal

/// What a service's text becomes before somebody sees it.
///
/// - On a terminal, or wherever colour was asked for: the service's own colours (SGR, ECMA-48) stay and end with the
///   line; of a line drawn over itself (`CR`, as progress bars do) what would be left to see; everything else a
///   terminal acts on becomes a visible escape (`Sanitizer`), but for tabs and erasing in the line (`CSI K`).
/// - In a pipe or a file without colour: as it was written, without colours.
enum LogText {
    static func appendForTerminal(_ text: UnsafeRawBufferPointer, keepsColour: Bool, to out: inout ByteBuffer) {
        var end = text.count
        while end > 0 && text[end - 1] == 13 { end -= 1 }
        var at = text.part(0, end).last(13).map { $0 + 1 } ?? 0
        var isColoured = false
        while at < end {
            let plain = plainEnd(text, at, end)
            out.append(text.part(at, plain))
            at = plain
            guard at < end else { break }
            if text[at] == 0x1B, let sequence = Sequence(text, at, end) {
                if sequence.isColour && keepsColour {
                    out.append(text.part(at, sequence.end))
                    isColoured = true
                }
                if sequence.isColour || sequence.isErasure {
                    at = sequence.end
                    continue
                }
            }
            if text[at] < 0x80 {
                out.append(Sanitizer.escape(String(UnicodeScalar(text[at]))))
                at += 1
            } else {
                var stop = at + 1
                while stop < end && text[stop] >= 0x80 { stop += 1 }
                out.append(Sanitizer.escape(String(outside: [UInt8](text.part(at, stop))[...])))
                at = stop
            }
        }
        if isColoured { out.append("\u{1B}[0m") }
    }

    static func appendWithoutColour(_ text: UnsafeRawBufferPointer, to out: inout ByteBuffer) {
        var (at, from) = (0, 0)
        while let escape = text.first(0x1B, from: at) {
            at = escape + 1
            guard let sequence = Sequence(text, escape, text.count), sequence.isColour || sequence.isErasure else {
                continue
            }
            out.append(text.part(from, escape))
            at = sequence.end
            from = at
        }
        out.append(text.part(from, text.count))
    }

    private static func plainEnd(_ text: UnsafeRawBufferPointer, _ from: Int, _ end: Int) -> Int {
        var at = from
        while at < end, text[at] >= 0x20 && text[at] < 0x7F || text[at] == 9 { at += 1 }
        return at
    }

    /// A control sequence (ECMA-48: `ESC [`, parameters, a final byte).
    private struct Sequence {
        let end: Int
        private let final: UInt8
        private let isPrivate: Bool

        init?(_ text: UnsafeRawBufferPointer, _ from: Int, _ end: Int) {
            guard from + 2 < end, text[from + 1] == UInt8(ascii: "[") else { return nil }
            var at = from + 2
            var isPrivate = false
            // Longer ones are no colour of any program's.
            let most = min(end, from + 64)
            while at < most, (0x30...0x3F).contains(text[at]) {
                if text[at] > 0x3B { isPrivate = true }
                at += 1
            }
            guard at < most, (0x40...0x7E).contains(text[at]) else { return nil }
            final = text[at]
            self.isPrivate = isPrivate
            self.end = at + 1
        }

        var isColour: Bool { final == UInt8(ascii: "m") && !isPrivate }
        var isErasure: Bool { final == UInt8(ascii: "K") && !isPrivate }
    }
}
