import Diagnosis
import Endpoints
import Testing

@Suite struct WildcardVersusSpecificConflictTests {
    private func scene(_ wanted: String, _ held: String) throws -> TestScene {
        try BindScene.binding(wanted, [BindScene.listener(held)], report: BindScene.inUse)
    }

    @Test func allAreWantedAndOneIsTaken() throws {
        let scene = try scene("0.0.0.0:8000", "127.0.0.1:8000")
        let finding = try #require(scene.judge(WildcardVersusSpecificConflict.self))
        #expect(
            finding.summary
                == "0.0.0.0:8000 means every address, and python3, pid 812 has one of them: 127.0.0.1:8000.")
        #expect(scene.findings().first?.fault == "wildcard-vs-specific-conflict")
    }

    @Test func oneIsWantedAndAllAreTaken() throws {
        let finding = try #require(
            try scene("127.0.0.1:8080", "0.0.0.0:8080").judge(WildcardVersusSpecificConflict.self))
        #expect(finding.summary.contains("listens on 0.0.0.0:8080, which is every address, 127.0.0.1 included"))
    }

    @Test(arguments: [
        ("127.0.0.1:8000", "127.0.0.1:8000"), ("0.0.0.0:8000", "0.0.0.0:8000"), ("8000", "127.0.0.1:8000"),
    ])
    func theSameAddressIsAnotherFault(_ wanted: String, _ held: String) throws {
        let scene = try scene(wanted, held)
        #expect(scene.judge(WildcardVersusSpecificConflict.self) == nil)
        #expect(scene.findings().first?.fault == "port-held-by-own-process")
    }

    @Test func aMatterOfTwoFamiliesIsAnotherFaultFirst() throws {
        let six = try BindScene.listener("[::]:8000", v6Only: false)
        let scene = try BindScene.binding("127.0.0.1:8000", [six])
        #expect(scene.findings().first?.fault == "dual-stack-conflict")
    }
}
