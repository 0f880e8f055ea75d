import CLinux
package import Endpoints

/// A port kept for ourselves without serving on it: sockets bound to both loopback addresses that never listen.
///
/// While they are open the kernel gives the port to no `bind(0)` and to no outgoing connection (measured on 6.18), and
/// a bind without `SO_REUSEADDR` fails. A server with that option can bind and listen beside them. The descriptors
/// close at exec, so that a program put in our place finds the port free.
package final class PortHold {
    private var descriptors: [Int32] = []

    /// Binds 127.0.0.1 and ::1; a machine without IPv6 has one of them only.
    ///
    /// - Throws: `EADDRINUSE` when somebody listens there, `EACCES` for a privileged port.
    package init(_ port: UInt16, _ transport: Transport) throws(SystemError) {
        for address in [IPAddress.loopbackV4, .loopbackV6] {
            let endpoint = Endpoint(transport, address, port)
            let family = address.family == .v4 ? AF_INET : AF_INET6
            let type = transport == .tcp ? SOCK_STREAM.rawValue : SOCK_DGRAM.rawValue
            let descriptor = socket(family, Int32(type | SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else {
                if clinux_errno() == EAFNOSUPPORT { continue }
                throw SystemError("socket")
            }
            descriptors.append(descriptor)
            var on: Int32 = 1
            let size = socklen_t(MemoryLayout<Int32>.size)
            if transport == .tcp { setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size) }
            if family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
            guard endpoint.withSocketAddress({ bind(descriptor, $0, $1) }) == 0 else {
                if clinux_errno() == EADDRNOTAVAIL && family == AF_INET6 { continue }
                throw SystemError("bind", endpoint.addressAndPort)
            }
        }
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    /// Leaves the holding to a process of its own that ends when ours does, whatever program runs in it by then.
    ///
    /// The keeper is nobody's child and in a session of its own: the program in our place must not find a child it
    /// never started, nor Ctrl-C end the keeper first. To be called while the process has one thread.
    package static func keepWhileWeLive(_ holds: [PortHold]) throws(SystemError) {
        let ourselves = try PIDFD(CurrentProcess.id)
        let child = clinux_fork()
        guard child >= 0 else { throw SystemError("fork") }
        if child > 0 {
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0 && clinux_errno() == EINTR {}
            return
        }
        setsid()
        if clinux_fork() != 0 { _exit(0) }
        let null = clinux_open("/dev/null", O_RDWR, 0)
        // A pipe we were given must end when the program ends, not when the keeper does.
        for standard in Int32(0)...2 { dup2(null, standard) }
        let kept = Set(holds.flatMap(\.descriptors) + [ourselves.descriptor])
        var first: UInt32 = 3
        for descriptor in kept.sorted() where descriptor >= 3 {
            if UInt32(descriptor) > first { _ = clinux_close_range(first, UInt32(descriptor) - 1, 0) }
            first = UInt32(descriptor) + 1
        }
        _ = clinux_close_range(first, UInt32.max, 0)
        chdir("/")
        while !ourselves.waitForExit(3600) {}
        _exit(0)
    }
}

extension SystemError {
    /// The address family or the address does not exist on this machine: IPv6 is off.
    package var isMissingAddress: Bool { code == EAFNOSUPPORT || code == EADDRNOTAVAIL }

    /// There is no such file or program.
    package var isMissingFile: Bool { code == ENOENT }

    /// Somebody has the address.
    package var isAddressInUse: Bool { code == EADDRINUSE }
}
