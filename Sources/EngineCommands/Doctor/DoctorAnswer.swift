import Commands
import Diagnosis

/// What became of one question.
struct DoctorAnswer {
    var question: Question
    var findings: [Finding]
    var ruledOut: [String]
    /// What was run, in order, with its outcome.
    var experiments: [(experiment: Experiment, outcome: Outcome)]
    var milliseconds: Double
    /// It works, in words, when nothing was found; `nil` when that cannot be said.
    var health: String?
    /// What could not be looked at.
    var gaps: [String]

    /// The exit code: a fault anywhere, else not enough seen anywhere, else healthy.
    static func status(of answers: [DoctorAnswer]) -> ExitStatus {
        if answers.contains(where: { !$0.findings.isEmpty }) { return .negative }
        if answers.contains(where: { $0.health == nil }) { return .notPermitted }
        return .success
    }
}
