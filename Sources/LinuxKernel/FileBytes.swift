import CLinux

/// Whole small files and links, read with as few system calls as they take; everything in /proc is one of these.
package enum FileBytes {
    /// The file's content, or `nil` when it cannot be read.
    ///
    /// - Parameters:
    ///   - directory: an open directory that a relative path starts from (openat(2)).
    ///   - limit: bytes after which reading stops.
    ///   - isOneRecord: a read that fills less than its buffer was the last: true of `/proc/PID/stat` and `cmdline`,
    ///     not of tables such as `/proc/net/tcp`. Saves a call a file, thousands in a large listing.
    package static func read(
        at directory: Int32 = AT_FDCWD, _ path: String, limit: Int = 1 << 20, isOneRecord: Bool = false
    ) -> [UInt8]? {
        let fd = clinux_openat(directory, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
        guard fd >= 0 else { return nil }
        defer { close(fd) }
        return drain(fd, limit: limit, isOneRecord: isOneRecord)
    }

    private static func drain(_ fd: Int32, limit: Int, isOneRecord: Bool) -> [UInt8]? {
        var size = 4096
        var bytes: [UInt8] = []
        while true {
            let room = min(size, limit - bytes.count)
            if room <= 0 { return bytes }
            var failed = false
            let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                let got = clinux_read(fd, buffer.baseAddress, UInt(room))
                failed = got < 0
                count = max(0, got)
            }
            if failed { return clinux_errno() == EINTR ? drain(fd, limit: limit, isOneRecord: isOneRecord) : nil }
            if chunk.isEmpty { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            if isOneRecord && chunk.count < room { return bytes }
            size = min(size * 4, 1 << 18)
        }
    }

    /// The file's content as text; bytes that are not UTF-8 become `\xNN`.
    package static func text(_ path: String, limit: Int = 1 << 20) -> String? {
        read(path, limit: limit).map { String(outside: $0[...]) }
    }

    /// Where a symbolic link points (readlinkat(2)), or `nil`.
    package static func link(at directory: Int32 = AT_FDCWD, _ path: String) -> String? {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            guard let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
            let count = readlinkat(directory, path, base, buffer.count)
            guard count >= 0 else { return nil }
            return String(outside: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[0..<count]))
        }
    }

    /// The names in a directory, `.` and `..` left out; `nil` when it cannot be read.
    package static func names(in path: String) -> [String]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(outside: [UInt8](bytes.prefix { $0 != 0 })[...])
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// What a descriptor has to give now, up to 64 KiB; empty at its end, `nil` when it fails.
    package static func some(from descriptor: Int32) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            let got = clinux_read(descriptor, buffer.baseAddress, UInt(buffer.count))
            failed = got < 0 && clinux_errno() != EINTR && clinux_errno() != EAGAIN
            count = max(0, got)
        }
        return failed ? nil : bytes
    }

    /// Makes a folder of the user's own (mkdir(2)).
    package static func makeFolder(_ path: String) throws(SystemError) {
        guard mkdir(path, 0o755) == 0 else { throw SystemError("mkdir", path) }
    }

    /// Writes a file of the user's own, over one that is there.
    ///
    /// - Parameter isPrivate: a new file can be read by its owner alone.
    package static func write(
        _ bytes: [UInt8], to path: String, isPrivate: Bool = false
    ) throws(SystemError) {
        let descriptor = clinux_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isPrivate ? 0o600 : 0o644)
        guard descriptor >= 0 else { throw SystemError("open", path) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { clinux_write(descriptor, $0.baseAddress, UInt($0.count)) }
            guard count > 0 else { throw SystemError("write", path) }
            rest = rest.dropFirst(count)
        }
    }

    /// Whether something is there, whatever it is.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether there is certainly nothing: not merely out of our reach.
    package static func isMissing(_ path: String) -> Bool {
        access(path, F_OK) != 0 && [ENOENT, ENOTDIR].contains(clinux_errno())
    }

    /// What stat(2) says of a path; `nil` when there is nothing.
    package static func status(_ path: String) -> FileStatus? {
        var result = CLinux.stat()
        guard stat(path, &result) == 0 else { return nil }
        return FileStatus(
            inode: UInt64(result.st_ino), mode: result.st_mode, user: result.st_uid,
            modified: Double(result.st_mtim.tv_sec) + Double(result.st_mtim.tv_nsec) / 1e9,
            size: Int(result.st_size))
    }
}

/// The parts of stat(2) that are asked for.
package struct FileStatus: Hashable, Sendable {
    package var inode: UInt64
    package var mode: UInt32
    package var user: UInt32
    /// Last change of the content, in seconds since 1970.
    package var modified: Double
    /// Bytes; of /proc/PID/fd the number of descriptors, since Linux 6.2.
    package var size: Int

    package var isDirectory: Bool { mode & 0o170000 == 0o040000 }
    package var isSocket: Bool { mode & 0o170000 == 0o140000 }
}

extension String {
    /// Text from outside the program: what is not UTF-8 becomes visible as `\xNN` instead of being replaced, so that
    /// two different names never look the same. Control characters stay; every sink escapes those.
    package init(outside bytes: ArraySlice<UInt8>) {
        self = bytes.withUnsafeBytes { String(outside: $0) }
    }

    /// The same from memory that is only lent.
    package init(outside bytes: UnsafeRawBufferPointer) {
        // Nearly everything is ASCII, which needs no validation.
        if bytes.allSatisfy({ $0 < 0x80 }) {
            self.init(decoding: bytes, as: UTF8.self)
        } else if let text = String(validating: bytes, as: UTF8.self) {
            self = text
        } else {
            self = Self.escapingInvalid([UInt8](bytes)[...])
        }
    }

    private static func escapingInvalid(_ bytes: ArraySlice<UInt8>) -> String {
        var out = ""
        var decoder = UTF8()
        var rest = bytes
        while let first = rest.first {
            var iterator = rest.makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&iterator) {
                out.unicodeScalars.append(scalar)
                rest = rest.dropFirst(UTF8.width(scalar))
            } else {
                let hex = String(first, radix: 16)
                out += "\\x" + (hex.utf8.count < 2 ? "0" : "") + hex
                rest = rest.dropFirst()
            }
            decoder = UTF8()
        }
        return out
    }
}
