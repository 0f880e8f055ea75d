/// The rules of this family, in the order that settles ties.
package enum TLSCertificate {
    package static let rules: [any Rule.Type] = [
        CertificateNotYetValid.self,
        CertificateExpired.self,
        CertificateWrongName.self,
        CertificateSelfSigned.self,
        CertificateUnknownCA.self,
        CertificateKeyMismatch.self,
        ClientCertRequired.self,
        ALPNMismatch.self,
        TLSSNIMismatch.self,
        TLSVersionOrCipherMismatch.self,
    ]

    /// The certificate of the question, where this is what is wrong with it.
    static func view(_ scene: Scene, _ problem: CertificateProblem) throws(Need) -> CertificateView? {
        guard let view = try scene.certificate(), view.problem == problem else { return nil }
        return view
    }

    /// How programs are told to trust one more certificate. Each has its own list.
    static func trusting(_ file: String, _ what: String) -> [Fix] {
        [
            Fix("curl --cacert \(file) <URL>", "trusts \(what) in one call of curl", isSafe: true),
            Fix("export NODE_EXTRA_CA_CERTS=\(file)", "trusts \(what) in Node", isSafe: true),
            Fix("export SSL_CERT_FILE=\(file)", "trusts \(what) in OpenSSL, Python, Ruby and Go", isSafe: true),
            Fix(
                "keytool -importcert -cacerts -alias localhost -file \(file)", "trusts \(what) in Java",
                undo: "keytool -delete -cacerts -alias localhost"),
            Fix(
                "sudo cp \(file) /usr/local/share/ca-certificates/localhost.crt && sudo update-ca-certificates",
                "trusts \(what) on the whole system", platform: .linux),
            Fix(
                "sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain \(file)",
                "trusts \(what) on the whole system", platform: .macOS),
            Fix("certutil -addstore Root \(file)", "trusts \(what) on the whole system", platform: .windows),
        ]
    }

    /// How a certificate for this machine's names is made.
    static func making(_ names: String) -> [Fix] {
        [
            Fix("mkcert \(names)", "makes a certificate for these names, of an authority of your own"),
            Fix(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 90 "
                    + "-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1",
                "makes a self-signed one for the names of loopback", isRunnable: true),
        ]
    }
}
