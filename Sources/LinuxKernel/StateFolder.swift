import CLinux

/// A folder of small files that must survive `kill -9` and two writers at once: they are replaced in one step, under a
/// lock of their own file.
package struct StateFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// A file's content, empty when there is none yet.
    package func read(_ name: String) throws(SystemError) -> [UInt8] {
        let file = "\(path)/\(name)"
        if let bytes = FileBytes.read(file, limit: 1 << 26) { return bytes }
        let error = SystemError("read", file)
        if error.code == ENOENT || error.code == ENOTDIR { return [] }
        throw error
    }

    /// Takes the exclusive lock (flock(2)); it ends with the process at the latest.
    ///
    /// - Parameter seconds: how long to wait; a holder that was stopped must not stop us for ever.
    /// - Throws: `EWOULDBLOCK` when the time is over.
    package func lock(_ name: String, seconds: Double = 30) throws(SystemError) -> FileLock {
        try makeFolder()
        let file = "\(path)/\(name)"
        let descriptor = clinux_open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("open", file) }
        let lock = FileLock(descriptor)
        let deadline = Clock.monotonic() + seconds
        var pause = 0.0002
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard clinux_errno() == EWOULDBLOCK || clinux_errno() == EINTR, Clock.monotonic() < deadline else {
                throw SystemError("flock", file)
            }
            Clock.sleep(pause)
            // Long enough that sixty who wait leave the processor to the one who works.
            pause = min(pause * 1.5, 0.02)
        }
        return lock
    }

    /// Replaces a file: written beside it, then renamed over it (rename(2)). Only under the lock, since the name of
    /// the temporary file is always the same; what a killed process left there is written over.
    ///
    /// - Parameter synced: whether the content must be on the disk before the old one goes (fdatasync(2)).
    package func replace(_ name: String, _ bytes: [UInt8], synced: Bool) throws(SystemError) {
        let file = "\(path)/\(name)"
        let temporary = "\(file).new"
        let descriptor = clinux_open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("open", temporary) }
        defer { close(descriptor) }
        do throws(SystemError) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { clinux_write(descriptor, $0.baseAddress, UInt($0.count)) }
                if count < 0 && clinux_errno() == EINTR { continue }
                guard count > 0 else { throw SystemError("write", temporary) }
                rest = rest.dropFirst(count)
            }
            if synced && fdatasync(descriptor) != 0 { throw SystemError("fdatasync", temporary) }
            guard rename(temporary, file) == 0 else { throw SystemError("rename", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// The same for a file that has one writer only; makes the folder where it is missing.
    package func write(_ name: String, _ bytes: [UInt8]) throws(SystemError) {
        try makeFolder()
        try replace(name, bytes, synced: false)
    }

    /// Makes the folder, and what is missing above it, for us alone.
    package func makeFolder() throws(SystemError) {
        if FileBytes.status(path)?.isDirectory ?? false { return }
        var made = ""
        for part in path.split(separator: "/") {
            made += "/\(part)"
            if mkdir(made, 0o700) != 0 && clinux_errno() != EEXIST {
                // Above our own folders mkdir may say EROFS or EACCES of what is there all the same.
                let error = SystemError("mkdir", made)
                if FileBytes.status(made)?.isDirectory ?? false { continue }
                throw error
            }
        }
    }
}

/// An exclusive lock on a file, let go when the value goes.
package final class FileLock {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Keeps the lock up to here.
    package func release() { flock(descriptor, LOCK_UN) }
}
