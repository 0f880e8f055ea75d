import Commands
import Stack
import Terminal

/// What `ostia up --dry-run` shows: order, ports, commands, every variable.
struct PlanReport {
    let plan: StackPlan

    init(_ plan: StackPlan) { self.plan = plan }

    func show(in context: Context) {
        if context.json { return context.write(json) }
        let console = context.console
        console.out.line(
            "stack \(console.styled(plan.identity.id, .bold)) in \(Sanitizer.escape(plan.identity.workTree))")
        for (number, level) in plan.levels.enumerated() {
            for service in level {
                console.out.line()
                console.out.line("\(number + 1). \(console.styled(service.name, .bold))")
                for line in lines(service) { console.out.line("   " + Sanitizer.escape(line)) }
            }
        }
        guard !plan.remarks.isEmpty else { return }
        console.out.line()
        for remark in plan.remarks { console.out.line(Sanitizer.escape(StackText.line(remark, file: nil))) }
    }

    private func lines(_ service: PlannedService) -> [String] {
        var out = ["command  \(service.command)", "folder   \(service.directory)"]
        for port in service.ports {
            let name = port.name.isEmpty ? "" : " (\(port.name))"
            out.append("port     \(port.address)\(name), \(port.isLeased ? "leased" : "fixed")")
        }
        if !service.needs.isEmpty {
            out.append(
                "needs    " + service.needs.map { "\($0.service) \($0.condition.rawValue)" }.joined(separator: ", "))
        }
        for step in service.setup { out.append("setup    \(step)") }
        for variable in service.environment where variable.source.layer != .inherited {
            out.append("env      \(variable.name)=\(variable.value)  (\(variable.source.layer.rawValue))")
        }
        return out
    }

    /// `ostia/plan/1`: see docs/json/plan.schema.json.
    var json: JSON {
        [
            "schema": "ostia/plan/1",
            "stack": [
                "id": .string(plan.identity.id), "project": .string(plan.identity.project),
                "work_tree": .string(plan.identity.workTree), "label": .string(plan.identity.label),
            ],
            "order": .array(plan.levels.map { .array($0.map { .string($0.name) }) }),
            "services": .array(plan.services.map(service)),
            "remarks": .array(
                plan.remarks.map {
                    ["kind": .string($0.kind.rawValue), "subject": .string($0.subject), "text": .string($0.text)]
                }),
        ]
    }

    private func service(_ service: PlannedService) -> JSON {
        [
            "name": .string(service.name), "command": .string(service.command),
            "arguments": .array(service.arguments.map { .string($0) }), "directory": .string(service.directory),
            "ports": .array(
                service.ports.map {
                    [
                        "name": .string($0.name), "host": .string($0.host), "port": .int(Int($0.number)),
                        "transport": .string($0.transport), "leased": .bool($0.isLeased),
                    ]
                }),
            "needs": .array(
                service.needs.map { ["service": .string($0.service), "condition": .string($0.condition.rawValue)] }),
            "environment": .array(
                service.environment.map {
                    [
                        "name": .string($0.name), "value": .string($0.value),
                        "layer": .string($0.source.layer.rawValue), "place": .string($0.source.place),
                    ]
                }),
        ]
    }
}
