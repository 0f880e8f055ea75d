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
        let heard = try DoctorInput.heard(options)
        if heard.reports.isEmpty, options.error != nil || options.log != nil || options.endpoints.contains("-") {
            context.console.err.line("note: no message in that text tells of a failure with an endpoint")
        }
        var answers = try answers(heard, in: context)
        if options.fix { answers = try Mending(context, asks: !options.yes).mend(answers) }
        show(answers, in: context)
        return DoctorAnswer.status(of: answers)
    }

    /// One answer a question; where a text names several endpoints, the first that is found at fault, else the first.
    private func answers(_ heard: DoctorInput.Heard, in context: Context) throws -> [DoctorAnswer] {
        var first: DoctorAnswer?
        for candidate in DoctorInput.candidates(options, heard) {
            let answer = Diagnostician(context).answer(candidate)
            if !answer.findings.isEmpty { return [answer] }
            first = first ?? answer
        }
        if let first { return [first] }
        return try DoctorInput.questions(options, heard).map { Diagnostician(context).answer($0) }
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
