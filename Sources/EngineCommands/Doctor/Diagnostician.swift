import Commands
import Diagnosis
import Experiments
import LinuxKernel
import Terminal

/// Answers one question: gathers the facts, runs what the rules need, and keeps the time.
struct Diagnostician {
    let context: Context

    init(_ context: Context) { self.context = context }

    func answer(_ question: Question) -> DoctorAnswer {
        let start = Clock.monotonic()
        var spent: Double { (Clock.monotonic() - start) * 1000 }
        let laboratory = Laboratory(context.machine, environment: context.environment)
        let facts = laboratory.facts(for: question)
        var investigation = Investigation(question, facts)
        var experiments: [(experiment: Experiment, outcome: Outcome)] = []
        var hasShownProgress = false
        while let batch = investigation.next(spent: spent) {
            if spent > 1000, context.console.showsProgress, let first = batch.first {
                context.console.err.write("\r\u{1B}[K\(Sanitizer.escape("looking: \(first.words)"))")
                context.console.err.flush()
                hasShownProgress = true
            }
            for (experiment, outcome) in laboratory.run(batch, in: investigation.scene) {
                investigation.learn(experiment, outcome)
                experiments.append((experiment, outcome))
            }
        }
        if hasShownProgress { context.console.err.write("\r\u{1B}[K") }
        let findings = investigation.findings
        let health = findings.isEmpty ? Health.words(investigation.scene) : nil
        return DoctorAnswer(
            question: question, findings: findings, ruledOut: investigation.ruledOut, experiments: experiments,
            milliseconds: spent, health: health, gaps: facts.gaps)
    }
}
