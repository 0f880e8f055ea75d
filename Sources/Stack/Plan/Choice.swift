/// Which services of a file a plan holds: those that were asked for and all that they need.
struct Choice {
    /// In the order of the file.
    var services: [ServiceSpec] = []
    var remarks: [Remark] = []

    init(_ input: PlanInput) {
        let file = input.file
        let names = file.services.map(\.name)
        var wanted: Set<String> = []
        let active = Set(input.profiles)
        let known = Set(file.services.flatMap(\.profiles))
        for profile in input.profiles where !known.contains(profile) {
            let near = Nearest.name(to: profile, among: known.sorted()).map { "; did you mean `\($0)`?" } ?? ""
            remarks.append(Remark(.warning, "profiles", "no service belongs to a profile `\(profile)`\(near)"))
        }
        func isActive(_ service: ServiceSpec) -> Bool {
            service.profiles.isEmpty || !active.isDisjoint(with: service.profiles)
        }
        if input.selection.isEmpty {
            wanted = Set(file.services.filter(isActive).map(\.name))
            if wanted.isEmpty, !file.services.isEmpty {
                let all = known.sorted().joined(separator: ", ")
                remarks.append(Remark(.error, "services", "every service is held back by a profile: \(all)"))
            }
        }
        for name in input.selection {
            if names.contains(name) {
                wanted.insert(name)
            } else {
                let near = Nearest.name(to: name, among: names).map { "; did you mean `\($0)`?" }
                remarks.append(
                    Remark(
                        .error, "services",
                        "there is no service `\(name)`\(near ?? "; there are \(names.joined(separator: ", "))")"))
            }
        }
        var open = Array(wanted)
        while let name = open.popLast() {
            for service in file.services where service.name == name {
                for need in service.needs where names.contains(need.service) {
                    // What may be done without is not woken from its profile.
                    let other = file.services.first { $0.name == need.service }
                    if !need.isRequired, let other, !isActive(other) { continue }
                    if wanted.insert(need.service).inserted { open.append(need.service) }
                }
            }
        }
        services = file.services.filter { wanted.contains($0.name) }
    }

    /// Services that are not chosen and yet named by a template of a chosen one: their numbers must be known.
    func mentioned(in file: StackFile) -> [ServiceSpec] {
        let chosen = Set(services.map(\.name))
        let texts = services.flatMap(Self.texts) + file.environment.compactMap(\.value)
        let used = texts.filter { $0.utf8.contains(UInt8(ascii: "$")) }
        return file.services.filter { service in
            !chosen.contains(service.name) && used.contains { $0.contains("${\(service.name).") }
        }
    }

    private static func texts(_ service: ServiceSpec) -> [String] {
        var texts = service.environment.compactMap(\.value) + service.setup + [service.stop.before].compactMap { $0 }
        for check in [service.ready, service.live] {
            if case .exec(let command)? = check?.kind { texts.append(command) }
        }
        switch service.kind {
        case .run(let command): texts.append(command)
        case .exec(let words): texts += words
        case .container(let container):
            texts += (container.command ?? []) + (container.entrypoint ?? []) + container.options + container.volumes
        case .forward(let target): texts.append(target)
        case .provider(_, let options): texts += options.values
        }
        return texts
    }
}

/// What is wrong with the services' relations, whichever of them are chosen.
enum Relations {
    static func remarks(_ file: StackFile) -> [Remark] {
        var remarks: [Remark] = []
        let names = file.services.map(\.name)
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            remarks.append(Remark(.error, "services.\(name)", "two services have this name"))
        }
        for service in file.services {
            for need in service.needs where !seen.contains(need.service) {
                let near = Nearest.name(to: need.service, among: names).map { "; did you mean `\($0)`?" } ?? ""
                let text = "it needs `\(need.service)`, and there is no such service\(near)"
                remarks.append(
                    Remark(need.isRequired ? .error : .warning, "services.\(service.name).needs", text))
            }
        }
        for cycle in cycles(file.services) {
            let path = (cycle + [cycle[0]]).joined(separator: " → ")
            remarks.append(Remark(.error, "services.\(cycle[0]).needs", "the needs go round in a circle: \(path)"))
        }
        var variables: [String: String] = [:]
        for name in Set(file.services.flatMap { $0.needs.map(\.service) }).sorted() {
            let prefix = Wiring.prefix(name)
            if let other = variables[prefix] {
                remarks.append(
                    Remark(
                        .warning, "services.\(name)",
                        "`\(other)` and `\(name)` both become \(prefix)_PORT for who needs both"))
            }
            variables[prefix] = name
        }
        return remarks
    }

    static func hasTwins(_ file: StackFile) -> Bool { Set(file.services.map(\.name)).count < file.services.count }

    /// Each circle once, from its first service in the order of the file.
    static func cycles(_ services: [ServiceSpec]) -> [[String]] {
        let needs = Dictionary(
            services.map { ($0.name, $0.needs.map(\.service)) }, uniquingKeysWith: { first, _ in first })
        var done: Set<String> = []
        var cycles: [[String]] = []
        for service in services where !done.contains(service.name) {
            // Depth first with a path of its own: a long chain must not use up the stack.
            var path: [(name: String, next: Int)] = [(service.name, 0)]
            var onPath: Set<String> = [service.name]
            while let top = path.last {
                let targets = needs[top.name] ?? []
                if top.next < targets.count {
                    path[path.count - 1].next += 1
                    let target = targets[top.next]
                    if onPath.contains(target) {
                        let start = path.firstIndex { $0.name == target } ?? 0
                        cycles.append(path[start...].map(\.name))
                    } else if needs[target] != nil, !done.contains(target) {
                        path.append((target, 0))
                        onPath.insert(target)
                    }
                } else {
                    done.insert(top.name)
                    onPath.remove(top.name)
                    path.removeLast()
                }
            }
        }
        return cycles
    }
}
