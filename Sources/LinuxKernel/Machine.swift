/// Everything Ostia asks of the machine, in one value, so that a test can put a machine of its own in its place.
package struct Machine: Sendable {
    package var sockets: any SocketTable
    package var proc: ProcFS
    /// Prefix of absolute paths outside /proc (`/etc`, `/sys`, project folders); empty for the real machine.
    package var root: String
    package var interfaces: @Sendable () -> [InterfaceAddress]
    /// Every interface, also those without an address; `nil` where only the addresses are known.
    package var links: (@Sendable () -> [InterfaceLink])?
    package var bootClock: @Sendable () -> BootClock
    /// The effective user.
    package var userID: UInt32
    /// Our own process.
    package var processID: Int32

    package init(
        sockets: any SocketTable, proc: ProcFS, root: String = "",
        interfaces: @escaping @Sendable () -> [InterfaceAddress] = Interfaces.addresses,
        bootClock: @escaping @Sendable () -> BootClock = BootClock.now, userID: UInt32, processID: Int32
    ) {
        self.sockets = sockets
        self.proc = proc
        self.root = root
        self.interfaces = interfaces
        self.bootClock = bootClock
        self.userID = userID
        self.processID = processID
    }

    /// The machine this program runs on.
    package static func live() -> Machine {
        var machine = Machine(
            sockets: FallbackTable(), proc: ProcFS(), userID: CurrentProcess.user, processID: CurrentProcess.id)
        machine.links = { RouteTable.links() }
        return machine
    }

    /// A value below `/proc/sys`, such as `net/ipv4/ip_local_port_range`.
    package func sysctl(_ name: String) -> String? {
        FileBytes.text("\(proc.root)/sys/\(name)").map { text in
            String(text.reversed().drop { $0.isWhitespace }.reversed())
        }
    }

    /// The ports the kernel picks from for outgoing connections and `bind(0)` (ip(7)).
    package var ephemeralPorts: ClosedRange<UInt16> {
        let numbers = (sysctl("net/ipv4/ip_local_port_range") ?? "").split(whereSeparator: \.isWhitespace)
            .compactMap { UInt16($0) }
        return numbers.count == 2 && numbers[0] <= numbers[1] ? numbers[0]...numbers[1] : 32768...60999
    }

    /// Ports the kernel leaves out of automatic picks (`ip_local_reserved_ports`).
    package var reservedPorts: [ClosedRange<UInt16>] {
        (sysctl("net/ipv4/ip_local_reserved_ports") ?? "").split(separator: ",").compactMap { item in
            let ends = item.split(separator: "-").compactMap { UInt16($0) }
            guard let first = ends.first, let last = ends.last, first <= last else { return nil }
            return first...last
        }
    }

    /// The first port a program may bind without privilege (`ip_unprivileged_port_start`, Linux 4.11).
    package var unprivilegedPortStart: UInt16 {
        sysctl("net/ipv4/ip_unprivileged_port_start").flatMap { UInt16($0) } ?? 1024
    }
}
