import ArgumentParser
import Endpoints
import LinuxKernel
import Terminal

/// Answers a question; the fast path in front of the argument parser calls this too.
func explain(_ options: ExplainOptions, in context: Context) throws -> ExitStatus {
    let explanation = try Explanation(options, in: context)
    if context.json {
        context.write(explanation.json)
    } else {
        for line in ExplanationText(explanation, width: context.console.width, color: context.console.color).lines {
            context.console.out.line(line)
        }
    }
    if context.stats {
        context.reportCost("\(explanation.now?.looks ?? 0) descriptors looked at")
    }
    return .success
}

struct ExplainCommand: OstiaCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Teach about an address, a port or a name, also when nothing is there.",
        discussion: """
            Says what an address means and who can reach it, what class a port is of and who usually takes it, who \
            answers there now on each address of this machine, what localhost resolves to here, and the classic \
            commands that would have shown it. Nothing is connected to. With --error it reads a message instead and says \
            what it means; fault:ID prints the page of a fault that ostia doctor can find.

            EXAMPLES:
              ostia explain 127.0.0.1:62893    the port of an error message
              ostia explain 3000               one port on every address
              ostia explain localhost:8080     both of localhost's addresses
              ostia explain 0.0.0.0            an address alone
              ostia explain http://api.shop.localhost:3000/
              ostia explain udp:5353 --json
              ostia explain 62893 --offline    knowledge only; the sockets are not looked at
              ostia explain --error "connect ECONNREFUSED 127.0.0.1:5432"
              npm start 2>&1 | ostia explain --error -
              ostia explain fault:accept-queue-full    a page of the catalogue; fault: lists it
            """)

    @Argument(help: "ENDPOINT, ADDRESS, PORT, URL or fault:ID.", completion: Completions.ports)
    var question: String?

    @Option(name: .long, parsing: .unconditional, help: "Say what this message means; - reads it.")
    var error: String?

    @Flag(name: .long, help: "Do not look at the machine's sockets.")
    var offline = false

    @OptionGroup var shared: SharedOptions

    static let faultPrefix = "fault:"

    func run(in context: Context) throws -> ExitStatus {
        if error != nil || question?.hasPrefix(Self.faultPrefix) == true {
            throw EngineProgram.become(Array(CommandLine.arguments.dropFirst()), machine: context.machine)
        }
        guard let question else {
            throw InputError("say what to explain: an endpoint, an address, a port, a URL, or --error TEXT")
        }
        return try Commands.explain(ExplainOptions(question: question, offline: offline), in: context)
    }
}
