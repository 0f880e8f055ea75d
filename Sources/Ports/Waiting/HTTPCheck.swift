/// Which status codes (RFC 9110) count as an answer.
package struct StatusPattern: Hashable, Sendable {
    package let text: String
    private let ranges: [ClosedRange<Int>]

    /// Any success or redirection: what a server gives that is up.
    package static let usual = StatusPattern(text: "2xx,3xx", ranges: [200...299, 300...399])

    private init(text: String, ranges: [ClosedRange<Int>]) {
        self.text = text
        self.ranges = ranges
    }

    /// Reads `200`, `2xx`, `200-204`, `any`, or several with commas; `nil` for anything else.
    package init?(_ text: String) {
        var ranges: [ClosedRange<Int>] = []
        for part in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            if part == "any" {
                ranges.append(100...599)
            } else if part.utf8.count == 3, part.hasSuffix("xx"), let hundreds = Int(part.prefix(1)),
                (1...5) ~= hundreds
            {
                ranges.append(hundreds * 100...hundreds * 100 + 99)
            } else if ends.count <= 2, let first = ends.first.flatMap(Self.code),
                let last = ends.last.flatMap(Self.code),
                first <= last
            {
                ranges.append(first...last)
            } else {
                return nil
            }
        }
        self.init(text: text, ranges: ranges)
    }

    private static func code(_ text: Substring) -> Int? {
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text).flatMap { (100...599).contains($0) ? $0 : nil }
    }

    package func matches(_ status: Int) -> Bool { ranges.contains { $0.contains(status) } }
}

/// A request to send and the answer hoped for.
package struct HTTPExpectation: Hashable, Sendable {
    /// The `Host` header: the name and port as they were typed.
    package var host: String
    /// Path and query.
    package var path: String
    package var status: StatusPattern

    package init(host: String, path: String, status: StatusPattern = .usual) {
        self.host = host
        self.path = path
        self.status = status
    }

    /// The GET request in HTTP/1.1 (RFC 9112); `Connection: close` so that nothing stays open.
    package var request: String {
        "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nUser-Agent: ostia\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    }
}

/// What came back from a request.
package enum HTTPAnswer: Hashable, Sendable {
    case status(Int)
    /// It answered, in something that is not HTTP.
    case notHTTP
    /// It closed the connection without a word.
    case closed
    /// It accepted and said nothing in time.
    case silent
    /// The connection itself failed.
    case refused

    /// Reads a status line (RFC 9112 section 4).
    ///
    /// - Parameter ended: whether the other side closed, or the time was over otherwise.
    package init(_ bytes: [UInt8], ended: Bool) {
        if bytes.isEmpty {
            self = ended ? .closed : .silent
            return
        }
        let line = bytes.prefix { $0 != 10 }
        let parts = line.split(separator: 32, maxSplits: 2)
        guard line.starts(with: Array("HTTP/".utf8)), parts.count >= 2,
            let status = Int(String(decoding: parts[1].prefix { $0 != 13 }, as: UTF8.self)),
            (100...599).contains(status)
        else {
            self = .notHTTP
            return
        }
        self = .status(status)
    }

    /// In words, after the path: `/health …`.
    package var text: String {
        switch self {
        case .status(let code): "answers \(code)"
        case .notHTTP: "is answered by something that speaks no HTTP"
        case .closed: "is closed without an answer"
        case .silent: "gets no answer"
        case .refused: "is refused"
        }
    }
}
