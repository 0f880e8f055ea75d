import Endpoints
import LinuxKernel
import Terminal

/// The questions that race against ss and lsof, and what only goes on to the engine, parsed by hand.
///
/// ArgumentParser takes some three milliseconds of a start, most of a small listing's time. Only plain forms are read
/// here; anything else, every mistake included, is left to ArgumentParser, so that there is one place that explains
/// options. The tests hold both against each other.
enum HotPath {
    enum Request: Hashable {
        case overview(showsAll: Bool)
        case ls(LsOptions)
        case who(WhoOptions)
        case explain(ExplainOptions)
        /// A command of the engine by its name alone: the engine parses what else there is to parse.
        case engine(String)
    }

    struct Parsed: Hashable {
        var request: Request
        var shared: SharedFlags
    }

    /// `nil` when the arguments are not one of the plain forms.
    static func parse(_ arguments: [String]) -> Parsed? {
        guard arguments.count <= 64 else { return nil }
        var shared = SharedFlags()
        var words: [String] = []
        var flags: [String] = []
        for argument in arguments {
            switch argument {
            case "--json": shared.json = true
            case "--stats": shared.stats = true
            default:
                if argument.hasPrefix("-") { flags.append(argument) } else { words.append(argument) }
            }
        }
        // The parser wants the subcommand first.
        guard words.isEmpty || arguments.first == words.first, Set(flags).count == flags.count, !words.contains(""),
            let request = request(words, flags)
        else {
            return nil
        }
        return Parsed(request: request, shared: shared)
    }

    private static func request(_ words: [String], _ flags: [String]) -> Request? {
        guard let command = words.first else {
            return flags.isEmpty ? .overview(showsAll: false) : flags == ["--all"] ? .overview(showsAll: true) : nil
        }
        let rest = Array(words.dropFirst())
        switch command {
        case "ls":
            var options = LsOptions()
            for flag in flags {
                switch flag {
                case "--conns": options.showsConnections = true
                case "--exact": options.isExact = true
                default: return nil
                }
            }
            guard let filter = try? SocketFilter(parsing: rest) else { return nil }
            options.filter = filter
            return .ls(options)
        case "who":
            guard rest.count == 1, let word = rest.first, let subject = try? WhoSubject(parsing: word) else {
                return nil
            }
            var options = WhoOptions(subject: subject)
            for flag in flags {
                switch flag {
                case "--brief": options.isBrief = true
                case "--exact": options.isExact = true
                default: return nil
                }
            }
            return .who(options)
        case "explain":
            guard rest.count == 1, let word = rest.first, flags.isEmpty || flags == ["--offline"],
                !word.hasPrefix(ExplainCommand.faultPrefix)
            else {
                return nil
            }
            return .explain(ExplainOptions(question: word, offline: !flags.isEmpty))
        case "ps", "up", "down", "stacks": return rest.isEmpty && flags.isEmpty ? .engine(command) : nil
        default: return nil
        }
    }

    static func run(_ parsed: Parsed) -> ExitStatus {
        CommandRunner.perform(in: .live(parsed.shared)) { context in
            switch parsed.request {
            case .overview(let showsAll): try overview(showsAll: showsAll, in: context)
            case .ls(let options): try list(options, in: context)
            case .who(let options): try who(options, in: context)
            case .explain(let options): try explain(options, in: context)
            case .engine:
                throw EngineProgram.become(Array(CommandLine.arguments.dropFirst()), machine: context.machine)
            }
        }
    }
}
