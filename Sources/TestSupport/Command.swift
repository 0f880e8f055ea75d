import Foundation

/// What a program said and how it ended.
package struct CommandResult: Sendable {
    /// The exit code; 128 + the signal's number when a signal ended it.
    package var code: Int32
    package var output: String
    package var error: String

    package init(code: Int32, output: String, error: String) {
        self.code = code
        self.output = output
        self.error = error
    }

    /// The standard output as lines, without a last empty one.
    package var lines: [String] {
        output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// The standard output as JSON.
    package func json() throws -> Document { try Document(output) }
}

/// Programs run to their end.
package enum Command {
    /// Runs a program and waits for it.
    ///
    /// Its output goes through files, not pipes: a server that it leaves behind keeps no test waiting.
    ///
    /// - Parameters:
    ///   - environment: added to this process's own.
    ///   - timeout: seconds after which it is killed and the test fails.
    package static func run(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
        directory: String? = nil, input: String = "", timeout: Double = 30
    ) throws -> CommandResult {
        guard let path = Installed.path(of: program) else { throw TestFailure("\(program) is not installed") }
        let folder = TemporaryFolder()
        folder.write("in", input)
        let files = try [
            open(folder("in"), O_RDONLY | O_CLOEXEC), open(folder("out"), O_CREAT | O_RDWR | O_CLOEXEC, 0o600),
            open(folder("err"), O_CREAT | O_RDWR | O_CLOEXEC, 0o600),
        ].map { (fd: Int32) throws -> Int32 in
            guard fd >= 0 else { throw TestFailure("open: \(String(cString: strerror(errno)))") }
            return fd
        }
        defer { for file in files { close(file) } }
        let process = try Spawned(
            path, arguments, environment: inherited(environment), directory: directory, input: files[0],
            output: files[1], error: files[2])
        guard let code = process.wait(seconds: timeout) else {
            throw TestFailure(
                "\(program) \(arguments.joined(separator: " ")) did not end in \(timeout) s; it said: "
                    + folder.text("out").suffix(500) + folder.text("err").suffix(500))
        }
        return CommandResult(code: code, output: folder.text("out"), error: folder.text("err"))
    }

    /// The same, and any exit code but 0 is a failure.
    @discardableResult
    package static func succeed(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
        directory: String? = nil, timeout: Double = 30
    ) throws -> String {
        let result = try run(
            program, arguments, environment: environment, directory: directory, timeout: timeout)
        guard result.code == 0 else {
            throw TestFailure("\(program) \(arguments.joined(separator: " ")): exit \(result.code): \(result.error)")
        }
        return result.output
    }

    static func inherited(_ environment: [String: String]) -> [String: String] {
        ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    }
}

/// The built `ostia`, with state and remembered holders of its own.
package final class CLI: Sendable {
    /// `XDG_STATE_HOME`, `XDG_RUNTIME_DIR` and `XDG_CONFIG_HOME` lie in here.
    package let home = TemporaryFolder()
    private let prefix: [String]

    /// - Parameters:
    ///   - network: the namespace to run in.
    ///   - words: what every command is started by, such as `unshare`.
    package init(in network: TestNetwork? = nil, by words: [String] = []) {
        prefix = (network?.prefix ?? []) + words
        for name in ["state", "run", "config"] { chmod(home.makeFolder(name), 0o700) }
    }

    package var environment: [String: String] {
        [
            "XDG_STATE_HOME": home("state"), "XDG_RUNTIME_DIR": home("run"), "XDG_CONFIG_HOME": home("config"),
            "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
        ]
    }

    /// Runs `ostia` with these arguments.
    package func callAsFunction(
        _ arguments: String..., environment: [String: String] = [:], directory: String? = nil, input: String = "",
        timeout: Double = 30
    ) throws -> CommandResult {
        try run(arguments, environment: environment, directory: directory, input: input, timeout: timeout)
    }

    package func run(
        _ arguments: [String], environment: [String: String] = [:], directory: String? = nil, input: String = "",
        timeout: Double = 30
    ) throws -> CommandResult {
        guard let ostia = Installed.ostia else { throw TestFailure("ostia is not built: make build") }
        let words = prefix + [ostia] + arguments
        return try Command.run(
            words[0], Array(words.dropFirst()), environment: self.environment.merging(environment) { _, new in new },
            directory: directory, input: input, timeout: timeout)
    }
}
