package import ArgumentParser
import Endpoints
import LinuxKernel
import Terminal

/// The program from its arguments to its exit code. Synchronous on purpose: an asynchronous `main` costs milliseconds.
package enum Entry {
    package static func main() -> Never {
        CurrentProcess.ignoreBrokenPipes()
        CurrentProcess.exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    /// Parses and runs.
    ///
    /// - Returns: the exit code.
    package static func run(_ arguments: [String]) -> Int32 {
        if let parsed = HotPath.parse(arguments) { return HotPath.run(parsed).rawValue }
        do {
            try check(arguments)
        } catch {
            return explain(error, arguments)
        }
        return run(WaitCommand.arguments(arguments), of: Ostia.self)
    }

    /// Parses by this root command and runs what it finds; what the engine uses for its own commands.
    ///
    /// - Returns: the exit code.
    package static func run(_ arguments: [String], of root: any ParsableCommand.Type) -> Int32 {
        do {
            var command = try root.parseAsRoot(arguments)
            try command.run()
            return ExitStatus.success.rawValue
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            return explain(error, arguments)
        }
    }

    /// More words than anybody means to type are refused before they are looked at one by one.
    private static let mostArguments = 1000

    /// Mistakes that the parser would explain in terms of options.
    private static func check(_ arguments: [String]) throws(InputError) {
        let own = arguments.prefix { $0 != "--" }
        guard own.count <= mostArguments else {
            throw InputError("\(own.count) arguments are too many: at most \(mostArguments) make sense")
        }
        for argument in own where argument.hasPrefix("-") {
            if let number = Int(argument) { throw InputError("\(number) is no port: ports run from 1 to 65535") }
        }
        guard let first = own.first, !first.hasPrefix("-"), first != "help", !names.contains(first) else { return }
        // The overview takes no words: one that is no command was meant for another.
        let meant =
            (try? Target(parsing: first))?.port == nil ? "ostia --help lists them" : "did you mean: ostia who \(first)"
        throw InputError("\(Target.quoted(first)) is no command; \(meant)")
    }

    private static var names: [String] { Ostia.configuration.subcommands.compactMap { $0.configuration.commandName } }

    /// Help, version and completion scripts go to standard output; a mistake in the arguments is exit code 2.
    private static func explain(_ error: any Error, _ arguments: [String]) -> Int32 {
        let isMistake = error is InputError || !Ostia.exitCode(for: error).isSuccess
        let output = Output(descriptor: isMistake ? 2 : 1)
        if isMistake && arguments.prefix(while: { $0 != "--" }).contains("--json") {
            output.line(mistake(error, arguments).json.text())
        } else {
            let message = (error as? InputError).map { "error: \($0)" } ?? Ostia.fullMessage(for: error)
            let shown = message.hasPrefix("Error: ") ? "error: " + message.dropFirst(7) : message
            // A mistake quotes what was typed, or pasted.
            output.line(
                isMistake
                    ? shown.split(separator: "\n").map { Sanitizer.escape(String($0)) }.joined(separator: "\n") : shown)
        }
        output.flush()
        if !isMistake, let failure = output.failure {
            let complaint = Output(descriptor: 2)
            complaint.line("error: standard output: \(SystemError.text(of: failure))")
            complaint.flush()
            return ExitStatus.internalError.rawValue
        }
        return isMistake ? ExitStatus.usage.rawValue : ExitStatus.success.rawValue
    }

    /// The mistake as a command would report it.
    static func mistake(_ error: any Error, _ arguments: [String]) -> CommandError {
        if let error = error as? InputError { return .badInput(error.description) }
        let command = arguments.first.flatMap { names.contains($0) ? "ostia \($0)" : nil } ?? "ostia"
        return CommandError(
            "bad-usage", Ostia.message(for: error), hint: "what there is: \(command) --help", status: .usage)
    }
}
