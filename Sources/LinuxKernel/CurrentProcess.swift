import CLinux

/// Facts about the process we are.
package enum CurrentProcess {
    package static var id: Int32 { getpid() }
    package static var user: UInt32 { geteuid() }
    package static var isRoot: Bool { geteuid() == 0 }

    /// Goes to another folder (chdir(2)).
    ///
    /// - Returns: why not; `nil` when we are there.
    package static func enter(_ folder: String) -> SystemError? {
        chdir(folder) == 0 ? nil : SystemError("chdir", folder)
    }

    /// The environment as a dictionary; of a name given twice the first counts, as for getenv(3).
    package static func environment() -> [String: String] {
        var out: [String: String] = [:]
        guard var next = clinux_environ() else { return out }
        while let entry = next.pointee {
            next += 1
            let text = String(cString: entry)
            guard let equals = text.firstIndex(of: "=") else { continue }
            let name = String(text[..<equals])
            if out[name] == nil { out[name] = String(text[text.index(after: equals)...]) }
        }
        return out
    }

    /// The current directory, or `nil` when it has been removed.
    package static func directory() -> String? { FileBytes.link("/proc/self/cwd") }

    /// Sets a variable for the program that will run in our place (setenv(3)). Everything else in the environment stays
    /// byte for byte as we got it, which a dictionary of strings could not promise. Not while other threads run.
    package static func setEnvironment(_ name: String, _ value: String) { setenv(name, value, 1) }

    /// A write to a pipe nobody reads must fail with EPIPE, not kill the process.
    package static func ignoreBrokenPipes() { clinux_ignore_signal(SIGPIPE) }
}

extension CurrentProcess {
    /// Ends the process without running destructors of what the kernel frees anyway.
    package static func exit(_ code: Int32) -> Never { CLinux.exit(code) }
}
