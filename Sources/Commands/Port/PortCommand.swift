import ArgumentParser
import Endpoints
import LinuxKernel
import Ports
import Terminal

/// `ostia port` as it is typed.
struct PortCommand: OstiaCommand {
    static let configuration = CommandConfiguration(
        commandName: "port",
        abstract: "Give a free port that stays free.",
        discussion: """
            With a name: a lease, the same port for this service of this work tree every time, and another one in every \
            other work tree or clone. Without: a port that is free now and that no other ostia gives away for a minute.

            Ports come from below the kernel's own range, are free on 127.0.0.1, ::1 and all addresses, and are neither \
            blocked by browsers nor known as the default of some program. With a command behind --, the port is held \
            while the command is being started; the command then runs in ostia's place, with PORT set.

            EXAMPLES:
              ostia port                            a free port
              ostia port api                        the lease of api, the same tomorrow
              ostia port web --prefer 3000          3000 if it can be had
              ostia port api -- npm run dev         with PORT set
              ostia port docs -- python3 -m http.server {port}
              eval "$(ostia port api --env API_PORT)"
              ostia port --count 3 --range 20000-20999
              ostia port --list                     all leases, and who listens there now
              ostia port --release api              lets it go
              ostia port --serve                    for portpicker: ports for test suites
            """)

    @Argument(help: "The service: a letter, then letters, digits, . _ - and /.")
    var name: String?

    @Option(name: .long, help: "How many ports; with a name also NAME-2, NAME-3 …")
    var count: Int?

    @Option(name: .long, help: "Where to look, such as 20000-20999.")
    var range: String?

    @Option(name: .long, help: "The port to give if it can be had.")
    var prefer: String?

    @Flag(name: .long, help: "A UDP port.")
    var udp = false

    @Option(
        name: .long, help: ArgumentHelp("Print an assignment, such as API_PORT=18211.", valueName: "variable"))
    var env: String?

    @Flag(name: .long, help: "All leases of this user.")
    var list = false

    @Flag(name: .long, help: "Let the lease go; without a name, all leases of this work tree.")
    var release = false

    @Flag(name: .long, help: "Serve ports to test suites that ask a portserver (PORTSERVER_ADDRESS).")
    var serve = false

    @Option(name: .long, help: "Where --serve listens: a path, or @NAME.")
    var socket: String?

    @Flag(
        name: .long,
        help: "Hold the port as long as the command runs; it must set SO_REUSEADDR, as most servers do.")
    var hold = false

    @OptionGroup var shared: SharedOptions

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("Run it in our place with PORT set and {port} replaced.", valueName: "command"))
    var command: [String] = []

    func run(in context: Context) throws -> ExitStatus {
        let options = try PortOptions(self)
        let folder = StateFolder.ofUser(environment: context.environment, user: context.machine.userID)
        let office = PortOffice(context.machine, folder: folder)
        switch options.task {
        case .list: return try listLeases(office, in: context)
        case .release: return try releaseLeases(options, office, in: context)
        case .serve(let address): return try servePorts(options, address, office, in: context)
        case .give: return try givePorts(options, office, in: context)
        }
    }
}
