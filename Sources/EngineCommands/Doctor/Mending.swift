import Commands
import Diagnosis
import LinuxKernel
import Terminal

/// Carries out the safest mend of what was found, after asking, and looks again.
struct Mending {
    let context: Context
    let asks: Bool

    init(_ context: Context, asks: Bool) {
        self.context = context
        self.asks = asks
    }

    /// - Returns: the answers after the mends; those that nothing was done about stay as they are.
    func mend(_ answers: [DoctorAnswer]) throws(CommandError) -> [DoctorAnswer] {
        var out: [DoctorAnswer] = []
        for answer in answers {
            out.append(try mend(answer))
        }
        return out
    }

    private func mend(_ answer: DoctorAnswer) throws(CommandError) -> DoctorAnswer {
        guard let finding = answer.findings.first else { return answer }
        let fix = finding.fixes.first { $0.isSafe && $0.isRunnable && ($0.platform == nil || $0.platform == .linux) }
        guard let fix else {
            say("nothing that --fix may do by itself mends \(finding.fault)")
            return answer
        }
        say(finding.summary)
        say("plan  \(fix.command)")
        say("      \(fix.effect)" + (fix.undo.map { "; back: \($0)" } ?? ""))
        if asks {
            guard context.console.canAsk else {
                throw CommandError(
                    "needs-consent", "nothing was changed: there is no terminal to ask on",
                    hint: "add --yes to do it without asking", status: .usage)
            }
            guard context.console.confirm("Do it?") else { return answer }
        }
        let complaint: String?
        do {
            let done = try Spawn.run(["/bin/sh", "-c", fix.command], seconds: 30)
            complaint = done.succeeded ? nil : done.complaint
        } catch {
            complaint = "\(error)"
        }
        if let complaint {
            throw CommandError("mend-failed", "\(fix.command): \(complaint)", status: .negative)
        }
        let again = Diagnostician(context).answer(answer.question)
        let isGone = !again.findings.contains { $0.fault == finding.fault }
        say(isGone ? "mended: \(finding.fault) is gone" : "not mended: the same is found again")
        return again
    }

    private func say(_ line: String) {
        context.console.err.line(Sanitizer.escape(line))
        context.console.err.flush()
    }
}
