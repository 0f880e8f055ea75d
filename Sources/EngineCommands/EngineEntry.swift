import ArgumentParser
import Commands
import Endpoints
import LinuxKernel
import StackCommands
import Terminal

/// The root of `ostia-engine`. People type `ostia`; it hands over here.
struct OstiaEngine: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ostia", abstract: "Diagnoses and runs; started by ostia.", version: Version.text,
        subcommands: [
            DoctorRun.self,
            ExplainRun.self,
        ] + StackCommandList.all)
}

/// The engine from its arguments to its exit code.
package enum EngineEntry {
    package static func main() -> Never {
        CurrentProcess.ignoreBrokenPipes()
        CurrentProcess.exit(Entry.run(Array(CommandLine.arguments.dropFirst()), of: OstiaEngine.self))
    }
}
