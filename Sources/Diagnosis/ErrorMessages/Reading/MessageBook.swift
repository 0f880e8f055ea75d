import Synchronization

/// Rules made ready: which words to look for, and what to try when one is there.
///
/// The book of all rules takes tens of milliseconds to make, much more than one line is worth. A book for a certain
/// text has only the rules that can fit it; it reads that text as the whole book does.
struct MessageBook: Sendable {
    /// The book of all rules.
    static let shared = MessageBook(Family.all)

    /// How many bytes have been read with books of their own, and a charge for each of these books.
    private static let spent = Atomic<Int>(0)
    /// After so many bytes the book of all rules is worth its price.
    private static let worthwhile = 65_536
    /// What making a small book costs, in bytes that could have been read instead.
    private static let charge = 2048

    /// A book that reads this text, and perhaps no other, in full.
    ///
    /// - Parameter head: what stands before the text, in its first line.
    static func suited(to text: UnsafeBufferPointer<UInt8>, after head: [UInt8] = []) -> MessageBook {
        let cost = head.count + text.count + charge
        guard text.count < worthwhile, spent.wrappingAdd(cost, ordering: .relaxed).newValue < worthwhile else {
            return shared
        }
        guard !head.isEmpty else { return MessageBook(Family.all, for: TextGrams(text)) }
        return (head + text).withUnsafeBufferPointer { MessageBook(Family.all, for: TextGrams($0)) }
    }

    /// A pattern with what it means.
    private struct Entry: Sendable {
        let kind: ErrorKind?
        let level: MessageRule.Level
        let source: MessageRule.Source
        let runtime: String?
        let pattern: MessagePattern
    }

    /// One line read.
    struct Reading: Hashable, Sendable {
        var report: ErrorReport
        var level: MessageRule.Level
        /// The endpoint stood in the wording itself.
        var named: Bool
    }

    private let entries: [Entry]
    /// Patterns that only say where an endpoint stands.
    private let places: [MessagePattern]
    /// What says who speaks, the outermost first.
    private let speakers: [(runtime: String, pattern: MessagePattern)]
    /// For each needle the entries that need it.
    private let wanted: [[Int]]
    let automaton: NeedleAutomaton
    /// The words that are looked for.
    let needleWords: [[UInt8]]
    /// Longer needles add states, hardly any certainty.
    private static let needleLength = 12

    /// - Parameter text: what is to be read; `nil` for anything.
    init(_ families: [Family], for text: TextGrams? = nil) {
        func fits(_ pattern: String) -> Bool { text?.mayFit(pattern) ?? true }
        var entries: [Entry] = []
        var places: [MessagePattern] = []
        for family in families {
            for rule in family.rules {
                if rule.level == .place {
                    places += rule.patterns.filter(fits).map(MessagePattern.init)
                    continue
                }
                for pattern in rule.patterns where fits(pattern) {
                    entries.append(
                        Entry(
                            kind: rule.kind, level: rule.level, source: rule.source, runtime: family.runtime,
                            pattern: MessagePattern(pattern)))
                }
            }
        }
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        var needles: [[UInt8]] = []
        var wanted: [[Int]] = []
        for (index, entry) in entries.enumerated() {
            for pieces in entry.pattern.needles {
                let number: Int
                if let known = Self.known(pieces, numbers) {
                    number = known
                } else {
                    let longest = pieces.max { $0.count < $1.count } ?? []
                    let needle = longest.prefix(Self.needleLength)
                    number = needles.count
                    numbers[needle] = number
                    needles.append(Array(needle))
                    wanted.append([])
                }
                wanted[number].append(index)
            }
        }
        // A colour inside a phrase would hide it: such a line is looked at without its colours.
        needles.append([0x1B])
        wanted.append([])
        self.entries = entries
        self.places = places
        speakers = Speaker.all.flatMap { speaker in
            speaker.patterns.filter(fits).map { (speaker.runtime, MessagePattern($0)) }
        }
        self.wanted = wanted
        needleWords = needles
        automaton = NeedleAutomaton(needles)
    }

    /// A needle that is looked for already and is in one of the pieces: the fewer, the smaller the automaton.
    private static func known(_ pieces: [[UInt8]], _ numbers: [ArraySlice<UInt8>: Int]) -> Int? {
        for piece in pieces where piece.count >= 5 {
            if piece.count <= needleLength {
                if let number = numbers[piece[...]] { return number }
                continue
            }
            for start in 0...(piece.count - needleLength) {
                if let number = numbers[piece[start..<start + needleLength]] { return number }
            }
        }
        return nil
    }

