import Foundation
import TestSupport

/// A project's folder with a stack file, and an `ostia` with state of its own; what was started is taken down again.
final class Harbour: Sendable {
    let ostia: CLI
    let folder = TemporaryFolder()
    /// What every command gets beyond the test's own environment.
    private let environment: [String: String]
    private let ends: Bool

    init(
        _ text: String, file: String = "ostia.yaml", sharing other: Harbour? = nil, with cli: CLI? = nil,
        environment: [String: String] = [:]
    ) {
        ostia = other?.ostia ?? cli ?? CLI()
        self.environment = other?.environment ?? environment
        ends = other == nil
        folder.write(file, text)
    }

    deinit {
        _ = try? self("down", timeout: 20)
        for pid in processes() { kill(pid, SIGKILL) }
        if ends { for pid in keepers() { kill(pid, SIGKILL) } }
    }

    func callAsFunction(_ arguments: String..., timeout: Double = 30) throws -> CommandResult {
        try ostia.run(arguments, environment: environment, directory: folder.path, timeout: timeout)
    }

    /// `ostia up` in the foreground.
    func foreground(_ arguments: String...) throws -> RealProgram {
        guard let program = Installed.ostia else { throw TestFailure("ostia is not built") }
        return try RealProgram(
            program, ["up"] + arguments, environment: ostia.environment.merging(environment) { _, new in new },
            folder: folder)
    }

    /// A service of `ps --json`.
    func service(_ name: String) throws -> Document {
        let document = try self("ps", "--json").json()
        return document["services"].items.first { $0["name"].string == name } ?? .null
    }

    func port(_ name: String) throws -> Int? { try service(name)["ports"][0]["port"].int }

    /// The state of a service, as `ps` calls it; empty while nobody answers.
    func state(_ name: String) -> String { (try? service(name)["state"].string) ?? "" }

    /// Waits until a service is in one of these states.
    func comes(_ name: String, to states: String..., seconds: Double = 60) -> Bool {
        eventually(seconds: seconds) { states.contains(state(name)) }
    }

    /// What a service, or all of them, have written: `api | text`, and `api * text` for what was said in its name.
    func said(_ name: String? = nil) throws -> String {
        Self.plain(try run(["logs"] + (name.map { [$0] } ?? [])).output)
    }

    /// Lines of a log without their times and without what pads the names.
    static func plain(_ log: String) -> String {
        log.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
            guard words.count == 3 else { return String(line) }
            return "\(words[1]) \(words[2].drop { $0 == " " })"
        }.joined(separator: "\n")
    }

    /// A command with what it needs of another environment or folder.
    func run(
        _ arguments: [String], environment: [String: String] = [:], directory: String? = nil, timeout: Double = 60
    ) throws -> CommandResult {
        try ostia.run(
            arguments, environment: environment, directory: directory ?? folder.path, timeout: timeout)
    }

    /// The processes that carry the cookie of a run and work in this folder, or did so when they were started.
    func processes() -> [Int32] {
        Self.all { variables in
            variables.contains { $0.hasPrefix("OSTIA_RUN=") } && variables.contains("PWD=\(folder.path)")
                || variables.contains { $0.hasPrefix("OSTIA_RUN=") }
                    && variables.contains("XDG_STATE_HOME=\(ostia.home("state"))")
        }
    }

    /// Supervisor and guardian: everything that has this `ostia`'s state folder in its environment.
    func keepers() -> [Int32] {
        let mark = Data("XDG_STATE_HOME=\(ostia.home("state"))\0".utf8)
        return Self.pids().filter { pid in
            pid != getpid() && FileManager.default.contents(atPath: "/proc/\(pid)/environ")?.range(of: mark) != nil
        }
    }

    func supervisor() throws -> Int32 {
        let document = try self("ps", "--json").json()
        guard let pid = document["supervisor"].int else { throw TestFailure("no supervisor: \(document)") }
        return Int32(pid)
    }

    /// The guardians of this stack: `ostia __guardian RECORD`, whose record lies in our runtime folder.
    func guardians() -> [Int32] {
        Self.pids().filter { pid in
            let words = Self.strings("/proc/\(pid)/cmdline")
            return words.contains("__guardian") && words.contains { $0.hasPrefix(ostia.home("run")) }
        }
    }

    func guardian() throws -> Int32 {
        guard let pid = guardians().first else { throw TestFailure("no guardian") }
        return pid
    }

    private static func all(_ isMine: ([String]) -> Bool) -> [Int32] {
        pids().filter { $0 != getpid() && isMine(strings("/proc/\($0)/environ")) }
    }

    private static func pids() -> [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
    }

    private static func strings(_ path: String) -> [String] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
