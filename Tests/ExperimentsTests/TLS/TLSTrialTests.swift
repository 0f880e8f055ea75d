import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

/// Handshakes with OpenSSL's own test server and with servers that are no TLS servers.
@Suite(.requires("openssl")) struct TLSTrialTests {
    private func shake(
        _ port: UInt16, environment: [String: String] = [:], _ change: (inout TLSAsk) -> Void = { _ in }
    ) -> TLSOutcome {
        var ask = TLSAsk(Endpoint(.tcp, .loopbackV4, port), serverName: "localhost")
        change(&ask)
        return TLSTrial(environment: environment, patience: 5, wait: 10, afterwards: 2).run(ask)
    }

    @Test func selfSigned() throws {
        let made = Certificates()
        try made.selfSigned("own")
        let server = try OpenSSLServer(made, "own")
        let outcome = shake(server.port)
        #expect(outcome.result == .established)
        #expect(outcome.version == .tls13)
        #expect(outcome.isTrusted == false)
        #expect(outcome.chain.map(\.subject) == ["own"])
        #expect(outcome.chain.first?.isSelfSigned == true)
        #expect(outcome.chain.first?.names == ["localhost", "127.0.0.1"])
        #expect(!outcome.wantsClientCertificate)
        #expect(outcome.laterAlert == nil)
        #expect(outcome.applicationProtocol == nil)
        #expect(outcome.firstBytes.starts(with: [22, 3]))
        #expect(outcome.milliseconds > 0)
        // The same certificate in the store is trusted as it is.
        #expect(shake(server.port, environment: ["SSL_CERT_FILE": made.path("own.pem")]).isTrusted == true)
    }

    @Test func leadsToTheStore() throws {
        let made = Certificates()
        try made.selfSigned("root")
        try made.signed("middle", by: "root", isAuthority: true)
        try made.signed("leaf", by: "middle")
        let complete = try OpenSSLServer(made, "leaf", chain: "middle")
        let trusting = ["SSL_CERT_FILE": made.path("root.pem")]
        let outcome = shake(complete.port, environment: trusting)
        #expect(outcome.chain.map(\.subject) == ["leaf", "middle"])
        #expect(outcome.isTrusted == true)
        #expect(shake(complete.port).isTrusted == false)
        // Without the certificate between, the root does not help.
        let incomplete = try OpenSSLServer(made, "leaf")
        #expect(shake(incomplete.port, environment: trusting).isTrusted == false)
    }

    /// An authority of the same name and another key proves nothing.
    @Test func namesakeOfTheAuthority() throws {
        let made = Certificates()
        try made.selfSigned("root")
        try made.signed("leaf", by: "root")
        let other = Certificates()
        try other.selfSigned("root")
        let server = try OpenSSLServer(made, "leaf")
        #expect(shake(server.port, environment: ["SSL_CERT_FILE": other.path("root.pem")]).isTrusted == false)
        #expect(shake(server.port, environment: ["SSL_CERT_FILE": made.path("root.pem")]).isTrusted == true)
    }

    @Test func expired() throws {
        let made = Certificates()
        try made.selfSigned("root")
        try made.signed("leaf", by: "root", dates: ("20200101000000Z", "20210101000000Z"))
        let server = try OpenSSLServer(made, "leaf")
        let outcome = shake(server.port, environment: ["SSL_CERT_FILE": made.path("root.pem")])
        #expect(outcome.result == .established)
        #expect(outcome.isTrusted == true)
        #expect(outcome.chain.first?.notAfter == 1_609_459_200)
        #expect(shake(server.port).isTrusted == false)
    }

    @Test(
        arguments: [
            ("-tls1_2", TLSAsk.Version.tls12), ("-tls1_3", .tls13), ("-tls1_1", .tls11), ("-tls1", .tls10),
        ])
    func oneVersion(_ option: String, _ version: TLSAsk.Version) throws {
        let made = Certificates()
        try made.selfSigned("own")
        let server = try OpenSSLServer(made, "own", [option, "-cipher", "DEFAULT@SECLEVEL=0"])
        let outcome = shake(server.port)
        #expect(outcome.result == .established)
        #expect(outcome.version == version)
        #expect(outcome.chain.map(\.subject) == ["own"])
    }

    @Test func tooOldForTheServer() throws {
        let made = Certificates()
        try made.selfSigned("own")
        let server = try OpenSSLServer(made, "own", ["-tls1_3"])
        let outcome = shake(server.port) { $0.newest = .tls12 }
        #expect(outcome.result == .alert("protocol_version"))
        #expect(outcome.version == nil)
        #expect(outcome.chain.isEmpty)
        #expect(outcome.isTrusted == nil)
    }

    @Test func protocolsInside() throws {
        let made = Certificates()
        try made.selfSigned("own")
        let server = try OpenSSLServer(made, "own", ["-alpn", "h2,http/1.1"])
        #expect(shake(server.port) { $0.protocols = ["http/1.1", "h2"] }.applicationProtocol == "h2")
        #expect(shake(server.port) { $0.protocols = ["http/1.1"] }.applicationProtocol == "http/1.1")
        #expect(shake(server.port).applicationProtocol == nil)
        #expect(shake(server.port) { $0.protocols = ["other"] }.result == .alert("no_application_protocol"))
    }

    @Test func byName() throws {
        let made = Certificates()
        try made.selfSigned("own")
        try made.selfSigned("named", names: "DNS:app.test")
        let server = try OpenSSLServer(
            made, "own",
            [
                "-servername", "app.test", "-cert2", made.path("named.pem"), "-key2", made.path("named.key"),
                "-servername_fatal",
            ])
        #expect(shake(server.port) { $0.serverName = "app.test" }.chain.map(\.subject) == ["named"])
        #expect(shake(server.port) { $0.serverName = "other.test" }.result == .alert("unrecognized_name"))
        // An address is not sent as a name.
        #expect(shake(server.port) { $0.serverName = "127.0.0.1" }.chain.map(\.subject) == ["own"])
    }

    @Test func wantsOurCertificate() throws {
        let made = Certificates()
        try made.selfSigned("own")
        let newer = try OpenSSLServer(made, "own", ["-Verify", "1", "-verify_return_error", "-tls1_3"])
        let late = shake(newer.port)
        #expect(late.result == .established)
        #expect(late.wantsClientCertificate)
        #expect(late.laterAlert == "certificate_required")
        let older = try OpenSSLServer(made, "own", ["-Verify", "1", "-verify_return_error", "-tls1_2"])
        let early = shake(older.port)
        #expect(early.result == .alert("handshake_failure"))
        #expect(early.wantsClientCertificate)
        #expect(early.chain.map(\.subject) == ["own"])
        let asking = try OpenSSLServer(made, "own", ["-verify", "1"])
        let asked = shake(asking.port)
        #expect(asked.wantsClientCertificate)
        #expect(asked.laterAlert == nil)
    }

    @Test func overHTTP() throws {
        let made = Certificates()
        try made.selfSigned("own")
        let server = try OpenSSLServer(made, "own", ["-www"])
        let outcome = HTTPTrial(patience: 5, wait: 10).run(
            HTTPAsk(Endpoint(.tcp, .loopbackV4, server.port), isTLS: true, host: "localhost:\(server.port)"))
        #expect(outcome.result == .answered)
        #expect(outcome.status == 200)
        let guarded = try OpenSSLServer(made, "own", ["-www", "-Verify", "1", "-verify_return_error"])
        let refused = HTTPTrial(patience: 5, wait: 10).run(
            HTTPAsk(Endpoint(.tcp, .loopbackV4, guarded.port), isTLS: true, host: "localhost"))
        #expect(refused.result == .tlsFailed("certificate_required"))
    }

    /// nginx shakes hands with anyone and refuses in HTTP.
    @Test(.requires("nginx"))
    func wantedInsideHTTP() throws {
        let made = Certificates()
        try made.selfSigned("own")
        let port = Ports.free()
        let folder = made.folder
        folder.write(
            "nginx.conf",
            """
            daemon off; master_process off; pid \(folder("pid")); error_log stderr;
            events {}
            http {
              access_log off; client_body_temp_path \(folder("b")); proxy_temp_path \(folder("p"));
              fastcgi_temp_path \(folder("f")); uwsgi_temp_path \(folder("u")); scgi_temp_path \(folder("s"));
              server {
                listen 127.0.0.1:\(port) ssl; ssl_certificate \(made.path("own.pem"));
                ssl_certificate_key \(made.path("own.key")); ssl_verify_client on;
                ssl_client_certificate \(made.path("own.pem"));
                location / { return 200 ok; }
              }
            }
            """)
        let server = try RealProgram("nginx", ["-c", folder("nginx.conf"), "-e", "stderr"])
        try server.waitForPort(port)
        let outcome = shake(port)
        #expect(outcome.result == .established)
        #expect(outcome.wantsClientCertificate)
        #expect(outcome.laterAlert == nil)
        let endpoint = Endpoint(.tcp, .loopbackV4, port)
        let trial = HTTPTrial(patience: 5, wait: 10)
        let refused = trial.run(HTTPAsk(endpoint, isTLS: true, host: "localhost:\(port)"))
        #expect(refused.status == 400)
        #expect(String(decoding: refused.body, as: UTF8.self).contains("No required SSL certificate was sent"))
        let plain = trial.run(HTTPAsk(endpoint, host: "localhost:\(port)"))
        #expect(plain.status == 400)
        #expect(String(decoding: plain.body, as: UTF8.self).contains("plain HTTP request was sent to HTTPS port"))
    }

    @Test func otherServers() throws {
        let plain = try ScriptedServer { client in
            client.hear(until: "\u{3}")
            client.say("HTTP/1.1 400 Bad Request\r\n\r\n")
            client.waitForEnd()
        }
        let outcome = shake(plain.port)
        #expect(outcome.result == .notTLS)
        #expect(outcome.firstBytes.starts(with: "HTTP/1.1".utf8))
        let closing = try ScriptedServer { _ = $0.hear(until: "\u{3}") }
        #expect(shake(closing.port).result == .ended)
        let resetting = try ScriptedServer { client in
            client.hear(until: "\u{3}")
            client.reset()
        }
        #expect(shake(resetting.port).result == .ended)
        let silent = try ScriptedServer()
        let ask = TLSAsk(silent.endpoint, serverName: "localhost")
        #expect(TLSTrial(wait: 0.2).run(ask).result == .silent)
        let nobody = TLSAsk(Endpoint(.tcp, .loopbackV4, Ports.free()), serverName: "localhost")
        #expect(TLSTrial().run(nobody).result == .notConnected(.refused))
        let raging = try ScriptedServer { client in
            client.say([21, 3, 1, 0, 2, 2, 80])
            client.waitForEnd()
        }
        #expect(shake(raging.port).result == .alert("internal_error"))
    }

    @Test(
        arguments: [
            (
                "Error: 268436526 error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION at x.cc:5",
                1070
            ),
            ("Error: 268435581 error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at x:1", 125),
            ("Error: 1 error:0b00007d:X.509 certificate routines:OPENSSL_internal:OTHER at x:1", nil),
            ("EOF during handshake", nil),
        ] as [(String, Int?)])
    func reasons(_ text: String, _ reason: Int?) {
        #expect(TLSFailure.reason(text) == reason)
    }

    @Test func wordsOfTheLibrary() {
        let text = "Error: 1 error:100000f0:SSL routines:OPENSSL_internal:UNSUPPORTED_PROTOCOL at a/b.cc:7"
        #expect(TLSFailure.words(text) == "UNSUPPORTED_PROTOCOL")
        #expect(TLSFailure.words("EOF during handshake") == "EOF during handshake")
        #expect(TLSAlert.name(48) == "unknown_ca")
        #expect(TLSAlert.name(99) == "alert 99")
    }
}
