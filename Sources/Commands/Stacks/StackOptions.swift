package import ArgumentParser

/// Which stack a command means.
package struct StackSelection: ParsableArguments {
    @Option(
        name: .long, help: "The stack file, instead of the one found from here upwards.",
        completion: .file())
    package var file: String?

    @Option(name: .long, help: "A stack by its id or name (ostia stacks), instead of the one of this folder.")
    package var stack: String?

    package init() {}
}

/// What `ostia up` takes, for the help of `ostia` and for the engine that does the work.
package struct UpOptions: ParsableArguments {
    @Argument(help: "The services to start, with those they need; all without one.")
    package var services: [String] = []

    @OptionGroup package var selection: StackSelection

    @Option(name: .long, help: "Start the services of this profile as well; may be given again.")
    package var profile: [String] = []

    @Flag(name: .shortAndLong, help: "Leave the stack running in the background.")
    package var detach = false

    @Flag(
        name: .long,
        help: "In the background, and return once every service is ready: 0, else 1 (a crash) or 4 (too slow).")
    package var wait = false

    @Flag(name: .long, help: "Show the plan: order, ports, every variable. Nothing is started.")
    package var dryRun = false

    @Option(name: .long, help: "A port is held by somebody else: ask, fail, use it, take another, or stop its holder.")
    package var onConflict: ConflictChoice = .ask

    @Option(name: [.customShort("p"), .long], help: "Where the ports of a Procfile begin.")
    package var port: UInt16?

    @Flag(name: .long, help: "No terminal for the services: pipes, as a service manager gives them.")
    package var noTty = false

    @Option(name: .customLong("begin"), help: .hidden)
    package var begin: [String] = []

    @Flag(name: .customLong("supervise"), help: .hidden)
    package var supervise = false

    package init() {}
}

/// What to do about a port that somebody else holds.
package enum ConflictChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case ask, fail, use, another, stop
}

/// What `ostia run` takes.
package struct RunOptions: ParsableArguments {
    @Option(name: .long, help: "What to call the service; the program's name without one.")
    package var name: String?

    @Option(name: [.customShort("p"), .long], help: "Its port; a lease without one.")
    package var port: UInt16?

    @Argument(parsing: .postTerminator, help: "The command and its arguments.")
    package var command: [String] = []

    package init() {}
}

package struct LogsOptions: ParsableArguments {
    @Argument(help: "Whose output; of all services without one.")
    package var services: [String] = []

    @OptionGroup package var selection: StackSelection

    @Flag(name: .shortAndLong, help: "Go on as more is written.")
    package var follow = false

    @Option(name: .long, help: "Not older than this: 10m, 2h, 1d, or a time such as 15:04 or 2026-11-21T15:04:00Z.")
    package var since: String?

    @Option(name: [.customShort("n"), .customLong("tail")], help: "Only the last N lines.")
    package var tail: Int?

    @Option(name: .long, help: "Which run: this, last (the one before), or its number.")
    package var run = "this"

    package init() {}
}

/// Services of a running stack.
package struct ServicesOptions: ParsableArguments {
    @Argument(help: "The services; all without one.")
    package var services: [String] = []

    @OptionGroup package var selection: StackSelection

    package init() {}
}

package struct AttachOptions: ParsableArguments {
    @Argument(help: "The service to type into. Ctrl-P Ctrl-Q leaves it.")
    package var service: String

    @OptionGroup package var selection: StackSelection

    package init() {}
}

package struct ExecOptions: ParsableArguments {
    @Argument(help: "Whose environment and folder the command gets.")
    package var service: String

    @OptionGroup package var selection: StackSelection

    @Argument(parsing: .postTerminator, help: "The command and its arguments.")
    package var command: [String] = []

    package init() {}
}

package enum EnvironmentFormat: String, ExpressibleByArgument, CaseIterable, Sendable { case shell, dotenv, json }

package struct EnvOptions: ParsableArguments {
    @Argument(help: "A service; or: why KEY [SERVICE].")
    package var words: [String] = []

    @OptionGroup package var selection: StackSelection

    @Option(name: .long, help: "How to write it: shell (export lines), dotenv or json.")
    package var format: EnvironmentFormat = .dotenv

    package init() {}
}

package struct InitOptions: ParsableArguments {
    @Option(
        name: .long, help: "Read this file: a Procfile, process-compose.yaml, compose.yaml or package.json.",
        completion: .file())
    package var from: String?

    @Flag(name: .long, help: "Write over an ostia.yaml that is there.")
    package var force = false

    @Flag(name: .long, help: "Show what would be written; write nothing.")
    package var dryRun = false

    package init() {}
}

package enum ExportTarget: String, ExpressibleByArgument, CaseIterable, Sendable {
    case compose, kubernetes, systemd, procfile, devcontainer
}

package struct ExportOptions: ParsableArguments {
    @Argument(help: "For which engine: compose, kubernetes, systemd, procfile or devcontainer.")
    package var target: ExportTarget

    @OptionGroup package var selection: StackSelection

    @Option(
        name: [.customShort("o"), .long], help: "The folder to write into; without one it is shown.",
        completion: .directory)
    package var output: String?

    @Flag(name: .long, help: "Write over files that are there.")
    package var force = false

    package init() {}
}

package struct ConfigOptions: ParsableArguments {
    @Argument(help: "check: name every fault of the stack file at once.")
    package var action: String = "check"

    @OptionGroup package var selection: StackSelection

    package init() {}
}

/// What Compose asks of the provider of a service.
package enum ComposeAction: String, ExpressibleByArgument, CaseIterable, Sendable { case up, down, stop, metadata }

/// What Compose gives the provider of a service: `--project-name=NAME up --file=ostia.yaml db`.
package struct ComposeOptions: ParsableArguments {
    @Argument(help: "What to do: up, down, stop, or metadata, which tells Compose of the options.")
    package var action: ComposeAction

    @Argument(help: "The service's name in compose.yaml.")
    package var name: String?

    @Option(name: .long, help: "The Compose project that asks.")
    package var projectName = ""

    @Option(name: .long, help: "The stack file, instead of the one found from here upwards.", completion: .file())
    package var file: String?

    @Option(name: .long, help: "The service of the stack, where its name is another one.")
    package var service: String?

    @Option(name: .long, help: "How dependent services reach this machine: host.docker.internal for containers.")
    package var host: String?

    package init() {}
}
