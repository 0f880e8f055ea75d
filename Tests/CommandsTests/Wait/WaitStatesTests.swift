import Endpoints
import Ports
import Terminal
import Testing

@testable import Commands

/// Every state of a target, in words and in JSON.
@Suite struct WaitStatesTests {
    private static let place = Endpoint(.tcp, .loopbackV4, 3000)
    private static let node = SocketSummary(place, identity: 7, process: ProcessLabel(pid: 812, name: "node"))
    private static let unseen = SocketSummary(Endpoint(.tcp, .loopbackV6, 3000), identity: 8)
    private static let far = Endpoint(.tcp, .v4(IPv4Address(192, 0, 2, 1)), 80)

    private static func tracker(_ state: WaitState, http: HTTPExpectation? = nil, text: String = "3000") -> WaitTracker
    {
        let target = WaitTarget(text: text, port: 3000, addresses: [.loopbackV4], http: http)
        var tracker = WaitTracker(target)
        tracker.observe(state, at: 0)
        return tracker
    }

    static let words: [(WaitState, String)] = [
        (.nothing, "port 3000: nothing listens yet"),
        (.elsewhere([unseen]), "port 3000: listens only on [::1]:3000"),
        (
            .elsewhere([node, unseen]),
            "port 3000: listens only on 127.0.0.1:3000 (node, pid 812), [::1]:3000"
        ),
        (.notOwned(node), "port 3000: listens on 127.0.0.1:3000 (node, pid 812), which another process holds"),
        (.notAccepting(unseen), "port 3000: [::1]:3000 listens and does not accept"),
        (.unanswered(node, .status(503)), "port 3000: 127.0.0.1:3000 (node, pid 812) listens, /up answers 503"),
        (.unanswered(unseen, .closed), "port 3000: [::1]:3000 listens, /up is closed without an answer"),
        (.unanswered(unseen, .silent), "port 3000: [::1]:3000 listens, /up gets no answer"),
        (.unanswered(unseen, .refused), "port 3000: [::1]:3000 listens, /up is refused"),
        (
            .unanswered(unseen, .notHTTP),
            "port 3000: [::1]:3000 listens, /up is answered by something that speaks no HTTP"
        ),
        (.listening(node), "port 3000: listens on 127.0.0.1:3000 (node, pid 812)"),
        (.answered(unseen, status: 204), "port 3000: [::1]:3000, /up answers 204"),
        (.reached(far), "port 3000: 192.0.2.1:80 accepts connections"),
        (.unreached(far, "no route to host"), "port 3000: 192.0.2.1:80: no route to host"),
        (.free, "port 3000: free"),
        (.unbindable(98), "port 3000: nothing listens, and a socket is still bound to it"),
    ]

    @Test(arguments: words.indices) func progress(_ index: Int) {
        let (state, expected) = Self.words[index]
        let http = HTTPExpectation(host: "localhost:3000", path: "/up")
        #expect(WaitProgress.words(Self.tracker(state, http: http), .listening) == expected)
    }

