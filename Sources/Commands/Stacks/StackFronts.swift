import ArgumentParser

// The commands of stacks, as `ostia` knows them: it shows their help and hands them to the engine.

struct UpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Run the services of this project, each with its port, without leftovers.",
        discussion: """
            Reads ostia.yaml; without one a Procfile, process-compose.yaml or compose.yaml, or the dev script of \
            package.json. Every service gets a port of its own, the same one tomorrow and another one in the next work \
            tree, and is told where the others are. Ctrl-C stops them in reverse order, a second one at once.

            EXAMPLES:
              ostia up                    all services, their output on this screen
              ostia up api                api and what it needs
              ostia up --wait && npm test in the background, once all are ready
              ostia up --dry-run          what would be started, with which ports and variables
              ostia down                  stop it, from anywhere in the work tree
            """)
    @OptionGroup var options: UpOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run one command with a port, as a stack of its own: ostia run -- CMD.")
    @OptionGroup var options: RunOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct PsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ps", abstract: "Show the services of the stack of this work tree.")
    @OptionGroup var options: ServicesOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct LogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Show what services have written, in this run or an earlier one.")
    @OptionGroup var options: LogsOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct RestartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart", abstract: "Stop services and start them again; ready when it returns.")
    @OptionGroup var options: ServicesOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop services; the others of the stack go on.")
    @OptionGroup var options: ServicesOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct DownCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Stop the stack and whatever an earlier run left, and say that nothing is left.")
    @OptionGroup var options: StackSelection
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Type into a service and see what it writes.")
    @OptionGroup var options: AttachOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct ExecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec", abstract: "Run a command with a service's environment: ostia exec SERVICE -- CMD.")
    @OptionGroup var options: ExecOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct StacksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stacks", abstract: "Show every stack of this user, running or not.")
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Show what a service gets; env why KEY says where a value comes from.")
    @OptionGroup var options: EnvOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write an ostia.yaml from what is there.")
    @OptionGroup var options: InitOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the stack for another engine, and say what is lost.")
    @OptionGroup var options: ExportOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check the stack file: config check.")
    @OptionGroup var options: ConfigOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

struct ComposeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compose",
        abstract: "Run a service for somebody's compose.yaml, which names ostia as its provider.",
        discussion: """
            Docker Compose calls this, not people. A service of compose.yaml that runs on this machine, from a stack:

              services:
                db:
                  provider: { type: ostia, options: { file: ostia.yaml } }
                app:
                  image: app
                  depends_on: [db]

            docker compose up then starts db with what it needs, and app gets DB_URL, DB_HOST, DB_PORT and DB_ADDRESS.
            """)
    @OptionGroup var options: ComposeOptions
    @OptionGroup var shared: SharedOptions
    func run() throws { try EngineHandover.run(shared) }
}

extension Ostia {
    /// The commands that run stacks.
    static let stackCommands: [any ParsableCommand.Type] = [
        UpCommand.self, RunCommand.self, PsCommand.self, LogsCommand.self, RestartCommand.self, StopCommand.self,
        DownCommand.self, AttachCommand.self, ExecCommand.self, StacksCommand.self, EnvCommand.self, InitCommand.self,
        ExportCommand.self, ConfigCommand.self, ComposeCommand.self,
    ]
}
