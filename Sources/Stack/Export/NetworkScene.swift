/// A stack whose services have an address each, as in compose and Kubernetes: `${db.address}` is `db:5432` there, and a
/// service listens on all of its own addresses.
struct NetworkScene {
    /// One service with every text filled.
    struct Service {
        var spec: ServiceSpec
        /// The name by which the others reach it.
        var host: String
        /// Its ports by the numbers that they have inside.
        var ports: [PlannedPort]
        /// The ports as the plan has them on this machine, one list an instance.
        var published: [[PlannedPort]]
        /// What to start; `nil` for an image's own.
        var command: [String]?
        var entrypoint: [String]?
        var environment: [Variable]
        var ready: Check?
        var live: Check?
        var setup: [String]
        var stopBefore: String?
        /// Needs among the services that are exported.
        var needs: [Need]

        struct Variable: Hashable {
            var name: String
            var value: String
            /// Whether it came from a dotenv file.
            var isFromFile: Bool
        }

        /// The port that says by its listener that the service is up; none where the number was only offered, since a
        /// wait for what may never listen would have no end.
        var awaited: PlannedPort? {
            switch ready?.kind {
            case .tcp?, .http?: ready.flatMap { port(of: $0) }
            default: ports.first { $0.transport == "tcp" && !$0.isImplied }
            }
        }

        /// What tells that it is ready, also where the file does not say.
        var question: Check? { ready ?? awaited.map { Check(.tcp, port: $0.name) } }

        /// The port that a check asks.
        func port(of check: Check) -> PlannedPort? {
            ports.first { $0.name == check.port ?? "" } ?? ports.first { $0.transport == "tcp" } ?? ports.first
        }

        /// Whether the URL of the port is one for browsers.
        func isHTTP(_ port: PlannedPort) -> Bool {
            Wiring.schemes(spec, ports)[port.name] == "http"
        }
    }

    var project: String
    var services: [Service]
    var losses = Losses()

    /// - Parameter host: the name in the network of a service's name.
    init(_ file: StackFile, _ plan: StackPlan, host: (String) -> String) {
        project = plan.identity.project
        services = []
        var seen: Set<String> = []
        let specs = plan.services.map(\.spec).filter { seen.insert($0.name).inserted }
        var planned: [String: [PlannedService]] = [:]
        for service in plan.services { planned[service.spec.name, default: []].append(service) }
        var subjects: [String: Template.Subject] = [:]
        for spec in specs {
            let ports = Self.inside(planned[spec.name]?.first?.ports ?? [], host(spec.name))
            subjects[spec.name] = .init(name: spec.name, ports: ports, schemes: Wiring.schemes(spec, ports))
        }
        let knowsTemplates = file.format != .procfile && file.format != .packageJSON
        for spec in specs {
            guard let all = planned[spec.name], let first = all.first, let subject = subjects[spec.name] else {
                continue
            }
            if case .forward = spec.kind {
                losses.lost(spec.name, "forward", "a tunnel with this user's keys; give the others the address itself")
                continue
            }
            var own = subject
            for index in own.ports.indices { own.ports[index].host = "0.0.0.0" }
            let values = Dictionary(
                first.environment.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            let template = Template(own: own, others: subjects, lookup: { values[$0] })
            func fill(_ text: String) -> String { knowsTemplates ? template.command(text).text : text }
            var service = Service(
                spec: spec, host: host(spec.name), ports: subject.ports, published: all.map(\.ports), command: nil,
                entrypoint: nil, environment: [], ready: Self.check(spec.ready, fill),
                live: Self.check(spec.live, fill),
                setup: spec.setup.map(fill), stopBefore: spec.stop.before.map(fill), needs: spec.needs)
            switch spec.kind {
            case .run(let text): service.command = ServicePlanning.arguments(fill(text), spec.shell)
            case .exec(let words): service.command = words.map(fill)
            case .container(let container):
                service.command = container.command?.map(fill)
                service.entrypoint = container.entrypoint
            case .forward, .provider: break
            }
            service.environment = Self.environment(file, spec, first, subjects, template)
            note(service)
            services.append(service)
        }
        let names = Set(services.map(\.spec.name))
        for index in services.indices { services[index].needs.removeAll { !names.contains($0.service) } }
    }

    private static func inside(_ ports: [PlannedPort], _ host: String) -> [PlannedPort] {
        ports.map { port in
            var port = port
            port.number = port.target ?? port.number
            port.host = host
            return port
        }
    }

    private static func check(_ check: Check?, _ fill: (String) -> String) -> Check? {
        guard var check else { return nil }
        if case .exec(let command) = check.kind { check.kind = .exec(fill(command)) }
        return check
    }

    /// The layers as the plan has them, but with the network's addresses.
    private static func environment(
        _ file: StackFile, _ spec: ServiceSpec, _ planned: PlannedService, _ subjects: [String: Template.Subject],
        _ template: Template
    ) -> [Service.Variable] {
        var found: [String: Service.Variable] = [:]
        func set(_ name: String, _ value: String, isFromFile: Bool = false) {
            found[name] = .init(name: name, value: value, isFromFile: isFromFile)
        }
        for variable in planned.environment where variable.source.layer == .dotenv {
            set(variable.name, variable.value, isFromFile: true)
        }
        var layers = [file.environment, spec.environment]
        let ports = subjects[spec.name]?.ports ?? []
        for variable in layers.removeFirst() { Self.value(variable, planned, template).map { set(variable.name, $0) } }
        for variable in Wiring.own(ports, spec) {
            set(variable.name, variable.name == "HOST" ? "0.0.0.0" : variable.value)
        }
        for need in spec.needs where need.condition != .exited {
            guard let other = subjects[need.service] else { continue }
            for variable in Wiring.need(need, other, addresses: []) { set(variable.name, variable.value) }
        }
        for variable in layers.joined() { Self.value(variable, planned, template).map { set(variable.name, $0) } }
        return found.values.sorted { $0.name < $1.name }
    }

    private static func value(_ variable: Variable, _ planned: PlannedService, _ template: Template) -> String? {
        guard let text = variable.value else { return planned.environment.first { $0.name == variable.name }?.value }
        return variable.isLiteral ? text : template.value(text).text
    }

    /// What no network of containers takes over.
    private mutating func note(_ service: Service) {
        let name = service.spec.name
        let spec = service.spec
        let words = (service.command ?? []).joined(separator: " ")
        if words.utf8.contains(UInt8(ascii: "1")), words.contains("127.0.0.1") || words.contains("localhost") {
            losses.changed(name, "run", "it names 127.0.0.1, which in a container nobody else reaches; write ${host}")
        }
        if !spec.watch.isEmpty { losses.lost(name, "watch", "a changed file restarts nothing") }
        if spec.log.file != nil { losses.lost(name, "log", "the engine keeps the output") }
        if !spec.successCodes.isEmpty { losses.lost(name, "success_codes", "only 0 is success") }
        if spec.directory != nil, case .run = spec.kind {
            losses.changed(name, "dir", "the image's working directory must be what \(spec.directory ?? "") was")
        }
        for variable in spec.environment where variable.value == nil {
            losses.changed(name, "env", "\(variable.name) came from this user's environment; set it where it runs")
        }
    }
}
