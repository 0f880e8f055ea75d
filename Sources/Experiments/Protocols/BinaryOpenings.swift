import Diagnosis

/// The protocols of frames.
extension Opening {
    /// SSLRequest: 8 bytes that every PostgreSQL answers with one, before any user is named. `S`, `N`, or an error.
    static let postgres = Opening(words: [0, 0, 0, 8, 4, 0xD2, 0x16, 0x2F], isEnough: { !$0.isEmpty }) { bytes in
        switch bytes.first {
        case UInt8(ascii: "S") where bytes.count == 1: return Reading(isSpoken: true, detail: "S")
        case UInt8(ascii: "N") where bytes.count == 1: return Reading(isSpoken: true, detail: "N")
        case UInt8(ascii: "E") where FirstBytes.identify(bytes) == .postgres:
            return Reading(isSpoken: true, detail: postgresError(bytes))
        default: return .unknown
        }
    }

    /// The fields of an ErrorResponse that people read: code and message; of the oldest form, the line.
    private static func postgresError(_ bytes: [UInt8]) -> String {
        guard bytes.count > 5, bytes[1] == 0 else { return firstLine(Array(bytes.dropFirst())) }
        let fields = bytes[5...].split(separator: 0)
        func field(_ key: Character) -> String? {
            fields.first { $0.first == key.asciiValue }.map { String(decoding: $0.dropFirst(), as: UTF8.self) }
        }
        return [field("S"), field("C"), field("M")].compactMap { $0 }.joined(separator: " ")
    }

    /// The server speaks first: its version, or why it does not want us.
    static let mysql = Opening(words: [], isEnough: hasMySQLPacket) { bytes in
        guard FirstBytes.identify(bytes) == .mysql else { return .unknown }
        if bytes[4] == 10 {
            let version = bytes[5...].prefix { $0 != 0 }
            return Reading(isSpoken: true, detail: String(decoding: version, as: UTF8.self))
        }
        let code = Int(bytes[5]) | Int(bytes[6]) << 8
        var words = bytes[7...]
        // `#` and five characters of SQLSTATE, which a server leaves out before it knows its client.
        if words.first == UInt8(ascii: "#") { words = words.dropFirst(6) }
        return Reading(isSpoken: true, detail: "error \(code) \(String(decoding: words, as: UTF8.self))")
    }

    @Sendable private static func hasMySQLPacket(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 4 else { return false }
        return bytes.count >= 4 + (Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16)
    }

    /// The client's preface and empty SETTINGS with prior knowledge (RFC 9113 section 3.4); then GOAWAY.
    static let http2 = Opening(
        words: Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0],
        isEnough: { $0.count >= 9 },
        read: { bytes in
            guard FirstBytes.identify(bytes) == .http2 else { return .unknown }
            return Reading(isSpoken: true, detail: bytes[3] == 4 ? "SETTINGS" : "GOAWAY")
        }, farewell: [0, 0, 8, 7, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8))

    /// The protocol header of 0-9-1; a server of another version answers with its own header and closes.
    static let amqp = Opening(words: Array("AMQP".utf8) + [0, 0, 9, 1], isEnough: { $0.count >= 8 }) { bytes in
        guard FirstBytes.identify(bytes) == .amqp else { return .unknown }
        if bytes[0] == 1 { return Reading(isSpoken: true, detail: bytes.count > 12 ? "\(bytes[11])-\(bytes[12])" : "") }
        guard bytes.count >= 8 else { return Reading(isSpoken: true, detail: "") }
        return Reading(isSpoken: true, detail: "wants \(bytes[5]).\(bytes[6]).\(bytes[7])")
    }

    /// `hello` in its oldest form, an OP_QUERY on `admin.$cmd`, which every MongoDB answers to anyone.
    static let mongo = Opening(words: mongoHello, isEnough: hasMongoMessage) { bytes in
        guard FirstBytes.identify(bytes) == .mongo, bytes.count > 36, let reply = BSON.read(bytes[36...]) else {
            return .unknown
        }
        var parts: [String] = []
        for name in ["ok", "ismaster", "setName", "hosts", "primary", "me", "errmsg", "info"] {
            if let value = reply.first(where: { $0.name == name })?.text { parts.append("\(name)=\(value)") }
        }
        return Reading(isSpoken: true, detail: parts.joined(separator: " "))
    }

    private static let mongoHello: [UInt8] = {
        // A document with the one element `ismaster: 1` (int32).
        let document: [UInt8] = [19, 0, 0, 0, 0x10] + Array("ismaster".utf8) + [0, 1, 0, 0, 0, 0]
        let body: [UInt8] =
            [0, 0, 0, 0] + Array("admin.$cmd".utf8) + [0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF] + document
        let length = UInt8(16 + body.count)
        // Length, request 1, answer to none, OP_QUERY (2004).
        return [length, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xD4, 0x07, 0, 0] + body
    }()

    @Sendable private static func hasMongoMessage(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 16 else { return false }
        return bytes.count >= Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16
    }
}

/// The few kinds of BSON (bsonspec.org) that a `hello` is made of.
enum BSON {
    struct Element: Equatable {
        var name: String
        var text: String
    }

    /// The elements of a document, as far as they can be read; `nil` when it is none.
    static func read(_ bytes: ArraySlice<UInt8>, depth: Int = 0) -> [Element]? {
        guard depth < 4, let total = number(bytes, 4), total >= 5, total <= bytes.count else { return nil }
        var rest = bytes.prefix(total).dropFirst(4)
        var out: [Element] = []
        while let kind = rest.first, kind != 0 {
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: 0) else { break }
            let name = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            guard let (text, size) = value(kind, rest, depth), size <= rest.count else { break }
            if let text { out.append(Element(name: name, text: text)) }
            rest = rest.dropFirst(size)
        }
        return out
    }

    /// A value as text, `nil` where it is of no interest, and its size.
    private static func value(_ kind: UInt8, _ bytes: ArraySlice<UInt8>, _ depth: Int) -> (String?, Int)? {
        switch kind {
        case 0x01:
            guard bytes.count >= 8 else { return nil }
            let bits = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let value = Double(bitPattern: bits)
            return (value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)", 8)
        case 0x02:
            guard let size = number(bytes, 4), size >= 1, bytes.count >= 4 + size else { return nil }
            return (String(decoding: bytes.dropFirst(4).prefix(size - 1), as: UTF8.self), 4 + size)
        case 0x03, 0x04:
            guard let size = number(bytes, 4), size >= 5 else { return nil }
            let inner = kind == 0x04 ? read(bytes, depth: depth + 1) : nil
            return (inner?.map(\.text).joined(separator: ","), size)
        case 0x05:
            guard let size = number(bytes, 4), size >= 0 else { return nil }
            return (nil, 5 + size)
        case 0x07: return (nil, 12)
        case 0x08: return (bytes.first == 1 ? "true" : "false", 1)
        case 0x09, 0x11, 0x12: return (number(bytes, 8).map { "\($0)" }, 8)
        case 0x0A: return (nil, 0)
        case 0x10: return (number(bytes, 4).map { "\($0)" }, 4)
        default: return nil
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ size: Int) -> Int? {
        guard bytes.count >= size else { return nil }
        let bits = bytes.prefix(size).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int(Int32(truncatingIfNeeded: bits)) : Int(Int64(bitPattern: bits))
    }
}
