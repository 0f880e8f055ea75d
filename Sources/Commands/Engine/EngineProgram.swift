package import LinuxKernel

/// The second executable, `ostia-engine`: it diagnoses and runs, and may link what would make `ostia` slow to start.
package enum EngineProgram {
    package static let name = "ostia-engine"

    /// Where it may be: beside this program, or in `libexec/ostia` when installed.
    package static func candidates(besides executable: String) -> [String] {
        let folder = directory(of: executable)
        return ["\(folder)/\(name)", "\(directory(of: folder))/libexec/ostia/\(name)"]
    }

    /// Becomes the engine, with these arguments; returns only when that fails.
    package static func become(_ arguments: [String], machine: Machine) -> CommandError {
        let own = machine.proc.executable(machine.processID)?.path ?? "/proc/self/exe"
        let places = candidates(besides: own)
        var failure: SystemError?
        for place in places {
            let error = Spawn.replace([place] + arguments)
            if !error.isMissing { failure = error }
        }
        if let failure { return CommandError("engine-failed", "\(name) does not start: \(failure)") }
        return CommandError(
            "engine-missing", "\(name) is missing: it belongs at \(places[0])",
            hint: "build it with: make build; or install both with: make install")
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.utf8.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
