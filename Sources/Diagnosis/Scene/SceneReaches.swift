package import Endpoints

extension Scene {
    /// The listeners of this port and transport, whatever their address.
    package func listeners(on port: UInt16, _ transport: Transport = .tcp) -> [SocketFact] {
        facts.sockets.filter { $0.isListener && $0.local.transport == transport && $0.local.port == port }
    }

    /// The listeners that a client of this endpoint would reach.
    package func listeners(answering endpoint: Endpoint) -> [SocketFact] {
        facts.sockets.filter { $0.answers(endpoint) }
    }

    /// The processes that hold a socket, the most telling first.
    package func owners(of socket: SocketFact) -> [ProcessFact] { socket.owners.compactMap { facts.processes[$0] } }

    package func owner(of socket: SocketFact) -> ProcessFact? { owners(of: socket).first }

    /// The endpoints the question is about, in the order a client tries them.
    package func endpoints() throws(Need) -> [Endpoint] {
        guard let port = question.port else { return [] }
        if let address = question.address { return [Endpoint(question.transport, address, port)] }
        guard let name = question.name else { return [] }
        return try lookup(name).addresses.map { Endpoint(question.transport, $0, port) }
    }
}
