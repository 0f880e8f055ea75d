extension ComposeServiceReader {
    /// `ports:` in the short and the long form.
    mutating func ports(_ node: SourceNode) -> Fate {
        for item in node.items {
            let found = item.text.map(ComposePort.short) ?? ComposePort.long(item)
            if found.isEmpty {
                report.add(
                    .lost("not a port: \(item.text ?? "")"), "\(subject).ports", line: item.line, column: item.column)
                continue
            }
            for port in found { add(port, line: item.line, column: item.column) }
        }
        return .kept("ports")
    }

    private mutating func add(_ port: ComposePort, line: Int, column: Int) {
        let wish: PortSpec.Wish =
            switch port.published {
            case nil: .auto
            case let range? where range.count == 1: .fixed(range.lowerBound)
            case let range?: .range(range)
            }
        var name = port.name ?? ""
        if name.isEmpty, !spec.ports.isEmpty { name = "p\(port.target)" }
        if spec.ports.contains(where: { $0.name == name }) {
            name = "p\(port.target)\(port.transport == "tcp" ? "" : port.transport)"
            var count = 2
            while spec.ports.contains(where: { $0.name == name }) {
                name = "p\(port.target)-\(count)"
                count += 1
            }
        }
        let isNarrow = port.host == nil || port.host == "127.0.0.1"
        spec.ports.append(
            PortSpec(name, wish, target: port.target, transport: port.transport, host: isNarrow ? nil : port.host))
        let number = port.published.map { "\($0.lowerBound)" } ?? "a port of its own"
        let fate: Fate
        switch port.host {
        case nil: fate = .changed("\(number), on 127.0.0.1 only; compose opens it to the network")
        case "0.0.0.0", "::": fate = .kept("\(number), open to the network, as the file says")
        default: fate = .kept("\(number)")
        }
        report.add(fate, "\(subject).ports", line: line, column: column)
    }
}

/// One entry of compose's `ports:`; a range of both sides is several of these.
struct ComposePort: Hashable {
    var target: UInt16
    var published: ClosedRange<UInt16>?
    var host: String?
    var transport = "tcp"
    var name: String?

    /// `[[IP:]HOST:]CONTAINER[/tcp|udp]`, each a port or a range; empty when it is none.
    static func short(_ text: String) -> [ComposePort] {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2, let places = halves.first else { return [] }
        let transport = halves.count == 2 ? halves[1].lowercased() : "tcp"
        guard ["tcp", "udp"].contains(transport) else { return [] }
        var parts = places.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let target = range(parts.removeLast()) else { return [] }
        let published = parts.popLast() ?? ""
        guard published.isEmpty || range(published) != nil else { return [] }
        var host = parts.joined(separator: ":")
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        return pairs(target, range(published), host: host.isEmpty ? nil : host, transport: transport)
    }

    /// `target`, `published`, `host_ip`, `protocol`, `name`.
    static func long(_ node: SourceNode) -> [ComposePort] {
        guard let target = node["target"]?.text.flatMap(range) else { return [] }
        let written = node["published"]?.text ?? ""
        guard written.isEmpty || written == "0" || range(written) != nil else { return [] }
        var found = pairs(
            target, range(written), host: node["host_ip"]?.text, transport: node["protocol"]?.text ?? "tcp")
        if found.count == 1 { found[0].name = node["name"]?.text.flatMap(portName) }
        return found
    }

    /// A name that also serves in a variable's: `PORT_NAME`.
    private static func portName(_ text: String) -> String? {
        let isName =
            UInt64(text) == nil && (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                $0 == 45 || $0 == 95 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
            }
        return isName ? text : nil
    }

    private static func pairs(
        _ target: ClosedRange<UInt16>, _ published: ClosedRange<UInt16>?, host: String?, transport: String
    ) -> [ComposePort] {
        if target.count == 1 {
            return [ComposePort(target: target.lowerBound, published: published, host: host, transport: transport)]
        }
        // More would be a mistake, and one proxy process each.
        guard target.count <= 100, published.map({ $0.count == target.count }) ?? true else { return [] }
        return target.enumerated().map { index, port in
            let number = published.map { $0.lowerBound + UInt16(index) }
            return ComposePort(
                target: port, published: number.map { $0...$0 }, host: host, transport: transport)
        }
    }

    /// `8080` or `8080-8090`.
    private static func range(_ text: String) -> ClosedRange<UInt16>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low > 0, low <= high
        else { return nil }
        return low...high
    }
}
