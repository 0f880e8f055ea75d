import Endpoints

/// Gives every port of every planned service its number.
struct Numbering {
    private let input: PlanInput
    /// Where a Procfile begins.
    private let base: Int
    var remarks: [Remark] = []

    init(_ input: PlanInput) {
        self.input = input
        base = Self.base(input)
        if input.file.format == .procfile, !(1...65535).contains(base) {
            remarks.append(Remark(.error, "PORT", "\(base) is no port to begin with"))
        }
    }

    struct Instance: Hashable {
        /// From 1.
        var number: Int
        /// `api`, or `api.2`.
        var name: String
    }

    func instances(_ spec: ServiceSpec) -> [Instance] {
        guard spec.instances != 1 else { return [Instance(number: 1, name: spec.name)] }
        return (0..<max(0, spec.instances)).map { Instance(number: $0 + 1, name: "\(spec.name).\($0 + 1)") }
    }

    /// `-p`, else `PORT` of the dotenv files, else of the environment, else 5000, as foreman and honcho have it.
    private static func base(_ input: PlanInput) -> Int {
        if let base = input.basePort { return Int(base) }
        guard input.file.format == .procfile else { return 5000 }
        var found: String?
        for file in input.file.environmentFiles {
            guard let text = input.dotenvTexts[Planner.path(input.file.folder, file.path)] else { continue }
            let reading = Dotenv.plain(text, file.isRaw ? .raw : input.dialect) { input.inherited[$0] }
            found = reading.values["PORT"] ?? found
        }
        let base = (found ?? input.inherited["PORT"]).flatMap { Int($0) } ?? 5000
        // Far out of range is told as what it is, and must not overflow when the lines are counted.
        return max(-1_000_000, min(base, 1_000_000))
    }

    /// The ports that one instance wants, the defaults of the file's kind among them.
    func specs(_ spec: ServiceSpec, _ instance: Int) -> [PortSpec] {
        var ports = spec.ports
        if ports.isEmpty {
            switch (input.file.format, spec.kind) {
            case (.procfile, .run), (.procfile, .exec):
                let index = input.file.services.firstIndex { $0.name == spec.name } ?? 0
                let number = base + 100 * index + instance - 1
                // What is too large becomes 0, which is refused with its reason.
                ports = [PortSpec("", .fixed(UInt16(exactly: number) ?? 0), isImplied: true)]
            case (.packageJSON, .run), (.packageJSON, .exec), (.command, .run), (.command, .exec):
                ports = [PortSpec("", .auto, isImplied: true)]
            default: break
            }
        }
        guard case .container(let container) = spec.kind else { return ports }
        return ports.enumerated().map { index, port in
            var port = port
            if port.target == nil {
                let known = index == 0 ? WellKnown.port(ofImage: container.image) : nil
                if let known {
                    port.target = known
                } else if case .fixed(let number) = port.wish {
                    port.target = number
                }
            }
            return port
        }
    }

    /// The ports of every instance of `services`, and of `mentioned`, by the planned name.
    mutating func ports(_ services: [ServiceSpec], mentioned: [ServiceSpec]) -> [String: [PlannedPort]] {
        var ports: [String: [PlannedPort]] = [:]
        var taken: [UInt16: [(port: PlannedPort, service: String)]] = [:]
        for (spec, isPlanned) in services.map({ ($0, true) }) + mentioned.map({ ($0, false) }) {
            for instance in instances(spec) {
                let planned = specs(spec, instance.number).compactMap { port(spec, instance, $0) }
                ports[instance.name] = planned
                guard isPlanned else { continue }
                for port in planned {
                    if let other = taken[port.number]?.first(where: { Self.collide($0.port, port) }) {
                        collision(port, spec, instance, other.service)
                    }
                    taken[port.number, default: []].append((port, instance.name))
                }
            }
        }
        return ports
    }

    private mutating func collision(_ port: PlannedPort, _ spec: ServiceSpec, _ instance: Instance, _ other: String) {
        let place = "services.\(spec.name).port\(port.name.isEmpty ? "" : "s.\(port.name)")"
        if other.split(separator: ".").first.map(String.init) == spec.name, spec.instances > 1 {
            remarks.append(
                Remark(
                    .error, place,
                    "\(spec.instances) instances cannot share port \(port.number): write auto, or a range"))
        } else {
            remarks.append(
                Remark(.error, place, "port \(port.number) is wanted by `\(other)` and `\(instance.name)`"))
        }
    }

    private static func collide(_ a: PlannedPort, _ b: PlannedPort) -> Bool {
        guard a.transport == b.transport else { return false }
        return a.host == b.host || isUnspecified(a.host) || isUnspecified(b.host)
            || (isLocal(a.host) && isLocal(b.host) && (a.host == "localhost" || b.host == "localhost"))
    }

    private static func isUnspecified(_ host: String) -> Bool { IPAddress(host)?.isUnspecified ?? (host == "*") }
    private static func isLocal(_ host: String) -> Bool { IPAddress(host)?.isLoopback ?? (host == "localhost") }

    private mutating func port(_ spec: ServiceSpec, _ instance: Instance, _ port: PortSpec) -> PlannedPort? {
        let place = "services.\(spec.name).port\(port.name.isEmpty ? "" : "s.\(port.name)")"
        func fail(_ text: String) -> PlannedPort? {
            remarks.append(Remark(.error, place, text))
            return nil
        }
        let given = input.numbers[PortKey(instance.name, port.name)]
        var number = given?.number
        if number == nil, case .fixed(let fixed) = port.wish { number = fixed }
        guard let number else { return fail("no port could be found for `\(instance.name)`") }
        guard number > 0 else {
            let isTooHigh = input.file.format == .procfile && port.isImplied
            return fail(
                isTooHigh
                    ? "\(base) and 100 a line lead beyond 65535" : "port 0 means \"any\" to the kernel; write auto")
        }
        if case .container(let container) = spec.kind, port.target == nil {
            return fail(
                "which port inside `\(container.image)`? Write `ports: { \(port.name.isEmpty ? "main" : port.name): "
                    + "{ port: auto, target: … } }`")
        }
        return PlannedPort(
            name: port.name, number: number, host: port.host ?? spec.host, transport: port.transport,
            isLeased: given?.isLeased ?? false, target: port.target, isImplied: port.isImplied)
    }
}
