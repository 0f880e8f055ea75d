import Endpoints

/// Plans one instance of one service.
struct ServicePlanning {
    let input: PlanInput
    let spec: ServiceSpec
    let instance: Numbering.Instance
    /// Every service of the plan.
    let chosen: [ServiceSpec]
    /// By planned name.
    let ports: [String: [PlannedPort]]
    var remarks: [Remark] = []
    var layers: EnvironmentLayers
    let subjects: [String: Template.Subject]
    let own: Template.Subject

    init(
        _ input: PlanInput, _ spec: ServiceSpec, _ instance: Numbering.Instance, _ chosen: [ServiceSpec],
        _ ports: [String: [PlannedPort]], _ subjects: [String: Template.Subject]
    ) {
        self.input = input
        self.spec = spec
        self.instance = instance
        self.chosen = chosen
        self.ports = ports
        layers = EnvironmentLayers(inherited: input.inherited)
        self.subjects = subjects
        let mine = ports[instance.name] ?? []
        own = Template.Subject(name: spec.name, ports: mine, schemes: Wiring.schemes(spec, mine))
    }

    /// Every service of the file as templates see it: by its first instance.
    static func subjects(_ file: StackFile, _ ports: [String: [PlannedPort]]) -> [String: Template.Subject] {
        var subjects: [String: Template.Subject] = [:]
        for service in file.services {
            let first = ports[service.name] ?? ports["\(service.name).1"] ?? []
            subjects[service.name] = Template.Subject(
                name: service.name, ports: first, schemes: Wiring.schemes(service, first))
        }
        return subjects
    }

    var place: String { "services.\(spec.name)" }

    mutating func planned(_ dotenv: inout DotenvLayers) -> PlannedService {
        var service = PlannedService(name: instance.name, spec: spec, instance: instance.number)
        service.ports = own.ports
        service.directory = Planner.path(input.file.folder, spec.directory ?? ".")
        exposure(service.ports)
        service.needs = needs()
        environment(&dotenv)
        service.environment = layers.variables
        service.setup = spec.setup.enumerated().map { filled($1, "\(place).setup[\($0)]") }
        service.stopBefore = spec.stop.before.map { filled($0, "\(place).stop.before") }
        service.ready = check(spec.ready, "\(place).ready.exec")
        service.live = check(spec.live, "\(place).live.exec")
        start(&service)
        return service
    }

    /// A need for a service of three instances is three needs; one for a service that is left out is none.
    private mutating func needs() -> [Need] {
        spec.needs.flatMap { need -> [Need] in
            guard let other = chosen.first(where: { $0.name == need.service }) else { return [] }
            if other.instances == 0 {
                remarks.append(
                    Remark(.warning, "\(place).needs", "it needs `\(other.name)`, of which there are 0 instances"))
            }
            if other.instances == 1 { return [need] }
            return (0..<max(0, other.instances)).map {
                Need("\(other.name).\($0 + 1)", need.condition, isRequired: need.isRequired)
            }
        }
    }

    private mutating func exposure(_ ports: [PlannedPort]) {
        for port in ports {
            let address = IPAddress(port.host)
            let isWide = port.host == "*" || address.map { !$0.isLoopback } == true
            guard isWide else { continue }
            let reach =
                address?.isUnspecified ?? true
                ? "everyone in the networks of this machine" : "whoever reaches \(port.host)"
            remarks.append(
                Remark(
                    .warning, "\(place).host",
                    "host \(port.host) opens port \(port.number) to \(reach), not to this machine alone"))
        }
    }

    var template: Template {
        let layers = layers
        return Template(own: own, others: subjects, lookup: { layers.value($0) })
    }

    mutating func note(_ filled: Template.Filled, _ place: String) -> String {
        remarks += filled.faults.map { Remark(.error, place, $0) } + filled.doubts.map { Remark(.warning, place, $0) }
        return filled.text
    }

    mutating func filled(_ command: String, _ place: String) -> String {
        input.knowsTemplates ? note(template.command(command), place) : command
    }

    mutating func check(_ check: Check?, _ place: String) -> Check? {
        guard var check, case .exec(let command) = check.kind else { return check }
        if input.knowsTemplates { check.kind = .exec(note(checkTemplate.command(command), place)) }
        return check
    }

    /// The check of a container runs inside it, where its ports are those of the image.
    private var checkTemplate: Template {
        var template = template
        guard case .container(let container) = spec.kind, !ContainerArguments.usesHostNetwork(container.options) else {
            return template
        }
        for i in template.own.ports.indices {
            template.own.ports[i].number = template.own.ports[i].target ?? template.own.ports[i].number
            template.own.ports[i].host = "127.0.0.1"
        }
        return template
    }
}
