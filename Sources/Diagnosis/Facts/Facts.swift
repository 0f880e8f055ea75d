package import Endpoints

/// What is known of the machine before anything is tried: gathered in some ten milliseconds, by looking alone.
package struct Facts: Hashable, Sendable {
    /// Every TCP listener and unconnected UDP socket, and every socket in any state with an asked port.
    package var sockets: [SocketFact]
    /// Every process of this pid namespace.
    package var processes: [Int32: ProcessFact]
    package var interfaces: [InterfaceFact]
    package var names: NameSources
    package var kernel: KernelFacts
    /// The environment that the question was asked with: proxies, certificate stores, debugger options.
    package var environment: [String: String]
    /// The effective user of the question, 0 for root.
    package var userID: UInt32
    /// Our own process; it and its ancestors are nobody's fault.
    package var ownPID: Int32
    package var capabilities: OwnCapabilities
    /// Seconds since 1970, by this machine's clock.
    package var now: Int64
    /// The folder the question was asked in.
    package var workingDirectory: String
    /// What we run in: `container`, `wsl`, or `nil`.
    package var surroundings: String?
    /// What could not be looked at, in words, and what root would show.
    package var gaps: [String]

    package init(
        sockets: [SocketFact] = [], processes: [ProcessFact] = [], interfaces: [InterfaceFact] = InterfaceFact.usual,
        names: NameSources = NameSources(), kernel: KernelFacts = KernelFacts(), environment: [String: String] = [:],
        userID: UInt32 = 1000, ownPID: Int32 = 99_999, capabilities: OwnCapabilities = OwnCapabilities(),
        now: Int64 = 1_760_000_000, workingDirectory: String = "/", surroundings: String? = nil, gaps: [String] = []
    ) {
        self.sockets = sockets
        self.processes = Dictionary(processes.map { ($0.pid, $0) }, uniquingKeysWith: { $1 })
        self.interfaces = interfaces
        self.names = names
        self.kernel = kernel
        self.environment = environment
        self.userID = userID
        self.ownPID = ownPID
        self.capabilities = capabilities
        self.now = now
        self.workingDirectory = workingDirectory
        self.surroundings = surroundings
        self.gaps = gaps
    }
}

/// What the asking process itself may do.
package struct OwnCapabilities: Hashable, Sendable {
    /// `CAP_NET_BIND_SERVICE` (capabilities(7)).
    package var bindsLowPorts: Bool
    /// `Seccomp:` of /proc/self/status is not 0.
    package var isFiltered: Bool
    /// `NoNewPrivs:` is 1.
    package var hasNoNewPrivileges: Bool
    /// The enforcing policy, such as `AppArmor (profile)` or `SELinux (context)`; `nil` when unconfined.
    package var confinement: String?

    package init(
        bindsLowPorts: Bool = false, isFiltered: Bool = false, hasNoNewPrivileges: Bool = false,
        confinement: String? = nil
    ) {
        self.bindsLowPorts = bindsLowPorts
        self.isFiltered = isFiltered
        self.hasNoNewPrivileges = hasNoNewPrivileges
        self.confinement = confinement
    }
}

/// One network interface with its addresses.
package struct InterfaceFact: Hashable, Sendable {
    package var name: String
    package var isUp: Bool
    package var isLoopback: Bool
    package var mtu: Int
    package var addresses: [IPAddress]

    package init(_ name: String, isUp: Bool = true, isLoopback: Bool = false, mtu: Int = 1500, addresses: [IPAddress]) {
        self.name = name
        self.isUp = isUp
        self.isLoopback = isLoopback
        self.mtu = mtu
        self.addresses = addresses
    }

    /// A machine with nothing but a loopback interface that is up.
    package static let usual = [
        InterfaceFact("lo", isLoopback: true, mtu: 65536, addresses: [.loopbackV4, .loopbackV6])
    ]
}

