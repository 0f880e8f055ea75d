package import ArgumentParser

/// What `ostia doctor` takes, for the help of `ostia` and for the engine that does the work.
package struct DoctorOptions: ParsableArguments {
    @Argument(
        help: "What does not answer: ENDPOINT, PORT, URL or NAME. Without one: what the error names, or this machine.",
        completion: Completions.ports)
    package var subjects: [String] = []

    @Option(name: .long, help: "Ask why a program cannot listen on ENDPOINT.", transform: { $0 })
    package var bind: String?

    @Option(
        name: .long, parsing: .unconditional, help: "What you saw: a line, a stack trace, a page; - reads it.")
    package var error: String?

    @Option(name: .long, help: "Read what you saw from FILE.", completion: .file())
    package var log: String?

    @Flag(name: .long, help: "Show the plan of the safest mend, ask, do it and try again.")
    package var fix = false

    @Flag(name: .long, help: "Do not ask before a mend.")
    package var yes = false

    @Flag(name: .long, help: "Speak to debuggers, adb and VNC as well, which may disturb them.")
    package var deep = false

    @Flag(name: .long, help: "Try one connection to an endpoint that is on another machine.")
    package var remote = false

    @Flag(name: .shortAndLong, help: "Say what was ruled out, and every experiment.")
    package var verbose = false

    package init() {}

    /// The command after `--`; empty without one. The parser puts it behind the subjects and keeps no border.
    package static func command(in arguments: [String]) -> [String] {
        arguments.firstIndex(of: "--").map { Array(arguments[($0 + 1)...]) } ?? []
    }

    package var command: [String] { Self.command(in: CommandLine.arguments) }

    /// What to look at: the subjects without the command.
    package var endpoints: [String] { Array(subjects.dropLast(command.count)) }
}
