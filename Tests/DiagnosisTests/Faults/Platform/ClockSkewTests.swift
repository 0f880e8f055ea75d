import Endpoints
import Testing

@testable import Diagnosis

@Suite struct ClockSkewTests {
    private func scene(_ message: String, asked: String? = nil) throws -> TestScene {
        var scene = TestScene(Question(.machine))
        if let asked { scene = try .using(asked) }
        scene.question.message = message
        return scene
    }

    @Test(arguments: [
        "jwt.exceptions.ImmatureSignatureError: The token is not yet valid (iat)", "NotBeforeError: jwt not active",
        "RequestTimeTooSkewed: The difference between the request time and the current time is too large.",
        "oidc: Token used before issued", "kinit: Clock skew too great while getting initial credentials",
    ])
    func aMessageThatComparesTwoTimesIsLikely(_ message: String) throws {
        let finding = try #require(try scene(message).judge(ClockSkew.self))
        #expect(finding.fault == "clock-skew")
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.evidence.map(\.experiment) == ["message", "clock"])
    }

    /// 2025-10-09 08:53:20 is what the scene's clock says.
    @Test(arguments: [
        ("Thu, 09 Oct 2025 09:53:20 GMT", Confidence.proven), ("Thu, 09 Oct 2025 08:53:25 GMT", Confidence.likely),
    ])
    func theServersOwnClockProvesIt(_ date: String, _ confidence: Double) throws {
        var scene = try scene("The token is not yet valid (iat)", asked: "http://127.0.0.1:8080/")
        let endpoint = try TestScene.endpoint("127.0.0.1:8080")
        scene.facts.sockets = [SocketFact(.listen, endpoint)]
        scene.set(
            .http(HTTPAsk(endpoint, host: "127.0.0.1:8080")),
            .http(HTTPOutcome(.answered, status: 401, headers: [HTTPOutcome.Header("date", date)])))
        let finding = try #require(scene.judge(ClockSkew.self))
        #expect(finding.confidence == confidence)
        #expect(finding.summary.contains("3600 s apart") == (confidence == Confidence.proven))
        // A healthy server with another clock is nobody's fault until somebody complains.
        scene.question.message = ""
        #expect(scene.judge(ClockSkew.self) == nil)
    }

    @Test func aClockOfLongAgoIsWrongInAnyCase() throws {
        var scene = try scene("certificate is not yet valid", asked: "https://127.0.0.1:8443/")
        scene.facts.now = 1_500_000_000
        let finding = try #require(scene.judge(ClockSkew.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.hasPrefix("This machine's clock says 2017-07-14"))
    }

    @Test(arguments: ["token is expired", "401 Unauthorized", "ECONNREFUSED 127.0.0.1:80", ""])
    func otherMessagesAreNot(_ message: String) throws {
        #expect(try scene(message).judge(ClockSkew.self) == nil)
    }
}

@Suite struct HTTPDateTests {
    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
            ("Sun Nov  6 08:49:37 1994", nil), ("", nil), ("Sun, 06 Nov 1994 25:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sun, 06 Nom 1994 08:49:37 GMT", nil),
            ("Sun, 32 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 99999 08:49:37 GMT", nil),
        ] as [(String, Int64?)])
    func fixedDatesAreRead(_ text: String, _ seconds: Int64?) {
        #expect(HTTPDate.seconds(text) == seconds)
    }
}
