/// The variables that a service gets for its own ports and for what it needs.
enum Wiring {
    /// `my-db` → `MY_DB`: what a shell cannot name becomes `_`, also before a leading digit.
    static func prefix(_ name: String) -> String {
        let upper = String(
            decoding: name.utf8.map { byte -> UInt8 in
                switch byte {
                case 0x61...0x7A: byte - 0x20
                case 0x30...0x39, 0x41...0x5A: byte
                default: UInt8(ascii: "_")
                }
            }, as: UTF8.self)
        guard let first = upper.utf8.first, 0x30...0x39 ~= first else { return upper }
        return "_" + upper
    }

    /// For its own ports. Inside a container the ports are the container's, and HOST is left to the image.
    static func own(_ ports: [PlannedPort], _ spec: ServiceSpec) -> [(name: String, value: String, place: String)] {
        var inside = false
        if case .container = spec.kind { inside = true }
        var variables: [(name: String, value: String, place: String)] = []
        func number(_ port: PlannedPort) -> String { "\(inside ? port.target ?? port.number : port.number)" }
        if let main = ports.first { variables.append(("PORT", number(main), "its main port")) }
        if !inside, !ports.isEmpty { variables.append(("HOST", spec.host, "its host")) }
        for port in ports where !port.name.isEmpty {
            variables.append(("PORT_\(prefix(port.name))", number(port), "its port \(port.name)"))
        }
        return variables
    }

    /// For one need. The addresses are those of the first instance, and of all in `…_ADDRESSES`.
    static func need(
        _ need: Need, _ subject: Template.Subject, addresses: [String]
    ) -> [(name: String, value: String, place: String)] {
        guard let main = subject.ports.first else { return [] }
        let name = prefix(need.service)
        let place = "its need \(need.service)"
        let seen = main.reachable
        var variables = [
            ("\(name)_HOST", seen.host, place), ("\(name)_PORT", "\(seen.number)", place),
            ("\(name)_ADDRESS", seen.address, place), ("\(name)_URL", subject.url(main), place),
        ]
        if addresses.count > 1 { variables.append(("\(name)_ADDRESSES", addresses.joined(separator: ","), place)) }
        for port in subject.ports where !port.name.isEmpty {
            variables.append(("\(name)_PORT_\(prefix(port.name))", "\(port.number)", place))
        }
        return variables + aspire(need.service, name, subject, place)
    }

    /// Aspire's names: `services__api__http__0` for .NET's service discovery, `API_HTTP` for everyone else, and a
    /// connection string where an address alone is one.
    private static func aspire(
        _ service: String, _ prefix: String, _ subject: Template.Subject, _ place: String
    ) -> [(name: String, value: String, place: String)] {
        var variables: [(name: String, value: String, place: String)] = []
        for port in subject.ports where port.transport == "tcp" {
            let scheme = subject.scheme(port)
            let endpoint = port.name.isEmpty ? scheme : port.name
            variables.append(("services__\(service)__\(endpoint)__0", subject.url(port), place))
            if scheme == "http" || scheme == "https" {
                variables.append(("\(prefix)_\(self.prefix(endpoint))", subject.url(port), place))
            }
        }
        if let main = subject.ports.first {
            switch subject.scheme(main) {
            case "redis": variables.append(("ConnectionStrings__\(service)", main.reachable.address, place))
            case "mongodb", "nats":
                variables.append(("ConnectionStrings__\(service)", subject.url(main), place))
            default: break
            }
        }
        return variables
    }

    /// The scheme of each port's URL, guessed from the port's name, the image, the program, and its check.
    static func schemes(_ spec: ServiceSpec, _ ports: [PlannedPort]) -> [String: String] {
        var schemes: [String: String] = [:]
        for (index, port) in ports.enumerated() {
            if WellKnown.portSchemes.contains(port.name) {
                schemes[port.name] = port.name
            } else if index == 0 {
                schemes[port.name] = main(spec, port)
            } else {
                schemes[port.name] = "tcp"
            }
        }
        return schemes
    }

    private static func main(_ spec: ServiceSpec, _ port: PlannedPort) -> String {
        if port.transport == "udp" { return "udp" }
        if case .http? = spec.ready?.kind { return "http" }
        switch spec.kind {
        case .container(let container):
            return WellKnown.scheme(ofImage: container.image) ?? port.target.flatMap(WellKnown.scheme(ofPort:)) ?? "tcp"
        case .forward(let text):
            guard case .success(let target) = ForwardTarget.read(text) else { return "tcp" }
            return target.targetPort.flatMap(WellKnown.scheme(ofPort:)) ?? "tcp"
        case .run(let command):
            let words = CommandWords.split(command) ?? []
            return words.prefix(3).lazy.compactMap(WellKnown.scheme(ofProgram:)).first ?? "http"
        case .exec(let words): return words.first.flatMap(WellKnown.scheme(ofProgram:)) ?? "http"
        case .provider: return "tcp"
        }
    }
}
