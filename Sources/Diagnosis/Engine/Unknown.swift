import Endpoints

/// Says why an endpoint was neither seen to work nor found at fault: what stood in the way of looking.
package enum Unknown {
    /// - Returns: one clause a reason; empty where nothing stood in the way.
    /// - Throws: `Need` of a look or of the one attempt to connect that `--remote` allows.
    package static func reasons(_ scene: Scene) throws(Need) -> [String] {
        let question = scene.question
        guard question.intent == .use, question.unixPath == nil else { return [] }
        var out: [String] = []
        if let zone = question.zone, Int(zone) == nil, !scene.facts.interfaces.contains(where: { $0.name == zone }) {
            out.append("this machine has no interface \(zone)")
        }
        if let name = question.name, question.port != nil || question.host != nil {
            let lookup = try scene.lookup(name)
            if let failure = lookup.failure, lookup.addresses.isEmpty {
                out.append("\(name) does not resolve here: \(failure)")
            }
        }
        let elsewhere = try scene.endpoints().filter { !scene.isOwn($0.address) }
        guard let first = elsewhere.first else { return out }
        out.append(try words(of: first, scene))
        return out
    }

    private static func words(of endpoint: Endpoint, _ scene: Scene) throws(Need) -> String {
        let subject = "\(endpoint.address) is another machine, and only this one is looked at"
        let way: String
        if let route = try scene.route(endpoint.address) { way = words(route) } else { way = "its route is not known" }
        guard scene.question.allowsRemote else {
            return "\(subject): \(way); --remote allows one attempt to connect"
        }
        guard scene.question.transport == .tcp, let outcome = try scene.connect(endpoint) else {
            return "\(subject): \(way)"
        }
        return "\(subject): \(way); one attempt to connect: \(outcome.words)"
    }

    private static func words(_ route: RouteFact) -> String {
        switch route.kind {
        case .local, .unicast:
            let device = route.device.map { " through \($0)" } ?? ""
            return "the way there goes\(device)\(route.gateway.map { " and \($0)" } ?? "")"
        case .none: return "there is no route to it"
        case .unreachable, .prohibit, .blackhole:
            return "a route says that it is not to be reached (\(route.kind.rawValue))"
        }
    }
}
