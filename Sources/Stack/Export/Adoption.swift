extension StackFile {
    /// Another tool's file as one of ours: what `ostia init` writes.
    ///
    /// In ours `$$` is `$` and `${port}` is a template, which the other tools do not know; so what would be taken for
    /// one is escaped. What the format has no words for is told of.
    package func adopted() -> (file: StackFile, remarks: [Remark]) {
        guard format != .ostia else { return (self, []) }
        var remarks: [Remark] = []
        var file = self
        file.format = .ostia
        file.environment = environment.map(Self.template)
        if endsTogether {
            remarks.append(
                Remark(.changed, "", "the end of one service no longer ends the others; those that end stay ended"))
            file.endsTogether = false
        }
        file.services = services.compactMap { service -> ServiceSpec? in
            var service = service
            switch service.kind {
            case .provider(let type, _):
                remarks.append(
                    Remark(.lost, service.name, "a compose provider (\(type)); ostia.yaml has no word for it"))
                return nil
            case .run(let command): service.kind = .run(Self.command(command))
            case .exec(let words): service.kind = .exec(words.map(Self.command))
            case .container(var container):
                container.command = container.command?.map(\.doublingDollars)
                container.entrypoint = container.entrypoint?.map(\.doublingDollars)
                service.kind = .container(container)
            case .forward: break
            }
            service.environment = service.environment.map(Self.template)
            service.setup = service.setup.map(Self.command)
            service.stop.before = service.stop.before.map(Self.command)
            service.ready = service.ready.map(Self.check)
            service.live = service.live.map(Self.check)
            let isProcfile = format == .procfile || format == .command
            if isProcfile, service.ports.isEmpty { service.ports = [PortSpec("", .auto, isImplied: true)] }
            return service
        }
        let names = Set(file.services.map(\.name))
        for index in file.services.indices {
            for need in file.services[index].needs where !names.contains(need.service) {
                remarks.append(
                    Remark(.lost, file.services[index].name, "it needs \(need.service), which is not in the file"))
            }
            file.services[index].needs.removeAll { !names.contains($0.service) }
        }
        return (file, remarks)
    }

    private static func template(_ variable: Variable) -> Variable {
        guard variable.isLiteral else { return variable }
        return Variable(variable.name, variable.value?.doublingDollars)
    }

    private static func check(_ check: Check) -> Check {
        var check = check
        if case .exec(let text) = check.kind { check.kind = .exec(command(text)) }
        return check
    }

    /// A command for the shell, with `$$` and what looks like a template of ours escaped, `$HOME` as it is.
    private static func command(_ text: String) -> String {
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            out.append(bytes[index])
            if bytes[index] == UInt8(ascii: "$") {
                if next == UInt8(ascii: "$") {
                    out += [next, next, next]
                    index += 1
                } else if next == UInt8(ascii: "{"), isTemplate(bytes[(index + 2)...]) {
                    out.append(bytes[index])
                }
            }
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether a template may begin behind `${`: one of our words, or anything with a dot.
    private static func isTemplate(_ rest: ArraySlice<UInt8>) -> Bool {
        let inside = rest.prefix { $0 != UInt8(ascii: "}") }
        guard inside.count < rest.count else { return false }
        let words = ["port", "host", "address", "url"]
        return inside.contains(UInt8(ascii: ".")) || words.contains(String(decoding: inside, as: UTF8.self))
    }
}
