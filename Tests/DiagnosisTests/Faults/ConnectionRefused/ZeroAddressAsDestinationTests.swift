import Diagnosis
import Endpoints
import Testing

@Suite struct ZeroAddressAsDestinationTests {
    private func report(_ kind: ErrorKind, _ text: String, host: String? = "0.0.0.0") -> ErrorReport {
        ErrorReport(kind, host: host, port: 8000, text: text)
    }

    @Test(arguments: [
        "net::ERR_ADDRESS_INVALID",
        "OSError: [WinError 10049] The requested address is not valid in its context: ('0.0.0.0', 8000)",
    ])
    func whatWindowsAndBrowsersSayIsBelieved(text: String) throws {
        let scene = try TestScene.using(
            "http://0.0.0.0:8000/", sockets: [try .listener("0.0.0.0:8000", 5)], reports: [report(.notAvailable, text)])
        let finding = try #require(scene.judge(ZeroAddressAsDestination.self))
        #expect(finding.fault == "zero-address-as-destination")
        #expect(finding.confidence == Confidence.observed)
        #expect(
            finding.summary == "0.0.0.0:8000 is an address to listen on, not one to connect to: use 127.0.0.1:8000.")
        #expect(finding.fixes.first?.command == "use http://127.0.0.1:8000/")
    }

    @Test func aMessageAloneIsEnough() throws {
        let reports = [report(.notAvailable, "[WinError 10049] not valid in its context: ('0.0.0.0', 8000)")]
        let scene = TestScene(QuestionReader.question(from: reports))
        #expect(scene.judge(ZeroAddressAsDestination.self)?.confidence == Confidence.observed)
    }

    @Test func onLinuxItWorks() throws {
        let scene = try TestScene.using("http://0.0.0.0:8000/", sockets: [try .listener("127.0.0.1:8000", 5)])
        var works = scene
        try works.connect("0.0.0.0:8000", ConnectOutcome(.connected))
        #expect(works.judge(ZeroAddressAsDestination.self) == nil)
    }

    @Test func whereNothingListensItIsARemark() throws {
        let scene = try TestScene.using("0.0.0.0:8000")
        #expect(scene.judge(ZeroAddressAsDestination.self)?.confidence == Confidence.remark)
        #expect(scene.findings().first?.fault == "nothing-listening")
    }

    @Test func otherAddressesAreOtherFaults() throws {
        let reports = [report(.notAvailable, "[WinError 10049] ('192.168.1.5', 8000)", host: "192.168.1.5")]
        #expect(TestScene(QuestionReader.question(from: reports)).judge(ZeroAddressAsDestination.self) == nil)
        #expect(try TestScene.using("127.0.0.1:8000").judge(ZeroAddressAsDestination.self) == nil)
        #expect(try TestScene.binding("0.0.0.0:8000").judge(ZeroAddressAsDestination.self) == nil)
    }
}
