import Foundation

/// Where programs are on this machine.
package enum Installed {
    /// The package's own folder.
    package static let packageFolder: String = {
        let file = #filePath as NSString
        return ["Sources", "TestSupport"].reduce(file.deletingLastPathComponent) { path, _ in
            (path as NSString).deletingLastPathComponent
        }
    }()

    /// The program's path: on PATH, or in one of the places where Debian puts servers; `nil` when it is not installed.
    package static func path(of program: String) -> String? {
        if program.contains("/") { return isExecutable(program) ? program : nil }
        if program == "python3" { return python }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let usual = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        let found = (folders + usual).map { "\($0)/\(program)" }.first(where: isExecutable)
        return found ?? postgres(program)
    }

    /// Debian keeps PostgreSQL's server programs in a folder for each version; the newest counts.
    private static func postgres(_ program: String) -> String? {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
            .map { "/usr/lib/postgresql/\($0)/bin/\(program)" }.first(where: isExecutable)
    }

    /// The Python that has the packages which the tests need.
    package static let python: String? = {
        let own = "\(packageFolder)/.build/venv/bin/python3"
        return [ProcessInfo.processInfo.environment["OSTIA_PYTHON"], own, "/usr/bin/python3"].compactMap { $0 }
            .first(where: isExecutable)
    }()

    /// The built program under test: the release build, as people run it.
    package static let ostia: String? = {
        [
            ProcessInfo.processInfo.environment["OSTIA_BINARY"], "\(packageFolder)/.build/release/ostia",
            "\(packageFolder)/.build/debug/ostia",
        ].compactMap { $0 }.first(where: isExecutable)
    }()

    /// Whether a test may not be left out: continuous integration sets `CI=true`.
    package static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"

    package static func isExecutable(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }
}
