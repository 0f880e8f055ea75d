import CLinux
import LinuxKernel

/// Reads the records of a run from a place on, from one segment into the next.
final class SegmentReader {
    private static let readSize = 256 << 10

    private let run: RunFolder
    private var position: LogPosition
    private var descriptor: Int32 = -1
    private var buffer = ByteBuffer(capacity: SegmentReader.readSize)
    /// Bytes of `buffer` that were given to the caller.
    private var given = 0

    init(_ run: RunFolder, _ position: LogPosition) {
        self.run = run
        self.position = position
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Gives whole lines, as many as one read completes; whether there were any.
    func next(_ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
        forgetGiven()
        while true {
            let before = buffer.count
            guard fill() else { return false }
            // Only what is new can hold the newline.
            guard let newline = buffer.bytes.part(before, buffer.count).last(10) else { continue }
            given = before + newline + 1
            body(buffer.bytes.part(0, given))
            return true
        }
    }

    /// Gives what has no newline, with one: its writer was killed within a record.
    func rest(_ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
        forgetGiven()
        guard buffer.count > 0 else { return false }
        buffer.append(10)
        given = buffer.count
        body(buffer.bytes)
        return true
    }

    private func forgetGiven() {
        buffer.removeFirst(given)
        given = 0
        if buffer.count == 0 { buffer.clear(keeping: 2 * Self.readSize) }
    }

    private func fill() -> Bool {
        while true {
            if descriptor < 0 {
                descriptor = clinux_open(run.segment(position.segment), O_RDONLY | O_CLOEXEC, 0)
                if descriptor < 0 { return false }
            }
            let got = buffer.read(descriptor, at: position.offset, atMost: Self.readSize)
            if got > 0 {
                position.offset += got
                return true
            }
            guard FileBytes.exists(run.segment(position.segment + 1)) else { return false }
            // Everything was written here before the next one was made: one more look, and it is done.
            let last = buffer.read(descriptor, at: position.offset, atMost: Self.readSize)
            if last > 0 {
                position.offset += last
                return true
            }
            close(descriptor)
            descriptor = -1
            position = LogPosition(segment: position.segment + 1, offset: 0)
        }
    }
}
