import Endpoints
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import Commands

/// What becomes of an error: the text, the JSON and the exit status.
@Suite("The command runner")
struct CommandRunnerTests {
    private let host = harbour()
    private let out = Output()
    private let err = Output()

    private func perform(json: Bool = false, _ body: (Context) throws -> Commands.ExitStatus) -> Commands.ExitStatus {
        let context = Context(
            machine: host.machine, console: Console(out: out, err: err), environment: [:], json: json)
        return CommandRunner.perform(in: context, body)
    }

    @Test(
        "hands on what the command answers",
        arguments: [
            (Commands.ExitStatus.success, 0), (.negative, 1), (.usage, 2), (.notPermitted, 3), (.timedOut, 4),
            (.internalError, 70), (.interrupted, 130),
        ] as [(Commands.ExitStatus, Int32)])
    func answers(status: Commands.ExitStatus, code: Int32) {
        #expect(perform { _ in status }.rawValue == code)
        #expect(err.text == "")
    }

    @Test("takes a thrown status for a quiet end", arguments: [Commands.ExitStatus.negative, .timedOut, .interrupted])
    func quietly(status: Commands.ExitStatus) {
        #expect(perform { _ in throw status } == status)
        #expect(out.text == "")
        #expect(err.text == "")
    }

    static let errors: [(any Error, Commands.ExitStatus, String, String)] = [
        (
            CommandError("still-held", "3000 is held", hint: "ostia free 3000 --force", status: .negative), .negative,
            "error: 3000 is held\n       ostia free 3000 --force\n",
            #"{"schema":"ostia/failure/1","code":"still-held","message":"3000 is held","#
                + #""hint":"ostia free 3000 --force"}"# + "\n"
        ),
        (
            CommandError("no-answer", "nobody answered", status: .timedOut), .timedOut, "error: nobody answered\n",
            #"{"schema":"ostia/failure/1","code":"no-answer","message":"nobody answered","hint":null}"# + "\n"
        ),
        (
            CommandError("broken", "this is ours"), .internalError, "error: this is ours\n",
            #"{"schema":"ostia/failure/1","code":"broken","message":"this is ours","hint":null}"# + "\n"
        ),
        (
            CommandError.badInput("0 is no port", hint: "1 to 65535"), .usage,
            "error: 0 is no port\n       1 to 65535\n",
            #"{"schema":"ostia/failure/1","code":"bad-input","message":"0 is no port","hint":"1 to 65535"}"# + "\n"
        ),
        (
            InputError("\"x\" is no port"), .usage, "error: \"x\" is no port\n",
            #"{"schema":"ostia/failure/1","code":"bad-input","message":"\"x\" is no port","hint":null}"# + "\n"
        ),
        (
            SystemError("open", "/proc/1/fd", code: 13), .notPermitted,
            "error: open /proc/1/fd: Permission denied\n       root may do this: try it with sudo\n",
            #"{"schema":"ostia/failure/1","code":"not-permitted","message":"open /proc/1/fd: Permission denied","#
                + #""hint":"root may do this: try it with sudo"}"# + "\n"
        ),
        (
            SystemError("kill", "812", code: 1), .notPermitted,
            "error: kill 812: Operation not permitted\n       root may do this: try it with sudo\n",
            #"{"schema":"ostia/failure/1","code":"not-permitted","message":"kill 812: Operation not permitted","#
                + #""hint":"root may do this: try it with sudo"}"# + "\n"
        ),
        (
            SystemError("socket", code: 24), .internalError, "error: socket: Too many open files\n",
            #"{"schema":"ostia/failure/1","code":"internal","message":"socket: Too many open files","hint":null}"#
                + "\n"
        ),
    ]

    @Test("says every error to people", arguments: errors.indices)
    func text(index: Int) {
        let (error, status, text, _) = Self.errors[index]
        #expect(perform { _ in throw error } == status)
        #expect(out.text == "")
        #expect(err.text == text)
    }

    @Test("says every error to programs", arguments: errors.indices)
    func json(index: Int) {
        let (error, status, _, json) = Self.errors[index]
        #expect(perform(json: true) { _ in throw error } == status)
        #expect(out.text == "")
        #expect(err.text == json)
    }

    @Test("keeps what was written before the error")
    func partial() {
        let status = perform { context in
            context.console.out.line("first")
            throw CommandError("late", "then it failed", status: .negative)
        }
        #expect(status == .negative)
        #expect(out.text == "first\n")
        #expect(err.text == "error: then it failed\n")
    }

    @Test("lets nothing of an error through to the terminal")
    func hostile() {
        let error = CommandError("x", "\u{1B}[2Jgone\r\n\u{7}", hint: "try \u{1B}]0;x\u{7}", status: .negative)
        _ = perform { _ in throw error }
        #expect(err.text == "error: \\e[2Jgone\\r\\n\\x07\n       try \\e]0;x\\x07\n")
        #expect(err.text.isSafe)
    }

    @Test("colours nothing but the word error")
    func colour() {
        let console = Console(out: out, err: err, errorColor: true)
        let context = Context(machine: host.machine, console: console)
        _ = CommandRunner.perform(in: context) { _ in throw InputError("no") }
        #expect(err.text == "\u{1B}[31merror:\u{1B}[0m no\n")
    }

    @Test("says so when the answer cannot be written")
    func full() {
        let console = Console(out: Output(descriptor: 987_654), err: err)
        let context = Context(machine: host.machine, console: console)
        let status = CommandRunner.perform(in: context) { context in
            context.console.out.line("an answer")
            return .success
        }
        #expect(status == .internalError)
        #expect(err.text == "error: standard output: Bad file descriptor\n")
    }

    @Test("tells a failed write also of the answer no, which nobody has read")
    func fullAndNegative() {
        let context = Context(
            machine: host.machine, console: Console(out: Output(descriptor: 987_654), err: err))
        let status = CommandRunner.perform(in: context) { context in
            context.console.out.line("no")
            return .negative
        }
        #expect(status == .internalError)
        #expect(err.text == "error: standard output: Bad file descriptor\n")
    }

    @Test("tells the cost in one line, on standard error")
    func cost() {
        let context = Context(machine: host.machine, console: Console(out: out, err: err), stats: true)
        context.reportCost("3 sockets", "2 processes")
        #expect(out.text == "")
        #expect(err.text.hasPrefix("cost: "))
        #expect(err.text.contains(" ms, 3 sockets, 2 processes"))
        #expect(err.text.hasSuffix("\n"))
        #expect(err.text.split(separator: "\n").count == 1)
    }

    @Test("writes JSON on one line for programs and on several for people")
    func pretty() {
        let document: JSON = ["schema": "ostia/x/1", "list": [1, 2]]
        Context(machine: host.machine, console: Console(out: out, err: err)).write(document)
        #expect(out.text == #"{"schema":"ostia/x/1","list":[1,2]}"# + "\n")
        let wide = Output()
        Context(machine: host.machine, console: Console(out: wide, err: err, width: 80)).write(document)
        #expect(wide.text.hasPrefix("{\n"))
        #expect(wide.text.filter { !$0.isWhitespace } == #"{"schema":"ostia/x/1","list":[1,2]}"#)
    }
}
