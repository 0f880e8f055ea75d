import CLinux

/// A folder for files that need not survive a reboot: `$XDG_RUNTIME_DIR/ostia`, else one of our own below `/run`
/// (root) or `/tmp`, always with mode 0700 and our own.
package struct RuntimeFiles: Sendable {
    package let folder: String?

    /// - Parameter environment: `XDG_RUNTIME_DIR` is read from it.
    package init(environment: [String: String], user: UInt32) {
        if let base = environment["XDG_RUNTIME_DIR"], base.hasPrefix("/") {
            folder = "\(base)/ostia"
        } else {
            folder = user == 0 ? "/run/ostia" : "/tmp/ostia-\(user)"
        }
    }

    package init(folder: String?) { self.folder = folder }

    /// A file's content; `nil` when there is none, or when the folder or the file is somebody else's.
    package func read(_ name: String) -> [UInt8]? {
        guard let folder, let status = FileBytes.status("\(folder)/\(name)"), status.user == geteuid() else {
            return nil
        }
        return FileBytes.read("\(folder)/\(name)", limit: 1 << 26)
    }

    /// Replaces a file in one step; a failure is silent, since nothing here is needed.
    package func write(_ name: String, _ bytes: [UInt8]) {
        guard let folder else { return }
        if mkdir(folder, 0o700) != 0 {
            guard clinux_errno() == EEXIST, let status = FileBytes.status(folder), status.isDirectory,
                status.user == geteuid(), status.mode & 0o077 == 0
            else { return }
        }
        let temporary = "\(folder)/.\(name).\(getpid())"
        let fd = clinux_open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard fd >= 0 else { return }
        let written = clinux_write(fd, bytes, UInt(bytes.count))
        close(fd)
        if written != bytes.count || rename(temporary, "\(folder)/\(name)") != 0 { unlink(temporary) }
    }
}
