import Endpoints

/// What an address means, whoever has it.
struct AddressFacts: Hashable, Sendable {
    let address: IPAddress
    let scope: AddressScope
    /// A few words for the middle of a sentence: "127.0.0.1 is …".
    let short: String
    /// One sentence: what it is and who reaches it.
    let meaning: String
    /// What else is worth knowing, a sentence each.
    let notes: [String]

    init(_ address: IPAddress) {
        self.address = address
        scope = AddressScope(address)
        let known = Self.special(address.unmapped)
        let general = Self.general(address.unmapped, scope)
        var notes = known.map { [$0] } ?? []
        notes += Self.notes(address.unmapped)
        if address != address.unmapped {
            notes.insert(
                "IPv4-mapped (RFC 4291): \(address.unmapped) as an IPv6 socket shows it; on the wire it is IPv4", at: 0)
        }
        short = general.short
        meaning = general.meaning
        self.notes = notes
    }

    private static func general(_ address: IPAddress, _ scope: AddressScope) -> (short: String, meaning: String) {
        switch (scope, address.family) {
        case (.loopback, .v4) where address == .loopbackV4:
            ("this machine only", "loopback (RFC 1122): reached by programs on this machine only")
        case (.loopback, .v4):
            ("this machine only", "loopback like 127.0.0.1, for all of 127.0.0.0/8 is; reached from this machine only")
        case (.loopback, .v6):
            ("this machine only", "the loopback address of IPv6 (RFC 4291): reached by programs on this machine only")
        case (.unspecified, .v4):
            (
                "all IPv4 addresses of this machine",
                "unspecified: a listener on it answers on every IPv4 address of this machine, to whoever reaches one"
            )
        case (.unspecified, .v6):
            (
                "all addresses of this machine",
                "unspecified: a listener on it answers on every IPv6 address and, unless IPV6_V6ONLY is set, every IPv4 one"
            )
        case (.linkLocal, .v4):
            ("one link only", "link-local (RFC 3927): taken when no DHCP server answers; never routed")
        case (.linkLocal, .v6):
            ("one link only", "link-local (RFC 4291): every IPv6 interface has one; never routed")
        case (.private, .v4) where address.isIn(100, 64, 10):
            (
                "a shared address of a provider",
                "carrier-grade NAT (RFC 6598); Tailscale gives its machines such ones too"
            )
        case (.private, .v4):
            (
                "an address of the local network",
                "private (RFC 1918): reached from the local network, not from the internet"
            )
        case (.private, .v6):
            (
                "an address of the local network",
                "unique local (RFC 4193): reached from the local network, not from the internet"
            )
        case (.public, _):
            ("a public address", "public: routed in the internet, reached by everyone whom no firewall stops")
        case (.multicast, _):
            ("a multicast group", "multicast: delivered to every member of the group, and never over TCP")
        case (.broadcast, _):
            ("the broadcast address", "limited broadcast (RFC 919): every machine on the link, and never over TCP")
        case (.documentation, _):
            (
                "an address for examples only",
                "documentation (RFC 5737, RFC 3849, RFC 9637): never in use; a placeholder was left in"
            )
        }
    }

    /// Addresses that developers meet and wonder about.
    private static func special(_ address: IPAddress) -> String? {
        switch address.description {
        case "127.0.0.53": "systemd-resolved answers DNS here, port 53"
        case "127.0.0.54": "systemd-resolved passes DNS on here, port 53"
        case "127.0.0.11": "inside a Docker container: the engine's own DNS server"
        case "127.0.1.1": "Debian and Ubuntu give the machine's own name this address in /etc/hosts"
        case "169.254.169.254", "fd00:ec2::254": "in a cloud: the metadata service, which hands out credentials"
        case "224.0.0.251", "ff02::fb": "multicast DNS: names under .local, port 5353 (RFC 6762)"
        case "239.255.255.250": "SSDP: the discovery of UPnP, port 1900"
        case "224.0.0.1", "ff02::1": "all machines on the link"
        case "10.0.2.2": "in QEMU's and VirtualBox's user networking, and the Android emulator: the host"
        case "10.0.2.15": "the guest in QEMU's and VirtualBox's user networking"
        case "172.17.0.1": "usually Docker's default bridge: this machine as its containers see it"
        case "192.168.122.1": "usually libvirt's default bridge: this machine as its guests see it"
        default: nil
        }
    }

    private static func notes(_ address: IPAddress) -> [String] {
        switch address {
        case .loopbackV4:
            ["a container or network namespace has a 127.0.0.1 of its own; ::1 is another door with another listener"]
        case .loopbackV6:
            ["127.0.0.1 is another door: a listener on one does not answer on the other"]
        case .unspecifiedV4:
            ["to connect to, Linux and macOS take it as this machine, Windows refuses it: write 127.0.0.1 instead"]
        case .unspecifiedV6:
            ["to connect to, Linux and macOS take it as this machine, Windows refuses it: write [::1] instead"]
        case .v4 where address.isLoopback:
            ["Linux and Windows answer on it without any set-up; macOS needs `ifconfig lo0 alias \(address)` first"]
        case .v6 where AddressScope(address) == .linkLocal:
            ["needs its interface beside it: \(address)%eth0"]
        default: []
        }
    }
}

extension IPAddress {
    /// Whether this is an IPv4 address in `a.b.0.0/length`.
    fileprivate func isIn(_ a: UInt8, _ b: UInt8, _ length: UInt32) -> Bool {
        if case .v4(let address) = self { address.isIn(IPv4Address(a, b, 0, 0), length) } else { false }
    }
}
