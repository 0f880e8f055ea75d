import CLinux

/// A directory read with getdents64(2) straight into one buffer: a walk over every `/proc/PID/fd` is the dearest thing
/// Ostia does, and readdir(3) would double its cost.
package final class RawDirectory {
    package let descriptor: Int32

    package convenience init?(path: String) { self.init(at: AT_FDCWD, path) }

    /// Opens `path` below an open directory; `nil` when that is not allowed or it is gone.
    package init?(at directory: Int32, _ path: String) {
        descriptor = clinux_openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// A name in the kernel's buffer; valid during the visit only.
    package struct Name {
        package let bytes: UnsafePointer<CChar>

        /// The name as a number, `nil` when it is not all digits.
        package var asNumber: UInt32? {
            var value: UInt32 = 0
            var p = bytes
            if p.pointee == 0 { return nil }
            while p.pointee != 0 {
                let digit = UInt8(bitPattern: p.pointee) &- 48
                if digit > 9 { return nil }
                value = value &* 10 &+ UInt32(digit)
                p += 1
            }
            return value
        }
    }

    /// Visits every name until `visit` says false.
    package func forEach(_ visit: (Name) -> Bool) {
        withUnsafeTemporaryAllocation(byteCount: 32_768, alignment: 8) { buffer in
            guard let base = buffer.baseAddress else { return }
            while true {
                let count = clinux_getdents64(descriptor, base, UInt(buffer.count))
                if count <= 0 { return }
                var offset = 0
                while offset < count {
                    // struct linux_dirent64: ino 8, off 8, reclen 2, type 1, name.
                    let entry = base + offset
                    let length = Int(entry.loadUnaligned(fromByteOffset: 16, as: UInt16.self))
                    let name = Name(bytes: (entry + 19).assumingMemoryBound(to: CChar.self))
                    if !visit(name) { return }
                    offset += length
                }
            }
        }
    }
}
