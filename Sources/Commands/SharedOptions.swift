package import ArgumentParser
import Endpoints
import LinuxKernel
package import Terminal

/// The flags every command takes, as they are typed.
package struct SharedOptions: ParsableArguments {
    @Flag(name: .long, help: "Answer with one JSON document (schemas: docs/json).")
    package var json = false

    @Flag(name: .long, help: "Say on standard error what the answer cost.")
    package var stats = false

    @Option(name: .long, help: "Colour the answer: auto, always or never.")
    package var color: ColorChoice = .auto

    package var flags: SharedFlags { SharedFlags(json: json, stats: stats, color: color) }

    package init() {}
}

extension ColorChoice: ExpressibleByArgument {}

/// A command of `ostia`: what was typed becomes a value, and the value runs in a context.
package protocol OstiaCommand: ParsableCommand {
    var shared: SharedOptions { get }
    /// Does the work; everything it says goes through the context.
    func run(in context: Context) throws -> ExitStatus
}

extension OstiaCommand {
    package mutating func run() throws {
        let status = Self.perform(in: .live(shared.flags)) { [self] in try run(in: $0) }
        if status != .success { throw ExitCode(status.rawValue) }
    }

    /// Runs the body, tells its failure, flushes; the exit code's one way out.
    static func perform(in context: Context, _ body: (Context) throws -> ExitStatus) -> ExitStatus {
        CommandRunner.perform(in: context, body)
    }
}

/// Runs a command's body and turns whatever it throws into words and an exit status.
package enum CommandRunner {
    package static func perform(in context: Context, _ body: (Context) throws -> ExitStatus) -> ExitStatus {
        var status: ExitStatus
        do {
            status = try body(context)
        } catch let error as ExitStatus {
            status = error
        } catch let error as CommandError {
            context.report(error)
            status = error.status
        } catch let error as InputError {
            context.report(.badInput(error.description))
            status = .usage
        } catch let error as SystemError where error.isPermission {
            context.report(CommandError("not-permitted", "\(error)", hint: "root may do this: try it with sudo"))
            status = .notPermitted
        } catch {
            context.report(CommandError("internal", "\(error)"))
            status = .internalError
        }
        context.console.flush()
        if let failure = context.console.out.failure, status == .success || status == .negative {
            context.report(CommandError("write-failed", "standard output: \(SystemError.text(of: failure))"))
            context.console.err.flush()
            status = .internalError
        }
        return status
    }
}
