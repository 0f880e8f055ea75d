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
        guard context.console.showsProgress else { return answer(question) { _ in } }
        context.console.flush()
        // The answer's own lines come after it, by the console's buffers.
        let progress = Progress { line in
            let terminal = Output(descriptor: 2)
            terminal.write(line)
            terminal.flush()
        }
        return progress.during { answer(question) { progress.show(Sanitizer.escape($0.words)) } }
    }

    /// - Parameter tries: called with each experiment that comes next.
    private func answer(_ question: Question, _ tries: (Experiment) -> Void) -> DoctorAnswer {
        let start = Clock.monotonic()
        var spent: Double { (Clock.monotonic() - start) * 1000 }
        let laboratory = Laboratory(context.machine, environment: context.environment)
        let facts = laboratory.facts(for: question)
        var investigation = Investigation(question, facts)
        var experiments: [(experiment: Experiment, outcome: Outcome)] = []
        func run(_ batch: [Experiment]) {
            if let first = batch.first { tries(first) }
            for (experiment, outcome) in laboratory.run(batch, in: investigation.scene) {
                investigation.learn(experiment, outcome)
                experiments.append((experiment, outcome))
            }
        }
        while let batch = investigation.next(spent: spent) { run(batch) }
        let findings = investigation.findings
        let health = findings.isEmpty ? Health.words(investigation.scene) : nil
        var gaps = facts.gaps
        if findings.isEmpty, health == nil {
            gaps =
                reasons(investigation) { experiment in
                    run([experiment])
                    return investigation
                } + gaps
        }
        return DoctorAnswer(
            question: question, findings: findings, ruledOut: investigation.ruledOut, experiments: experiments,
            milliseconds: spent, health: health, gaps: gaps)
    }

    /// Why nothing can be said, with the few looks that this takes.
    private func reasons(_ investigation: Investigation, _ run: (Experiment) -> Investigation) -> [String] {
        var investigation = investigation
        for _ in 0..<16 {
            do {
                return try Unknown.reasons(investigation.scene)
            } catch {
                investigation = run(error.experiment)
            }
        }
        return []
    }
}
