import Endpoints
import LinuxKernel

/// What the kernel of this machine does with a port number; `nil` where it was not asked.
struct KernelPorts: Hashable, Sendable {
    /// Ports for outgoing connections and `bind(0)`.
    var ephemeral: ClosedRange<UInt16>?
    /// Whether the port is left out of those.
    var isReserved: Bool?
    /// The first port that needs no privilege.
    var unprivilegedStart: UInt16?

    init(ephemeral: ClosedRange<UInt16>? = nil, isReserved: Bool? = nil, unprivilegedStart: UInt16? = nil) {
        self.ephemeral = ephemeral
        self.isReserved = isReserved
        self.unprivilegedStart = unprivilegedStart
    }

    /// Reads only what says something about this port: its reservation where the kernel would pick it, the privilege
    /// where one could be needed.
    init(_ machine: Machine, about port: UInt16) {
        let range = machine.ephemeralPorts
        ephemeral = range
        if range.contains(port) { isReserved = machine.reservedPorts.contains { $0.contains(port) } }
        if PortClass(port) == .system { unprivilegedStart = machine.unprivilegedPortStart }
    }
}

/// What a port number means, whoever has it.
struct PortFacts: Hashable, Sendable {
    var number: UInt16
    /// `nil` when the question left it open.
    var transport: Transport?
    var kernel: KernelPorts
    /// The name in the IANA registry, or in `/etc/services`.
    var service: String?
    /// What takes it by default in development.
    var usual: String?

    var portClass: PortClass { PortClass(number) }
    var isBlockedByBrowsers: Bool { transport != .udp && BrowserBlockedPorts.contains(number) }
    var isEphemeral: Bool { kernel.ephemeral?.contains(number) ?? false }

    init(number: UInt16, transport: Transport? = nil, kernel: KernelPorts, service: String? = nil) {
        self.number = number
        self.transport = transport
        self.kernel = kernel
        self.service = service ?? Self.registered(number, transport)
        usual = DevelopmentPorts.name(of: number)
    }

    private static func registered(_ port: UInt16, _ transport: Transport?) -> String? {
        let tcp = ServiceNames.name(of: port, transport: .tcp)
        let udp = ServiceNames.name(of: port, transport: .udp)
        switch transport {
        case .tcp: return tcp
        case .udp: return udp
        case nil:
            guard let tcp, let udp, tcp != udp else { return tcp ?? udp }
            return "\(tcp) (tcp), \(udp) (udp)"
        }
    }

    /// The name in the text of `/etc/services` (services(5)), for ports our own table leaves out.
    static func service(of port: UInt16, _ transport: Transport?, inServices text: String) -> String? {
        for line in text.split(separator: "\n") {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2 else { continue }
            let parts = words[1].split(separator: "/")
            if parts.count == 2, UInt16(parts[0]) == port, transport == nil || parts[1] == transport?.rawValue ?? "" {
                return String(words[0])
            }
        }
        return nil
    }

    /// "in the dynamic range (RFC 6335), above the kernel's ephemeral range 32768–60999".
    var place: String {
        let name =
            switch portClass {
            case .system: "well-known (system)"
            case .user: "registered (user)"
            case .dynamic: "dynamic"
            }
        let text = "in the \(name) range (RFC 6335)"
        guard let range = kernel.ephemeral else { return text }
        let words = "the kernel's ephemeral range \(range.lowerBound)–\(range.upperBound)"
        switch (portClass, range.contains(number)) {
        case (.dynamic, true): return "\(text) and in \(words)"
        case (_, true): return "\(text), but also in \(words)"
        case (.dynamic, false): return "\(text), \(number > range.upperBound ? "above" : "below") \(words)"
        case (_, false): return text
        }
    }

    /// The facts as lines: a word and what there is to say of it.
    var lines: [(String, String)] {
        var out = [("class", classText)]
        if let text = kernelText { out.append(("kernel", text)) }
        if let text = privilegeText { out.append(("privilege", text)) }
        if let service { out.append(("registered", "\(service): who reserved the number, not who listens")) }
        if let usual { out.append(("usually", usual)) }
        if isBlockedByBrowsers {
            out.append(("browsers", "refuse it (ERR_UNSAFE_PORT, \"bad port\"): no page and no fetch ever gets there"))
        }
        return out
    }

    private var classText: String {
        let range = "\(portClass.range.lowerBound)–\(portClass.range.upperBound)"
        return switch portClass {
        case .system: "\(portClass.names), \(range): assigned to protocols"
        case .user: "\(portClass.names), \(range): may be registered, free for your own servers"
        case .dynamic: "\(portClass.names), \(range): never registered, handed out for a while"
        }
    }

    private var kernelText: String? {
        guard let range = kernel.ephemeral else { return nil }
        let words = "\(range.lowerBound)–\(range.upperBound) (ip_local_port_range)"
        if isEphemeral {
            if kernel.isReserved == true {
                return "in \(words), but reserved (ip_local_reserved_ports): never picked, free for a server"
            }
            return "picks from \(words), so any outgoing connection may take it: a poor place for a server"
        }
        let others = portClass == .dynamic ? "; macOS and Windows pick from 49152–65535" : ""
        return "never picks it by itself: it picks from \(words)\(others)"
    }

    private var privilegeText: String? {
        guard let start = kernel.unprivilegedStart else { return nil }
        if number < start {
            return "to listen needs root or CAP_NET_BIND_SERVICE (ip_unprivileged_port_start is \(start))"
        }
        return "every user may listen here: ip_unprivileged_port_start is \(start)"
    }
}
