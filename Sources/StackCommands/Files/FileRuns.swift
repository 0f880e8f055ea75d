import ArgumentParser
import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

/// `ostia config check`: every fault of the stack file at once, those of the plan among them.
struct ConfigRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "config")
    @OptionGroup var options: ConfigOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        guard options.action == "check" else {
            throw CommandError.badInput("\(options.action) is nothing that config does; check is")
        }
        let location = try StackLocation(context)
        let path = try location.file(options.selection.file)
        let read = try location.read(path)
        var remarks = read.remarks
        if let file = read.file, read.errors.isEmpty {
            let loaded = try LoadedStack.load(location, file, [])
            remarks += Planner.plan(loaded.input).remarks
        }
        let shown = remarks.filter { $0.kind != .kept }
        let isFine = !remarks.contains { $0.kind == .error }
        if context.json {
            context.write([
                "schema": "ostia/config/1", "file": .string(path), "valid": .bool(isFine),
                "remarks": .array(remarks.map(\.json)),
            ])
        } else {
            for remark in shown { context.console.out.line(Sanitizer.escape(StackText.line(remark, file: path))) }
            if isFine {
                context.console.out.line(
                    "\(Sanitizer.escape(path)): \(read.file?.services.count ?? 0) services, no fault")
            }
        }
        return isFine ? .success : .usage
    }
}

extension Remark {
    var json: JSON {
        [
            "kind": .string(kind.rawValue), "subject": .string(subject), "text": .string(text), "line": .int(line),
            "column": .int(column),
        ]
    }
}

/// `ostia init`: an ostia.yaml from another tool's file, with a word on each line that changed; without such a file from
/// what the project's own files tell.
struct InitRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "init")
    @OptionGroup var options: InitOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let location = try StackLocation(context)
        let found = try source(location)
        let target = found.target
        let text = OstiaYAMLWriter.text(for: found.file, comments: found.report.filter { $0.kind != .kept })
        if options.dryRun {
            context.console.out.write(text)
        } else {
            guard options.force || !FileBytes.exists(target) else {
                throw CommandError.badInput("\(target) is there already", hint: "--force writes over it")
            }
            try FileBytes.write(Array(text.utf8), to: target)
        }
        show(found.report, found.path, target, context)
        return .success
    }

    /// What the new file is made of, and what is to be said of it.
    private struct Source {
        var file: StackFile
        var report: [Remark]
        /// The file that was read; `nil` for a look at the project.
        var path: String?
        var target: String
    }

    private func source(_ location: StackLocation) throws -> Source {
        let path: String
        do {
            path = try location.file(options.from)
        } catch let error as CommandError where options.from == nil {
            return try proposal(location.directory, error)
        }
        let target = "\(ImportedPath.folder(of: path))/ostia.yaml"
        if path == target {
            // Only another tool's file can be read; with --force the project's own files are asked again.
            guard options.force, options.from == nil else {
                throw CommandError.badInput("\(target) is there already", hint: "--from FILE reads another tool's file")
            }
            return try proposal(ImportedPath.folder(of: path), nil)
        }
        let read = try location.read(path)
        guard let file = read.file, read.errors.isEmpty else { throw LoadedStack.unusable(read.remarks, path) }
        let adopted = file.adopted()
        return Source(file: adopted.file, report: read.remarks + adopted.remarks, path: path, target: target)
    }

    /// What a look at the project's files gives.
    private func proposal(_ folder: String, _ missing: CommandError?) throws -> Source {
        let made = ProjectProposal.propose(ProjectLook.files(in: folder), folder: folder)
        guard !made.file.services.isEmpty else {
            throw missing
                ?? CommandError(
                    "no-services", "nothing in \(folder) tells what could run there",
                    hint: "docs/stack.md shows how an ostia.yaml is written", status: .usage)
        }
        return Source(file: made.file, report: made.remarks, path: nil, target: "\(folder)/ostia.yaml")
    }

    private func show(_ report: [Remark], _ path: String?, _ target: String, _ context: Context) {
        let output = options.dryRun ? context.console.err : context.console.out
        for remark in report where remark.kind != .kept || path == nil {
            output.line(Sanitizer.escape(StackText.line(remark, file: path)))
        }
        func count(_ kind: Remark.Kind) -> Int { report.filter { $0.kind == kind }.count }
        if path != nil {
            output.line("\(count(.kept)) lines kept, \(count(.changed)) changed, \(count(.lost)) lost")
        }
        if !options.dryRun { output.line("wrote \(Sanitizer.escape(target)); next: ostia up --dry-run") }
    }
}
