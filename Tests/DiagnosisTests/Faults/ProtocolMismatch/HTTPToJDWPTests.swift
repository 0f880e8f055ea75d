import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPToJDWPTests {
    private let agent = ProcessFact(
        pid: 77, name: "java",
        arguments: [
            "java", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005", "-cp", ".", "W",
        ])

    @Test func theArgumentsTellItWithoutAConnection() throws {
        var scene = try TestScene.serving("http://127.0.0.1:5005/", at: "127.0.0.1:5005", agent)
        scene.outcomes = [:]
        let finding = try #require(scene.judge(HTTPToJDWP.self))
        #expect(finding.fault == "http-to-jdwp")
        #expect(finding.summary == "127.0.0.1:5005 is the debug port of java, pid 77: HTTP is not spoken there.")
        #expect(finding.evidence.last?.result.hasPrefix("not tried") == true)
    }

    @Test func nothingIsAskedFor() throws {
        let scene = try TestScene.serving("http://127.0.0.1:5005/", at: "127.0.0.1:5005", agent)
        #expect(throws: Never.self) { _ = try HTTPToJDWP.judge(Scene(scene.question, scene.facts)) }
    }

    @Test func anotherUsersArgumentsMayBeRead() throws {
        var scene = try TestScene.serving("http://127.0.0.1:5005/", at: "127.0.0.1:5005", agent)
        scene.facts.sockets[0].owners = []
        #expect(scene.judge(HTTPToJDWP.self)?.fault == "http-to-jdwp")
    }

    @Test func theApplicationsOwnPortIsNoFault() throws {
        var scene = try TestScene.serving("http://127.0.0.1:8080/", at: "127.0.0.1:8080", agent)
        try scene.listen("127.0.0.1:5005", 77, name: "java")
        scene.facts.processes[77] = agent
        #expect(scene.judge(HTTPToJDWP.self) == nil)
    }

    @Test(arguments: ["127.0.0.1:5005"])
    func aDebuggersQuestionIsNotOfHTTP(_ text: String) throws {
        #expect(try TestScene.serving(text, at: "127.0.0.1:5005", agent).judge(HTTPToJDWP.self) == nil)
    }

    @Test func theAgentsOwnComplaintTellsIt() throws {
        let message =
            "Debugger failed to attach: handshake failed - received >GET / HTTP/1.1< - expected >JDWP-Handshake<"
        let scene = try TestScene.serving("127.0.0.1:5005", at: "127.0.0.1:5005", agent, message: message)
        let finding = try #require(scene.judge(HTTPToJDWP.self))
        // The debugger's own rules are asked first.
        #expect(finding.confidence < Confidence.observed)
    }
}
