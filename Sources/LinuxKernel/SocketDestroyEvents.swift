import CLinux
package import Endpoints

/// The kernel's announcements of sockets that are gone (`SKNLGRP_INET*_DESTROY`, sock_diag(7), Linux 4.4): at once,
/// with cookie and port, and without privilege.
package final class SocketDestroyEvents {
    /// Readable when something has been announced.
    package let descriptor: Int32
    private let transport: Transport

    /// Listens for both families of one transport.
    package init(_ transport: Transport) throws(SystemError) {
        self.transport = transport
        let type = Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_NETLINK, type, NETLINK_SOCK_DIAG)
        guard descriptor >= 0 else { throw SystemError("socket", "NETLINK_SOCK_DIAG") }
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        // A bit a group: 1 is TCP over IPv4, 2 UDP, 3 TCP over IPv6, 4 UDP.
        address.nl_groups = transport == .tcp ? 0b0101 : 0b1010
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_nl>.size))
            }
        }
        guard bound == 0 else {
            let error = SystemError("bind", "NETLINK_SOCK_DIAG destroy groups")
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// What has been announced since the last call; does not wait.
    ///
    /// - Returns: `nil` when announcements were lost (`ENOBUFS`): only the table knows then.
    package func drain() -> [SocketRow]? {
        var rows: [SocketRow] = []
        var lost = false
        withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 8) { buffer in
            while true {
                let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                if count < 0 && clinux_errno() == ENOBUFS {
                    lost = true
                    continue
                }
                if count <= 16 { return }
                let message = UnsafeRawBufferPointer(rebasing: buffer[16..<count])
                if let row = SockDiagTable.row(message, transport) { rows.append(row) }
            }
        }
        return lost ? nil : rows
    }
}