/// Where names come from on this machine.
package struct NameSources: Hashable, Sendable {
    /// /etc/hosts, line by line: the address and its names.
    package var hosts: [HostsEntry]
    /// The `hosts:` line of nsswitch.conf(5), such as `["files", "dns"]`.
    package var order: [String]
    /// The name servers of resolv.conf(5).
    package var nameServers: [String]
    /// gethostname(2).
    package var hostName: String

    package struct HostsEntry: Hashable, Sendable {
        package var address: IPAddress
        package var names: [String]
        package var line: Int

        package init(_ address: IPAddress, _ names: [String], line: Int = 1) {
            self.address = address
            self.names = names
            self.line = line
        }
    }

    package init(
        hosts: [HostsEntry] = [
            HostsEntry(.loopbackV4, ["localhost"]), HostsEntry(.loopbackV6, ["localhost"], line: 2),
        ],
        order: [String] = ["files", "dns"], nameServers: [String] = [], hostName: String = "host"
    ) {
        self.hosts = hosts
        self.order = order
        self.nameServers = nameServers
        self.hostName = hostName
    }

    /// What the hosts file alone says of a name.
    package func addresses(of name: String) -> [IPAddress] {
        hosts.filter { $0.names.contains { $0.lowercased() == name.lowercased() } }.map(\.address)
    }
}

/// Settings and counts of the kernel.
package struct KernelFacts: Hashable, Sendable {
    /// `ip_local_port_range` (ip(7)).
    package var ephemeralPorts: ClosedRange<UInt16>
    /// `ip_local_reserved_ports`.
    package var reservedPorts: [ClosedRange<UInt16>]
    /// `ip_unprivileged_port_start`.
    package var unprivilegedPortStart: UInt16
    /// `net.ipv6.conf.all.disable_ipv6`, or the kernel has no IPv6 at all.
    package var isIPv6Disabled: Bool
    /// `net.ipv6.conf.lo.disable_ipv6`.
    package var isIPv6DisabledOnLoopback: Bool
    /// `tcp_abort_on_overflow`.
    package var abortsOnOverflow: Bool
    /// `tcp_syncookies` (0, 1, 2).
    package var synCookies: Int
    /// `net.core.somaxconn`.
    package var maxAcceptQueue: Int
    /// `net.ipv4.conf.all.route_localnet` or that of any interface.
    package var routesLocalnet: Bool
    /// `nf_conntrack_count` and `nf_conntrack_max`; `nil` when the module is not there or they may not be read.
    package var conntrackCount: Int?
    package var conntrackMax: Int?
    /// `kernel.yama.ptrace_scope`; `nil` without Yama.
    package var ptraceScope: Int?
    /// `TcpExt.ListenOverflows`: connections that found a full accept queue, since the network namespace began.
    package var listenOverflows: Int
    /// Sockets in TIME_WAIT, of /proc/net/sockstat.
    package var timeWaits: Int
    /// The kernel's version, such as `6.1.0-28-amd64`.
    package var release: String

    package init(
        ephemeralPorts: ClosedRange<UInt16> = 32768...60999, reservedPorts: [ClosedRange<UInt16>] = [],
        unprivilegedPortStart: UInt16 = 1024, isIPv6Disabled: Bool = false, isIPv6DisabledOnLoopback: Bool = false,
        abortsOnOverflow: Bool = false, synCookies: Int = 1, maxAcceptQueue: Int = 4096, routesLocalnet: Bool = false,
        conntrackCount: Int? = nil, conntrackMax: Int? = nil, ptraceScope: Int? = 0, timeWaits: Int = 0,
        release: String = "6.1.0", listenOverflows: Int = 0
    ) {
        self.ephemeralPorts = ephemeralPorts
        self.reservedPorts = reservedPorts
        self.unprivilegedPortStart = unprivilegedPortStart
        self.isIPv6Disabled = isIPv6Disabled
        self.isIPv6DisabledOnLoopback = isIPv6DisabledOnLoopback
        self.abortsOnOverflow = abortsOnOverflow
        self.synCookies = synCookies
        self.maxAcceptQueue = maxAcceptQueue
        self.routesLocalnet = routesLocalnet
        self.conntrackCount = conntrackCount
        self.conntrackMax = conntrackMax
        self.ptraceScope = ptraceScope
        self.timeWaits = timeWaits
        self.listenOverflows = listenOverflows
        self.release = release
    }
}
