extension Exporter {
    /// A `Procfile` and a `.env` with what every service has in common.
    package static func procfile(_ file: StackFile, plan: StackPlan) -> ExportResult {
        var losses = Losses()
        var files: [ExportResult.File] = []
        let common = commonVariables(plan.services)
        var lines = ""
        for service in plan.services {
            let name = String(service.name.map { $0 == "." ? "-" : $0 })
            var own = ["env"]
            for variable in service.environment where common[variable.name] == nil {
                own.append("\(variable.name)=\(variable.value)")
            }
            var parts: [String] = []
            if service.directory != file.folder { parts.append("cd \(CommandWords.quote(service.directory))") }
            parts += service.setup
            parts.append("exec \(CommandWords.join(own + service.arguments))")
            var line = parts.joined(separator: " && ")
            if line.utf8.contains(where: { $0 == 10 || $0 == 13 }) {
                files.append(.init("Procfile.\(name).sh", line + "\n"))
                line = "sh ./Procfile.\(name).sh"
                losses.changed(service.name, "run", "a command of several lines, in a file of its own")
            }
            lines += "\(name): \(line)\n"
            note(service, &losses)
        }
        let dotenv = common.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined()
        return ExportResult(
            files: [.init("Procfile", lines), .init(".env", dotenv, isSecret: true)] + files, losses: losses.remarks,
            next: "foreman start")
    }

    /// Variables that all services have with one value, in the words that every reader of `.env` takes alike; PORT is
    /// foreman's own.
    private static func commonVariables(_ services: [PlannedService]) -> [String: String] {
        guard let first = services.first else { return [:] }
        var common = Dictionary(first.environment.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        for service in services.dropFirst() {
            let own = Dictionary(
                service.environment.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            common = common.filter { own[$0.key] == $0.value }
        }
        return common.filter { name, value in
            let isName = name.utf8.allSatisfy { $0 == 95 || (48...57).contains($0) || (65...90).contains($0) }
            let isSafe = value.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: "_-./:@,+".utf8.contains(byte)
                }
            }
            return isName && isSafe && !value.isEmpty && name != "PORT" && name.utf8.first.map { $0 > 57 } == true
        }
    }

    private static func note(_ service: PlannedService, _ losses: inout Losses) {
        let spec = service.spec
        if !service.needs.isEmpty { losses.lost(service.name, "needs", "all start at once") }
        if service.ready != nil { losses.lost(service.name, "ready", "nobody waits for anybody") }
        if service.live != nil { losses.lost(service.name, "live", "nothing is started again") }
        if spec.restart != .never { losses.lost(service.name, "restart", "the end of one ends them all") }
        if spec.stop.signal != "TERM" || spec.stop.grace != 10 || service.stopBefore != nil {
            losses.lost(service.name, "stop", "TERM, and KILL after foreman's 5 seconds")
        }
        if !spec.watch.isEmpty { losses.lost(service.name, "watch", "a changed file restarts nothing") }
        if spec.log.file != nil { losses.lost(service.name, "log", "the output goes to the terminal") }
        if spec.terminal == true { losses.lost(service.name, "tty", "overmind has terminals, foreman does not") }
        if !service.setup.isEmpty { losses.changed(service.name, "setup", "run before the command, on each start") }
    }
}
