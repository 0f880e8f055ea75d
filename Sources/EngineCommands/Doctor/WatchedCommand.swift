import Commands
import Diagnosis
import LinuxKernel

/// Runs a command, watches it, and diagnoses its failure.
struct WatchedCommand {
    private let options: DoctorOptions
    private let context: Context

    init(_ options: DoctorOptions, _ context: Context) {
        self.options = options
        self.context = context
    }

    func run() throws -> ExitStatus { .success }
}
