package import Endpoints
package import LinuxKernel

/// Which listener takes a connection to which address.
package enum AddressCoverage {
    /// Whether the listener accepts what is sent to `address`: bound to it, or to all addresses of its family, or an
    /// IPv6 socket for everything that takes IPv4 as well (ipv6(7), `IPV6_V6ONLY`).
    package static func covers(_ listener: SocketRow, _ address: IPAddress) -> Bool {
        let bound = listener.local.address
        if bound.unmapped == address.unmapped { return true }
        guard bound.isUnspecified else { return false }
        if bound.family == address.unmapped.family { return true }
        // Where the kernel does not say (/proc/net), dual stack is the default of nearly every system.
        return bound.family == .v6 && !(listener.v6Only ?? false)
    }

    /// The listeners that take connections to any of the addresses; those bound to one exactly come first, as the
    /// kernel prefers them too.
    package static func listeners(_ rows: [SocketRow], covering addresses: [IPAddress]) -> [SocketRow] {
        let covering = rows.filter { row in addresses.contains { covers(row, $0) } }
        return covering.filter { !$0.local.address.isUnspecified } + covering.filter { $0.local.address.isUnspecified }
    }

    /// Whether connections wait in a full queue (`sk_acceptq_is_full`): further ones get no answer.
    ///
    /// The table in /proc/net does not tell the queue's length; its rows have no cookie.
    package static func isQueueFull(_ row: SocketRow) -> Bool {
        row.state == .listen && row.cookie != 0 && row.receiveQueue > row.sendQueue
    }
}
