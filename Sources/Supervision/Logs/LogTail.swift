import CLinux
import LinuxKernel

/// The end of a log, found from behind: a log of a gigabyte costs no more than its last pages.
package enum LogTail {
    /// The last lines of some services, oldest first; remarks of Ostia's own about them count too.
    ///
    /// - Parameters:
    ///   - services: empty means all.
    ///   - scanLimit: bytes of the log's end after which the search is given up: others may have written much since.
    package static func last(
        _ count: Int, of services: Set<String> = [], in run: RunFolder, scanLimit: Int = 64 << 20
    ) -> [LogLine] {
        let filter = LogFilter(services: services)
        let reader = SegmentReader(run, LogPosition.last(count, in: run, filter: filter, scanLimit: scanLimit))
        var lines: [LogLine] = []
        let collect: (UnsafeRawBufferPointer) -> Void = { records in
            LogRecord.each(in: records) { if filter.accepts($0) { lines.append(LogLine($0)) } }
        }
        // More than was asked for is what was written since.
        while lines.count < 2 * count + 1000, reader.next(collect) {}
        return Array(lines.suffix(count))
    }
}

/// A place in a run's log, always the beginning of a record.
struct LogPosition: Hashable {
    var segment: Int
    var offset: Int

    /// Where a viewer begins.
    static func begin(_ run: RunFolder, last: Int?, filter: LogFilter) -> LogPosition {
        let segments = run.segments()
        guard let first = segments.first else { return LogPosition(segment: 1, offset: 0) }
        if let last { return Self.last(last, in: run, filter: filter, scanLimit: .max) }
        var begin = LogPosition(segment: first, offset: 0)
        guard filter.since != nil else { return begin }
        // Skips segments that end before that time: those followed by one that begins before it.
        for segment in segments.dropFirst() {
            guard let time = FileBytes.read(run.segment(segment), limit: LogRecord.timeLength),
                time.count == LogRecord.timeLength, !time.withUnsafeBytes({ filter.isRecent($0) })
            else { break }
            begin.segment = segment
        }
        return begin
    }

    /// Where the last `count` records that the filter accepts begin; the earliest place looked at when there are fewer.
    static func last(_ count: Int, in run: RunFolder, filter: LogFilter, scanLimit: Int) -> LogPosition {
        let segments = run.segments()
        var search = BackwardSearch(wanted: count, filter: filter, budget: scanLimit)
        var position = LogPosition(segment: segments.last ?? 1, offset: 0)
        for segment in segments.reversed() {
            position = LogPosition(segment: segment, offset: search.scan(run.segment(segment)))
            if search.isDone { break }
        }
        return position
    }
}

/// Counts records from the end of a segment towards its beginning; none crosses two segments.
private struct BackwardSearch {
    private static let blockSize = 64 << 10

    var wanted: Int
    let filter: LogFilter
    /// Bytes that may still be read.
    var budget: Int

    init(wanted: Int, filter: LogFilter, budget: Int) {
        self.wanted = wanted
        self.filter = filter
        self.budget = budget
    }

    var isDone: Bool { wanted <= 0 || budget <= 0 }

    /// - Returns: the beginning of the earliest record it went back to.
    mutating func scan(_ path: String) -> Int {
        let descriptor = clinux_open(path, O_RDONLY | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var start = max(0, lseek(descriptor, 0, SEEK_END))
        // From `start` to the end of the line that is looked at, its newline included.
        var carry: [UInt8] = []
        // A record that is just being written has no newline yet and does not count.
        var hasEnd = false
        var blockSize = Self.blockSize
        while start > 0 && budget > 0 {
            var block = ByteBuffer(capacity: blockSize + carry.count)
            let size = min(blockSize, start)
            guard block.read(descriptor, at: start - size, atMost: size) == size else { return start }
            start -= size
            budget -= size
            block.append(carry)
            if !hasEnd {
                block.removeLast(block.count - (block.bytes.last(10).map { $0 + 1 } ?? 0))
                hasEnd = block.count > 0
                if !hasEnd { continue }
                if wanted <= 0 { return start + block.count }
            }
            var end = block.count - 1
            while let newline = block.bytes.part(0, end).last(10) {
                if take(block.bytes.part(newline + 1, end)) { return start + newline + 1 }
                end = newline
            }
            if start == 0 {
                _ = take(block.bytes.part(0, end))
                return 0
            }
            carry = [UInt8](block.bytes.part(0, end + 1))
            // A line longer than a block: the next step takes more.
            blockSize = max(Self.blockSize, carry.count)
        }
        // The budget is over within a line, and so is its beginning: the next one begins here.
        return start + carry.count
    }

    /// Looks at a record; whether it was the last one wanted.
    private mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let record = LogRecord(line), filter.accepts(record) else { return false }
        wanted -= 1
        return wanted <= 0
    }
}
