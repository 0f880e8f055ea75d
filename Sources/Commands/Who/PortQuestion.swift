import Endpoints
import Inventory
import LinuxKernel

/// The endpoint somebody asked about, held against sockets.
struct PortQuestion {
    let port: UInt16
    let transport: Transport?
    /// `nil` for any.
    private let addresses: [IPAddress]?

    /// - Throws: when the host is a name that leads nowhere.
    init(_ port: UInt16, _ host: Target.Host?, _ transport: Transport?, root: String) throws(InputError) {
        self.port = port
        self.transport = transport
        addresses = try Self.addresses(host, root)
    }

    /// Whether a listener or bound socket is one that answers for the endpoint.
    func includes(_ row: SocketRow) -> Bool {
        guard isPort(row.local) else { return false }
        return addresses?.contains { $0.isUnspecified || row.answers(at: $0) } ?? true
    }

    /// Whether an end of a connection is the endpoint.
    func includes(_ endpoint: Endpoint) -> Bool {
        guard isPort(endpoint) else { return false }
        return addresses?.contains { $0.isUnspecified || $0.unmapped == endpoint.address.unmapped } ?? true
    }

    private func isPort(_ endpoint: Endpoint) -> Bool {
        endpoint.port == port && transport.map { $0 == endpoint.transport } ?? true
    }

    private static func addresses(_ host: Target.Host?, _ root: String) throws(InputError) -> [IPAddress]? {
        switch host {
        case nil: return nil
        case .address(let address): return [address]
        case .name(let name):
            if name == "localhost" || HostNames.isBelowLocalhost(name) { return [.loopbackV4, .loopbackV6] }
            let found = HostNames(root: root).resolve(name)
            guard !found.isEmpty else { throw InputError("\(Target.quoted(name)) is a name nobody here can resolve") }
            return found
        }
    }
}
