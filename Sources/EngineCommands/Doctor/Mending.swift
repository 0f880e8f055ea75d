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
        let fix = finding.fixes.first { $0.isOffered }
        guard let fix else {
            say("nothing that --fix may do by itself mends \(finding.fault)")
            return answer
        }
        let command = Self.command(fix, isRoot: context.machine.userID == 0)
        say(finding.summary)
        say("plan  \(command)")
        say("      \(fix.effect)" + (fix.undo.map { "; back: \($0)" } ?? ""))
        if asks {
            guard context.console.canAsk else {
                throw CommandError(
                    "needs-consent", "nothing was changed: there is no terminal to ask on",
                    hint: "add --yes to do it without asking", status: .usage)
            }
            guard context.console.confirm("Do it?") else { return answer }
        }
        if let complaint = run(command) {
            throw CommandError("mend-failed", "\(command): \(complaint)", status: .negative)
        }
        let again = Diagnostician(context).answer(answer.question)
        let isGone = !again.findings.contains { $0.fault == finding.fault }
        say(isGone ? "mended: \(finding.fault) is gone" : "not mended: the same is found again")
        return again
    }

    /// What is run: root needs no sudo, which many containers do not have.
    static func command(_ fix: Fix, isRoot: Bool) -> String {
        guard isRoot else { return fix.command }
        let words = fix.command.split(separator: " ", omittingEmptySubsequences: false)
        return words.enumerated().filter { index, word in
            // Only where a command begins: at the start, and behind what joins commands.
            let before = index == 0 ? ";" : words[index - 1]
            return word != "sudo" || !(before.hasSuffix(";") || ["|", "&&", "||"].contains(before))
        }
        .map { String($0.element) }.joined(separator: " ")
    }

    /// Runs it in our foreground, since sudo may ask for a password.
    ///
    /// - Returns: what it complained of when it failed.
    private func run(_ command: String) -> String? {
        let interrupts = Interrupts()
        defer { interrupts.release() }
        let child: WatchedChild
        do {
            child = try WatchedChild(["/bin/sh", "-c", command])
        } catch {
            return "\(error)"
        }
        var last = ""
        while true {
            switch child.next(60) {
            case .wrote(_, let bytes):
                context.console.err.write(bytes)
                context.console.err.flush()
                last = bytes.split(separator: 10).last.map { String(decoding: $0, as: UTF8.self) } ?? last
            case .quiet: continue
            case .ended(0): return nil
            case .ended(let status): return last.isEmpty ? "exit code \(status)" : last
            }
        }
    }

    private func say(_ line: String) {
        context.console.err.line(Sanitizer.escape(line))
        context.console.err.flush()
    }
}
