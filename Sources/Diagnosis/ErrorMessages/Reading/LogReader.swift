/// Reads a log of any length, piece by piece, and keeps what it tells of errors.
///
/// Memory does not grow with the log: at most `capacity` different errors are kept, and a line's first
/// `CleanLine.longest` bytes are looked at in one piece, those after it in further pieces.
package struct LogReader: Sendable {
    /// One error that occurs in a log, perhaps often.
    package struct Sighting: Hashable, Sendable {
        package var report: ErrorReport
        /// How often it was told.
        package var count: Int
        /// The first and the last line that told it, from 1.
        package var firstLine: Int
        package var lastLine: Int

        fileprivate(set) var isCause: Bool
        fileprivate(set) var level: Int
        fileprivate(set) var order: Int
    }

    /// How many different errors (kind, host, port) are kept; later ones are only counted.
    package static let capacity = 1024

    private var sightings: [Key: Sighting] = [:]
    private var trace = Trace()
    private var carry: [UInt8] = []
    private var line = 1
    /// Errors that found no place any more.
    package private(set) var dropped = 0
    /// How many bytes wait for the end of their line.
    var held: Int { carry.count }
    /// Knows the words that what has been read may have; none while nothing has been read.
    private var book: MessageBook?

    private struct Key: Hashable {
        var kind: ErrorKind
        var host: String?
        var port: Int?
    }

    package init() {}

    /// Reads the next bytes; a chunk may end anywhere.
    package mutating func read(_ chunk: [UInt8]) {
        chunk.withUnsafeBufferPointer { read($0) }
    }

    /// Reads the next bytes; a chunk may end anywhere.
    package mutating func read(_ chunk: some Sequence<UInt8>) {
        if chunk.withContiguousStorageIfAvailable({ read($0) }) == nil { read(Array(chunk)) }
    }

    /// Reads the next bytes; a chunk may end anywhere.
    package mutating func read(_ chunk: UnsafeBufferPointer<UInt8>) {
        guard !chunk.isEmpty else { return }
        book = .suited(to: chunk, after: carry)
        var start = 0
        if !carry.isEmpty {
            let end = newline(chunk, from: 0)
            let take = min(end ?? chunk.count, max(0, CleanLine.longest - carry.count))
            carry.append(contentsOf: chunk[..<take])
            start = take
            if let end, take == end {
                start = end + 1
                flushCarry()
                line += 1
            } else if carry.count >= CleanLine.longest {
                flushCarry()
            } else {
                return
            }
        }
        // The last line waits for its end.
        var last = chunk.count
        while last > start, chunk[last - 1] != 0x0A { last -= 1 }
        readLines(UnsafeBufferPointer(rebasing: chunk[start..<last]))
        var rest = last
        while chunk.count - rest > CleanLine.longest {
            consider(chunk[rest..<rest + CleanLine.longest])
            rest += CleanLine.longest
        }
        carry.append(contentsOf: chunk[rest...])
    }

    /// What the log told, most telling first.
    package mutating func finish() -> [ErrorReport] {
        finished().map(\.report)
    }

    /// What the log told and where, most telling first.
    package mutating func finished() -> [Sighting] {
        if !carry.isEmpty { flushCarry() }
        settle()
        if line > 1 { dissolveLoneRefusal() }
        return Telling.sorted(Array(sightings.values))
    }

    /// jdb prints Java's bare exception as its only line; in a longer text it is the program's own.
    private mutating func dissolveLoneRefusal() {
        let debugs = sightings.keys.contains {
            $0.kind != .debuggerConnectRefused && $0.kind.rawValue.hasPrefix("debugger")
        }
        guard !debugs else { return }
        for (key, sighting) in sightings where key.kind == .debuggerConnectRefused {
            guard sighting.report.text == "java.net.ConnectException: Connection refused" else { continue }
            sightings[key] = nil
            var plain = sighting
            plain.report.kind = .connectionRefused
            plain.report.runtime = "Java"
            sightings[Key(kind: .connectionRefused, host: key.host, port: key.port)] = plain
        }
    }

    private mutating func flushCarry() {
        let held = carry
        carry.removeAll(keepingCapacity: true)
        held.withUnsafeBufferPointer { held in
            if trace.isHot || book?.automaton.isIn(held) == true { consider(held[...]) }
        }
    }

    private func newline(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x0A { return index }
            index += 1
        }
        return nil
    }

    /// Whole lines: only those with a word of an error in them are looked at, and those just after one.
    private mutating func readLines(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while start < bytes.count {
            if trace.isHot {
                let end = newline(bytes, from: start) ?? bytes.count
                consider(start..<end, of: bytes)
                start = end + 1
                line += 1
                continue
            }
            guard let hit = book?.automaton.firstHit(bytes, from: start) else {
                countLines(bytes, start..<bytes.count)
                return
            }
            var first = hit
            while first > start, bytes[first - 1] != 0x0A { first -= 1 }
            countLines(bytes, start..<first)
            let end = newline(bytes, from: hit) ?? bytes.count
            consider(first..<end, of: bytes)
            start = end + 1
            line += 1
        }
    }

    private mutating func countLines(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var count = 0
        for index in range where bytes[index] == 0x0A { count += 1 }
        line += count
    }

    private mutating func consider(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
        var start = range.lowerBound
        repeat {
            let end = min(range.upperBound, start + CleanLine.longest)
            consider(bytes[start..<end])
            start = end
        } while start < range.upperBound
    }

    private mutating func consider(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let clean = CleanLine(bytes)
        if let reading = book?.read(clean) {
            let mark = TraceMark(clean)
            if trace.isHot, !trace.takes(reading, mark) { settle() }
            trace.add(reading, mark, line: line)
        } else if trace.isHot {
            trace.pass(clean)
            if !trace.isHot { settle() }
        }
    }

    private mutating func settle() {
        for (reading, line, isCause) in trace.settled() {
            let report = reading.report
            let key = Key(kind: report.kind, host: report.host, port: report.port)
            if sightings[key] != nil {
                sightings[key]?.count += 1
                sightings[key]?.lastLine = line
                if isCause { sightings[key]?.isCause = true }
            } else if sightings.count < Self.capacity {
                sightings[key] = Sighting(
                    report: report, count: 1, firstLine: line, lastLine: line, isCause: isCause,
                    level: reading.level.rawValue, order: sightings.count)
            } else {
                dropped += 1
            }
        }
    }
}
