package import Diagnosis
package import Endpoints
package import LinuxKernel

/// Where the kernel would send a packet of ours to an address (rtnetlink(7), `RTM_GETROUTE`). Sends nothing.
package struct RouteLook {
    private let open: @Sendable () throws(SystemError) -> any NetlinkChannel

    /// - Parameter open: makes the channel; the kernel's unless a test replays a recording.
    package init(
        open: @escaping @Sendable () throws(SystemError) -> any NetlinkChannel = {
            () throws(SystemError) -> any NetlinkChannel in try NetlinkSocket(.route)
        }
    ) {
        self.open = open
    }

    package func route(to address: IPAddress) -> RouteFact {
        do throws(SystemError) {
            guard let row = try RouteTable.route(to: address.unmapped, over: open()) else { return RouteFact(.none) }
            return fact(row)
        } catch {
            // The kernel says only what it would say to connect(2); which route says so is looked up.
            let kind: RouteFact.Kind =
                switch error.code {
                case SystemError.hostUnreachable: .unreachable
                case SystemError.accessDenied: .prohibit
                case SystemError.invalid: .blackhole
                default: .none
                }
            return RouteFact(kind, table: kind == .none ? nil : table(of: kind, address.unmapped))
        }
    }

    private func fact(_ row: RouteRow) -> RouteFact {
        let kind: RouteFact.Kind =
            switch row.kind {
            case .local: .local
            case .blackhole: .blackhole
            case .unreachable: .unreachable
            case .prohibit: .prohibit
            case .unicast, .broadcast, .anycast, .multicast: .unicast
            }
        // The kernel keeps `local` and `main` together until somebody adds a rule, and then names the latter.
        let table = kind == .local && row.table == 254 ? 255 : row.table
        return RouteFact(
            kind, device: row.interface == 0 ? nil : RouteTable.name(ofInterface: row.interface),
            gateway: row.gateway, source: row.source, table: Self.name(ofTable: table))
    }

    /// The table with the longest route of this kind to the address; `nil` when a rule (ip-rule(8)) says so instead.
    private func table(of kind: RouteFact.Kind, _ address: IPAddress) -> String? {
        guard let channel = try? open(), let rows = try? RouteTable.routes(address.family, over: channel) else {
            return nil
        }
        let wanted: RouteRow.Kind = kind == .prohibit ? .prohibit : kind == .blackhole ? .blackhole : .unreachable
        return rows.filter { $0.kind == wanted && $0.covers(address) }.max { $0.prefix < $1.prefix }
            .map { Self.name(ofTable: $0.table) }
    }

    static func name(ofTable number: UInt32) -> String {
        switch number {
        case 253: "default"
        case 254: "main"
        case 255: "local"
        default: "\(number)"
        }
    }
}
