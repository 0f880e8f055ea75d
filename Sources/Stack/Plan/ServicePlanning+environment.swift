extension ServicePlanning {
    /// Lays the variables of every layer over each other, the weakest first.
    mutating func environment(_ dotenv: inout DotenvLayers) {
        for file in input.file.environmentFiles {
            for entry in dotenv.entries(file) {
                layers.set(
                    entry.name, .init(.dotenv, entry.value, "\(file.path):\(entry.line)"),
                    belowInherited: !input.file.dotenvWins)
            }
        }
        // A container and a process of process-compose take their own file over what the user happens to have set.
        let ownWins = input.file.dotenvWins || input.file.format == .compose || input.file.format == .processCompose
        // Below the user's environment is below the stack's as well, whether the user has set that variable or not.
        if !ownWins { ownFiles(&dotenv, belowInherited: true) }
        for variable in input.file.environment { set(variable, .stack, "env.\(variable.name)") }
        if ownWins { ownFiles(&dotenv, belowInherited: false) }
        for variable in wiring() {
            layers.set(variable.name, .init(.wiring, variable.value, variable.place))
        }
        for variable in spec.environment { set(variable, .service, "\(place).env.\(variable.name)") }
    }

    /// The dotenv files of the service itself.
    private mutating func ownFiles(_ dotenv: inout DotenvLayers, belowInherited: Bool) {
        for file in spec.environmentFiles {
            for entry in dotenv.entries(file) {
                layers.set(
                    entry.name, .init(.dotenv, entry.value, "\(file.path):\(entry.line)"),
                    belowInherited: belowInherited)
            }
        }
    }

    private mutating func set(_ variable: Variable, _ layer: PlannedVariable.Source.Layer, _ place: String) {
        guard let text = variable.value else {
            // A bare name: the user's own value, also over that of a dotenv file.
            if let value = layers.inheritedValue(variable.name) {
                layers.set(variable.name, .init(layer, value, place))
            }
            return
        }
        let value = variable.isLiteral ? text : note(template.value(text), place)
        layers.set(variable.name, .init(layer, value, place))
    }

    private func wiring() -> [(name: String, value: String, place: String)] {
        var variables = Wiring.own(own.ports, spec)
        if input.file.format == .procfile {
            // None of its runners sets HOST, and some servers would take it for the address to bind.
            variables.removeAll { $0.name == "HOST" }
            variables += procfile()
        }
        if input.file.format == .processCompose {
            variables.append(("PC_PROC_NAME", spec.name, "as process-compose"))
            variables.append(("PC_REPLICA_NUM", "\(instance.number - 1)", "as process-compose"))
        }
        for need in spec.needs where need.condition != .exited {
            guard let other = chosen.first(where: { $0.name == need.service }), let subject = subjects[other.name]
            else { continue }
            let names =
                other.instances == 1 ? [other.name] : (0..<max(0, other.instances)).map { "\(other.name).\($0 + 1)" }
            let addresses = names.compactMap { ports[$0]?.first?.reachable.address }
            variables += Wiring.need(need, subject, addresses: addresses)
        }
        return variables + [
            ("OSTIA_STACK", input.identity.id, "the stack"), ("OSTIA_SERVICE", instance.name, "the service"),
            ("COMPOSE_PROJECT_NAME", input.identity.id, "the stack"),
        ]
    }

    /// What foreman, honcho and overmind tell a process about itself.
    private func procfile() -> [(name: String, value: String, place: String)] {
        let name = "\(spec.name).\(instance.number)"
        return [("PS", name, "as foreman"), ("HONCHO_PROCESS_NAME", name, "as honcho")]
            + input.file.services.enumerated().compactMap { _, other in
                guard let port = (ports[other.name] ?? ports["\(other.name).1"])?.first else { return nil }
                let word = String(
                    decoding: other.name.utf8.map { Interpolation.isNameByte($0) ? $0 : UInt8(ascii: "_") },
                    as: UTF8.self)
                return ("OVERMIND_PROCESS_\(word)_PORT", "\(port.number)", "as overmind")
            }
    }
}
