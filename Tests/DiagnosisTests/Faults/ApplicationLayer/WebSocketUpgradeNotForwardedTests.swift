import Diagnosis
import Endpoints
import Testing

@Suite struct WebSocketUpgradeNotForwardedTests {
    private let asked = "127.0.0.1:8080"

    private func ask(_ endpoint: String) throws -> HTTPAsk {
        HTTPAsk(try TestScene.endpoint(endpoint), host: asked, path: "/ws", isWebSocket: true)
    }

    private func scene(_ status: Int, behind: Int? = nil, _ text: String = "ws://127.0.0.1:8080/ws") throws -> TestScene
    {
        var scene = try TestScene.serving(text, at: asked, ProcessFact(pid: 5, name: "nginx"))
        scene.http(try ask(asked), .page(status))
        if let behind {
            scene.set(.upstreams(5), .upstreams([Upstream(host: "127.0.0.1", port: 3000, source: "n.conf:2")]))
            try scene.listen("127.0.0.1:3000")
            scene.http(try ask("127.0.0.1:3000"), .page(behind))
        }
        return scene
    }

    @Test func theUpstreamTakesWhatTheProxyDropped() throws {
        let finding = try #require(try scene(426, behind: 101).judge(WebSocketUpgradeNotForwarded.self))
        #expect(finding.fault == "websocket-upgrade-not-forwarded")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "nginx at 127.0.0.1:8080 does not pass the WebSocket upgrade on: it answers 426, its upstream "
                + "127.0.0.1:3000 answers 101.")
    }

    @Test(arguments: [200, 404, 426])
    func aPageInstead(_ status: Int) throws {
        let finding = try #require(try scene(status, behind: status).judge(WebSocketUpgradeNotForwarded.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.summary.hasSuffix("answers the WebSocket handshake for /ws with \(status) instead of 101."))
    }

    @Test(arguments: [101, 401, 502, 504])
    func whatElseItMayAnswer(_ status: Int) throws {
        #expect(try scene(status).judge(WebSocketUpgradeNotForwarded.self) == nil)
    }

    @Test func aPageIsRightForAPage() throws {
        #expect(try scene(200, nil, "http://127.0.0.1:8080/ws").judge(WebSocketUpgradeNotForwarded.self) == nil)
    }

    @Test func aComplaintMakesItAQuestionOfWebSockets() throws {
        var scene = try scene(200, nil, "http://127.0.0.1:8080/ws")
        scene.question.message =
            "WebSocket connection to 'ws://127.0.0.1:8080/ws' failed: Unexpected response code: 200"
        #expect(scene.judge(WebSocketUpgradeNotForwarded.self) != nil)
        scene.http(try ask(asked), .page(101))
        #expect(scene.judge(WebSocketUpgradeNotForwarded.self) == nil)
    }

    private func scene(_ status: Int, _ behind: Int?, _ text: String) throws -> TestScene {
        try scene(status, behind: behind, text)
    }
}
