import NIOSSL

/// What the TLS library's errors mean.
enum TLSFailure {
    static func phase(_ error: any Error) -> TLSEngine.Phase {
        guard let stack = stack(error) else {
            if error as? NIOSSLError == .uncleanShutdown { return .ended }
            return .failed("\(error)")
        }
        for entry in stack {
            guard let reason = reason(entry.description) else { continue }
            if reason >= alertOffset { return .alert(TLSAlert.name(reason - alertOffset)) }
            if reason == certificateVerifyFailed { return .unverified }
        }
        return .failed(stack.first.map { words($0.description) } ?? "\(error)")
    }

    /// BoringSSL gives an alert that it received the reason 1000 + its number (`SSL_AD_REASON_OFFSET`, ssl.h).
    private static let alertOffset = 1000
    /// `SSL_R_CERTIFICATE_VERIFY_FAILED` of ssl.h.
    private static let certificateVerifyFailed = 125

    private static func stack(_ error: any Error) -> NIOBoringSSLErrorStack? {
        var inner = error as? BoringSSLError
        switch error as? NIOSSLError {
        case .handshakeFailed(let error), .shutdownFailed(let error): inner = error
        default: break
        }
        return switch inner {
        case .sslError(let stack), .unknownError(let stack): stack
        default: nil
        }
    }

    /// The reason is the low 12 bits of the number in `error:1000042e:SSL routines:…`, and the library the high 8 (16:
    /// TLS itself).
    static func reason(_ description: String) -> Int? {
        let parts = description.utf8.split(separator: UInt8(ascii: ":"))
        for part in parts.dropFirst() where part.count == 8 {
            guard let number = UInt32(String(decoding: part, as: UTF8.self), radix: 16) else { continue }
            return number >> 24 == 16 ? Int(number & 0xFFF) : nil
        }
        return nil
    }

    /// The library's own word for it, such as `NO_SHARED_CIPHER`.
    static func words(_ description: String) -> String {
        let tail = description.utf8.split(separator: UInt8(ascii: ":")).first { part in
            part.contains(UInt8(ascii: "_"))
                && part.prefix { $0 != 32 }.allSatisfy { byte in
                    (65...90).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
                }
        }
        guard let tail else { return description }
        return String(decoding: tail.prefix { $0 != 32 }, as: UTF8.self)
    }
}
