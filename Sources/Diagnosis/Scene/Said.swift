/// What the user saw, to be searched for words without regard to case.
package struct Said: Hashable, Sendable {
    /// ASCII in lower case; other bytes as they are.
    private let bytes: [UInt8]

    package init(_ texts: [String]) {
        var all: [UInt8] = []
        for text in texts where all.count < 8192 {
            all += text.utf8.prefix(8192).map { (65...90).contains($0) ? $0 + 32 : $0 }
            all.append(10)
        }
        bytes = all
    }

    package init(_ bytes: [UInt8]) { self.bytes = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 } }

    package var isEmpty: Bool { bytes.allSatisfy { $0 == 10 } }

    /// Whether any of these phrases, given in lower case, is in it.
    package func has(_ phrases: String...) -> Bool { has(phrases) }

    package func has(_ phrases: [String]) -> Bool { phrases.contains { first(of: $0) != nil } }

    /// The first of these phrases that is in it.
    package func phrase(_ phrases: [String]) -> String? { phrases.first { first(of: $0) != nil } }

    /// What follows a phrase, up to the first character that a name, an address or a path cannot have.
    package func word(after phrase: String) -> String? {
        guard let start = first(of: phrase) else { return nil }
        let rest = bytes[(start + phrase.utf8.count)...].drop { $0 == 32 || $0 == 34 || $0 == 39 }
        let word = rest.prefix { byte in
            (97...122).contains(byte) || (48...57).contains(byte) || byte >= 128 || "-._:[]/%".utf8.contains(byte)
        }
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    /// Where a phrase begins.
    private func first(of phrase: String) -> Int? {
        let wanted = Array(phrase.utf8)
        guard let head = wanted.first, bytes.count >= wanted.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            for start in 0...(bytes.count - wanted.count) where bytes[start] == head {
                if (1..<wanted.count).allSatisfy({ bytes[start + $0] == wanted[$0] }) { return start }
            }
            return nil
        }
    }
}

extension Scene {
    /// Every word the user gave: the message itself, and the lines that were recognised in it or in a log.
    package var said: Said { Said([question.message] + question.reports.map(\.text)) }

    /// Whether the question names a port or a socket at all.
    package var hasEndpoint: Bool { question.port != nil || question.badPort != nil || question.unixPath != nil }

    /// Whether the words or the URL are of gRPC.
    package var isGRPC: Bool {
        ["grpc", "grpcs"].contains(question.scheme)
            || said.has(
                "grpc", "statuscode.unavailable", "14 unavailable", "failed to connect to all addresses",
                "rpc error: code =")
    }

    /// Whether the question's client speaks HTTP: by its URL, or where there is none, by its message.
    package var isOfHTTP: Bool {
        if question.scheme != nil { return question.isHTTP }
        return !isGRPC
            && said.has(
                "http", "curl: (", "fetch", "axios", "socket hang up", "net::err_", "urllib", "empty reply",
                "badstatusline", "web page", "browser", "parse error", "websocket")
    }
}

extension EvidenceLine {
    /// What the user said, as the evidence quotes it.
    package static func message(_ text: String) -> EvidenceLine {
        EvidenceLine("message", "as reported", String(text.prefix(160)))
    }
}
