import Diagnosis
import Endpoints
import Testing

@Suite struct DualStackConflictTests {
    @Test func sixHasFourToo() throws {
        let scene = try BindScene.binding("0.0.0.0:8080", [BindScene.listener("[::]:8080", v6Only: false)])
        let finding = try #require(scene.judge(DualStackConflict.self))
        #expect(
            finding.summary
                == "python3, pid 812 listens on [::]:8080 without IPV6_V6ONLY, so it has 0.0.0.0:8080 too.")
        #expect(scene.findings().first?.fault == "dual-stack-conflict")
    }

    @Test func sixIsWantedAndFourIsTaken() throws {
        var scene = try BindScene.binding("[::]:8080", [BindScene.listener("0.0.0.0:8080")])
        scene.outcomes[.bind(try TestScene.endpoint("[::]:8080"), BindOptions())] = .bind(BindOutcome())
        let finding = try #require(scene.judge(DualStackConflict.self))
        #expect(
            finding.evidence.contains(EvidenceLine("bind", "[::]:8080 with IPV6_V6ONLY", "works")))
    }

    @Test func theSameFamilyIsAnotherFault() throws {
        let same = try BindScene.binding("[::]:8080", [BindScene.listener("[::]:8080", v6Only: false)])
        #expect(same.judge(DualStackConflict.self) == nil)
        var only = try BindScene.binding("0.0.0.0:8080", [BindScene.listener("[::]:8080", v6Only: true)])
        try only.refuse("0.0.0.0:8080", plain: nil, reusing: nil)
        #expect(only.findings().isEmpty)
    }

    @Test func whoHoldsItInASpecialWayComesFirst() throws {
        let tunnel = BindScene.process(812, "ssh", ["ssh", "-L", "8080:x:80", "host"])
        let scene = try BindScene.binding("0.0.0.0:8080", [BindScene.listener("[::]:8080", v6Only: false)], [tunnel])
        #expect(scene.findings().map(\.fault) == ["port-held-by-ssh-tunnel", "dual-stack-conflict"])
    }
}
