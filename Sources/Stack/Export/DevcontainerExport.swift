extension Exporter {
    /// `.devcontainer/devcontainer.json` that forwards the stack's ports and starts it with `ostia up`.
    ///
    /// The stack file stays the one truth; the container only has to have Ostia and the services' programs.
    package static func devcontainer(_ file: StackFile, plan: StackPlan) -> ExportResult {
        var losses = Losses()
        let ports = plan.services.flatMap { service in
            service.ports.filter { $0.transport == "tcp" }.map { (service, $0) }
        }
        for service in plan.services where service.ports.contains(where: { $0.transport != "tcp" }) {
            losses.lost(service.name, "ports", "editors forward TCP alone")
        }
        let leased = Set(ports.filter { $0.1.isLeased }.map { $0.0.name })
        for name in leased.sorted() {
            losses.changed(name, "port", "a lease of this work tree; fix the number in the stack file to be sure of it")
        }
        let attributes = ports.map { service, port -> (String, JSONValue) in
            let label = port.name.isEmpty ? service.name : "\(service.name) \(port.name)"
            let isHTTP = Wiring.schemes(service.spec, service.ports)[port.name] == "http"
            return (
                "\(port.number)",
                .object([("label", .text(label)), ("onAutoForward", .text(isHTTP ? "notify" : "silent"))])
            )
        }
        var fields: [(String, JSONValue)] = [
            ("name", .text(plan.identity.project)),
            ("image", .text("mcr.microsoft.com/devcontainers/base:bookworm")),
        ]
        if plan.hasContainers {
            fields.append(
                ("features", .object([("ghcr.io/devcontainers/features/docker-in-docker:2", .object([]))])))
        }
        for service in plan.services {
            switch service.spec.kind {
            case .run, .exec:
                losses.changed(
                    service.name, "run",
                    "the image must have \(service.arguments.first ?? "the program"); add a feature for it")
            case .forward: losses.changed(service.name, "forward", "the container needs the keys: mount ~/.ssh")
            case .container, .provider: break
            }
        }
        fields += [
            ("forwardPorts", .list(ports.map { .number(Int($0.1.number)) })), ("portsAttributes", .object(attributes)),
            ("postStartCommand", .text("ostia up --detach --wait")),
        ]
        return ExportResult(
            files: [.init(".devcontainer/devcontainer.json", JSONValue.object(fields).document)],
            losses: losses.remarks, next: "devcontainer up --workspace-folder .")
    }
}

/// A JSON document to be written, its keys in the order in which they were given.
indirect enum JSONValue {
    case text(String)
    case number(Int)
    case list([JSONValue])
    case object([(String, JSONValue)])

    var document: String { text(indent: "") + "\n" }

    private func text(indent: String) -> String {
        let deeper = indent + "  "
        switch self {
        case .text(let text): return Self.quoted(text)
        case .number(let number): return "\(number)"
        case .list(let items): return "[\(items.map { $0.text(indent: deeper) }.joined(separator: ", "))]"
        case .object(let fields):
            if fields.isEmpty { return "{}" }
            let lines = fields.map { "\(deeper)\(Self.quoted($0.0)): \($0.1.text(indent: deeper))" }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case _ where scalar.value < 32:
                out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
