import ArgumentParser
import Commands
import LinuxKernel
import Stack
import Terminal

/// `ostia export TARGET`: the stack as another engine's files, with a word on all that those cannot say.
struct ExportRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "export")
    @OptionGroup var options: ExportOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let location = try StackLocation(context)
        let loaded = try LoadedStack.loaded(location, options.selection)
        let result = Self.export(options.target, loaded.file, try loaded.plan())
        if let output = options.output {
            try write(result.files, into: Planner.path(location.directory, output))
        }
        if context.json {
            context.write(json(result))
            return .success
        }
        if let output = options.output {
            for file in result.files { context.console.out.line("wrote " + Sanitizer.escape("\(output)/\(file.path)")) }
        } else {
            for file in result.files {
                context.console.out.line("# \(file.path)")
                context.console.out.write(file.text.hasSuffix("\n") ? file.text : file.text + "\n")
            }
        }
        context.console.out.flush()
        for loss in result.losses { context.console.err.line(Sanitizer.escape(StackText.line(loss, file: nil))) }
        for file in result.files where file.isSecret {
            context.console.err.line(
                Sanitizer.escape("\(file.path) holds what looks like secrets: keep it to yourself"))
        }
        context.console.err.line("next: " + Sanitizer.escape(result.next))
        return .success
    }

    static func export(_ target: ExportTarget, _ file: StackFile, _ plan: StackPlan) -> ExportResult {
        switch target {
        case .compose: Exporter.compose(file, plan: plan)
        case .kubernetes: Exporter.kubernetes(file, plan: plan)
        case .systemd: Exporter.systemd(file, plan: plan)
        case .procfile: Exporter.procfile(file, plan: plan)
        case .devcontainer: Exporter.devcontainer(file, plan: plan)
        }
    }

    /// Writes every file or none: what is there already is found before the first is written.
    private func write(_ files: [ExportResult.File], into folder: String) throws {
        let present = files.filter { FileBytes.exists("\(folder)/\($0.path)") }
        guard options.force || present.isEmpty else {
            throw CommandError.badInput(
                "\(folder) has \(present.map(\.path).joined(separator: ", ")) already", hint: "--force writes over it")
        }
        for file in files {
            let path = "\(folder)/\(file.path)"
            try Self.makeFolders(of: path)
            try FileBytes.write(Array(file.text.utf8), to: path, isPrivate: file.isSecret)
        }
    }

    private static func makeFolders(of path: String) throws {
        var made = ""
        for part in ImportedPath.folder(of: path).split(separator: "/") {
            made += "/\(part)"
            if let status = FileBytes.status(made), status.isDirectory { continue }
            try FileBytes.makeFolder(made)
        }
    }

    /// `ostia/export/1`: see docs/json/export.schema.json.
    private func json(_ result: ExportResult) -> JSON {
        [
            "schema": "ostia/export/1", "target": .string(options.target.rawValue),
            "output": .string(orNull: options.output),
            "files": .array(
                result.files.map {
                    ["path": .string($0.path), "text": .string($0.text), "secret": .bool($0.isSecret)]
                }),
            "losses": .array(result.losses.map(\.json)), "next": .string(result.next),
        ]
    }
}
