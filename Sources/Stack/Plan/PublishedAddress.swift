extension PlannedService {
    /// What somebody outside the stack is told of its address: `HOST`, `PORT`, `ADDRESS`, `URL`, and `PORT_NAME` of its
    /// named ports. Nothing where it has no port.
    ///
    /// - Parameter host: under which name it is reached from there; its own host without one.
    package func published(host: String? = nil) -> [(name: String, value: String)] {
        var ports = ports
        if let host { for i in ports.indices { ports[i].host = host } }
        guard let main = ports.first else { return [] }
        let subject = Template.Subject(name: spec.name, ports: ports, schemes: Wiring.schemes(spec, ports))
        let seen = main.reachable
        var out = [
            (name: "HOST", value: seen.host), (name: "PORT", value: "\(seen.number)"),
            (name: "ADDRESS", value: seen.address), (name: "URL", value: subject.url(main)),
        ]
        for port in ports where !port.name.isEmpty {
            out.append((name: "PORT_\(Wiring.prefix(port.name))", value: "\(port.number)"))
        }
        return out
    }
}

extension StackPlan {
    /// The places of these services and of all that they need, directly or not.
    package func withNeeds(of names: [String]) -> [Int] {
        var found: Set<Int> = []
        var open = services.indices.filter {
            names.contains(services[$0].name) || names.contains(services[$0].spec.name)
        }
        while let i = open.popLast() {
            guard found.insert(i).inserted else { continue }
            let needs = services[i].needs.map(\.service)
            open += services.indices.filter { needs.contains(services[$0].name) }
        }
        return found.sorted()
    }
}
