import Diagnosis
import Endpoints
import Testing

@Suite struct ChromeDevToolsHostCheckTests {
    private let node = DebuggerScenes.node("--inspect", "app.js")

    private func scene(_ url: String, _ process: ProcessFact, reports: [ErrorReport] = []) throws -> TestScene {
        try TestScene.using(
            url, sockets: [try DebuggerScenes.listener("127.0.0.1:9229", process.pid)], processes: [process],
            reports: reports)
    }

    @Test(arguments: [
        ("http://devbox.test:9229/json", true), ("http://DevBox:9229/json", true), ("ws://devbox:9229/", true),
        ("http://127.0.0.1:9229/json", false), ("http://[::1]:9229/json", false),
        ("http://localhost:9229/json", false), ("http://LOCALHOST:9229/json", false),
        ("http://a.localhost:9229/json", false),
    ])
    func anInspectorTakesAddressesAndLocalhost(url: String, isRefused: Bool) throws {
        #expect((try scene(url, node).judge(ChromeDevToolsHostCheck.self) != nil) == isRefused)
    }

    @Test func theAnswerKeepsThePath() throws {
        let finding = try #require(
            try scene("http://devbox.test:9229/json/list", node).judge(ChromeDevToolsHostCheck.self))
        #expect(finding.fault == "chrome-devtools-host-check")
        #expect(finding.fixes.first?.command == "http://127.0.0.1:9229/json/list")
    }

    @Test func chromeDoesTheSame() throws {
        let chrome = ProcessFact(
            pid: 80, name: "chrome", arguments: ["chrome", "--remote-debugging-port=9229", "--headless"])
        #expect(try scene("http://devbox.test:9229/json", chrome).judge(ChromeDevToolsHostCheck.self) != nil)
    }

    @Test func itsOwnWordsProveIt() throws {
        let said = ErrorReport(
            .hostHeader, host: "devbox.test", port: 9229,
            text: "Host header is specified and is not an IP address or localhost.")
        let finding = try scene("devbox.test:9229", node, reports: [said]).judge(ChromeDevToolsHostCheck.self)
        #expect(finding?.confidence == Confidence.proven)
    }

    @Test func anOrdinaryServerTakesEveryName() throws {
        #expect(
            try scene("http://devbox.test:9229/", DebuggerScenes.node("app.js")).judge(ChromeDevToolsHostCheck.self)
                == nil)
        let nobody = try TestScene.using("http://devbox.test:9229/json", processes: [node])
        #expect(nobody.judge(ChromeDevToolsHostCheck.self) == nil)
    }
}
