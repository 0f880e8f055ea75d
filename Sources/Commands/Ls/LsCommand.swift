import ArgumentParser
import Endpoints
import Terminal

/// `ostia ls` as it is typed.
struct LsCommand: OstiaCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "List sockets: who listens where, since when, what it is and who can reach it.",
        discussion: """
            Filters may be ports, ranges, addresses, process or project names, or kind:value with the kinds
            port, pid, process, user, project, container, exposure and state. Filters of one kind are alternatives;
            different kinds must all hold.

            EXAMPLES:
              ostia ls                        every TCP and UDP listener
              ostia ls 3000-3999 node         listeners of node on these ports
              ostia ls --conns 5432           who is connected to PostgreSQL
              ostia ls exposure:everyone      what the outside can reach
              ostia ls --columns port,name,command --sort name
              ostia ls --watch                redraws in place, marks what came and went
              ostia ls --json | jq '.listeners[].port'
            """)

    @Argument(help: "Ports, ranges, addresses, names, or kind:value.", completion: Completions.filters)
    var filter: [String] = []

    @Flag(name: .long, help: "Connections instead of listeners; both ends of a local one on one line.")
    var conns = false

    @Flag(name: .long, help: "TCP sockets that are bound and do not listen (Linux 6.8 and later).")
    var bound = false

    @Flag(name: .long, help: "Unix sockets that listen or have a name.")
    var unix = false

    @Option(name: .long, help: "Order: port, name, pid, user, project, what, up, exposure, queue or address.")
    var sort: ListSort = .port

    @Flag(name: .long, help: "The other way round.")
    var reverse = false

    @Option(name: .long, help: "Columns to show, such as port,name,command.")
    var columns: String?

    @Flag(name: [.long, .customShort("w")], help: "Keep looking; redraw in place.")
    var watch = false

    @Option(name: .long, help: "Time between two looks of --watch, such as 250ms.")
    var interval: String = "1s"

    @Flag(name: .long, help: "Walk every process instead of proving remembered owners.")
    var exact = false

    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus { try list(options(), in: context) }

    /// What the words and flags mean.
    func options() throws -> LsOptions {
        var options = LsOptions()
        options.showsConnections = conns
        options.filter = try SocketFilter(parsing: filter)
        options.showsBound = bound
        options.showsUnix = unix
        options.sort = sort
        options.isReversed = reverse
        if let columns { options.columns = try ListColumn.parse(columns) }
        options.watches = watch
        guard let seconds = Durations.parse(interval), seconds >= 0.05 else {
            throw InputError("\(Target.quoted(interval)) is no interval of at least 50ms: write 250ms, 1s or 2m")
        }
        options.interval = seconds
        options.isExact = exact
        guard [conns, bound, unix].count(where: { $0 }) <= 1 else {
            throw InputError("--conns, --bound and --unix show different sockets: choose one")
        }
        guard !conns && !unix || columns == nil && sort == .port && !reverse else {
            throw InputError("--columns, --sort and --reverse are for listeners: leave them or --conns and --unix out")
        }
        guard !conns && !unix || !watch || !shared.json else {
            throw InputError("--watch --json tells which listeners came and went: leave --conns and --unix out")
        }
        return options
    }
}

extension ListSort: ExpressibleByArgument {}
