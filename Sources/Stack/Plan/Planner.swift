/// Makes a plan of a stack file: which services, in which order, with which numbers, commands and variables.
///
/// Pure, so that `--dry-run`, `ostia env` and `ostia up` cannot differ. The caller asks `dotenvPaths`,
/// `packageFolders` and `portWishes`, finds out what they name, and hands it back in a `PlanInput`.
package enum Planner {
    /// - Returns: no plan when a remark is an error; every fault is named at once.
    package static func plan(_ input: PlanInput) -> (plan: StackPlan?, remarks: [Remark]) {
        var choice = Choice(input)
        var remarks = choice.remarks + Relations.remarks(input.file)
        // Two services of one name would only be told apart by further faults that are none.
        if Relations.hasTwins(input.file) { choice.services = [] }
        var numbering = Numbering(input)
        let ports = numbering.ports(choice.services, mentioned: choice.mentioned(in: input.file))
        remarks += numbering.remarks
        var dotenv = DotenvLayers(input)
        let subjects = ServicePlanning.subjects(input.file, ports)
        var services: [PlannedService] = []
        for spec in choice.services {
            for instance in numbering.instances(spec) {
                var planning = ServicePlanning(input, spec, instance, choice.services, ports, subjects)
                services.append(planning.planned(&dotenv))
                remarks += planning.remarks
            }
        }
        remarks = dotenv.remarks + remarks
        guard !remarks.contains(where: { $0.kind == .error }) else { return (nil, unique(remarks)) }
        remarks = unique(remarks)
        return (StackPlan(identity: input.identity, services: services, remarks: remarks), remarks)
    }

    /// The same remark of three instances is said once.
    private static func unique(_ remarks: [Remark]) -> [Remark] {
        var seen: Set<Remark> = []
        return remarks.filter { seen.insert($0).inserted }
    }

    /// The ports that the chosen services want, those of services that their templates name among them.
    package static func portWishes(_ input: PlanInput) -> [PortWish] {
        let choice = Choice(input)
        let numbering = Numbering(input)
        let services = choice.services + choice.mentioned(in: input.file)
        return services.flatMap { spec in
            numbering.instances(spec).flatMap { instance in
                numbering.specs(spec, instance.number).map { PortWish(instance.name, $0) }
            }
        }
    }

    /// The same for a file alone. A Procfile's numbers begin at 5000 here.
    package static func portWishes(
        _ file: StackFile, selection: [String] = [], profiles: [String] = []
    ) -> [PortWish] {
        let identity = StackIdentity(project: "", workTree: "", label: "", id: "")
        return portWishes(PlanInput(file: file, identity: identity, selection: selection, profiles: profiles))
    }

    /// The dotenv files, absolute, that a plan of this file wants to know, whether they exist or not.
    package static func dotenvPaths(_ file: StackFile) -> [String] {
        var seen: Set<String> = []
        return (file.environmentFiles + file.services.flatMap(\.environmentFiles))
            .map { path(file.folder, $0.path) }.filter { seen.insert($0).inserted }
    }

    /// The folders whose `package.json`, if there is one, a plan of this file wants to know.
    package static func packageFolders(_ file: StackFile) -> [String] {
        var seen: Set<String> = []
        return file.services.map { path(file.folder, $0.directory ?? ".") }.filter { seen.insert($0).inserted }
    }

    /// `relative` as seen from `folder`, without `.` and `..`.
    package static func path(_ folder: String, _ relative: String) -> String {
        let whole = relative.hasPrefix("/") ? relative : folder + "/" + relative
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !whole.hasPrefix("/") {
                parts.append(part)
            }
        }
        return (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}

extension StackPlan {
    /// The services in groups: those of one group need only services of groups before it. Stopping goes backwards.
    package var levels: [[PlannedService]] {
        var level: [String: Int] = [:]
        var rest = services
        var groups: [[PlannedService]] = []
        while !rest.isEmpty {
            let names = Set(rest.map(\.name))
            let free = rest.filter { service in !service.needs.contains { names.contains($0.service) } }
            // A plan has no cycle; one that was made by hand still ends.
            let group = free.isEmpty ? rest : free
            for service in group { level[service.name] = groups.count }
            groups.append(group)
            rest.removeAll { level[$0.name] != nil }
        }
        return groups
    }
}
