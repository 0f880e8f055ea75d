/// Who speaks, by the first bytes that came from a server: unasked, or in answer to words of another protocol.
package enum FirstBytes {
    /// The protocol these bytes are of; `nil` when they could be of several or of none known here.
    ///
    /// A few bytes may be enough and more do no harm; nothing is said that more bytes could take back.
    package static func identify(_ bytes: [UInt8]) -> SpokenProtocol? {
        textual(bytes) ?? binary(bytes)
    }

    // MARK: Protocols of lines

    private static func textual(_ bytes: [UInt8]) -> SpokenProtocol? {
        func begins(_ text: StaticString) -> Bool {
            text.withUTF8Buffer { bytes.count >= $0.count && bytes.starts(with: $0) }
        }
        if begins("HTTP/") { return behindHTTP(bytes) }
        if begins("SSH-") { return .ssh }
        if begins("AMQP") { return .amqp }
        if begins("JDWP-Handshake") { return .jdwp }
        if begins("RFB 00") { return .vnc }
        // The Debug Adapter Protocol frames its messages as the language servers do, and only it speaks first.
        if begins("Content-Length: ") { return .debugpy }
        if begins("VERSION ") { return .memcached }
        if bytes == Array("ERROR\r\n".utf8) { return .memcached }
        if begins("+PONG") || redisErrors.contains(where: { bytes.starts(with: $0.utf8) }) { return .redis }
        if begins("EFATAL:") { return .postgres }
        if begins("220") || begins("421") || begins("554") || begins("530") { return mailOrFiles(bytes) }
        return nil
    }

    /// Error answers of Redis and its kin, by their first word (RESP, "simple errors").
    private static let redisErrors = [
        "-NOAUTH ", "-DENIED ", "-ERR ", "-LOADING ", "-MOVED ", "-ASK ", "-BUSY ", "-MISCONF ", "-READONLY ",
        "-MASTERDOWN ", "-CLUSTERDOWN ", "-NOPERM ", "-WRONGPASS ", "-OOM ", "-NOREPLICAS ", "-PROTOCOL ",
    ]

    /// Some servers of another protocol answer a browser in its own.
    private static func behindHTTP(_ bytes: [UInt8]) -> SpokenProtocol {
        if holds(bytes, "trying to access mongodb over http") { return .mongo }
        if holds(bytes, "websockets request was expected") { return .nodeInspector }
        return .http
    }

    private static func mailOrFiles(_ bytes: [UInt8]) -> SpokenProtocol? {
        if holds(bytes, "smtp") { return .smtp }
        return holds(bytes, "ftp") ? .ftp : nil
    }

    /// Whether the bytes hold a text, given in lower case, in any case.
    private static func holds(_ bytes: [UInt8], _ text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            guard bytes.count >= wanted.count else { return false }
            return (0...(bytes.count - wanted.count)).contains { start in
                wanted.indices.allSatisfy { lower(bytes[start + $0]) == wanted[$0] }
            }
        }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

    // MARK: Protocols of frames

    private static func binary(_ bytes: [UInt8]) -> SpokenProtocol? {
        if isTLS(bytes) { return .tls }
        if isHTTP2(bytes) { return .http2 }
        if isMySQL(bytes) { return .mysql }
        if isPostgresError(bytes) { return .postgres }
        if isMongo(bytes) { return .mongo }
        // AMQP 0-9-1: a method frame of channel 0, class 10 (connection), method 10 (start).
        if bytes.count >= 11, bytes.starts(with: [1, 0, 0]), Array(bytes[7..<11]) == [0, 10, 0, 10] { return .amqp }
        return nil
    }

    /// A record of handshake or alert (RFC 8446 section 5.1) whose length a first record can have.
    private static func isTLS(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 5, bytes[0] == 21 || bytes[0] == 22, bytes[1] == 3, bytes[2] <= 4 else { return false }
        let length = Int(bytes[3]) << 8 | Int(bytes[4])
        return bytes[0] == 21 ? length == 2 : (4...16640).contains(length)
    }

    /// SETTINGS or GOAWAY of stream 0 (RFC 9113 section 4.1).
    private static func isHTTP2(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 9, bytes[0] == 0, bytes[5] & 0x7F == 0, bytes[6] == 0, bytes[7] == 0, bytes[8] == 0
        else { return false }
        let length = Int(bytes[1]) << 8 | Int(bytes[2])
        return bytes[3] == 4 ? length % 6 == 0 && bytes[4] <= 1 : bytes[3] == 7 && length >= 8 && bytes[4] == 0
    }

    /// The greeting of protocol 10, or an error packet instead of it; both are the first packet, number 0.
    private static func isMySQL(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 7, bytes[3] == 0 else { return false }
        let length = Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16
        guard (8...2048).contains(length) else { return false }
        if bytes[4] == 10 { return (48...57).contains(bytes[5]) }
        let code = Int(bytes[5]) | Int(bytes[6]) << 8
        return bytes[4] == 0xFF && (1000..<5000).contains(code)
    }

    /// ErrorResponse: `E`, a length, and its first field, the severity.
    private static func isPostgresError(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 7 && bytes[0] == UInt8(ascii: "E") && bytes[1] == 0 && bytes[2] < 16
            && bytes[5] == UInt8(ascii: "S")
    }

    /// The header of a message: its length, two numbers, and the kind: OP_REPLY or OP_MSG.
    private static func isMongo(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 16, bytes[3] == 0 else { return false }
        let kind = Int(bytes[12]) | Int(bytes[13]) << 8 | Int(bytes[14]) << 16 | Int(bytes[15]) << 24
        let length = Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16
        return (kind == 1 || kind == 2013) && length >= 16
    }
}
