import CLinux
import Terminal

/// How lines of a log are shown.
package struct LogFormat: Hashable, Sendable {
    package enum Time: Hashable, Sendable {
        case none
        /// The wall clock here, `15:53:30`.
        case clock
        /// As in the log: RFC 3339 in UTC with milliseconds.
        case full
    }

    package var time: Time
    /// Whether names are coloured and services' own colours kept. What goes to a terminal, or is coloured as if it
    /// did, is made harmless for one (`LogText`).
    package var color: Bool
    /// Whether the reader is a terminal.
    package var isTerminal: Bool
    /// Bytes that names are padded to.
    package var nameWidth: Int
    /// Names in the order that colours are given in; others get theirs as they come.
    package var services: [String]

    package init(
        time: Time = .clock, color: Bool = false, isTerminal: Bool = false, services: [String] = [],
        nameWidth: Int? = nil
    ) {
        self.time = time
        self.color = color
        self.isTerminal = isTerminal
        self.services = services
        self.nameWidth = nameWidth ?? services.map(\.utf8.count).max() ?? 0
    }
}

/// Writes records as people read them: `15:53:30 api   | listening on 4711`.
///
/// Whole lines only, many in one write(2). It waits for a slow reader, which slows nobody else down; one that went away
/// (`EPIPE`) sets `isClosed`, provided that SIGPIPE is ignored (`CurrentProcess.ignoreBrokenPipes`).
package final class LogPrinter {
    private static let writeSize = 256 << 10

    private let descriptor: Int32
    private let filter: LogFilter
    private let format: LogFormat
    private let printsSafely: Bool
    private var palette: LogPalette
    private var out = ByteBuffer(capacity: 2 * LogPrinter.writeSize)
    /// What stood before the text of the last record, and what it became: most records have the same as the one before.
    private var seen = ByteBuffer(capacity: 64)
    private var shown = ByteBuffer(capacity: 128)
    private var isHidden = false
    private var clock = (second: [UInt8](), text: [UInt8]())
    /// Whether the reader has gone, or the last write failed.
    package private(set) var isClosed = false
    /// Whether it was that the reader has gone.
    package private(set) var hasLostReader = false

    /// - Parameter descriptor: stays the caller's, in whatever mode it is.
    package init(_ descriptor: Int32, _ format: LogFormat, filter: LogFilter = LogFilter()) {
        self.descriptor = descriptor
        self.format = format
        self.filter = filter
        printsSafely = format.isTerminal || format.color
        palette = LogPalette(format.services)
    }

    /// Shows those of the records that the filter accepts, before it returns.
    ///
    /// - Parameter records: whole lines, as `LogViewer` gives them.
    package func print(_ records: UnsafeRawBufferPointer) {
        var at = 0
        while let end = records.first(10, from: at) {
            let line = records.part(at, end)
            at = end + 1
            if !(seen.count > 0 && line.begins(with: seen.bytes)) && !meet(line) { continue }
            if isHidden { continue }
            append(line.part(seen.count, line.count))
            if out.count >= Self.writeSize { flush() }
            if isClosed { return }
        }
        flush()
    }

    @inline(__always)
    private func append(_ text: UnsafeRawBufferPointer) {
        if printsSafely ? text.isPlain : text.first(0x1B) == nil {
            out.append(shown.bytes, text)
        } else {
            out.append(shown.bytes)
            if printsSafely {
                LogText.appendForTerminal(text, keepsColour: format.color, to: &out)
            } else {
                LogText.appendWithoutColour(text, to: &out)
            }
            out.append(10)
        }
    }

    /// Prepares for records that begin like this one; `false` when it is none.
    private func meet(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let record = LogRecord(line) else { return false }
        seen.clear()
        seen.append(record.prefix)
        isHidden = !filter.accepts(record)
        guard !isHidden else { return true }
        shown.clear()
        switch format.time {
        case .none: break
        case .clock: addTime(clockText(record.time))
        case .full: addTime([UInt8](record.time))
        }
        let name = Sanitizer.escape(String(decoding: record.service, as: UTF8.self))
        let padded = name + String(repeating: " ", count: max(0, format.nameWidth - name.utf8.count))
        shown.append(palette.style(of: name).apply(to: padded, color: format.color) + " ")
        let bar = record.mark == .own ? "*" : "|"
        let style: Style = record.mark == .error ? .red : record.mark == .own ? .bold : .dim
        shown.append(style.apply(to: bar, color: format.color) + " ")
        return true
    }

    private func addTime(_ text: [UInt8]) {
        shown.append(Style.dim.apply(to: String(decoding: text, as: UTF8.self), color: format.color) + " ")
    }

    private func clockText(_ time: UnsafeRawBufferPointer) -> [UInt8] {
        let second = time.part(0, 19)
        if !second.elementsEqual(clock.second) {
            clock = ([UInt8](second), LogTime.seconds(second).map { LogTime.clock($0) } ?? [UInt8](second))
        }
        return clock.text
    }

    private func flush() {
        var done = 0
        while done < out.count && !isClosed {
            let part = out.bytes.part(done, out.count)
            let count = clinux_write(descriptor, part.baseAddress, UInt(part.count))
            if count >= 0 {
                done += count
                continue
            }
            switch clinux_errno() {
            case EINTR: continue
            case EAGAIN:
                // Somebody else set the reader's description to non-blocking.
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, -1)
            case EPIPE:
                hasLostReader = true
                isClosed = true
            default: isClosed = true
            }
        }
        out.clear(keeping: 2 * Self.writeSize)
    }
}

/// Which service has which colour: the same as long as the services are.
struct LogPalette {
    private static let styles: [Style] = [.cyan, .yellow, .green, .magenta, .blue, .red]
    private var order: [String: Int] = [:]

    init(_ services: [String]) { for service in services { _ = style(of: service) } }

    mutating func style(of service: String) -> Style {
        let place = order[service] ?? order.count
        order[service] = place
        return Self.styles[place % Self.styles.count]
    }
}
