package import Endpoints
package import LinuxKernel

/// Decides who can reach a listener, from its address and this machine's addresses. Firewalls are not looked at.
package struct ExposureRule: Sendable {
    private let bridges: Set<IPAddress>
    private let wildcard: Exposure

    package init(_ interfaces: [InterfaceAddress]) {
        bridges = Set(interfaces.filter(\.isContainerBridge).map(\.address))
        let isPublic = interfaces.contains { $0.isUp && AddressScope($0.address) == .public }
        wildcard = isPublic ? .everyone : .network
    }

    package func exposure(of address: IPAddress) -> Exposure {
        switch AddressScope(address) {
        case .loopback: .loopback
        case .unspecified: wildcard
        case .public: .everyone
        default: bridges.contains(address.unmapped) ? .containers : .network
        }
    }
}
