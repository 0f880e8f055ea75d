import CLinux

/// Where a line of a run's log comes from, as the log writes it.
package enum LogMark: UInt8, Hashable, Sendable, CaseIterable {
    /// The service's standard output, or its terminal.
    case out = 0x7C  // |
    /// Its standard error.
    case error = 0x21  // !
    /// Ostia's own remark about it.
    case own = 0x2A  // *
}

/// One line of a run's log, where it lies in memory; good only as long as the bytes it was found in.
///
/// The format, one record a line, is made for `grep` and `less`:
///
///     2026-11-21T15:53:30.123Z api | listening on 4711
///     2026-11-21T15:53:30.131Z api ! warning: no cache
///     2026-11-21T15:53:31.007Z api * exited with code 1
///
/// The time (RFC 3339, UTC, milliseconds) is that of the read which brought the line's end, so records of one read share it.
/// The text is as the service wrote it, valid UTF-8 or not; only of a terminal's `CR LF` the `CR` is gone. A line
/// longer than `LineAssembler.limit` comes in pieces: all but the last have a `+` behind the mark (`|+`).
package struct LogRecord {
    /// `2026-11-21T15:53:30.123Z`.
    package let time: UnsafeRawBufferPointer
    package let service: UnsafeRawBufferPointer
    package let mark: LogMark
    /// Whether the line goes on in the service's next record of that mark.
    package let isContinued: Bool
    /// Without the newline.
    package let text: UnsafeRawBufferPointer
    /// Everything before the text.
    let prefix: UnsafeRawBufferPointer

    static let timeLength = 24

    /// Reads a record, given without its newline; `nil` for a line that is none.
    package init?(_ line: UnsafeRawBufferPointer) {
        let nameStart = Self.timeLength + 1
        guard line.count > nameStart, line[Self.timeLength] == 0x20, line[Self.timeLength - 1] == UInt8(ascii: "Z"),
            let nameEnd = line.first(0x20, from: nameStart), nameEnd + 2 < line.count,
            let mark = LogMark(rawValue: line[nameEnd + 1])
        else { return nil }
        isContinued = line[nameEnd + 2] == UInt8(ascii: "+")
        let blank = nameEnd + (isContinued ? 3 : 2)
        guard blank < line.count, line[blank] == 0x20 else { return nil }
        time = line.part(0, Self.timeLength)
        service = line.part(nameStart, nameEnd)
        self.mark = mark
        text = line.part(blank + 1, line.count)
        prefix = line.part(0, blank + 1)
    }

    /// A service's name as records carry it: blanks and controls, which would end the field, become `_`.
    static func name(_ service: String) -> [UInt8] {
        let name = service.utf8.map { $0 <= 0x20 || $0 == 0x7F ? UInt8(ascii: "_") : $0 }
        return name.isEmpty ? [UInt8(ascii: "_")] : name
    }

    /// Goes through whole lines; what is no record is passed over.
    package static func each(in bytes: UnsafeRawBufferPointer, _ body: (LogRecord) -> Void) {
        var at = 0
        while let end = bytes.first(10, from: at) {
            if let record = LogRecord(bytes.part(at, end)) { body(record) }
            at = end + 1
        }
    }
}

/// A record with bytes of its own.
package struct LogLine: Hashable, Sendable {
    /// RFC 3339, UTC, milliseconds.
    package var time: String
    package var service: String
    package var mark: LogMark
    package var isContinued: Bool
    package var text: [UInt8]

    package init(_ record: LogRecord) {
        time = String(decoding: record.time, as: UTF8.self)
        service = String(decoding: record.service, as: UTF8.self)
        mark = record.mark
        isContinued = record.isContinued
        text = [UInt8](record.text)
    }
}

/// Which records are asked for.
package struct LogFilter: Sendable {
    /// Empty means all.
    package let services: Set<String>
    /// Nothing older, in seconds since 1970.
    package let since: Double?
    private let names: [[UInt8]]
    private let earliest: [UInt8]

    package init(services: Set<String> = [], since: Double? = nil) {
        self.services = services
        self.since = since
        names = services.map { LogRecord.name($0) }
        earliest = since.map { LogTime.text($0) } ?? []
    }

    package func accepts(_ record: LogRecord) -> Bool {
        if !earliest.isEmpty && !isRecent(record.time) { return false }
        return names.isEmpty || names.contains { record.service.elementsEqual($0) }
    }

    /// Times of one form compare as text does.
    func isRecent(_ time: UnsafeRawBufferPointer) -> Bool {
        guard let time = time.baseAddress, earliest.count == LogRecord.timeLength else { return true }
        return memcmp(time, earliest, earliest.count) >= 0
    }
}
