/// Reads a `process-compose.yaml` (version 0.5 of its format, as process-compose 1.122 takes it).
///
/// Variables are filled over the whole text before it is YAML, `.env` over the environment, as that tool does; what a
/// child gets in the end is the planner's matter, where the environment stands over `.env`.
package enum ProcessComposeImporter {
    /// - Parameters:
    ///   - environment: the user's variables.
    ///   - dotenv: those of the `.env` beside the file.
    package static func read(
        _ text: String, path: String, environment: [String: String] = [:], dotenv: [String: String] = [:]
    ) -> ReadStackFile {
        let report = ImportReport()
        let isExpanded = !isExpansionOff(text)
        var text = text
        if isExpanded {
            text = expand(text, environment.merging(dotenv) { _, file in file }, report)
        }
        do {
            guard let root = try SourceNode.read(text), root.isMapping else {
                return ImportReport.unreadable("no `processes:` in it")
            }
            var reader = ProcessComposeReader(
                report: report,
                file: StackFile(format: .processCompose, path: path, folder: ImportedPath.folder(of: path)),
                shell: environment["COMPOSE_SHELL"] ?? "bash")
            reader.read(root)
            return report.answer(reader.file)
        } catch {
            return error.answer
        }
    }

    private static func isExpansionOff(_ text: String) -> Bool {
        text.utf8.split(separator: 10).contains { line in
            let words = line.split { $0 == 32 || $0 == 13 }
            return words.count == 2 && words[0].elementsEqual("disable_env_expansion:".utf8)
                && words[1].elementsEqual("true".utf8)
        }
    }

    /// Line by line, so that a finding has its line; a variable does not span lines.
    private static func expand(_ text: String, _ variables: [String: String], _ report: ImportReport) -> String {
        let interpolation = ImportedVariables(dialect: .envsubst) { variables[$0] }
        var out: [String] = []
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let filled = interpolation.fill(String(decoding: line, as: UTF8.self))
            for finding in filled.findings { finding.add(to: report, line: index + 1) }
            out.append(filled.text)
        }
        return out.joined(separator: "\n")
    }
}

/// What has been read so far of one file.
struct ProcessComposeReader {
    let report: ImportReport
    var file: StackFile
    /// The program that runs commands; bash by default.
    var shell: String
    var shellOption = "-c"
    var variables: [String: String] = [:]
    var processes: [SourceNode.Field] = []

    mutating func read(_ root: SourceNode) {
        for field in root.fields {
            report.add(topLevel(field), field.key, line: field.line, column: field.column)
        }
        if processes.isEmpty { report.add(.error, "processes", "no process in it") }
        for process in processes { service(process) }
    }

    private mutating func topLevel(_ field: SourceNode.Field) -> Fate {
        let value = field.value
        switch field.key {
        case "version": return .kept("the format's version")
        case "name":
            file.name = value.text
            return .kept("name")
        case "is_strict": return .kept("unknown keys are always named here")
        case "environment":
            file.environment = report.variables(value, field.key)
            return .kept("env of the file")
        case "vars":
            for variable in value.fields { variables[variable.key] = variable.value.text }
            return .changed("filled in where {{.NAME}} stands; nothing of it is left to change")
        case "processes":
            processes = value.fields
            return .kept("services")
        case "shell":
            shell = value["shell_command"]?.text ?? shell
            shellOption = value["shell_argument"]?.text ?? shellOption
            let isElevated = value.fields.contains { $0.key.hasPrefix("elevated") }
            return isElevated ? .changed("shell; elevated shells are not known here") : .kept("shell of every service")
        case "disable_env_expansion": return .kept("taken into account")
        case "ordered_shutdown": return .kept("services always stop in reverse order")
        case "log_location", "log_configuration": return .changed("every run's log is kept: ostia logs")
        case "is_tui_disabled", "log_length", "log_level", "log_format", "log_no_color":
            return .lost("a setting of that program's own output")
        case "env_cmds": return .lost("reading a file runs nothing; set the variable in `env`, or in `.env`")
        case "extends": return .lost("another file; merge both first")
        case "mcp_server": return .lost("not for a process to start")
        case _ where field.key.hasPrefix("x-"): return .kept("an extension, used only where it is merged in")
        default: return .lost("not a key of this format")
        }
    }
}
