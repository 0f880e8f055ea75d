import LinuxKernel

/// What is known of a process without asking it.
package struct ProgramFacts: Sendable {
    /// The kernel's name for it, at most 15 bytes.
    package var name: String
    /// `nil` where `/proc/PID/exe` may not be read.
    package var executable: String?
    package var arguments: [String]
    package var workingDirectory: String?
    /// The value of an environment variable; may cost a file, so it is asked last and only where it decides.
    package var environment: @Sendable (String) -> String?
    package var files: any ProjectFiles

    package init(
        name: String, executable: String? = nil, arguments: [String] = [], workingDirectory: String? = nil,
        environment: @escaping @Sendable (String) -> String? = { _ in nil }, files: any ProjectFiles = NoFiles()
    ) {
        self.name = name
        self.executable = executable
        self.arguments = arguments
        self.workingDirectory = workingDirectory
        self.environment = environment
        self.files = files
    }
}

/// Reads small files of a project: `package.json` and its like.
package protocol ProjectFiles: Sendable {
    func text(_ path: String) -> String?
    func exists(_ path: String) -> Bool
}

/// No file at all.
package struct NoFiles: ProjectFiles {
    package init() {}
    package func text(_ path: String) -> String? { nil }
    package func exists(_ path: String) -> Bool { false }
}

/// The machine's files, regular ones only and no more than a quarter of a mebibyte of each.
package struct BoundedFiles: ProjectFiles {
    private let root: String

    /// - Parameter root: a prefix of every path: empty, or `/proc/PID/root` for a process with a view of its own.
    package init(root: String = "") { self.root = root }

    static let limit = 1 << 18

    package func text(_ path: String) -> String? {
        // A process chooses its arguments; merely opening a device can do harm (`/dev/watchdog`).
        guard path.hasPrefix("/"), let status = FileBytes.status(root + path), status.mode & 0o170000 == 0o100000
        else { return nil }
        return FileBytes.text(root + path, limit: Self.limit)
    }

    package func exists(_ path: String) -> Bool { path.hasPrefix("/") && FileBytes.exists(root + path) }
}
