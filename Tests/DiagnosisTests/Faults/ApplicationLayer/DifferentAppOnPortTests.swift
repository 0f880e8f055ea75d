import Diagnosis
import Endpoints
import Testing

@Suite struct DifferentAppOnPortTests {
    private let asked = "127.0.0.1:8080"
    private let blog = ProcessFact(pid: 30, name: "node", project: "old-blog")

    private func page(_ answer: HTTPOutcome, message: String) throws -> TestScene {
        var scene = try TestScene.serving("http://127.0.0.1:8080/api", at: asked, blog, message: message)
        try scene.http(asked, host: asked, path: "/api", answer)
        return scene
    }

    private let html = HTTPOutcome.page(
        404, "<!DOCTYPE html><title>Old Blog</title>", headers: ["content-type": "text/html"])
    private let wantsJSON = "SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON"

    @Test func aPageWhereJSONWasExpected() throws {
        let finding = try #require(try page(html, message: wantsJSON).judge(DifferentAppOnPort.self))
        #expect(finding.fault == "different-app-on-port")
        #expect(
            finding.summary == "Node, pid 30 of old-blog answers at 127.0.0.1:8080 with 404 (Old Blog): it is not the "
                + "application that the client expects.")
        #expect(finding.fixes.first?.command == "ostia who 8080")
    }

    @Test func aProductThatNamesItself() throws {
        let jenkins = HTTPOutcome.page(403, headers: ["x-jenkins": "2.440"])
        let finding = try #require(
            try page(jenkins, message: "403 Forbidden, X-Jenkins: 2.440").judge(DifferentAppOnPort.self))
        #expect(finding.summary.hasPrefix("Jenkins of old-blog answers at 127.0.0.1:8080 with 403"))
    }

    @Test func withoutAHintItIsSilent() throws {
        #expect(try page(html, message: "").judge(DifferentAppOnPort.self) == nil)
        #expect(try page(html, message: "HTTP 404").judge(DifferentAppOnPort.self) == nil)
    }

    @Test func answersInJSONAreWhatWasExpected() throws {
        let json = HTTPOutcome.page(200, "{}", headers: ["content-type": "application/json"])
        #expect(try page(json, message: wantsJSON).judge(DifferentAppOnPort.self) == nil)
    }

    private func database(_ text: String, _ spoken: SpokenProtocol, detail: String?, http: Bool = true) throws
        -> TestScene
    {
        var scene = try TestScene.serving(text, at: asked, blog)
        try scene.speak(spoken, asked, detail)
        try scene.speak(.http, asked, http ? "HTTP/1.1 400 Bad Request" : nil)
        return scene
    }

    @Test(arguments: [
        ("postgres://127.0.0.1:8080/shop", SpokenProtocol.postgres), ("redis://127.0.0.1:8080/0", .redis),
    ])
    func aWebServerWhereADatabaseWasExpected(_ text: String, _ spoken: SpokenProtocol) throws {
        let finding = try #require(try database(text, spoken, detail: nil).judge(DifferentAppOnPort.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary == "Node, pid 30 at 127.0.0.1:8080 speaks HTTP, and the client expects \(spoken.rawValue).")
        #expect(try database(text, spoken, detail: "N").judge(DifferentAppOnPort.self) == nil)
        #expect(try database(text, spoken, detail: nil, http: false).judge(DifferentAppOnPort.self) == nil)
    }

    @Test func aComplaintOfTheClient() throws {
        var scene = try database("127.0.0.1:8080", .postgres, detail: nil)
        #expect(scene.judge(DifferentAppOnPort.self) == nil)
        scene.question.reports = [
            ErrorReport(.protocolMismatch, text: "received invalid response to SSL negotiation: H")
        ]
        #expect(scene.judge(DifferentAppOnPort.self)?.fault == "different-app-on-port")
    }

    @Test func aGreetingTellsWhoItIs() throws {
        var scene = try TestScene.serving("mysql://127.0.0.1:8080/", at: asked, blog)
        try scene.greet(asked, "SSH-2.0-OpenSSH_9\r\n")
        #expect(
            scene.judge(DifferentAppOnPort.self)?.summary.contains("speaks SSH, and the client expects MySQL") == true)
    }
}
