import Diagnosis
import Endpoints
import Testing

@Suite struct TLSSNIMismatchTests {
    private let asked = "127.0.0.1:8443"

    private func scene(_ alert: String, host: String = "localhost") throws -> TestScene {
        var scene = try TestScene.serving("https://\(host):8443/", at: asked)
        scene.facts.names.hosts = [.init(.loopbackV4, ["localhost", "app.test"])]
        for name in ["localhost", "127.0.0.1", "app.test"] {
            try scene.tls(asked, name, TLSOutcome(.alert(alert)))
        }
        return scene
    }

    @Test func anotherNameOfThisMachineProvesIt() throws {
        var scene = try scene("handshake_failure")
        try scene.tls(asked, "app.test", .shown(.sample(names: ["app.test"])))
        let finding = try #require(scene.judge(TLSSNIMismatch.self))
        #expect(finding.fault == "tls-sni-mismatch")
        #expect(
            finding.summary
                == "Node, pid 812 at 127.0.0.1:8443 has no certificate for localhost, but has one for app.test.")
        #expect(finding.fixes.first?.command == "https://app.test:8443/")
    }

    @Test func theAlertOfThatNameProvesItAlone() throws {
        #expect(try scene("unrecognized_name").judge(TLSSNIMismatch.self)?.confidence == Confidence.proven)
    }

    @Test func anInternalErrorIsLikely() throws {
        #expect(try scene("internal_error").judge(TLSSNIMismatch.self)?.confidence == Confidence.likely)
    }

    @Test func anAddressSendsNoName() throws {
        let finding = try #require(try scene("unrecognized_name", host: "127.0.0.1").judge(TLSSNIMismatch.self))
        #expect(finding.evidence.first?.target == "127.0.0.1:8443 with no name, since 127.0.0.1 is an address")
    }

    @Test(arguments: ["handshake_failure", "protocol_version", "certificate_required"])
    func otherAlertsMeanOtherThings(_ alert: String) throws {
        #expect(try scene(alert).judge(TLSSNIMismatch.self) == nil)
    }

    @Test func aHandshakeThatSucceedsIsNoFault() throws {
        var scene = try scene("unrecognized_name")
        try scene.tls(asked, "localhost", .shown(.sample(names: ["other"])))
        #expect(scene.judge(TLSSNIMismatch.self) == nil)
    }

    @Test func theMessageAlone() {
        #expect(TestScene.told("tlsv1 unrecognized name", .tlsMismatch).judge(TLSSNIMismatch.self) != nil)
        #expect(TestScene.told("unknown ca", .certificate).judge(TLSSNIMismatch.self) == nil)
    }
}
