/// Reads a `compose.yaml` (the Compose Specification, as Docker Compose 5 takes it) as containers on loopback.
package enum ComposeImporter {
    /// - Parameters:
    ///   - environment: the user's variables, which stand over those of `.env` here.
    ///   - dotenv: those of the `.env` beside the file.
    package static func read(
        _ text: String, path: String, environment: [String: String] = [:], dotenv: [String: String] = [:]
    ) -> ReadStackFile {
        let report = ImportReport()
        let interpolation = ImportedVariables(dialect: .compose) { environment[$0] ?? dotenv[$0] }
        var said: Set<String> = []
        let fill: (String, Int) -> String = { text, line in
            let filled = interpolation.fill(text)
            // A value that is looked at twice is told of once.
            for finding in filled.findings where said.insert("\(line) \(finding)").inserted {
                finding.add(to: report, line: line)
            }
            return filled.text
        }
        do {
            guard let root = try SourceNode.read(text, fill: fill), root.isMapping else {
                return ImportReport.unreadable("no `services:` in it")
            }
            let folder = ImportedPath.folder(of: path)
            let name = root["name"]?.text ?? environment["COMPOSE_PROJECT_NAME"] ?? dotenv["COMPOSE_PROJECT_NAME"]
            let project = name ?? projectName(ImportedPath.name(of: folder))
            var reader = ComposeReader(
                report: report, file: StackFile(format: .compose, path: path, folder: folder, name: name),
                project: project, services: root["services"]?.fields ?? [])
            reader.read(root)
            return report.answer(reader.file)
        } catch {
            return error.answer
        }
    }

    /// The folder's name as compose makes a project's of it: lower case, `[a-z0-9_-]`, no sign in front.
    package static func projectName(_ folder: String) -> String {
        let kept = folder.lowercased().utf8.filter {
            $0 == 45 || $0 == 95 || (48...57).contains($0) || (97...122).contains($0)
        }
        let name = String(decoding: kept.drop { $0 == 45 || $0 == 95 }, as: UTF8.self)
        return name.isEmpty ? "default" : name
    }
}

/// What has been read so far of one file.
struct ComposeReader {
    let report: ImportReport
    var file: StackFile
    let project: String
    let services: [SourceNode.Field]

    mutating func read(_ root: SourceNode) {
        for field in root.fields {
            report.add(topLevel(field), field.key, line: field.line, column: field.column)
        }
        for service in services { read(service) }
        if file.services.isEmpty { report.add(.error, "services", "no service in it that can run") }
    }

    private func topLevel(_ field: SourceNode.Field) -> Fate {
        switch field.key {
        case "version": return .kept("out of use; compose ignores it too")
        case "name": return .kept("name")
        case "services": return .kept("services")
        case "networks":
            return .lost("services meet on their published ports (DB_HOST, DB_PORT), not by container name")
        case "volumes":
            return .changed("the stack's name stands before a named volume, so that two work trees do not share it")
        case "configs", "secrets": return .lost("mount the file as a volume, or put the value into env_file")
        case "include": return .lost("other files; write all into one: docker compose config > compose.full.yaml")
        case "models": return .lost("not for us to run")
        case _ where field.key.hasPrefix("x-"): return .kept("an extension, used only where it is merged in")
        default: return .lost("not a key of this format")
        }
    }

    private mutating func read(_ service: SourceNode.Field) {
        let subject = "services.\(service.key)"
        var node = service.value
        if let base = extended(node) { node = node.over(base) }
        guard node.isMapping else {
            report.add(.error, subject, "not a mapping", line: service.line, column: service.column)
            return
        }
        var reader = ComposeServiceReader(
            report: report, subject: subject, project: project,
            name: ImportedName.fit(service.key, subject, line: service.line, report))
        reader.read(node)
        guard let spec = reader.finish() else {
            report.add(
                .error, subject, "neither image, build nor provider", line: service.line, column: service.column)
            return
        }
        file.services.append(spec)
    }

    /// The service of the same file that this one extends.
    private func extended(_ node: SourceNode) -> SourceNode? {
        guard let extends = node["extends"], extends["file"] == nil,
            let name = extends.text ?? extends["service"]?.text,
            let base = services.first(where: { $0.key == name })?.value, base["extends"] == nil
        else { return nil }
        return base
    }
}
