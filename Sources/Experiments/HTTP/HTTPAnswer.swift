import Diagnosis

/// Reads the beginning of an HTTP/1 response (RFC 9112) as its bytes arrive; pure. Forgiving: what a broken server
/// sends is evidence too.
struct HTTPAnswer {
    private enum Phase {
        case statusLine, headers
        /// Body bytes to come; `nil` until the connection ends.
        case body(Int?)
        case chunkSize, chunk(Int), chunkEnd, complete
    }

    /// The most of a body that is kept.
    static let bodyLimit = 4096
    static let firstLimit = 256

    private let isHead: Bool
    private var phase = Phase.statusLine
    private var line: [UInt8] = []
    private(set) var status: Int?
    private(set) var headers: [HTTPOutcome.Header] = []
    private(set) var body: [UInt8] = []
    private(set) var firstBytes: [UInt8] = []

    /// - Parameter isHead: the request was `HEAD`: no body follows whatever the headers say.
    init(isHead: Bool = false) { self.isHead = isHead }

    /// Everything that will be kept is there.
    var isComplete: Bool {
        if case .complete = phase { return true }
        return body.count >= Self.bodyLimit
    }

    var hasHeaders: Bool {
        switch phase {
        case .statusLine, .headers: false
        default: true
        }
    }

    /// `nil` while too few bytes came to say.
    var isHTTP: Bool? {
        let mark = Array("HTTP/1.".utf8)
        if firstBytes.count >= mark.count { return firstBytes.starts(with: mark) }
        return mark.starts(with: firstBytes) ? nil : false
    }

    mutating func feed(_ bytes: [UInt8]) {
        firstBytes += bytes.prefix(Self.firstLimit - firstBytes.count)
        guard isHTTP != false else { return }
        var rest = bytes[...]
        while !rest.isEmpty && !isComplete {
            switch phase {
            case .complete: return
            case .body(let left): takeBody(&rest, left)
            case .chunk(let left): takeChunk(&rest, left)
            case .statusLine, .headers, .chunkSize, .chunkEnd:
                guard let newline = rest.firstIndex(of: 10) else {
                    line += rest
                    return
                }
                line += rest[..<newline]
                rest = rest[(newline + 1)...]
                if line.last == 13 { line.removeLast() }
                read(line)
                line = []
            }
        }
    }

    private mutating func keep(_ part: ArraySlice<UInt8>) { body += part.prefix(Self.bodyLimit - body.count) }

    private mutating func takeBody(_ rest: inout ArraySlice<UInt8>, _ left: Int?) {
        let part = rest.prefix(left ?? rest.count)
        keep(part)
        rest = rest.dropFirst(part.count)
        if let left { phase = left == part.count ? .complete : .body(left - part.count) }
    }

    private mutating func takeChunk(_ rest: inout ArraySlice<UInt8>, _ left: Int) {
        let part = rest.prefix(left)
        keep(part)
        rest = rest.dropFirst(part.count)
        phase = left == part.count ? .chunkEnd : .chunk(left - part.count)
    }

    private mutating func read(_ line: [UInt8]) {
        switch phase {
        case .statusLine:
            let words = line.split(separator: 32, maxSplits: 2)
            status = words.count >= 2 ? Int(String(decoding: words[1], as: UTF8.self)) : nil
            phase = .headers
        case .headers where line.isEmpty: endHeaders()
        case .headers:
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            var value = line[(colon + 1)...]
            while let first = value.first, first == 32 || first == 9 { value.removeFirst() }
            while let last = value.last, last == 32 || last == 9 { value.removeLast() }
            headers.append(HTTPOutcome.Header(name, String(decoding: value, as: UTF8.self)))
        case .chunkSize:
            let digits = String(decoding: line.prefix { $0 != UInt8(ascii: ";") && $0 != 32 }, as: UTF8.self)
            guard let size = Int(digits, radix: 16), size > 0 else {
                phase = .complete
                return
            }
            phase = .chunk(size)
        case .chunkEnd: phase = .chunkSize
        case .body, .chunk, .complete: break
        }
    }

    private mutating func endHeaders() {
        func value(_ name: String) -> String? { headers.last { $0.name == name }?.value }
        switch status {
        case let code? where (100..<200).contains(code) && code != 101:
            // An interim answer (RFC 9110 section 15.2): the real one follows.
            (phase, status, headers) = (.statusLine, nil, [])
        case 101, 204, 304: phase = .complete
        case _ where isHead: phase = .complete
        default:
            if value("transfer-encoding")?.lowercased().hasSuffix("chunked") == true {
                phase = .chunkSize
            } else {
                let length = value("content-length").flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
                phase = length == 0 ? .complete : .body(length)
            }
        }
    }
}
