import Diagnosis
import Testing

@Suite struct BindHostUnresolvableTests {
    @Test func aNameThatNobodyKnows() throws {
        let scene = try TestScene.binding("myapp.local:3000")
        let finding = try #require(scene.judge(BindHostUnresolvable.self))
        #expect(
            finding.summary
                == "The server should listen on myapp.local:3000, and that name does not resolve on this machine "
                + "(Name or service not known).")
        #expect(scene.findings().first?.fault == "bind-host-unresolvable")
    }

    @Test func aListenDirective() {
        let report = ErrorReport(
            .nameResolution, host: "app.test", port: 8080,
            text: "nginx: [emerg] host not found in \"app.test:8080\" of the \"listen\" directive")
        let scene = TestScene(QuestionReader.question(from: [report]))
        #expect(scene.judge(BindHostUnresolvable.self)?.confidence == Confidence.proven)
    }

    @Test func clientsAndKnownNamesAreNotMeant() throws {
        let report = ErrorReport(.nameResolution, host: "db.test", text: "getaddrinfo ENOTFOUND db.test")
        #expect(TestScene(QuestionReader.question(from: [report])).judge(BindHostUnresolvable.self) == nil)
        #expect(try TestScene.binding("localhost:3000").judge(BindHostUnresolvable.self) == nil)
        #expect(try TestScene.binding("127.0.0.1:3000").judge(BindHostUnresolvable.self) == nil)
        #expect(try TestScene.using("http://nobody.test/").judge(BindHostUnresolvable.self) == nil)
    }
}
