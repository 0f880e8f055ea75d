import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPBadAddressSyntaxTests {
    @Test(arguments: [
        "ERROR: transport error 103: invalid port number specified",
        "ERROR: transport error 202: gethostbyname: unknown host",
    ])
    func theAgentsComplaintIsProof(text: String) throws {
        let scene = try TestScene.using("5005", reports: [ErrorReport(.debuggerBadAddress, text: text)])
        let finding = try #require(scene.judge(JDWPBadAddressSyntax.self))
        #expect(finding.fault == "jdwp-bad-address-syntax")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.evidence == [EvidenceLine("message", "JDWP agent", text)])
        #expect(finding.fixes.map(\.command) == ["address=127.0.0.1:5005", "address=*:5005"])
        #expect(finding.fixes.map(\.isSafe) == [true, false], "every address lets every machine run code")
    }

    @Test func withoutAPortTheUsualOneIsNamed() throws {
        let report = ErrorReport(.debuggerBadAddress, text: "invalid port number specified")
        let finding = TestScene(QuestionReader.question(from: [report])).judge(JDWPBadAddressSyntax.self)
        #expect(finding?.fixes.first?.command == "address=127.0.0.1:5005")
    }

    @Test(arguments: [ErrorKind.badPort, .debuggerPortInUse, .debuggerStartFailed, .nameResolution])
    func otherComplaintsAreNot(kind: ErrorKind) throws {
        let scene = try TestScene.using("5005", reports: [ErrorReport(kind, text: "transport error 202: bind failed")])
        #expect(scene.judge(JDWPBadAddressSyntax.self) == nil)
        #expect(try TestScene.using("5005").judge(JDWPBadAddressSyntax.self) == nil)
    }
}
