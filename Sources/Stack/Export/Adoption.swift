extension StackFile {
    /// Another tool's file as one of ours: what `ostia init` writes.
    ///
    /// What the format has no words for is told of.
    package func adopted() -> (file: StackFile, remarks: [Remark]) {
        guard format != .ostia else { return (self, []) }
        // The readers of the other formats have escaped what would be a template; these two take their commands raw.
        let knowsNoTemplates = format == .procfile || format == .packageJSON
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
            if case .provider(let type, _) = service.kind {
                remarks.append(
                    Remark(.lost, service.name, "a compose provider (\(type)); ostia.yaml has no word for it"))
                return nil
            }
            var service = knowsNoTemplates ? service.escapingTemplates() : service
            service.environment = service.environment.map(Self.template)
            if format == .procfile, service.ports.isEmpty { service.ports = [PortSpec("", .auto, isImplied: true)] }
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
        return Variable(variable.name, variable.value.map(Template.escape))
    }
}
