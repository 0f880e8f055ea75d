import CLinux
import LinuxKernel

/// The files of one run's log: `log.000001`, `log.000002` …, appended to by one writer and never changed otherwise.
///
/// A failed write loses nothing: what is not written stays in the caller's buffer, and the next try goes on where this
/// one stopped, be it within a record.
struct LogSegments: ~Copyable {
    /// Bytes after which a segment is full; it ends with the write that reaches them.
    static let size = 64 << 20
    /// Bytes handed to one write(2): enough to make its cost small, little enough that a reader starts early.
    private static let chunk = 1 << 20

    private let folder: String
    private let limit: Int
    private var number: Int
    private var descriptor: Int32
    private var written = 0
    /// Whether the last write stopped within a record.
    private var isTorn = false

    init(folder: String, limit: Int = LogSegments.size) throws(SystemError) {
        self.folder = folder
        self.limit = limit
        number = 1
        descriptor = try Self.open(folder, 1)
    }

    deinit { close(descriptor) }

    static func path(_ folder: String, _ number: Int) -> String {
        let digits = String(number)
        return "\(folder)/log.\(String(repeating: "0", count: max(0, 6 - digits.utf8.count)))\(digits)"
    }

    private static func open(_ folder: String, _ number: Int) throws(SystemError) -> Int32 {
        let file = path(folder, number)
        let descriptor = clinux_open(file, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("open", file) }
        return descriptor
    }

    /// Writes what can be written, and takes it out of the buffer.
    ///
    /// - Parameter buffer: whole records, but for one that an earlier call left half written.
    /// - Throws: why the rest could not be written now: `ENOSPC`, `EDQUOT`, `EIO` …
    mutating func write(_ buffer: inout ByteBuffer) throws(SystemError) {
        if buffer.count > 0 && written >= limit && !isTorn { startNext() }
        var done = 0
        var failure: SystemError?
        while done < buffer.count {
            let part = buffer.bytes.part(done, min(buffer.count, done + Self.chunk))
            let count = clinux_write(descriptor, part.baseAddress, UInt(part.count))
            if count < 0 && clinux_errno() == EINTR { continue }
            guard count > 0 else {
                failure = SystemError("write", Self.path(folder, number))
                break
            }
            done += count
        }
        written += done
        if done > 0 { isTorn = buffer.bytes[done - 1] != 10 }
        if let failure {
            buffer.removeFirst(done)
            throw failure
        }
        buffer.clear()
    }

    /// Where there can be no next file (no room, no descriptor), the log goes on in this one.
    private mutating func startNext() {
        guard let next = try? Self.open(folder, number + 1) else { return }
        close(descriptor)
        descriptor = next
        number += 1
        written = 0
    }
}
