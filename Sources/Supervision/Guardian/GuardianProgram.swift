import LinuxKernel

/// The program that becomes the guardian: any whose first statement is `cguardian_main_if_asked`. `ostia` is static and
/// small, so it is taken before `ostia-engine`.
package enum GuardianProgram {
    /// The first argument.
    package static let argument = "__guardian"

    /// Where `ostia` may be, the best place first.
    ///
    /// - Parameter executable: the program we run as: `bin/ostia`, `libexec/ostia/ostia-engine`, or beside `ostia` in a
    ///   build folder.
    package static func candidates(environment: [String: String], executable: String) -> [String] {
        let folder = parent(executable)
        let named = environment["OSTIA_PROGRAM"].map { [$0] } ?? []
        return named + ["\(folder)/ostia", "\(parent(parent(folder)))/bin/ostia"]
    }

    /// The program's path; ourselves where there is no `ostia`.
    package static func find(
        environment: [String: String] = CurrentProcess.environment(),
        executable: String? = ProcFS().executable(CurrentProcess.id)?.path
    ) -> String {
        candidates(environment: environment, executable: executable ?? "/")
            .first { FileBytes.status($0).map { !$0.isDirectory && $0.mode & 0o111 != 0 } ?? false }
            ?? "/proc/self/exe"
    }

    private static func parent(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.utf8.startIndex else { return "" }
        return String(path[..<slash])
    }
}
