import Endpoints
import Ports
import Terminal
import Testing

@testable import Commands

@Suite struct WaitReportTests {
    private let target = WaitTarget(text: "3000", port: 3000, addresses: [.loopbackV4, .loopbackV6], isBarePort: true)
    private let node = SocketSummary(
        Endpoint(.tcp, .loopbackV4, 3000), identity: 7, inode: 7, process: ProcessLabel(pid: 812, name: "node"))

    private func report(
        _ state: WaitState, _ end: WaitOutcome.End, waited: Double = 1.24, guess: WaitGuess? = nil,
        options: WaitOptions = WaitOptions()
    ) -> WaitReport {
        var tracker = WaitTracker(target)
        tracker.observe(state, at: 0)
        return WaitReport(
            outcome: WaitOutcome(end: end, waited: waited, trackers: [tracker], guess: guess), options: options)
    }

    @Test func ready() {
        let report = report(.listening(node), .ready)
        #expect(report.lines == ["127.0.0.1:3000 (node, pid 812) listens (after 1.2 s)"])
        #expect(report.complaint == [])
        #expect(report.status == .success)
    }

    @Test func readyAtOnce() {
        #expect(report(.free, .ready, waited: 0).lines == ["port 3000 is free (at once)"])
    }

    @Test func timedOut() {
        let guess = WaitGuess("nothing-listens", "nothing listens on port 3000", next: "ostia explain 3000")
        let report = report(.nothing, .timedOut, guess: guess)
        #expect(report.lines == [])
        #expect(
            report.complaint == [
                "port 3000 is not ready after 30 s", "nothing listens on port 3000", "next: ostia explain 3000",
            ])
        #expect(report.status == .timedOut)
    }

    @Test func otherEnds() {
        #expect(report(.nothing, .interrupted).complaint == ["interrupted after 1.2 s: port 3000 is not ready"])
        #expect(report(.nothing, .interrupted).status == .interrupted)
        let gone = report(.nothing, .ownerGone, options: WaitOptions(owner: 99))
        #expect(gone.complaint == ["pid 99 has ended, and port 3000 is not ready"])
        #expect(gone.status == .negative)
        let free = report(.elsewhere([node]), .timedOut, options: WaitOptions(goal: .free, timeout: 0.5))
        #expect(free.complaint == ["port 3000 is not free after 500 ms"])
    }

    @Test func json() {
        #expect(
            report(.answered(node, status: 200), .ready).json.text()
                == #"{"schema":"ostia/wait/1","ready":true,"end":"ready","waited_ms":1240,"targets":[{"target":"3000","#
                + #""ready":true,"state":"http","transport":"tcp","address":"127.0.0.1","port":3000,"status":200,"#
                + #""reason":null,"process":{"pid":812,"name":"node"}}],"guess":null}"#)
        let guess = WaitGuess("nothing-listens", "nothing", next: "ostia explain 3000")
        #expect(
            report(.nothing, .timedOut, guess: guess).json.text()
                == #"{"schema":"ostia/wait/1","ready":false,"end":"timed-out","waited_ms":1240,"targets":[{"#
                + #""target":"3000","ready":false,"state":"nothing","transport":"tcp","address":null,"port":3000,"#
                + #""status":null,"reason":null,"process":null}],"guess":{"code":"nothing-listens","#
                + #""message":"nothing","next":"ostia explain 3000"}}"#)
    }

    @Test(arguments: [
        (0.0842, "84 ms"), (1.0, "1 s"), (1.24, "1.2 s"), (1.96, "2 s"), (9.94, "9.9 s"), (30, "30 s"), (90, "1 min"),
    ])
    func durations(_ seconds: Double, _ text: String) { #expect(WaitReport.duration(seconds) == text) }
}

@Suite struct WaitProgressTests {
    private let target = WaitTarget(text: "3000", port: 3000, addresses: [.loopbackV4], isBarePort: true)

    private func tracker(_ state: WaitState) -> WaitTracker {
        var tracker = WaitTracker(target)
        tracker.observe(state, at: 0)
        return tracker
    }

    @Test func plainLinesOnlyOnChange() {
        let err = Output()
        let progress = WaitProgress(
            Console(out: Output(), err: err), timeout: 30, goal: .listening, isQuiet: false)
        progress.show([tracker(.nothing)], 0.05, true)
        #expect(err.text == "", "what is there at once needs no commentary")
        progress.show([tracker(.nothing)], 0.2, false)
        progress.show([tracker(.nothing)], 0.3, false)
        let node = SocketSummary(
            Endpoint(.tcp, .loopbackV4, 3000), identity: 1, process: ProcessLabel(pid: 8, name: "n\u{1B}x"))
        progress.show([tracker(.unanswered(node, .status(503)))], 0.4, true)
        #expect(
            err.text == """
                ostia: port 3000: nothing listens yet
                ostia: port 3000: 127.0.0.1:3000 (n\\ex, pid 8) listens, / answers 503

                """)
    }

    @Test func oneRedrawnLineOnATerminal() {
        let err = Output()
        let console = Console(out: Output(), err: err, width: 50, showsProgress: true)
        let progress = WaitProgress(console, timeout: 30, goal: .listening, isQuiet: false)
        progress.show([tracker(.nothing)], 4.2, true)
        progress.show([tracker(.nothing)], 4.25, false)
        progress.show([tracker(.nothing)], 5.1, false)
        progress.clear()
        #expect(
            err.text == "\r\u{1B}[Kport 3000: nothing listens yet · 4 s of 30 s"
                + "\r\u{1B}[Kport 3000: nothing listens yet · 5 s of 30 s" + "\r\u{1B}[K")
    }

    @Test func quiet() {
        let err = Output()
        let progress = WaitProgress(Console(out: Output(), err: err), timeout: 30, goal: .free, isQuiet: true)
        progress.show([tracker(.nothing)], 4, true)
        progress.clear()
        #expect(err.text == "")
    }
}
