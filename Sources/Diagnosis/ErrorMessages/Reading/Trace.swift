/// What a line's beginning says of its place in a stack trace.
struct TraceMark: Hashable, Sendable {
    /// `Caused by:`, `[cause]:`, `--->`: what the lines above are a consequence of.
    let isCause: Bool
    /// A frame, or another line that only belongs to the error above: it is indented.
    let isInside: Bool
    /// Begins with a time: a record of its own.
    let isRecord: Bool

    init(_ line: CleanLine) {
        let bytes = line.folded
        let head = Array(bytes.prefix(60))
        func begins(_ text: StaticString) -> Bool {
            text.withUTF8Buffer { text in
                text.count <= head.count
                    && (0...(head.count - text.count)).prefix(24).contains {
                        head[$0..<$0 + text.count].elementsEqual(text)
                    }
            }
        }
        isCause =
            begins("caused by") || begins("[cause]") || begins("--->") || begins("nested exception")
            || begins("reason:")
        isInside =
            begins("at ") || begins("... ") || begins("file '") || begins("from /") || begins("in '")
            || begins("[errors]") || isCause
        var digits = 0
        for byte in head.prefix(12) where byte.isASCIIDigit { digits += 1 }
        isRecord = !isInside && (digits >= 4 && head.first != UInt8(ascii: "-") || head.first == UInt8(ascii: "["))
    }
}

/// The lines of one stack trace or one report of several lines, of which one may name the error and another the endpoint.
struct Trace: Sendable {
    private struct Item: Sendable {
        var reading: MessageBook.Reading
        var line: Int
        var isCause: Bool
    }

    private var items: [Item] = []
    private var quiet = 0
    /// Lines without news after which the trace is over; frames do not count.
    private static let patience = 6
    /// However long a trace is, more lines than this are not one.
    private static let longest = 32
    private var length = 0
    private var isOver = false
    private var host: String?
    private var port: Int?

    /// A trace has begun and may go on.
    var isHot: Bool { !items.isEmpty && !isOver }

    /// Whether a further error belongs to the trace that goes on.
    func takes(_ reading: MessageBook.Reading, _ mark: TraceMark) -> Bool {
        if items.count >= Self.longest { return false }
        if mark.isCause || mark.isInside { return true }
        guard !mark.isRecord, let last = items.last else { return false }
        // Two whole errors, each with its endpoint, are two.
        let (old, new) = (last.reading.report, reading.report)
        return old.host == nil && old.port == nil || new.host == nil && new.port == nil
            || old.host == new.host && old.port == new.port
    }

    mutating func add(_ reading: MessageBook.Reading, _ mark: TraceMark, line: Int) {
        items.append(Item(reading: reading, line: line, isCause: mark.isCause))
        quiet = 0
    }

    /// Takes a line without an error: it may bring the endpoint or end the trace.
    mutating func pass(_ line: CleanLine) {
        length += 1
        let matcher = PatternMatcher(line)
        var isNews = false
        for pattern in Self.properties {
            guard let match = matcher.first(pattern) else { continue }
            host = host ?? match.host
            port = port ?? match.port
            isNews = true
        }
        let mark = TraceMark(line)
        if isNews { quiet = 0 } else if !mark.isInside { quiet += 1 }
        if quiet > Self.patience || length > 400 || mark.isRecord && !isNews { isOver = true }
    }

    /// The errors of the trace, each with the endpoint that its neighbours named; the trace is empty afterwards.
    mutating func settled() -> [(MessageBook.Reading, line: Int, isCause: Bool)] {
        defer { self = Trace() }
        var known: (host: String?, port: Int?) = (host, port)
        for item in items where item.reading.report.port != nil || known.port == nil && known.host == nil {
            let report = item.reading.report
            guard report.host != nil || report.port != nil else { continue }
            if known.host == nil || item.reading.named {
                known = (report.host ?? known.host, report.port ?? known.port)
            }
            if report.host != nil, report.port != nil { break }
        }
        var result: [(MessageBook.Reading, line: Int, isCause: Bool)] = []
        for (index, item) in items.enumerated() {
            var reading = item.reading
            if Self.hasEndpoint(reading.report.kind) {
                if reading.report.host == nil, reading.report.port == nil || reading.report.port == known.port {
                    reading.report.host = known.host
                }
                if reading.report.port == nil, reading.report.host == known.host || known.host == nil {
                    reading.report.port = known.port
                }
            }
            // A wrapper says less than what it wraps.
            let wraps = reading.level == .vague && items.contains { $0.reading.level != .vague }
            if wraps, items.count > 1 { continue }
            result.append((reading, line: item.line, isCause: item.isCause && index == items.lastIndex { $0.isCause }))
        }
        return result
    }

    /// Kinds that are about an endpoint at all.
    private static func hasEndpoint(_ kind: ErrorKind) -> Bool {
        switch kind {
        case .oomKilled, .fdLimit, .subnetOverlap, .stalePidFile, .versionMismatch, .nameResolution: false
        default: true
        }
    }

    /// Lines that bring an endpoint to the error above them.
    private static let properties: [MessagePattern] = [
        "^<'|>address<'|>: '{host}'", "^<'|>port<'|>: <'|>{port}", "^<'|>host<name|><'|>: '{host}'",
        "is the server running on host '{host}'", "TCP/IP connections on port {port}",
        "^<host|address|server|uri|url>: {address}",
        "running locally and accepting connections on *.s.PGSQL.{port}", "^url: '{address}",
        "^<'|>baseurl<'|>: '{address}",
    ].map(MessagePattern.init)
}
