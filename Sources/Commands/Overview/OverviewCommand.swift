import ArgumentParser

/// `ostia` without a subcommand, as it is typed.
struct OverviewCommand: OstiaCommand {
    static let configuration = CommandConfiguration(
        commandName: "overview",
        abstract: "What runs on this machine, by project, and what to look at (the default).",
        discussion: """
            EXAMPLES:
              ostia                 the overview
              ostia --all           with the desktop's and the system's own listeners
              ostia --json | jq '.warnings[].message'
            """)

    @Flag(name: .long, help: "Unfold what belongs to the desktop and the system.")
    var all = false

    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        try overview(showsAll: all, in: context)
    }
}
