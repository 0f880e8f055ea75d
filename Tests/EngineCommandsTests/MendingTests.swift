import Commands
import Diagnosis
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import EngineCommands

/// `--fix`, by the answers it is given: what it offers, asks and runs.
@Suite struct MendingTests {
    private final class Screen {
        let out = Output()
        let err = Output()
        let host = FakeHost()

        func context(canAsk: Bool = false) -> Context {
            Context(
                machine: host.machine, console: Console(out: out, err: err, canAsk: canAsk), environment: [:])
        }
    }

    private let folder = TemporaryFolder()

    private func answer(_ fixes: [Fix]) -> DoctorAnswer {
        DoctorAnswer(
            question: Question(.bind, text: "port", badPort: 70000),
            findings: [Finding("loopback-down", confidence: 0.97, "lo is down.", fixes: fixes)], ruledOut: [],
            experiments: [], milliseconds: 1, health: nil, gaps: [])
    }

    private func touch(_ name: String) -> Fix {
        Fix("touch '\(folder(name))'", "makes a file", isSafe: true, isRunnable: true, undo: "rm")
    }

    private func has(_ name: String) -> Bool { FileBytes.exists(folder(name)) }

    @Test func theFirstThatMayBeDoneIsDone() throws {
        let screen = Screen()
        let fixes = [
            Fix("touch '\(folder("unsafe"))'", "ends the server", isRunnable: true, undo: "start it"),
            Fix("touch '\(folder("look"))'", "shows it", isSafe: true, isRunnable: true),
            Fix("touch <file>", "no command", isSafe: true, undo: "rm"),
            Fix("touch '\(folder("mac"))'", "elsewhere", isSafe: true, isRunnable: true, undo: "rm", platform: .macOS),
            touch("done"), touch("second"),
        ]
        let after = try Mending(screen.context(), asks: false).mend([answer(fixes)])
        #expect(after.count == 1)
        #expect(has("done"))
        for other in ["unsafe", "look", "mac", "second"] { #expect(!has(other), "\(other)") }
        #expect(screen.err.text.contains("plan  touch '\(folder("done"))'"))
        #expect(screen.err.text.contains("makes a file; back: rm"))
        // The question was asked again: it is another fault now.
        #expect(after[0].findings.first?.fault == "port-out-of-range")
        #expect(screen.err.text.hasSuffix("mended: loopback-down is gone\n"))
    }

    @Test func nothingThatMayBeDoneIsSaid() throws {
        let screen = Screen()
        let look = Fix("touch '\(folder("look"))'", "shows it", isSafe: true, isRunnable: true)
        let before = answer([look])
        let after = try Mending(screen.context(), asks: false).mend([before])
        #expect(after[0].findings == before.findings)
        #expect(!has("look"))
        #expect(screen.err.text == "nothing that --fix may do by itself mends loopback-down\n")
    }

    @Test func whereNobodyCanBeAskedNothingIsDone() {
        let screen = Screen()
        #expect {
            try Mending(screen.context(canAsk: false), asks: true).mend([answer([touch("done")])])
        } throws: { error in
            (error as? CommandError)?.code == "needs-consent" && (error as? CommandError)?.status == .usage
        }
        #expect(!has("done"))
        #expect(screen.err.text.contains("plan  touch"), "but the plan was shown")
    }

    @Test(arguments: [
        ("exit 4", "exit code 4"), ("echo not so >&2; exit 1", "not so"), ("kill -KILL $$", "exit code 137"),
    ])
    func aMendThatFailsIsTold(command: String, complaint: String) {
        let screen = Screen()
        let fix = Fix(command, "does it", isSafe: true, isRunnable: true, undo: "back")
        #expect {
            try Mending(screen.context(), asks: false).mend([answer([fix])])
        } throws: { error in
            let error = error as? CommandError
            return error?.code == "mend-failed" && error?.message.hasSuffix(complaint) == true
                && error?.status == .negative
        }
    }

    @Test func healthyAnswersStayAsTheyAre() throws {
        let screen = Screen()
        var healthy = answer([])
        healthy.findings = []
        healthy.health = "works"
        #expect(try Mending(screen.context(), asks: true).mend([healthy])[0].health == "works")
        #expect(screen.err.text == "")
    }

    @Test func whatItSaysHasNoEscapes() throws {
        let screen = Screen()
        var hostile = answer([touch("done")])
        hostile.findings[0].summary = "\u{1B}[2Jdown"
        _ = try Mending(screen.context(), asks: false).mend([hostile])
        #expect(!screen.err.text.contains("\u{1B}"))
    }

    @Test(arguments: [
        ("sudo ip link set lo up", "ip link set lo up"),
        ("echo '127.0.0.1 a' | sudo tee -a /etc/hosts", "echo '127.0.0.1 a' | tee -a /etc/hosts"),
        ("sudo a; sudo b && sudo c || sudo d", "a; b && c || d"), ("echo sudo is a word", "echo sudo is a word"),
        ("kill -CONT 12", "kill -CONT 12"), ("sudo", ""),
    ])
    func rootNeedsNoSudo(command: String, asRoot: String) {
        #expect(Mending.command(Fix(command, ""), isRoot: true) == asRoot)
        #expect(Mending.command(Fix(command, ""), isRoot: false) == command)
    }
}
