import CLinux

/// One connection attempt to a Unix socket, closed at once.
package enum UnixProbe {
    /// Whether nobody stands behind the file: connect(2) says `ECONNREFUSED`. A full queue or a socket of another type
    /// (`EPROTOTYPE`) has somebody behind it.
    package static func isRefused(_ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = [UInt8](path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let fd = socket(AF_UNIX, type, 0)
        guard fd >= 0 else { return false }
        defer { close(fd) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result != 0 && clinux_errno() == ECONNREFUSED
    }
}

extension FileBytes {
    /// Whether our effective user may write to it (faccessat(2)); connecting to a Unix socket asks for that.
    package static func mayWrite(_ path: String) -> Bool { faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 }
}
