import Diagnosis
import Endpoints
import Testing

@Suite struct CertificateKeyMismatchTests {
    private let message =
        "nginx: [emerg] SSL_CTX_use_PrivateKey(\"/tmp/k1.pem\") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)"

    @Test func theServersWordsTellIt() throws {
        let finding = try #require(TestScene.told(message).judge(CertificateKeyMismatch.self))
        #expect(finding.fault == "certificate-key-mismatch")
        #expect(finding.summary == "The server does not start: its private key does not belong to its certificate.")
        #expect(finding.fixes.first?.command == "openssl pkey -in /tmp/k1.pem -pubout | openssl sha256")
    }

    @Test(arguments: [
        "tls: private key does not match public key", "[X509: KEY_VALUES_MISMATCH] key values mismatch",
        "AH02565: Certificate and private key localhost:443:0 from a.pem and b.pem do not match",
    ])
    func inOtherServersWords(_ text: String) {
        #expect(TestScene.told(text).judge(CertificateKeyMismatch.self) != nil)
    }

    @Test func aFileThatCannotBeRead() throws {
        let text = "cannot load certificate \"/x/cert.pem\": BIO_new_file() failed (No such file or directory)"
        let finding = try #require(TestScene.told(text).judge(CertificateKeyMismatch.self))
        #expect(finding.summary.hasSuffix("cannot read its certificate or its private key."))
    }

    @Test func nobodyListensThen() throws {
        var scene = try TestScene.using("https://localhost:8443/")
        scene.question.message = message
        let finding = try #require(scene.judge(CertificateKeyMismatch.self))
        #expect(finding.confidence > Confidence.observed)
        #expect(finding.evidence.last?.result == "refused (ECONNREFUSED)")
    }

    @Test func aServerThatAnswersByNowHasFoundItsPair() throws {
        var scene = try TestScene.serving("https://127.0.0.1:8443/", at: "127.0.0.1:8443", message: message)
        #expect(scene.judge(CertificateKeyMismatch.self) == nil)
        try scene.tls("127.0.0.1:8443", "127.0.0.1", TLSOutcome(.ended))
        #expect(scene.judge(CertificateKeyMismatch.self)?.confidence == Confidence.likely)
    }

    @Test(arguments: [
        "hostname mismatch, certificate is not valid for 'a'", "self-signed certificate", "key not found",
    ])
    func otherMessages(_ text: String) {
        #expect(TestScene.told(text, .certificate).judge(CertificateKeyMismatch.self) == nil)
    }
}
