import Diagnosis
import TestSupport
import Testing

@testable import Experiments

@Suite struct CertificateTests {
    @Test(.requires("openssl"))
    func whatItSays() throws {
        let made = Certificates()
        try made.selfSigned("authority", names: "DNS:ca.example")
        try made.signed(
            "leaf", by: "authority", names: "DNS:localhost,DNS:*.test,IP:127.0.0.1,IP:::1,email:a@b.example",
            dates: ("20260102030405Z", "20510607080910Z"))
        let authority = try #require(Certificate(made.der("authority")))
        #expect(authority.fact.subject == "authority")
        #expect(authority.fact.isSelfSigned)
        #expect(authority.fact.isAuthority)
        #expect(authority.fact.names == ["ca.example"])
        let leaf = try #require(Certificate(made.der("leaf")))
        #expect(
            leaf.fact
                == CertificateFact(
                    subject: "leaf", issuer: "authority", isSelfSigned: false,
                    names: ["localhost", "*.test", "127.0.0.1", "::1"], notBefore: 1_767_323_045,
                    notAfter: 2_569_738_150))
        #expect(leaf.issuer == authority.subject)
        #expect(leaf.subject != authority.subject)
    }

    @Test(.requires("openssl"))
    func storesAreFoundByName() throws {
        let made = Certificates()
        try made.selfSigned("root")
        try made.signed("middle", by: "root", isAuthority: true)
        try made.signed("leaf", by: "middle")
        try made.selfSigned("stranger")
        made.chain("bundle", "stranger", "middle", "root")
        let leaf = try #require(Certificate(made.der("leaf")))
        let store = TrustStore(environment: ["SSL_CERT_FILE": made.path("bundle.pem")], bundles: [])
        #expect(store.certificates.map(\.fact.subject) == ["stranger", "middle", "root"])
        #expect(store.candidates(for: [leaf]).map(\.fact.subject) == ["middle", "root"])
        #expect(!store.contains(leaf))
        let folder = TemporaryFolder()
        folder.write("a.0", made.folder.text("leaf.pem"))
        folder.write("notes.txt", "nothing")
        let own = TrustStore(
            environment: ["SSL_CERT_DIR": "/nowhere:\(folder.path)"], bundles: [made.path("bundle.pem")])
        #expect(own.certificates.map(\.fact.subject) == ["leaf"])
        #expect(own.contains(leaf))
        // The file of the environment stands beside what the system has.
        let both = TrustStore(
            environment: ["SSL_CERT_FILE": made.path("stranger.pem")], bundles: ["/nowhere", made.path("root.pem")])
        #expect(both.certificates.map(\.fact.subject) == ["stranger", "root"])
    }

    @Test func brokenBytes() throws {
        #expect(Certificate([]) == nil)
        #expect(Certificate([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
        #expect(Certificate([0x30, 0x03, 0x30, 0x01, 0x02]) == nil)
        #expect(Certificate([UInt8](repeating: 0x30, count: 300)) == nil)
    }

    /// Cut anywhere or changed anywhere, it is read or refused and nothing else happens.
    @Test(.requires("openssl"))
    func everyCutAndChange() throws {
        let made = Certificates()
        try made.selfSigned("one")
        let bytes = try made.der("one")
        for cut in bytes.indices { #expect(Certificate(Array(bytes[..<cut])) == nil) }
        var read = 0
        for place in bytes.indices {
            for value in [0, 0x30, 0x7F, 0x84, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] = value
                if Certificate(changed) != nil { read += 1 }
            }
        }
        #expect(read > 0)
    }

    @Test(
        arguments: [
            ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("", ""), ("Zm9v \tYmFy\r", "foobar"), ("Z!", nil),
        ] as [(String, String?)])
    func base64(_ text: String, _ expected: String?) {
        #expect(PEM.base64(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test func blocksOfAFile() {
        let text = """
            # a comment
            -----BEGIN PRIVATE KEY-----
            Zm9v
            -----END PRIVATE KEY-----
            -----BEGIN CERTIFICATE-----
            Zm9v
            YmFy
            -----END CERTIFICATE-----
            -----BEGIN TRUSTED CERTIFICATE-----
            Zm8=
            -----END TRUSTED CERTIFICATE-----
            -----BEGIN CERTIFICATE-----
            """
        #expect(PEM.certificates(Array(text.utf8)) == [Array("foobar".utf8), Array("fo".utf8)])
    }

    @Test(
        arguments: [
            (0x17, "700101000000Z", 0), (0x17, "491231235959Z", 2_524_607_999), (0x17, "500101000000Z", -631_152_000),
            (0x18, "20000229120000Z", 951_825_600), (0x18, "99991231235959Z", 253_402_300_799), (0x17, "26", nil),
            (0x0C, "20000229120000Z", nil),
        ] as [(UInt8, String, Int64?)])
    func times(_ tag: UInt8, _ text: String, _ seconds: Int64?) {
        let bytes = Array(text.utf8)[...]
        #expect(DERTime.seconds(DER.Value(tag: tag, content: bytes, whole: bytes)) == seconds)
    }
}
