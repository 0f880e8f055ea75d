import Endpoints

/// The rules of the overview: pure, each from listeners to warnings, the most pressing first.
package enum WarningRules {
    /// Connections in CLOSE_WAIT by the process that leaves them so.
    package struct CloseWait: Hashable, Sendable {
        package var pid: Int32
        package var name: String
        package var port: UInt16
        package var count: Int

        package init(pid: Int32, name: String, port: UInt16, count: Int) {
            self.pid = pid
            self.name = name
            self.port = port
            self.count = count
        }
    }

    /// From so many on a program plainly forgets to close.
    package static let manyCloseWait = 10

    package static func warnings(_ listeners: [WatchedListener], closeWait: [CloseWait] = []) -> [Warning] {
        doesNotAccept(listeners) + twoPrograms(listeners) + exposed(listeners) + deleted(listeners)
            + closeWait.filter { $0.count >= manyCloseWait }.map { leak($0) }
    }

    private static func doesNotAccept(_ listeners: [WatchedListener]) -> [Warning] {
        listeners.filter { $0.isTCP && $0.waiting > $0.backlog }.map { listener in
            Warning(
                .doesNotAccept, ports: [listener.endpoint.port], pids: pids([listener]),
                message: "\(listener.endpoint.addressAndPort) (\(listener.name)) does not accept: "
                    + "\(listener.waiting) connection\(listener.waiting == 1 ? " waits" : "s wait"), "
                    + "at most \(Int(listener.backlog) + 1) may",
                hint: "ostia who \(listener.endpoint.port) tells what it is busy with")
        }
    }

    /// What answers on a family's loopback address: a specific listener before a wildcard, and IPv4 may be answered
    /// by a dual-stack one.
    private static func answer(_ family: IPAddress.Family, _ listeners: [WatchedListener]) -> WatchedListener? {
        let loopback: IPAddress = family == .v4 ? .loopbackV4 : .loopbackV6
        let own = listeners.filter { $0.endpoint.address.family == family }
        return own.first { $0.endpoint.address == loopback } ?? own.first { $0.endpoint.address.isUnspecified }
            ?? (family == .v4 ? listeners.first { $0.isDualStack } : nil)
    }

    private static func twoPrograms(_ listeners: [WatchedListener]) -> [Warning] {
        let byPort = Dictionary(grouping: listeners.filter { $0.isTCP && $0.pid != 0 }, by: \.endpoint.port)
        return byPort.sorted { $0.key < $1.key }.compactMap { port, group in
            guard let v4 = answer(.v4, group), let v6 = answer(.v6, group), v4.pid != v6.pid,
                v4.container == nil || v4.container != v6.container
            else { return nil }
            return Warning(
                .twoPrograms, ports: [port], pids: [v4.pid, v6.pid],
                message: "localhost:\(port) is two programs: 127.0.0.1 leads to \(v4.name) (pid \(v4.pid)), "
                    + "::1 to \(v6.name) (pid \(v6.pid))",
                hint: "clients reach one or the other by chance; stop one: ostia who \(port)")
        }
    }

    private static func exposed(_ listeners: [WatchedListener]) -> [Warning] {
        let open = listeners.filter {
            $0.isTCP && !$0.isSystem && ($0.exposure == .network || $0.exposure == .everyone)
        }
        let byOwner = Dictionary(grouping: open) { listener in
            listener.container ?? (listener.pid == 0 ? "port \(listener.endpoint.port)" : "pid \(listener.pid)")
        }
        return byOwner.values.sorted { ($0.first?.endpoint.port ?? 0) < ($1.first?.endpoint.port ?? 0) }
            .compactMap { group in
                guard let first = group.first else { return nil }
                let ports = Set(group.map(\.endpoint.port)).sorted()
                let isEverybody = group.contains { $0.exposure == .everyone }
                let list = ports.prefix(6).map(String.init).joined(separator: ", ") + (ports.count > 6 ? " …" : "")
                let who = first.pid == 0 || first.container != nil ? first.name : "\(first.name) (pid \(first.pid))"
                return Warning(
                    .exposed, ports: ports, pids: pids(group),
                    message: "\(who) can be reached from \(isEverybody ? "everywhere" : "the network") "
                        + "on port\(ports.count == 1 ? "" : "s") \(list)",
                    hint: "for this machine only, let it listen on 127.0.0.1")
            }
    }

    private static func deleted(_ listeners: [WatchedListener]) -> [Warning] {
        let byOwner = Dictionary(grouping: listeners.filter(\.hasDeletedExecutable), by: \.pid)
        return byOwner.sorted { $0.key < $1.key }.map { pid, group in
            Warning(
                .deletedExecutable, ports: Set(group.map(\.endpoint.port)).sorted(), pids: [pid],
                message: "\(group.first?.name ?? "it") (pid \(pid)) runs from a file that has been deleted or replaced",
                hint: "it is an older build than the one on disk; restart it")
        }
    }

    private static func leak(_ leak: CloseWait) -> Warning {
        Warning(
            .closeWait, ports: [leak.port], pids: [leak.pid],
            message: "\(leak.name) (pid \(leak.pid)) leaves \(leak.count) connections in CLOSE_WAIT",
            hint: "their peers have gone and it does not close them: ostia ls --conns state:close-wait")
    }

    private static func pids(_ listeners: [WatchedListener]) -> [Int32] {
        Set(listeners.map(\.pid)).filter { $0 != 0 }.sorted()
    }
}
