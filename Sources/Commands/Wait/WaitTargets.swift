import Endpoints
import LinuxKernel
import Ports

/// Turns what was typed into targets: hosts looked up, URL and `--http` joined.
struct WaitTargets {
    /// The machine's own addresses.
    var local: Set<IPAddress>
    /// The addresses of a host name; empty when nobody knows it.
    var resolve: (String) -> [IPAddress]
    /// `--http`.
    var path: String?
    /// `--status`.
    var status: StatusPattern?

    /// - Throws: `InputError` for what cannot be waited for.
    func target(_ text: String) throws(InputError) -> WaitTarget {
        let typed = try Target(parsing: text)
        guard let ports = typed.ports else {
            throw InputError("\(Target.quoted(text)) names no port: add one, as in \(example(typed))")
        }
        guard let port = typed.port else {
            throw InputError("\(Target.quoted(text)) is a range: name each port to wait for, like \(ports.lowerBound)")
        }
        let transport = typed.transport ?? .tcp
        let addresses = try addresses(typed)
        var target = WaitTarget(
            text: text, transport: transport, port: port, addresses: addresses, isBarePort: typed.host == nil,
            isLocal: addresses.contains { isLocal($0) })
        if let expectation = try expectation(typed, port) {
            guard transport == .tcp else { throw InputError("\(Target.quoted(text)) is UDP; HTTP checks need TCP") }
            target.http = expectation
        }
        guard transport == .tcp || target.isLocal else {
            throw InputError("\(Target.quoted(text)) is UDP on another host; there is no way to see whether it listens")
        }
        return target
    }

    private func addresses(_ typed: Target) throws(InputError) -> [IPAddress] {
        switch typed.host {
        case nil: return [.loopbackV4, .loopbackV6]
        case .address(let address): return [address]
        case .name(let name):
            // Both, whatever a resolver says: localhost is two addresses, and a server may own one of them only.
            let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
            if bare == "localhost" || bare.hasSuffix(".localhost") { return [.loopbackV4, .loopbackV6] }
            let found = resolve(name)
            guard !found.isEmpty else {
                throw InputError("\(Target.quoted(name)) is no host name that is known here (hosts file, DNS)")
            }
            return found
        }
    }

    private func isLocal(_ address: IPAddress) -> Bool {
        address.isLoopback || address.isUnspecified || local.contains(address.unmapped)
    }

    private func expectation(_ typed: Target, _ port: UInt16) throws(InputError) -> HTTPExpectation? {
        let isURL = typed.url?.scheme == "http"
        guard isURL || path != nil || status != nil, typed.url?.scheme != "https" else { return nil }
        var wanted = path ?? (isURL ? typed.url?.path : nil) ?? "/"
        if !wanted.hasPrefix("/") { wanted = "/" + wanted }
        guard wanted.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else {
            throw InputError(
                "\(Target.quoted(wanted)) is no path: spaces and control characters must be written as %20")
        }
        let host = typed.name ?? typed.address?.bracketed ?? "localhost"
        return HTTPExpectation(host: "\(host):\(port)", path: wanted, status: status ?? .usual)
    }

    private func example(_ typed: Target) -> String {
        switch typed.host {
        case .name(let name): "\(name):3000"
        case .address(let address): "\(address.bracketed):3000"
        case nil: "localhost:3000"
        }
    }
}
