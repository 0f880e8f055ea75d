import Diagnosis
import Testing

@Suite struct PortOutOfRangeTests {
    @Test(arguments: [
        ("127.0.0.1:70000", "70000 is no port"), ("127.0.0.1:0", "Port 0 means"), ("80800", "15264 instead"),
    ])
    func numbers(_ text: String, _ words: String) throws {
        let scene = try TestScene.using(text)
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "port-out-of-range")
        #expect(finding.summary.contains(words))
    }

    @Test func messages() {
        let report = ErrorReport(.badPort, port: 70000, text: "RangeError [ERR_SOCKET_BAD_PORT]")
        let scene = TestScene(QuestionReader.question(from: [report]))
        #expect(scene.findings().first?.fault == "port-out-of-range")
    }

    @Test func everyPortIsOne() throws {
        #expect(try TestScene.binding("127.0.0.1:65535").judge(PortOutOfRange.self) == nil)
        #expect(try TestScene.binding("127.0.0.1:0").judge(PortOutOfRange.self) == nil)
    }
}
