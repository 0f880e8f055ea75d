import Diagnosis
import Endpoints
import Testing

@Suite struct WindowsExcludedPortRangeTests {
    private func scene(_ kind: ErrorKind = .permissionDenied, _ text: String) throws -> TestScene {
        try .binding("127.0.0.1:50000", reports: [ErrorReport(kind, text: text)])
    }

    @Test(arguments: [
        "OSError: [WinError 10013] An attempt was made to access a socket in a way forbidden by its access permissions",
        "listen tcp 0.0.0.0:50051: bind: An attempt was made to access a socket in a way forbidden",
        "bind: WSAEACCES",
    ])
    func windowsForbidsTheBind(_ text: String) throws {
        let finding = try #require(try scene(.permissionDenied, text).judge(WindowsExcludedPortRange.self))
        #expect(finding.fault == "windows-excluded-port-range")
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.summary.contains("port 50000"))
        #expect(finding.fixes.allSatisfy { $0.platform == .windows })
        #expect(finding.fixes.first?.isSafe == true)
    }

    @Test func thePortOfTheMessageIsTaken() throws {
        let report = ErrorReport(.permissionDenied, port: 50051, text: "forbidden by its access permissions")
        let scene = TestScene(Question(.machine, reports: [report]))
        #expect(scene.judge(WindowsExcludedPortRange.self)?.summary.contains("port 50051") == true)
    }

    @Test func aBindThatIsForbiddenHereHasAnotherReason() throws {
        var scene = try scene(.permissionDenied, "WinError 10013")
        try scene.bind("127.0.0.1:50000", "EACCES")
        #expect(scene.judge(WindowsExcludedPortRange.self) == nil)
    }

    @Test(arguments: [
        "listen EACCES: permission denied 0.0.0.0:80",
        "dial tcp 127.0.0.1:80: connectex: An attempt was made to access a socket in a way forbidden",
    ])
    func otherMessagesAreNot(_ text: String) throws {
        #expect(try scene(.permissionDenied, text).judge(WindowsExcludedPortRange.self) == nil)
    }

    @Test func anotherKindIsNot() throws {
        #expect(try scene(.reset, "WinError 10013").judge(WindowsExcludedPortRange.self) == nil)
    }
}
