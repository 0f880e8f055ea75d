import Endpoints

/// An endpoint that a program wants to listen on.
struct Wanted: Hashable, Sendable {
    var endpoint: Endpoint
    /// The address itself was named, not a host name or a port alone.
    var isExplicit: Bool

    init(_ endpoint: Endpoint, isExplicit: Bool) {
        self.endpoint = endpoint
        self.isExplicit = isExplicit
    }

    /// Servers leave `[::]` dual-stack, which is the kernel's default (`bindv6only`, ipv6(7)).
    var isDualStack: Bool { endpoint.address == .unspecifiedV6 }

    func options(reuseAddress: Bool, reusePort: Bool = false) -> BindOptions {
        BindOptions(reuseAddress: reuseAddress, reusePort: reusePort, dualStack: isDualStack)
    }
}

extension Scene {
    /// The message of a server that could not listen because the address was in use.
    var inUseReport: ErrorReport? { question.report(.addressInUse, .debuggerPortInUse, .listenFailed) }

    /// What the program in question wants to listen on: what `--bind` names, else what its message names.
    ///
    /// Without a host, all addresses of both families are meant, as servers take them.
    func wantedToBind() throws(Need) -> [Wanted] {
        guard question.unixPath == nil else { return [] }
        if question.intent == .bind, let port = question.port {
            return try wanted(question.host, port, question.transport)
        }
        guard let report = inUseReport, report.transport != .unix else { return [] }
        let transport: Transport = report.transport == .udp ? .udp : question.transport
        if let number = report.port {
            return try UInt16(exactly: number).map { port throws(Need) in try wanted(report.host, port, transport) }
                ?? []
        }
        guard let port = question.port else { return [] }
        return try wanted(report.host ?? question.host, port, transport)
    }

    private func wanted(_ host: String?, _ port: UInt16, _ transport: Transport) throws(Need) -> [Wanted] {
        guard let host, host != "*" else {
            return [.unspecifiedV4, .unspecifiedV6].map { Wanted(Endpoint(transport, $0, port), isExplicit: false) }
        }
        if let address = IPAddress(host) { return [Wanted(Endpoint(transport, address, port), isExplicit: true)] }
        return try lookup(host).addresses.prefix(4).map { Wanted(Endpoint(transport, $0, port), isExplicit: false) }
    }
}

extension SocketFact {
    /// Whether this socket's address and the wanted one exclude each other: the same address, or a wildcard of a family
    /// that the other one belongs to; a dual-stack `[::]` belongs to both (`inet_rcv_saddr_equal` of the kernel).
    func stands(inTheWayOf wanted: Wanted) -> Bool {
        guard local.transport == wanted.endpoint.transport, local.port == wanted.endpoint.port else { return false }
        let own = local.address.unmapped
        let asked = wanted.endpoint.address.unmapped
        if own == asked { return true }
        guard own.isUnspecified || asked.isUnspecified else { return false }
        if own.family == asked.family { return true }
        return isDualStack || wanted.isDualStack
    }

    /// `[::]` that takes IPv4 as well.
    var isDualStack: Bool { local.address == .unspecifiedV6 && v6Only != true }
}
