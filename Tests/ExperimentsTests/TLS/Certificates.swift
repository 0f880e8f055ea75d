import Foundation
import TestSupport

/// Certificates of a test's own, made by openssl(1).
final class Certificates: Sendable {
    let folder = TemporaryFolder()

    private func openssl(_ arguments: [String]) throws {
        try Command.succeed("openssl", arguments, directory: folder.path, timeout: 60)
    }

    /// `NAME.pem` and `NAME.key`: its own issuer.
    func selfSigned(_ name: String, names: String = "DNS:localhost,IP:127.0.0.1") throws {
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
            "\(name).key", "-out", "\(name).pem", "-days", "30", "-subj", "/O=Tests/CN=\(name)", "-addext",
            "subjectAltName=\(names)",
        ])
    }

    /// `NAME.pem` and `NAME.key`, signed by another made before.
    ///
    /// - Parameters:
    ///   - dates: of its validity, as `YYYYMMDDHHMMSSZ`.
    func signed(
        _ name: String, by issuer: String, names: String = "DNS:localhost,IP:127.0.0.1,IP:::1",
        isAuthority: Bool = false,
        dates: (String, String) = ("20240101000000Z", "20990101000000Z")
    ) throws {
        try openssl([
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
            "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(name)",
        ])
        let san = names.isEmpty ? "" : "subjectAltName=\(names)\n"
        folder.write(
            "\(name).cnf",
            """
            [ca]
            default_ca = one
            [one]
            database = \(folder.path)/index
            new_certs_dir = \(folder.path)
            rand_serial = yes
            default_md = sha256
            policy = any
            unique_subject = no
            [any]
            commonName = supplied
            [ext]
            \(san)basicConstraints = CA:\(isAuthority ? "TRUE" : "FALSE")

            """)
        folder.write("index", "")
        try openssl([
            "ca", "-batch", "-notext", "-config", "\(name).cnf", "-extensions", "ext", "-in", "\(name).csr", "-out",
            "\(name).pem", "-cert", "\(issuer).pem", "-keyfile", "\(issuer).key", "-startdate", dates.0, "-enddate",
            dates.1,
        ])
    }

    /// One file with several, the first first.
    func chain(_ name: String, _ parts: String...) {
        folder.write("\(name).pem", parts.map { folder.text("\($0).pem") }.joined())
    }

    func path(_ file: String) -> String { folder(file) }

    /// The encoded certificate.
    func der(_ name: String) throws -> [UInt8] {
        try openssl(["x509", "-in", "\(name).pem", "-outform", "DER", "-out", "\(name).der"])
        return [UInt8](FileManager.default.contents(atPath: folder("\(name).der")) ?? Data())
    }
}

/// `openssl s_server` on a port of its own.
final class OpenSSLServer: Sendable {
    let program: RealProgram
    let port: UInt16

    /// - Parameter chain: what is sent behind the server's own certificate.
    init(_ certificates: Certificates, _ name: String, chain: String? = nil, _ arguments: [String] = []) throws {
        port = Ports.free()
        program = try RealProgram(
            "openssl",
            [
                "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificates.path("\(name).pem"), "-key",
                certificates.path("\(name).key"), "-quiet",
            ] + (chain.map { ["-cert_chain", certificates.path("\($0).pem")] } ?? []) + arguments)
        try program.waitForPort(port)
    }
}
