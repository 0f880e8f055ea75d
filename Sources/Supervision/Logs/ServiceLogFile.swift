import CLinux
import LinuxKernel

/// A service's own file beside the run's log: its lines as it wrote them, without time and name.
///
/// A reader's convenience: what it cannot take (a full disk) is in the run's log all the same. When the file has grown
/// to `maxSize` it becomes `FILE.1`, what was `FILE.1` becomes `FILE.2`, and so on up to `keep`.
final class ServiceLogFile {
    private let path: String
    private let maxSize: Int?
    private let keep: Int
    private var descriptor: Int32 = -1
    private var size = 0
    private var pending = ByteBuffer()
    private var hasFailed = false

    /// - Parameter path: absolute.
    init(path: String, maxSize: Int?, keep: Int) {
        self.path = path
        self.maxSize = maxSize
        self.keep = max(0, keep)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func append(_ record: LogRecord) {
        pending.append(record.text)
        if !record.isContinued { pending.append(10) }
    }

    /// Writes what was appended; what cannot be written is dropped here.
    ///
    /// - Returns: what went wrong, the first time only.
    func flush() -> SystemError? {
        defer { pending.clear() }
        guard pending.count > 0 else { return nil }
        do throws(SystemError) {
            try open()
            if let maxSize, size > 0, size + pending.count > maxSize {
                rotate()
                try open()
            }
            var done = 0
            while done < pending.count {
                let part = pending.bytes.part(done, pending.count)
                let count = clinux_write(descriptor, part.baseAddress, UInt(part.count))
                if count < 0 && clinux_errno() == EINTR { continue }
                guard count > 0 else { throw SystemError("write", path) }
                done += count
                size += count
            }
            return nil
        } catch {
            defer { hasFailed = true }
            return hasFailed ? nil : error
        }
    }

    private func open() throws(SystemError) {
        guard descriptor < 0 else { return }
        descriptor = clinux_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o644)
        guard descriptor >= 0 else { throw SystemError("open", path) }
        size = max(0, lseek(descriptor, 0, SEEK_END))
    }

    private func rotate() {
        close(descriptor)
        descriptor = -1
        guard keep > 0 else {
            unlink(path)
            return
        }
        for i in stride(from: keep - 1, through: 1, by: -1) { rename("\(path).\(i)", "\(path).\(i + 1)") }
        rename(path, "\(path).1")
    }
}
