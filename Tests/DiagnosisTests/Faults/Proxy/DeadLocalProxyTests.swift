import Diagnosis
import Endpoints
import Testing

@Suite struct DeadLocalProxyTests {
    private func scene(_ text: String, _ environment: [String: String], reports: [ErrorReport] = []) throws -> TestScene
    {
        var scene = try TestScene.serving(text, at: "127.0.0.1:8000", reports: reports)
        scene.facts.environment = environment
        return scene
    }

    private let environment = ["http_proxy": "http://127.0.0.1:7890", "https_proxy": "http://127.0.0.1:7890"]

    @Test(arguments: ["http://127.0.0.1:8000/", "https://127.0.0.1:8000/"])
    func theVariableLeadsToNobody(_ text: String) throws {
        let finding = try #require(try scene(text, environment).judge(DeadLocalProxy.self))
        #expect(finding.fault == "dead-local-proxy")
        #expect(finding.confidence > Confidence.observed)
        #expect(finding.summary.contains("names the proxy 127.0.0.1:7890, and nobody answers there: refused"))
        #expect(finding.fixes.first?.command == "unset http_proxy https_proxy")
    }

    @Test func theQuestionOfAMessageMayBeTheProxyItself() throws {
        var scene = try scene("127.0.0.1:7890", environment)
        scene.question.isFromReport = true
        #expect(
            scene.judge(DeadLocalProxy.self)?.summary
                == "127.0.0.1:7890 is the proxy of http_proxy, and nobody answers there.")
    }

    @Test func otherSettingsThanTheEnvironments() throws {
        let report = ErrorReport(
            .proxy, host: "127.0.0.1", port: 8888, text: "proxyconnect tcp: dial tcp 127.0.0.1:8888")
        let finding = try #require(
            try scene("http://127.0.0.1:8000/", [:], reports: [report]).judge(DeadLocalProxy.self))
        #expect(finding.summary == "The client was sent to the proxy 127.0.0.1:8888, and nobody answers there.")
    }

    @Test func aProxyThatAnswersIsAnotherFault() throws {
        var scene = try scene("http://127.0.0.1:8000/", environment)
        try scene.listen("127.0.0.1:7890")
        #expect(scene.judge(DeadLocalProxy.self) == nil)
    }

    @Test func aRightExceptionIsSilent() throws {
        var environment = environment
        environment["NO_PROXY"] = "127.0.0.1"
        #expect(try scene("http://127.0.0.1:8000/", environment).judge(DeadLocalProxy.self) == nil)
    }

    @Test func nothingIsSaidWithoutAProxy() throws {
        #expect(try scene("http://127.0.0.1:8000/", [:]).judge(DeadLocalProxy.self) == nil)
        #expect(try scene("127.0.0.1:8000", environment).judge(DeadLocalProxy.self) == nil)
    }
}
