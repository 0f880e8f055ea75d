import LinuxKernel

/// The certificates that programs here trust, found as OpenSSL finds them (`SSL_CERT_FILE`, `SSL_CERT_DIR`;
/// SSL_CTX_load_verify_locations(3)).
///
/// `SSL_CERT_FILE` replaces the default file while the default folder stays, so what the system trusts is trusted all
/// the same; `SSL_CERT_DIR` replaces the folder.
struct TrustStore {
    private(set) var certificates: [Certificate] = []

    /// Where distributions keep everything in one file.
    static let bundles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// - Parameter bundles: the files of the system; the first that is there counts.
    init(environment: [String: String], bundles: [String] = Self.bundles) {
        let ownFile = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        let ownFolders = environment["SSL_CERT_DIR"].flatMap { $0.isEmpty ? nil : $0 }
        if let ownFile { add(ownFile) }
        if let ownFolders {
            for folder in ownFolders.split(separator: ":") {
                for name in (FileBytes.names(in: String(folder)) ?? []).prefix(2000) { add("\(folder)/\(name)") }
            }
        } else if let bundle = bundles.first(where: FileBytes.exists) {
            add(bundle)
        }
    }

    init(_ certificates: [Certificate]) { self.certificates = certificates }

    private mutating func add(_ path: String) {
        guard let bytes = FileBytes.read(path, limit: 1 << 22) else { return }
        certificates += PEM.certificates(bytes).compactMap { Certificate($0) }
    }

    /// The certificates that can lead from this chain to trust: by name, so that few have to be given to the verifier.
    func candidates(for chain: [Certificate]) -> [Certificate] {
        let shown = Set(chain.map(\.der))
        var wanted = Set(chain.map(\.issuer))
        var found: [Certificate] = []
        var have = Set<[UInt8]>()
        // An authority's own issuer may be in the store as well; no real chain is longer.
        for _ in 0..<6 {
            let more = certificates.filter { one in
                !have.contains(one.der) && (wanted.contains(one.subject) || shown.contains(one.der))
            }
            if more.isEmpty { break }
            found += more
            have.formUnion(more.map(\.der))
            wanted.formUnion(more.map(\.issuer))
        }
        return found
    }

    func contains(_ certificate: Certificate) -> Bool { certificates.contains { $0.der == certificate.der } }
}

/// The text form of certificates (RFC 7468).
enum PEM {
    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)

    /// Every certificate in a file, decoded; other things in it are passed over.
    static func certificates(_ bytes: [UInt8]) -> [[UInt8]] {
        var out: [[UInt8]] = []
        var block: [UInt8]?
        for line in bytes.split(separator: 10) {
            if line.starts(with: begin) {
                let label = line.dropFirst(begin.count).prefix { $0 != UInt8(ascii: "-") }
                block = certificateLabels.contains(String(decoding: label, as: UTF8.self)) ? [] : nil
            } else if line.starts(with: end) {
                if let text = block, let decoded = base64(text) { out.append(decoded) }
                block = nil
            } else {
                block?.append(contentsOf: line)
            }
        }
        return out
    }

    private static let certificateLabels: Set<String> = ["CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"]

    /// RFC 4648, white space allowed; `nil` for other characters.
    static func base64(_ text: [UInt8]) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let value: UInt8
            switch byte {
            case 65...90: value = byte - 65
            case 97...122: value = byte - 71
            case 48...57: value = byte + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case 9, 13, 32: continue
            case UInt8(ascii: "="): return out
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return out
    }
}
