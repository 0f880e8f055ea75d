import CLinux
package import Endpoints

/// One address of one network interface.
package struct InterfaceAddress: Hashable, Sendable {
    package var interface: String
    package var address: IPAddress
    /// Whether the interface is up (`IFF_UP`).
    package var isUp: Bool

    package init(interface: String, address: IPAddress, isUp: Bool = true) {
        self.interface = interface
        self.address = address
        self.isUp = isUp
    }

    /// Whether the interface belongs to containers: a bridge of Docker, Podman, CNI, LXC or libvirt by its usual name.
    package var isContainerBridge: Bool {
        ["docker", "br-", "podman", "cni", "lxcbr", "lxdbr", "incusbr", "virbr", "flannel"].contains {
            interface.hasPrefix($0)
        }
    }
}

/// The machine's addresses.
package enum Interfaces {
    /// Every address of every interface (getifaddrs(3)), in the kernel's order.
    package static func addresses() -> [InterfaceAddress] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var out: [InterfaceAddress] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ifa_next
            guard let raw = entry.ifa_addr, let address = address(raw) else { continue }
            out.append(
                InterfaceAddress(
                    interface: String(cString: entry.ifa_name), address: address,
                    isUp: entry.ifa_flags & UInt32(IFF_UP) != 0))
        }
        return out
    }

    static func address(_ raw: UnsafeMutablePointer<sockaddr>) -> IPAddress? {
        let bytes = UnsafeRawPointer(raw)
        switch Int32(raw.pointee.sa_family) {
        case AF_INET:
            return .v4(IPv4Address(bits: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))))
        case AF_INET6:
            return .v6(
                IPv6Address(
                    high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))))
        default: return nil
        }
    }
}

extension Interfaces {
    /// The number that a scoped address names an interface by (if_nametoindex(3)); 0 when there is none of this name.
    package static func index(of name: String) -> UInt32 { if_nametoindex(name) }
}
