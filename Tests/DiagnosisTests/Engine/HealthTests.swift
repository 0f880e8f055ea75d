import Diagnosis
import Endpoints
import Testing

@Suite struct HealthTests {
    private func words(_ question: Question, _ outcomes: [Experiment: Outcome] = [:]) -> String? {
        var investigation = Investigation(question, Facts())
        for (experiment, outcome) in outcomes { investigation.learn(experiment, outcome) }
        return Health.words(investigation.scene)
    }

    @Test func onlyABindThatWorkedIsFree() throws {
        let question = try QuestionReader.read("127.0.0.1:8000", .bind)
        let bind = Experiment.bind(try TestScene.endpoint("127.0.0.1:8000"), BindOptions())
        #expect(words(question) == nil)
        #expect(words(question, [bind: .bind(BindOutcome())]) == "127.0.0.1:8000 is free: binding it works")
        #expect(words(question, [bind: .bind(BindOutcome(failure: "EADDRINUSE"))]) == nil)
        #expect(words(question, [bind: .impossible("not tried")]) == nil)
    }

    @Test func aPathIsLookedAt() throws {
        let question = try QuestionReader.read("unix:///tmp/app.sock", .bind)
        let look = Experiment.unixSocket("/tmp/app.sock")
        #expect(words(question, [look: .unixSocket(UnixPath(.missing))]) == "nothing is in the way at /tmp/app.sock")
        #expect(words(question, [look: .unixSocket(UnixPath(.stale))]) == nil)
    }

    @Test func whatCannotBeTriedIsNotCalledFree() throws {
        let named = try QuestionReader.read("web.internal:8000", .bind)
        #expect(words(named, [.lookup("web.internal"): .lookup(NameLookup(failure: "unknown"))]) == nil)
        let message = Question(.bind, text: "Address already in use", reports: [ErrorReport(.addressInUse)])
        #expect(words(message) == nil)
    }

    @Test func wordsThatNobodyKnowsAreSaidToBeUnknown() {
        var question = Question(.use)
        #expect(words(question) == nil)
        question.message = "it broke"
        #expect(words(question) == "the message names no endpoint, and nothing here explains it")
        #expect(words(Question(.machine)) == "nothing wrong was found on this machine")
    }

    @Test func aKernelWithoutIPv6LacksNothing() throws {
        let question = try QuestionReader.read("8000", .bind)
        let four = Experiment.bind(Endpoint(.tcp, .unspecifiedV4, 8000), BindOptions())
        let six = Experiment.bind(Endpoint(.tcp, .unspecifiedV6, 8000), BindOptions(dualStack: true))
        #expect(
            words(question, [four: .bind(BindOutcome()), six: .bind(BindOutcome(failure: "EAFNOSUPPORT"))])
                == "8000 is free: binding it works")
    }
}
