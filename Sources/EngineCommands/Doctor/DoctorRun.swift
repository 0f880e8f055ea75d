import ArgumentParser
import Commands
import Diagnosis
import Endpoints
import LinuxKernel
import Terminal

/// `ostia doctor`, where it happens.
struct DoctorRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "doctor")

    @OptionGroup var options: DoctorOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        if !options.command.isEmpty { return try WatchedCommand(options, context).run() }
        let questions = try DoctorInput.questions(options, DoctorInput.heard(options))
        var answers = questions.map { Diagnostician(context).answer($0) }
        if options.fix { answers = try Mending(context, asks: !options.yes).mend(answers) }
        show(answers, in: context)
        return DoctorAnswer.status(of: answers)
    }

    private func show(_ answers: [DoctorAnswer], in context: Context) {
        if context.json {
            context.write(DoctorJSON.document(answers))
        } else {
            let text = DoctorText(
                width: context.console.width, color: context.console.color, isVerbose: options.verbose)
            for line in text.lines(answers) { context.console.out.line(line) }
        }
        if context.stats {
            context.reportCost("\(answers.map(\.experiments.count).reduce(0, +)) experiments")
        }
    }
}
