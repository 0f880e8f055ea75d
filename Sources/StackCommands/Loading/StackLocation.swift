import Commands
import Inventory
import LinuxKernel
import Ports
import Stack
import Supervision

/// Where a command was typed, and which stack file is meant there.
struct StackLocation {
    let context: Context
    let store: StackStore

    init(_ context: Context) throws {
        self.context = context
        guard let state = StateFolder.ofUser(environment: context.environment, user: context.machine.userID),
            let runtime = RuntimeFiles(environment: context.environment, user: context.machine.userID).folder
        else {
            throw CommandError("no-state", "there is no folder to keep a stack's state in: HOME is not set")
        }
        store = StackStore(state: state.path, runtime: runtime)
    }

    var directory: String { CurrentProcess.directory() ?? "/" }

    /// The stack file that is meant: the one named, else the first candidate from here up to the work tree's top.
    func file(_ named: String?) throws -> String {
        if let named {
            let path = Planner.path(directory, named)
            guard FileBytes.exists(path) else { throw CommandError.badInput("\(path) is not there") }
            return path
        }
        if let path = try nearestFile() { return path }
        throw CommandError(
            "no-stack-file", "no stack file here or above, up to \(WorkTree.top(of: directory))",
            hint: "ostia init writes an ostia.yaml; ostia run -- CMD runs one command without a file", status: .usage)
    }

    private func nearestFile() throws -> String? {
        let top = WorkTree.top(of: directory)
        var folder = directory
        while true {
            for name in StackFileKind.candidates {
                let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
                guard let status = FileBytes.status(path), !status.isDirectory else { continue }
                guard let text = FileBytes.text(path, limit: 1 << 24) else { throw SystemError("read", path) }
                guard let format = StackFileKind.detect(fileName: path, text: text) else { continue }
                // A package without a script to run is no stack.
                if format == .packageJSON,
                    !PackageJSONImporter.read(text, path: path).errors.isEmpty
                {
                    continue
                }
                return path
            }
            guard folder != top, folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    /// Reads a stack file of any kind.
    func read(_ path: String) throws -> ReadStackFile {
        guard let text = FileBytes.text(path, limit: 1 << 24) else { throw SystemError("read", path) }
        let folder = ImportedPath.folder(of: path)
        let dotenvText = FileBytes.text("\(folder)/.env") ?? ""
        let dotenv = Dotenv.read(dotenvText) { context.environment[$0] }.values
        switch StackFileKind.detect(fileName: path, text: text) {
        case .ostia, .command: return OstiaYAML.read(text, path: path)
        case .procfile: return ProcfileImporter.read(text, path: path)
        case .processCompose:
            return ProcessComposeImporter.read(text, path: path, environment: context.environment, dotenv: dotenv)
        case .compose:
            return ComposeImporter.read(text, path: path, environment: context.environment, dotenv: dotenv)
        case .packageJSON:
            return PackageJSONImporter.read(text, path: path, siblings: Set(FileBytes.names(in: folder) ?? []))
        case nil:
            throw CommandError.badInput("\(path) is no stack file that is known")
        }
    }

    /// Which stack a file of this folder and name is.
    func identity(folder: String, name: String?) -> StackIdentity {
        let project = ProjectFinder(home: context.environment["HOME"]).project(of: folder)
        let top = WorkTree.top(of: folder)
        // A work tree's folder is named after its branch; the project is the same in all of them.
        let own = folder.split(separator: "/").last.map(String.init) ?? "root"
        let known = folder == top ? project?.name ?? own : own
        return StackIdentity.make(
            project: name ?? known, workTree: folder, branch: project?.branch ?? project?.worktree)
    }

    /// The stack that a command means: by `--stack`, else by the file here, else by what was started without one here.
    func identity(_ selection: StackSelection) throws -> StackIdentity {
        if let wanted = selection.stack { return try record(wanted).identity }
        if try selection.file == nil && nearestFile() == nil {
            let here = store.records().filter { $0.identity.workTree == directory && $0.file == nil }
            if let record = here.first(where: { $0.isRunning(context.machine.proc) }) ?? here.first {
                return record.identity
            }
        }
        let path = try file(selection.file)
        let read = try read(path)
        return identity(folder: ImportedPath.folder(of: path), name: read.file?.name)
    }

    /// Leaves alone what a later version of Ostia has written: it would be lost by writing over it.
    func refuseNewer(_ identity: StackIdentity) throws {
        do throws(StackRecord.Unreadable) {
            _ = try store.record(identity.id)
        } catch .newer(let version) {
            throw CommandError(
                "newer-state",
                "\(store.folders(identity.id).state) was written by a newer Ostia (format \(version), this one knows "
                    + "\(StackRecord.version)); nothing was started",
                hint: "use that Ostia, or move the folder away", status: .negative)
        } catch {
            // A damaged record says nothing that could be lost.
        }
    }

    /// A stack by its id, its label or its project's name.
    func record(_ wanted: String) throws -> StackRecord {
        let all = store.records()
        let found = all.filter { $0.identity.id == wanted }
        let named = found.isEmpty ? all.filter { $0.identity.project == wanted || $0.identity.label == wanted } : found
        let running = named.filter { $0.isRunning(context.machine.proc) }
        if let one = named.count == 1 ? named.first : running.count == 1 ? running.first : nil { return one }
        if named.isEmpty {
            throw CommandError(
                "no-such-stack", "no stack is called \(wanted)", hint: "ostia stacks shows them", status: .negative)
        }
        throw CommandError.badInput(
            "\(named.count) stacks are called \(wanted)",
            hint: "name one by its id: \(named.map(\.identity.id).joined(separator: ", "))")
    }
}

enum StackText {
    /// A remark as a compiler would print it: `ostia.yaml:3:5: error: …`.
    static func line(_ remark: Remark, file: String?) -> String {
        var place = file.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? ""
        if remark.line > 0 { place += ":\(remark.line)" }
        if remark.line > 0 && remark.column > 0 { place += ":\(remark.column)" }
        let subject = remark.subject.isEmpty ? "" : " \(remark.subject):"
        return (place.isEmpty ? "" : "\(place): ") + "\(remark.kind.rawValue):\(subject) \(remark.text)"
    }
}