    @Test func whoeverStillListensIsNamedWhenWaitingForItsEnd() {
        #expect(
            WaitProgress.words(Self.tracker(.elsewhere([Self.node, Self.unseen])), .free)
                == "port 3000: 127.0.0.1:3000 (node, pid 812), [::1]:3000 still listens")
    }

    @Test(arguments: [("3000", "port 3000"), (":3000", "port 3000"), ("localhost:3000", "localhost:3000")])
    func labels(_ typed: String, _ label: String) {
        #expect(WaitProgress.words(Self.tracker(.free, text: typed), .free) == "\(label): free")
    }

    /// State, ready, and then address, port, status, reason and process.
    static let documents: [(WaitState, Bool, String)] = [
        (
            .nothing, false,
            #""state":"nothing","transport":"tcp","address":null,"port":3000,"status":null,"reason":null,"process":null"#
        ),
        (
            .elsewhere([unseen, node]), false,
            #""state":"elsewhere","transport":"tcp","address":"::1","port":3000,"status":null,"reason":null,"process":null"#
        ),
        (
            .notOwned(node), false,
            #""state":"other-owner","transport":"tcp","address":"127.0.0.1","port":3000,"status":null,"reason":null,"#
                + #""process":{"pid":812,"name":"node"}"#
        ),
        (
            .notAccepting(unseen), false,
            #""state":"not-accepting","transport":"tcp","address":"::1","port":3000,"status":null,"reason":null,"process":null"#
        ),
        (
            .unanswered(unseen, .status(404)), false,
            #""state":"http","transport":"tcp","address":"::1","port":3000,"status":404,"reason":null,"process":null"#
        ),
        (
            .unanswered(unseen, .silent), false,
            #""state":"http","transport":"tcp","address":"::1","port":3000,"status":null,"reason":"gets no answer","process":null"#
        ),
        (
            .listening(node), true,
            #""state":"listening","transport":"tcp","address":"127.0.0.1","port":3000,"status":null,"reason":null,"#
                + #""process":{"pid":812,"name":"node"}"#
        ),
        (
            .answered(unseen, status: 302), true,
            #""state":"http","transport":"tcp","address":"::1","port":3000,"status":302,"reason":null,"process":null"#
        ),
        (
            .reached(far), true,
            #""state":"reached","transport":"tcp","address":"192.0.2.1","port":80,"status":null,"reason":null,"process":null"#
        ),
        (
            .unreached(far, "refused"), false,
            #""state":"refused","transport":"tcp","address":"192.0.2.1","port":80,"status":null,"reason":"refused","process":null"#
        ),
        (
            .free, true,
            #""state":"free","transport":"tcp","address":null,"port":3000,"status":null,"reason":null,"process":null"#
        ),
        (
            .unbindable(98), false,
            #""state":"bound","transport":"tcp","address":null,"port":3000,"status":null,"reason":null,"process":null"#
        ),
    ]

    @Test(arguments: documents.indices) func json(_ index: Int) {
        let (state, ready, expected) = Self.documents[index]
        let outcome = WaitOutcome(end: .timedOut, waited: 0.0004, trackers: [Self.tracker(state)], guess: nil)
        #expect(
            WaitReport(outcome: outcome, options: WaitOptions()).json.text()
                == #"{"schema":"ostia/wait/1","ready":false,"end":"timed-out","waited_ms":0,"targets":[{"#
                + #""target":"3000","ready":\#(ready),"# + expected + #"}],"guess":null}"#)
    }

    @Test(arguments: [
        (WaitState.listening(node), "127.0.0.1:3000 (node, pid 812) listens (at once)"),
        (.answered(node, status: 200), "127.0.0.1:3000 (node, pid 812) listens, / answers 200 (at once)"),
        (.reached(far), "192.0.2.1:80 accepts connections (at once)"), (.free, "port 3000 is free (at once)"),
    ])
    func sentences(_ state: WaitState, _ expected: String) {
        let outcome = WaitOutcome(end: .ready, waited: 0.0001, trackers: [Self.tracker(state)], guess: nil)
        #expect(WaitReport(outcome: outcome, options: WaitOptions()).lines == [expected])
    }

    @Test func onlyTheFirstLineSaysHowLongItTook() {
        let trackers = [Self.tracker(.nothing), Self.tracker(.free), Self.tracker(.listening(Self.unseen))]
        let outcome = WaitOutcome(end: .ready, waited: 12, trackers: trackers, guess: nil)
        #expect(
            WaitReport(outcome: outcome, options: WaitOptions(any: true)).lines == [
                "port 3000 is free (after 12 s)", "[::1]:3000 listens",
            ])
    }

    @Test func aLongListOfTargetsIsCut() {
        let trackers = (1...5).map { Self.tracker(.nothing, text: "host\($0):3000") }
        let outcome = WaitOutcome(end: .timedOut, waited: 3, trackers: trackers, guess: nil)
        #expect(
            WaitReport(outcome: outcome, options: WaitOptions(timeout: 3)).complaint == [
                "host1:3000, host2:3000, host3:3000 and 2 more is not ready after 3 s"
            ])
    }

    @Test func thoseThatAreReadyAreNotComplainedOf() {
        let trackers = [Self.tracker(.listening(Self.node), text: "web:3000"), Self.tracker(.nothing, text: "db:3000")]
        let outcome = WaitOutcome(end: .timedOut, waited: 3, trackers: trackers, guess: nil)
        let report = WaitReport(outcome: outcome, options: WaitOptions(timeout: 3))
        #expect(report.complaint == ["db:3000 is not ready after 3 s"])
        #expect(report.lines == ["127.0.0.1:3000 (node, pid 812) listens (after 3 s)"])
    }

    @Test(arguments: [
        (WaitOutcome.End.ready, "ready", true), (.timedOut, "timed-out", false), (.interrupted, "interrupted", false),
        (.ownerGone, "owner-gone", false),
    ])
    func ends(_ end: WaitOutcome.End, _ name: String, _ ready: Bool) {
        let report = WaitReport(
            outcome: WaitOutcome(end: end, waited: 1.2345, trackers: [], guess: nil), options: WaitOptions())
        #expect(
            report.json.text()
                == #"{"schema":"ostia/wait/1","ready":\#(ready),"end":"\#(name)","waited_ms":1235,"targets":[],"#
                + #""guess":null}"#)
    }

    @Test func aTerminalSeesHowManyAreReady() {
        let err = Output()
        let console = Console(out: Output(), err: err, width: 70, showsProgress: true)
        let progress = WaitProgress(console, timeout: 120, goal: .listening, isQuiet: false)
        progress.show([Self.tracker(.listening(Self.node)), Self.tracker(.nothing, text: "db:3000")], 2, true)
        #expect(err.text == "\r\u{1B}[Kdb:3000: nothing listens yet (1 of 2 ready) · 2 s of 2 min")
    }

    @Test(arguments: [21, 30, 45, 60]) func aTerminalsLineIsNeverTooLong(_ width: Int) {
        let err = Output()
        let console = Console(out: Output(), err: err, width: width, showsProgress: true)
        let progress = WaitProgress(console, timeout: 90, goal: .listening, isQuiet: false)
        progress.show([Self.tracker(.elsewhere(Array(repeating: Self.node, count: 9)))], 2, true)
        #expect(err.text.hasPrefix("\r\u{1B}[Kport 3000: listen"))
        #expect(DisplayWidth.of(String(err.text.dropFirst(4))) == width - 1)
    }

    @Test func plainLinesTellOnlyTheTargetThatChanged() {
        let err = Output()
        let progress = WaitProgress(Console(out: Output(), err: err), timeout: 9, goal: .listening, isQuiet: false)
        progress.show([Self.tracker(.nothing), Self.tracker(.nothing, text: "db:3000")], 1, true)
        progress.show([Self.tracker(.nothing), Self.tracker(.listening(Self.unseen), text: "db:3000")], 2, true)
        progress.clear()
        #expect(
            err.text == """
                ostia: port 3000: nothing listens yet
                ostia: db:3000: nothing listens yet
                ostia: db:3000: listens on [::1]:3000

                """)
    }
}
