import CLinux

extension FileBytes {
    /// The end of a regular file; `nil` for anything else, and when it cannot be read.
    ///
    /// - Parameter bytes: how much of it at most.
    package static func tail(_ path: String, bytes: Int) -> [UInt8]? {
        guard status(path)?.isRegular ?? false else { return nil }
        let fd = clinux_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0)
        guard fd >= 0 else { return nil }
        defer { close(fd) }
        let size = lseek(fd, 0, SEEK_END)
        guard size >= 0, lseek(fd, max(0, size - bytes), SEEK_SET) >= 0 else { return nil }
        var out: [UInt8] = []
        while out.count < bytes {
            let room = bytes - out.count
            let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                count = max(0, clinux_read(fd, buffer.baseAddress, UInt(room)))
            }
            if chunk.isEmpty { break }
            out += chunk
        }
        return out
    }
}

extension FileStatus {
    package var isRegular: Bool { mode & 0o170000 == 0o100000 }
}

/// The kernel's log (dmesg(1)).
package enum KernelMessages {
    /// What /dev/kmsg holds now, the oldest first, without prefix; `nil` when it may not be read
    /// (`kernel.dmesg_restrict`, capabilities(7): `CAP_SYSLOG`).
    ///
    /// - Parameters:
    ///   - path: the device, or a file of a test's with one record a line.
    ///   - most: records read.
    package static func read(_ path: String = "/dev/kmsg", most: Int = 20_000) -> [String]? {
        let fd = clinux_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
        guard fd >= 0 else { return nil }
        defer { close(fd) }
        var out: [String] = []
        var failures = 0
        while out.count < most, failures < 64 {
            // One record a read; a longer one fails with EINVAL and is passed over.
            var failed = false
            let chunk = [UInt8](unsafeUninitializedCapacity: 8192) { buffer, count in
                let got = clinux_read(fd, buffer.baseAddress, 8192)
                failed = got < 0
                count = max(0, got)
            }
            if failed {
                // EPIPE: older records were overwritten meanwhile; the next read goes on with what is there.
                if clinux_errno() != EPIPE && clinux_errno() != EINTR && clinux_errno() != EINVAL {
                    return clinux_errno() == EAGAIN ? out : nil
                }
                failures += 1
                continue
            }
            if chunk.isEmpty { return out }
            out += chunk.split(separator: 10).compactMap { text($0) }
        }
        return out
    }

    /// `6,1234,5678901,-;Out of memory: …`: priority, number, microseconds, flags; continuation lines begin with a blank.
    static func text(_ record: ArraySlice<UInt8>) -> String? {
        guard record.first != 32 else { return nil }
        guard let semicolon = record.firstIndex(of: UInt8(ascii: ";")) else { return String(outside: record) }
        return String(outside: record[(semicolon + 1)...])
    }
}
