extension ReadingFindings {
    /// `port` and `ports` of a service, the main port first.
    mutating func ports(_ keys: [String: YAMLNode], _ kind: ServiceSpec.Kind, _ subject: String) -> [PortSpec] {
        var ports: [PortSpec] = []
        if let node = keys["port"] {
            if case .scalar("none", _) = node.content {
                if case .forward = kind { error("\(subject).port", "a forward without a port leads nowhere", node) }
                return named(keys["ports"], subject)
            }
            if let port = port("", node, "\(subject).port") { ports.append(port) }
        }
        ports += named(keys["ports"], subject)
        if keys["port"] == nil, keys["ports"] == nil {
            switch kind {
            case .run, .exec: ports = [PortSpec("", .auto, isImplied: true)]
            case .forward: ports = [PortSpec("", .auto)]
            case .container(let container):
                if WellKnown.port(ofImage: container.image) != nil {
                    ports = [PortSpec("", .auto, isImplied: true)]
                }
            case .provider: break
            }
        }
        return ports
    }

    private mutating func named(_ node: YAMLNode?, _ subject: String) -> [PortSpec] {
        guard let node else { return [] }
        guard case .map(let entries) = node.content, !entries.isEmpty else {
            error(
                "\(subject).ports",
                "a map of names is wanted, such as `ports: { http: auto, debug: 9229 }`, not \(node.kindName); "
                    + "for one port write `port: …`", node)
            return []
        }
        return entries.compactMap { entry in
            let place = "\(subject).ports.\(entry.key)"
            guard isPortName(entry.key) else {
                remarks.append(
                    Remark(
                        .error, place, "a port's name is made of letters, digits, `_` and `-`, not only digits",
                        line: entry.line, column: entry.column))
                return nil
            }
            return port(entry.key, entry.value, place)
        }
    }

    private func isPortName(_ name: String) -> Bool {
        let isWord = name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
        return isWord && !name.isEmpty && UInt64(name) == nil && name.utf8.count <= 63
    }

    private mutating func port(_ name: String, _ node: YAMLNode, _ subject: String) -> PortSpec? {
        guard case .map = node.content else { return wish(node, subject).map { PortSpec(name, $0) } }
        guard let keys = object(node, subject, KeyTable.port) else { return nil }
        var port = PortSpec(name, .auto)
        if let node = keys["port"], let wish = wish(node, "\(subject).port") { port.wish = wish }
        if let node = keys["target"] {
            port.target = count(node, "\(subject).target", 1...65535).map(UInt16.init)
        }
        if let node = keys["host"] { port.host = filled(node, "\(subject).host") }
        if let node = keys["transport"] {
            port.transport = word(node, "\(subject).transport", ["tcp", "udp"]) ?? "tcp"
        }
        return port
    }

    private mutating func wish(_ node: YAMLNode, _ subject: String) -> PortSpec.Wish? {
        guard case .scalar(let text, let isPlain) = node.content else {
            error(
                subject, "a port is wanted: a number, auto, or a range such as \"5000-5010\", not \(node.kindName)",
                node)
            return nil
        }
        switch PortText.read(text, isPlain: isPlain) {
        case .success(let wish): return wish
        case .failure(let why):
            error(subject, why.text, node)
            return nil
        }
    }

    /// A check's named port must be one of the service's.
    mutating func checkPorts(_ service: ServiceSpec, _ keys: [String: YAMLNode], _ subject: String) {
        for (key, check) in [("ready", service.ready), ("live", service.live)] {
            guard let check, let node = keys[key] else { continue }
            let names = service.ports.map(\.name)
            if let port = check.port, !names.contains(port) {
                let near = Nearest.name(to: port, among: names).map { "; did you mean `\($0)`?" } ?? ""
                error("\(subject).\(key)", "the service has no port named `\(port)`\(near)", node)
            }
            switch check.kind {
            case .tcp, .http:
                if service.ports.isEmpty { error("\(subject).\(key)", "the service has no port to be asked", node) }
            case .exec, .log: break
            }
        }
    }
}

/// A fault that is told in one sentence.
struct PlainFault: Error, Hashable {
    var text: String
    init(_ text: String) { self.text = text }
}

/// Reads a port as it stands in a file.
enum PortText {
    static func read(_ text: String, isPlain: Bool = false) -> Result<PortSpec.Wish, PlainFault> {
        if text == "auto" { return .success(.auto) }
        if isNumber(text) { return number(text, isPlain: isPlain).map { .fixed($0) } }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count == 2, isNumber(parts[0]), isNumber(parts[1]) {
            switch (number(String(parts[0]), isPlain: false), number(String(parts[1]), isPlain: false)) {
            case (.success(let low), .success(let high)) where low <= high: return .success(.range(low...high))
            case (.success(let low), .success(let high)):
                return .failure(PlainFault("the range \(low)-\(high) is the wrong way round: \(high)-\(low)"))
            case (.failure(let why), _), (_, .failure(let why)): return .failure(why)
            }
        }
        return .failure(other(text, isPlain: isPlain))
    }

    private static func isNumber(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }

    private static func number(_ text: String, isPlain: Bool) -> Result<UInt16, PlainFault> {
        if text.hasPrefix("0"), text != "0", text.utf8.count <= 6, let decimal = Int(text) {
            let octal = Int(text, radix: 8).map { "\($0) to a YAML reader that takes the leading 0 for octal" }
            let said = isPlain ? octal ?? "no number at all to a YAML reader that takes the leading 0 for octal" : nil
            let trap = said.map { "; it is \($0)" } ?? ""
            return .failure(PlainFault("\(text) has a leading 0\(trap): write \(decimal)"))
        }
        guard let value = Int(text), value <= 65535 else {
            return .failure(PlainFault("\(text) is no port: ports go from 1 to 65535"))
        }
        guard value > 0 else {
            return .failure(PlainFault("port 0 means \"any\" to the kernel, and nobody would know which; write auto"))
        }
        return .success(UInt16(value))
    }

    private static func other(_ text: String, isPlain: Bool) -> PlainFault {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count >= 2, parts.allSatisfy({ isNumber($0) || $0.contains(".") }), let last = parts.last,
            let before = parts.dropLast().last, isNumber(before)
        {
            let value = Int(before).flatMap { high in Int(last).map { high * 60 + $0 } }
            let trap =
                isPlain && parts.count == 2 && (Int(last) ?? 60) < 60
                ? " (and without quotes it is the number \(value ?? 0) to a YAML 1.1 reader, which counts it in base 60)"
                : ""
            return PlainFault(
                "`\(text)` is compose's HOST:CONTAINER\(trap); write `ports: { NAME: { port: \(before), target: \(last) } }`"
            )
        }
        let near = Nearest.name(to: text, among: ["auto", "none"]).map { "; did you mean `\($0)`?" } ?? ""
        return PlainFault("`\(text)` is no port: a number, auto, or a range such as \"5000-5010\" is wanted\(near)")
    }
}