    /// What the line tells of, or `nil` when it tells of no error.
    func read(_ line: CleanLine) -> Reading? {
        let needles = automaton.needles(in: line.folded)
        guard !needles.isEmpty else { return nil }
        var tried: Set<Int> = []
        let matcher = PatternMatcher(line)
        var best: (entry: Entry, match: PatternMatch, rank: Int)?
        var reason: (entry: Entry, match: PatternMatch, rank: Int)?
        var named: (match: PatternMatch, weight: Int)?
        func consider(_ match: PatternMatch, _ weight: Int) {
            guard match.hasEndpoint else { return }
            // Both halves of an endpoint are worth more than any wording.
            let weight = weight + (match.host != nil && match.port != nil ? 1000 : 0)
            if weight > named?.weight ?? -1 { named = (match, weight) }
        }
        for index in needles.flatMap({ wanted[$0] }).sorted() where tried.insert(index).inserted {
            let entry = entries[index]
            guard let match = matcher.first(entry.pattern) else { continue }
            // Levels count most, then the words spelt out; what names its endpoint is a little surer.
            let rank = entry.level.rawValue * 10_000 + entry.pattern.weight * 4 + (match.hasEndpoint ? 20 : 0)
            if rank > best?.rank ?? -1 { best = (entry, match, rank) }
            if entry.level != .vague, entry.kind?.saysWhy == true, rank > reason?.rank ?? -1 {
                reason = (entry, match, rank)
            }
            if entry.level != .vague || match.port != nil { consider(match, entry.pattern.weight) }
        }
        guard var best, var kind = best.entry.kind else { return nil }
        let runtime = best.entry.runtime
        // A runtime's own words that only say that it failed do not hide the errno beside them.
        if !kind.saysWhy, best.entry.level == .own, let reason, reason.entry.runtime == nil, let why = reason.entry.kind
        {
            if best.match.hasEndpoint { consider(best.match, best.entry.pattern.weight) }
            (best, kind) = (reason, why)
        }
        var report = ErrorReport(kind, host: best.match.host, port: best.match.port, runtime: runtime)
        var isNamed = best.match.hasEndpoint
        if best.match.host == nil || best.match.port == nil, best.entry.source == .line {
            for place in places {
                if let match = matcher.first(place) { consider(match, place.weight) }
            }
        }
        if !isNamed, best.entry.source == .line {
            if let named {
                (report.host, report.port, isNamed) = (named.match.host, named.match.port, true)
            } else if let found = EndpointFinder(line).best(near: best.match.range) {
                (report.host, report.port) = (found.host, found.port)
            }
        } else if best.entry.source == .line, let named {
            if report.host == nil, named.match.port == report.port {
                report.host = named.match.host
            } else if report.port == nil, named.match.host == report.host {
                report.port = named.match.port
            }
        }
        // The wording named the host, another word of the line its port: `at 127.0.0.1:3306 ... on '127.0.0.1'`.
        if best.entry.source == .line, let host = report.host, report.port == nil {
            report.port = EndpointFinder(line).candidates().first { $0.host == host && $0.port != nil }?.port
        }
        // A debugger's words are its own, whatever exception they quote.
        if !kind.rawValue.hasPrefix("debugger"),
            let speaker = speakers.first(where: { matcher.first($0.pattern) != nil })
        {
            report.runtime = speaker.runtime
        }
        report.transport = transport(line, report)
        report.text = shortened(line, around: best.match.range)
        return Reading(report: report, level: best.entry.level, named: isNamed)
    }

    private func transport(_ line: CleanLine, _ report: ErrorReport) -> ReportedTransport? {
        func has(_ word: String) -> Bool {
            let word = Array(word.utf8)
            guard line.folded.count >= word.count else { return false }
            return (0...line.folded.count - word.count).contains {
                line.folded[$0] == word[0] && line.folded[$0..<$0 + word.count].elementsEqual(word)
            }
        }
        if report.host == nil, has("unix://") || has(".sock") || has(".s.pgsql.") || has("unix socket") { return .unix }
        if has("/udp") || has("udp4 ") || has("udp6 ") || has("dial udp ") || has("listen udp ") || has("(udp)") {
            return .udp
        }
        if report.port != nil, has("tcp") { return .tcp }
        return nil
    }

    /// At most 400 bytes of the line, with the words that told.
    private func shortened(_ line: CleanLine, around range: Range<Int>) -> String {
        guard line.bytes.count > 400 else { return line.text(0..<line.bytes.count) }
        var start = range.lowerBound < 300 ? 0 : range.lowerBound - 100
        var end = min(line.bytes.count, start + 400)
        while start > 0, line.bytes[start] & 0xC0 == 0x80 { start += 1 }
        while end < line.bytes.count, end > start, line.bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return line.text(start..<end)
    }
}
