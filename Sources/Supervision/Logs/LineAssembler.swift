/// Makes records of what comes out of one stream, chunk by chunk, wherever the chunks are cut.
///
/// A line is held until its newline, so that no other service's output can come between its parts.
struct LineAssembler: ~Copyable {
    /// Bytes of a line after which it goes on in another record.
    static let limit = 16 << 20

    private let limit: Int
    /// Whether the `CR` that a terminal puts before each newline is taken away (`ONLCR`, termios(3)).
    private let dropsReturn: Bool
    /// Time, name and mark; the time is written over.
    private var prefix: ByteBuffer
    private var continuedPrefix: ByteBuffer
    /// The beginning of a line whose end has not come yet.
    private var held = ByteBuffer(capacity: 256)
    /// Records made so far.
    private(set) var lines = 0

    init(service: [UInt8], mark: LogMark, dropsReturn: Bool = false, limit: Int = LineAssembler.limit) {
        self.limit = limit
        self.dropsReturn = dropsReturn
        prefix = ByteBuffer(capacity: 64)
        continuedPrefix = ByteBuffer(capacity: 64)
        let time = [UInt8](repeating: 0x30, count: LogRecord.timeLength)
        prefix.append(time + [0x20] + service + [0x20, mark.rawValue, 0x20])
        continuedPrefix.append(time + [0x20] + service + [0x20, mark.rawValue, UInt8(ascii: "+"), 0x20])
    }

    /// Whether a line has begun and not ended.
    var isHolding: Bool { held.count > 0 }

    /// The beginning of a line that has not ended.
    var unfinished: UnsafeRawBufferPointer { held.bytes }

    /// Takes a chunk and appends the records it completes.
    mutating func feed(_ chunk: UnsafeRawBufferPointer, time: [UInt8], to out: inout ByteBuffer) {
        prefix.overwrite(at: 0, with: time)
        var at = 0
        while at < chunk.count {
            let newline = chunk.first(10, from: at)
            let end = newline ?? chunk.count
            if held.count + end - at > limit {
                let piece = limit - held.count
                held.append(chunk.part(at, at + piece))
                at += piece
                continuedPrefix.overwrite(at: 0, with: time)
                out.append(continuedPrefix.bytes, held.bytes)
                held.clear(keeping: 1 << 16)
                lines += 1
                continue
            }
            guard newline != nil else {
                held.append(chunk.part(at, end))
                return
            }
            if held.count > 0 {
                held.append(chunk.part(at, end))
                finish(held.bytes, to: &out)
                held.clear(keeping: 1 << 16)
            } else {
                finish(chunk.part(at, end), to: &out)
            }
            at = end + 1
        }
    }

    /// Makes a record of a line that will not get its newline, if there is one.
    mutating func end(time: [UInt8], to out: inout ByteBuffer) {
        guard held.count > 0 else { return }
        prefix.overwrite(at: 0, with: time)
        finish(held.bytes, to: &out)
        held.clear(keeping: 1 << 16)
    }

    @inline(__always)
    private mutating func finish(_ text: UnsafeRawBufferPointer, to out: inout ByteBuffer) {
        let cut = dropsReturn && text.last == 13
        out.append(prefix.bytes, cut ? text.part(0, text.count - 1) : text)
        lines += 1
    }
}
