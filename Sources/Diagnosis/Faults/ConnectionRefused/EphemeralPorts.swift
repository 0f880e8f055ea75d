package import Endpoints

/// The ports from which this machine connects (`ip_local_port_range`, ip(7)), and how many are left towards one server.
package struct EphemeralPorts: Sendable {
    /// Ports of the range that are not reserved.
    package var available: Int
    /// Those that have a socket to the endpoint, in whatever state.
    package var used: Int
    /// How many of those sockets are in TIME_WAIT.
    package var timeWaits: Int
    /// The processes that hold them, with their counts, the most first.
    package var holders: [(pid: Int32, count: Int)]
}

extension Scene {
    package func ephemeralPorts(to endpoint: Endpoint) -> EphemeralPorts {
        let range = facts.kernel.ephemeralPorts
        var free = Set(range)
        for reserved in facts.kernel.reservedPorts where reserved.overlaps(range) { free.subtract(reserved) }
        let target = destination(endpoint).address.unmapped
        let sockets = facts.sockets.filter { socket in
            guard let remote = socket.remote, free.contains(socket.local.port) else { return false }
            return remote.port == endpoint.port && remote.address.unmapped == target
                && socket.local.transport == endpoint.transport
        }
        var counts: [Int32: Int] = [:]
        for pid in sockets.compactMap(\.owners.first) { counts[pid, default: 0] += 1 }
        return EphemeralPorts(
            available: free.count, used: Set(sockets.map(\.local.port)).count,
            timeWaits: sockets.count { $0.state == .timeWait },
            holders: counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) })
    }

    /// The failure of a connect that found no port to come from, and what else gives that errno put aside: an address
    /// that is not there, or IPv6 that is off.
    func withoutPort() throws(Need) -> Reach.Attempt? {
        try failures().first { attempt in
            guard attempt.outcome.result == .failed("EADDRNOTAVAIL") else { return false }
            let address = destination(attempt.endpoint).address.unmapped
            guard address.family == .v6 else { return true }
            return !facts.kernel.isIPv6Disabled && !facts.kernel.isIPv6DisabledOnLoopback
                && facts.interfaces.contains { $0.addresses.contains(address) }
        }
    }
}
