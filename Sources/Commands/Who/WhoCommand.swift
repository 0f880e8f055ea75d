import ArgumentParser
import Endpoints

/// `ostia who` as it is typed.
struct WhoCommand: OstiaCommand {
    static let configuration = CommandConfiguration(
        commandName: "who",
        abstract: "One port, endpoint or process in depth: who, why, since when, talking to whom.",
        discussion: """
            A number up to 65535 is a port; a larger one, or pid:812, is a process. An ephemeral port works from either
            end: the client's process and the listener it talks to are named.

            EXAMPLES:
              ostia who 3000
              ostia who 127.0.0.1:62893       the client process and the listener it talks to
              ostia who pid:812               everything one process listens on and talks to
              kill $(ostia who 3000 --brief)  the owners' pids, nothing else
            """)

    @Argument(help: "A port, an endpoint, or pid:NUMBER.", completion: Completions.ports)
    var subject: String

    @Flag(name: .long, help: "Only the owners' pids, one a line.")
    var brief = false

    @Flag(name: .long, help: "Walk every process instead of proving remembered owners.")
    var exact = false

    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        try who(WhoOptions(subject: WhoSubject(parsing: subject), isBrief: brief, isExact: exact), in: context)
    }
}
