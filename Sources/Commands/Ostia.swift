import ArgumentParser

/// The root command: with no subcommand, the overview.
struct Ostia: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ostia",
        abstract: "The harbour master of localhost: every port, who stands behind it, and why.",
        version: Version.text,
        subcommands: [
            OverviewCommand.self,
            LsCommand.self,
            WhoCommand.self,
            ExplainCommand.self,
            FreeCommand.self,
            PortCommand.self,
            WaitCommand.self,
            DoctorCommand.self,
        ] + stackCommands,
        defaultSubcommand: OverviewCommand.self)
}

/// The program's own version.
package enum Version {
    /// Semantic version of the command line and the JSON schemas together.
    package static let number = "0.1.0"
    package static let text = "ostia \(number)"
}
