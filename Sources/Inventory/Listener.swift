package import Endpoints
package import LinuxKernel

/// A process's hold on a socket.
package struct Owner {
    package var process: ProcessRecord
    /// The descriptor by which it holds the socket.
    package var fd: Int32

    package init(process: ProcessRecord, fd: Int32) {
        self.process = process
        self.fd = fd
    }
}

/// Why no process could be named for a socket.
package enum UnknownOwner: String, Hashable, Sendable, CaseIterable {
    /// It belongs to another user, whose processes we may not look into.
    case otherUser = "other-user"
    /// Our own user's process hides its descriptors (not dumpable, or `/proc` mounted with `hidepid`).
    case hiddenProcess = "hidden-process"
    /// No visible process holds it: the kernel itself, a process in another pid namespace, or one just gone.
    case noVisibleProcess = "no-visible-process"
    /// It is in a state without a process (TIME_WAIT, not yet accepted).
    case noProcess = "no-process"
}

/// A socket that accepts: listening TCP, or unconnected UDP; or one that is bound only.
package struct Listener {
    package var row: SocketRow
    package var owners: [Owner]
    package var unknownOwner: UnknownOwner?
    package var exposure: Exposure

    package var endpoint: Endpoint { row.local }
    /// The owner to name where there is room for one: the oldest, which is the master of a forked family.
    package var mainOwner: Owner? {
        guard owners.count > 1 else { return owners.first }
        // systemd keeps the sockets it hands to services (systemd.socket(5)); the service is who answers.
        // Another pid 1 is a container's own program, and the master of its workers.
        let candidates = owners.filter { $0.process.pid != 1 || $0.process.name != "systemd" }
        let numbers = Set(candidates.map(\.process.pid))
        return candidates.first { !numbers.contains($0.process.parent ?? 0) } ?? candidates.first
    }

    /// Whether the accept queue is full: the listener does not accept (TCP only). A backlog of 1 admits 2, which is the
    /// kernel's own test (`sk_acceptq_is_full`).
    package var isStuck: Bool {
        row.state == .listen && row.receiveQueue > row.sendQueue
    }

    /// `*:80` for a dual-stack wildcard, else address and port.
    package var title: String {
        if row.local.address == .unspecifiedV6 && row.v6Only == false { return "*:\(row.local.port)" }
        return row.local.addressAndPort
    }

    package init(row: SocketRow, owners: [Owner], unknownOwner: UnknownOwner?, exposure: Exposure) {
        self.row = row
        self.owners = owners
        self.unknownOwner = unknownOwner
        self.exposure = exposure
    }
}

extension SocketRow {
    /// Whether who connects to `address` may end up here: at the address itself, or at a wildcard, which for IPv6 takes
    /// IPv4 too unless the socket is v6-only.
    package func answers(at address: IPAddress) -> Bool {
        let asked = address.unmapped
        if local.address.unmapped == asked { return true }
        guard local.address.isUnspecified else { return false }
        return local.address.unmapped.family == asked.family || (asked.family == .v4 && v6Only != true)
    }
}

/// One end of a connection.
package struct ConnectionEnd {
    package var row: SocketRow
    package var owners: [Owner]
    package var unknownOwner: UnknownOwner?

    package init(row: SocketRow, owners: [Owner], unknownOwner: UnknownOwner?) {
        self.row = row
        self.owners = owners
        self.unknownOwner = unknownOwner
    }
}

/// A connection of this machine: one end here, and the other one too when that is here as well.
package struct Connection {
    /// The end whose program asked for the connection, as far as the listeners tell; else simply our end.
    package var near: ConnectionEnd
    /// The accepting end, when it is in this machine's table.
    package var far: ConnectionEnd?
    /// Whether `near` is known to be the accepting end (its peer is elsewhere).
    package var isAccepted: Bool

    package init(near: ConnectionEnd, far: ConnectionEnd?, isAccepted: Bool) {
        self.near = near
        self.far = far
        self.isAccepted = isAccepted
    }
}

/// How complete a picture is.
package struct Coverage: Hashable, Sendable {
    package var listeners = 0
    package var named = 0
    package var otherUsers = 0
    package var hidden = 0
    package var invisible = 0

    package init() {}

    package init(_ listeners: [Listener]) {
        self.listeners = listeners.count
        for listener in listeners {
            switch listener.unknownOwner {
            case nil: named += 1
            case .otherUser: otherUsers += 1
            case .hiddenProcess: hidden += 1
            case .noVisibleProcess, .noProcess: invisible += 1
            }
        }
    }

    /// "41 listeners, 38 owners named, 2 of other users, 1 in no visible process".
    package var sentence: String {
        var parts = [
            "\(listeners) listener\(listeners == 1 ? "" : "s")", "\(named) owner\(named == 1 ? "" : "s") named",
        ]
        if otherUsers > 0 { parts.append("\(otherUsers) of other users") }
        if hidden > 0 { parts.append("\(hidden) hidden") }
        if invisible > 0 { parts.append("\(invisible) in no visible process") }
        return parts.joined(separator: ", ")
    }
}
