import Diagnosis
import Endpoints
import Testing

@Suite struct UnsafePortBlockedByClientTests {
    private let report = ErrorReport(.unsafePort, text: "net::ERR_UNSAFE_PORT")

    @Test(arguments: [UInt16(6000), 6666, 5060, 10080])
    func aListedPortAndABrowsersWords(_ port: UInt16) throws {
        let scene = try TestScene.serving("http://127.0.0.1:\(port)/", at: "127.0.0.1:\(port)", reports: [report])
        let finding = try #require(scene.judge(UnsafePortBlockedByClient.self))
        #expect(finding.fault == "unsafe-port-blocked-by-client")
        #expect(
            finding.summary
                == "Port \(port) is one that browsers and fetch refuse to connect to; the server has no part in it.")
        #expect(finding.confidence > Confidence.proven)
    }

    @Test func curlReachesItAllTheSame() throws {
        #expect(
            try TestScene.serving("http://127.0.0.1:6000/", at: "127.0.0.1:6000").judge(UnsafePortBlockedByClient.self)
                == nil)
    }

    @Test func aPortThatTheListDoesNotHave() throws {
        let scene = try TestScene.serving("http://127.0.0.1:3000/", at: "127.0.0.1:3000", reports: [report])
        #expect(scene.judge(UnsafePortBlockedByClient.self)?.confidence == Confidence.observed)
    }

    @Test func theMessageAlone() {
        #expect(TestScene.told("Error: bad port", .unsafePort).judge(UnsafePortBlockedByClient.self) != nil)
        #expect(TestScene.told("Error: bad port", .badPort).judge(UnsafePortBlockedByClient.self) == nil)
    }
}
