/// An HTTP answer: its status and its body.
package struct HTTPResponse: Hashable, Sendable {
    package var status: Int
    package var body: [UInt8]

    package init(status: Int, body: [UInt8] = []) {
        self.status = status
        self.body = body
    }
}

/// Reads an HTTP/1.x answer (RFC 9112) as its bytes arrive; pure, so every way of cutting one up can be tried.
package struct HTTPReader: Sendable {
    private enum Phase {
        case head
        /// Body bytes still to come; `nil` means until the connection ends.
        case body(Int?)
        case chunkSize, chunk(Int), chunkEnd, trailer, complete
    }

    private var phase = Phase.head
    private var line: [UInt8] = []
    private var isFirstLine = true
    private var length: Int?
    private var isChunked = false
    private var seen = 0
    private let limit: Int
    package private(set) var response = HTTPResponse(status: 0)

    /// - Parameter limit: bytes after which an answer is refused.
    package init(limit: Int) { self.limit = limit }

    package var isComplete: Bool { if case .complete = phase { true } else { false } }

    package mutating func feed(_ bytes: ArraySlice<UInt8>) throws(HTTPFailure) {
        seen += bytes.count
        guard seen <= limit else { throw .tooLarge }
        var rest = bytes
        while !rest.isEmpty {
            switch phase {
            case .complete: return
            case .body(nil):
                response.body += rest
                return
            case .body(let left?): take(left, &rest) { $0 == 0 ? .complete : .body($0) }
            case .chunk(let left): take(left, &rest) { $0 == 0 ? .chunkEnd : .chunk($0) }
            case .head, .chunkSize, .chunkEnd, .trailer:
                guard let newline = rest.firstIndex(of: 10) else {
                    line += rest
                    guard line.count <= Self.longestLine else { throw .malformed("a header line without end") }
                    return
                }
                line += rest[..<newline]
                rest = rest[(newline + 1)...]
                if line.last == 13 { line.removeLast() }
                guard line.count <= Self.longestLine else { throw .malformed("a header line without end") }
                let text = String(decoding: line, as: UTF8.self)
                line.removeAll(keepingCapacity: true)
                try read(text)
            }
        }
    }

    /// The connection has ended.
    package mutating func end() throws(HTTPFailure) {
        switch phase {
        case .complete: return
        case .body(nil): phase = .complete
        default: throw .cut
        }
    }

    private static let longestLine = 1 << 14

    private mutating func take(_ count: Int, _ rest: inout ArraySlice<UInt8>, _ after: (Int) -> Phase) {
        let part = rest.prefix(count)
        response.body += part
        rest = rest.dropFirst(part.count)
        phase = after(count - part.count)
    }

    private mutating func read(_ text: String) throws(HTTPFailure) {
        switch phase {
        case .head where isFirstLine: try readStatus(text)
        case .head: text.isEmpty ? endHead() : try readHeader(text)
        case .chunkSize:
            let digits = text.prefix { $0 != ";" && $0 != " " }
            guard let size = Int(digits, radix: 16), size >= 0, !digits.hasPrefix("+") else {
                throw .malformed("a chunk without a size")
            }
            guard size <= limit else { throw .tooLarge }
            phase = size == 0 ? .trailer : .chunk(size)
        case .chunkEnd:
            guard text.isEmpty else { throw .malformed("a chunk longer than it says") }
            phase = .chunkSize
        case .trailer: if text.isEmpty { phase = .complete }
        case .body, .chunk, .complete: break
        }
    }

    private mutating func readStatus(_ text: String) throws(HTTPFailure) {
        let parts = text.split(separator: " ", maxSplits: 2)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), parts[1].utf8.count == 3, let status = Int(parts[1]),
            status >= 100
        else { throw .malformed("it does not begin like HTTP") }
        response.status = status
        isFirstLine = false
    }

    private mutating func readHeader(_ text: String) throws(HTTPFailure) {
        guard let colon = text.firstIndex(of: ":") else { throw .malformed("a header without a colon") }
        let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        switch text[..<colon].lowercased() {
        case "content-length":
            let digits = value.prefix { $0 != " " }
            guard let count = Int(digits), count >= 0 else { throw .malformed("a length that is no number") }
            guard count <= limit else { throw .tooLarge }
            length = count
        case "transfer-encoding": isChunked = value.lowercased().hasSuffix("chunked")
        default: break
        }
    }

    private mutating func endHead() {
        switch response.status {
        case 100..<200:
            // An interim answer; the real one follows.
            (isFirstLine, length, isChunked) = (true, nil, false)
        case 204, 304: phase = .complete
        default: phase = isChunked ? .chunkSize : length == 0 ? .complete : .body(length)
        }
    }
}
