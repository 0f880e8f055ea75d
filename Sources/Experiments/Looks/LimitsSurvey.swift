package import Diagnosis
import Endpoints
package import LinuxKernel

/// Counts what may run out: ports to connect from towards one endpoint, and descriptors of the programs that listen.
package struct LimitsSurvey {
    private let machine: Machine
    private let range: ClosedRange<UInt16>

    /// Endpoints that are named, and processes that are counted.
    static let mostCrowds = 4
    static let mostProcesses = 2048
    /// Fewer connections than this are no crowd, however small the range is.
    static let smallest = 16

    /// - Parameter range: the ports to connect from (`ip_local_port_range`, ip(7)).
    package init(_ machine: Machine, range: ClosedRange<UInt16>) {
        self.machine = machine
        self.range = range
    }

    package func look(_ facts: Facts) -> LimitsLook {
        LimitsLook(crowds: crowds(), starving: starving(facts))
    }

    private func crowds() -> [LimitsLook.Crowd] {
        let states = UInt32.max & ~SocketState.listen.bit & ~SocketState.boundInactive.bit & ~SocketState.closed.bit
        var ports: [Endpoint: Set<UInt16>] = [:]
        var waits: [Endpoint: Int] = [:]
        for family in IPAddress.Family.allCases {
            for row in (try? machine.sockets.sockets(SocketQuery(.tcp, family, states: states))) ?? [] {
                guard range.contains(row.local.port), row.remote.port != 0 else { continue }
                let remote = Endpoint(.tcp, row.remote.address.unmapped, row.remote.port)
                ports[remote, default: []].insert(row.local.port)
                if row.state == .timeWait { waits[remote, default: 0] += 1 }
            }
        }
        return ports.filter { $0.value.count >= Self.smallest }
            .map { LimitsLook.Crowd($0.key, ports: $0.value.count, timeWaits: waits[$0.key] ?? 0) }
            .sorted { $0.ports > $1.ports }
            .prefix(Self.mostCrowds).map { $0 }
    }

    private func starving(_ facts: Facts) -> [LimitsLook.Starving] {
        let listeners = facts.sockets.filter { $0.state == .listen }
        // Where owners are hidden, every program of the listener's user may be the one; descriptors are counted for all.
        let hidden = Set(listeners.filter(\.owners.isEmpty).compactMap(\.uid))
        let possible = facts.processes.values.filter { process in
            !process.arguments.isEmpty && process.uid.map { hidden.contains($0) } ?? false
        }
        let pids = Set(listeners.flatMap(\.owners) + possible.map(\.pid)).sorted()
        return pids.prefix(Self.mostProcesses).compactMap { pid in
            let counts = ActivityLook(machine).descriptors(andLimitOf: pid)
            guard let open = counts.open, let limit = counts.limit, limit > 0, open >= limit else { return nil }
            return LimitsLook.Starving(pid, open: open, limit: limit)
        }
    }
}
