import Diagnosis
import Endpoints
import Testing

/// The questions that messages ask by themselves.
@Suite struct ReportedQuestionTests {
    private func refused(_ host: String?, _ port: Int?, _ text: String = "refused") -> ErrorReport {
        ErrorReport(.connectionRefused, host: host, port: port, text: text)
    }

    @Test func eachEndpointIsAskedAboutOnceInTheirOrder() {
        let reports = [
            refused("127.0.0.1", 3000), refused("::1", 3000), refused("127.0.0.1", 3000),
            ErrorReport(.timeout, host: "127.0.0.1", port: 3000, text: "timeout"), refused("db", 5432),
        ]
        let questions = QuestionReader.questions(from: reports, most: 8)
        #expect(questions.map(\.text) == ["127.0.0.1:3000", "::1:3000", "db:5432"])
        #expect(questions.allSatisfy { $0.isFromReport && $0.intent == .use })
    }

    @Test func thousandsAreNotAllAskedAbout() {
        let reports = (1...5000).map { refused("127.0.0.1", $0) }
        #expect(QuestionReader.questions(from: reports, most: 8).compactMap(\.port) == [1, 2, 3, 4, 5, 6, 7, 8])
    }

    @Test func withoutAPortAnywhereItIsTheQuestionOfAll() {
        let reports = [ErrorReport(.addressInUse, text: "Address already in use"), refused("db", nil)]
        let questions = QuestionReader.questions(from: reports, most: 8)
        #expect(questions == [QuestionReader.question(from: reports)])
        #expect(QuestionReader.questions(from: [], most: 8).map(\.intent) == [.machine])
    }

    @Test func aPortThatIsNoneIsAQuestionAsWell() {
        let questions = QuestionReader.questions(from: [refused(nil, 70000), refused(nil, 3000)], most: 8)
        #expect(questions.map(\.badPort) == [70000, nil])
    }

    @Test(arguments: [
        ("connect ECONNREFUSED fe80::1%eth0:3000", "eth0"), ("dial tcp [fe80::1%lo]:3000: refused", "lo"),
        ("dial [fe80::1%br-1a2b.7@x]:3000", "br-1a2b.7@x"), ("fe80::1%3", "3"),
    ])
    func theInterfaceOfAnAddressIsKept(text: String, zone: String) {
        let question = QuestionReader.question(from: [refused("fe80::1", 3000, text)])
        #expect(question.zone == zone)
        #expect(question.host == "fe80::1")
    }

    @Test(arguments: ["connect ECONNREFUSED fe80::1:3000", "50% of fe80::1", "fe80::1% ", "fe80::12%eth0"])
    func whereThereIsNoneThereIsNone(text: String) {
        #expect(QuestionReader.question(from: [refused("fe80::1", 3000, text)]).zone == nil)
        #expect(QuestionReader.question(from: [refused("10.0.0.1", 3000, "10.0.0.1%eth0")]).zone == nil)
    }

    @Test func anAddressWithItsInterfaceIsNotToldThatItHasNone() {
        let told = TestScene(
            QuestionReader.question(from: [refused("fe80::1", 3000, "connect ECONNREFUSED fe80::1%eth0:3000")]))
        #expect(told.judge(LinkLocalIPv6WithoutScope.self) == nil)
        let bare = TestScene(
            QuestionReader.question(from: [refused("fe80::1", 3000, "connect ECONNREFUSED fe80::1:3000")]))
        #expect(bare.judge(LinkLocalIPv6WithoutScope.self) != nil)
    }

    @Test(arguments: ["[fe80::1%eth0]:80", "http://[fe80::1%25eth0]:80/", "http://[fe80::1%eth0]:80/"])
    func theInterfaceInAURLMayBeEscaped(text: String) throws {
        #expect(try QuestionReader.read(text, .use).zone == "eth0")
    }

    @Test(arguments: ["http://", "https:///index.html", "redis://", "http://user@", "tcp://"])
    func aSchemeAloneIsNoEndpoint(text: String) {
        #expect(throws: InputError.self) { try QuestionReader.read(text, .use) }
    }

    @Test(arguments: [("http://:3000/", UInt16(3000)), ("tcp://:8080", 8080), (":9000", 9000)])
    func aPortWithoutAHostIsThisMachines(text: String, port: UInt16) throws {
        let question = try QuestionReader.read(text, .use)
        #expect(question.port == port && question.host == nil)
    }
}

/// Which mends `--fix` may run.
@Suite struct OfferedFixTests {
    @Test(arguments: [
        (Fix("sudo ip link set lo up", "", isSafe: true, isRunnable: true, undo: "down"), true),
        (Fix("rm '/run/x.sock'", "", isSafe: true, isRunnable: true), true),
        (Fix("kill -CONT 5", "", isSafe: true, isRunnable: true, undo: "kill -STOP 5", platform: .linux), true),
        (Fix("ostia who 3000", "", isSafe: true, isRunnable: true), false),
        (Fix("top -H -p 5", "", isSafe: true, isRunnable: true), false),
        (Fix("export no_proxy=localhost", "", isSafe: true, isRunnable: true, undo: "unset no_proxy"), false),
        (Fix("unset http_proxy", "", isSafe: true, isRunnable: true), false),
        (Fix("ostia free 3000", "", isRunnable: true, undo: "start it"), false),
        (Fix("set PORT=<PORT>", "", isSafe: true, undo: "unset it"), false),
        (Fix("sysctl x", "", isSafe: true, isRunnable: true, undo: "y", platform: .macOS), false),
    ])
    func onlyWhatMendsAndIsHarmless(fix: Fix, isOffered: Bool) { #expect(fix.isOffered == isOffered, "\(fix.command)") }
}
