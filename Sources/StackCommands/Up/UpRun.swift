import ArgumentParser
import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

/// `ostia up`, where it happens.
struct UpRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "up")

    @OptionGroup var options: UpOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let location = try StackLocation(context)
        let path = try location.file(options.selection.file)
        let loaded = try LoadedStack.load(
            location, path: path, services: options.services, profiles: options.profile, basePort: options.port)
        return try StackStart(location, loaded, options).run()
    }
}

/// `ostia run -- CMD`: a stack of one service, without a file.
struct RunRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "run")

    @OptionGroup var options: RunOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        guard let program = options.command.first else {
            throw CommandError.badInput("the command is missing", hint: "ostia run -- npm start")
        }
        let location = try StackLocation(context)
        let name = options.name ?? Self.name(of: program)
        var spec = ServiceSpec(name, .exec(options.command))
        spec.ports = [PortSpec("", options.port.map { .fixed($0) } ?? .auto)]
        spec.restart = .never
        let file = StackFile(format: .command, folder: location.directory, name: name, services: [spec])
        let loaded = try LoadedStack.load(location, file, [])
        return try StackStart(location, loaded, UpOptions.parse([])).run()
    }

    /// The program's name as a service's: what a service's name may not hold becomes `-`.
    private static func name(of program: String) -> String {
        let last = program.split(separator: "/").last.map(String.init) ?? program
        let cleaned = String(
            decoding: last.utf8.map { byte -> UInt8 in
                let isGood =
                    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
                return isGood ? byte : 45
            }, as: UTF8.self)
        return cleaned.first.map { $0.isLetter ? cleaned : "run-\(cleaned)" } ?? "run"
    }
}
