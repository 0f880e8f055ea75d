import CLinux
package import LinuxKernel
package import Stack
import Synchronization

/// Takes in everything the services of a run write, and keeps it in the run's log.
///
/// The only path there is: services' pipes and terminals → this writer's thread → the log's files → whoever wants to
/// see them (`LogViewer`), each at its own speed. A terminal that stands still therefore stops no service. The thread
/// sleeps in epoll_wait(2) without a time while there is nothing to do.
///
/// Nothing is lost to a full disk: what cannot be written is kept, up to `LogLoop.mostHeld`, and tried again each second;
/// beyond that nothing more is read, so that services wait in their write(2).
package final class LogWriter: Sendable {
    /// Readable while there are events.
    package var descriptor: Int32 { events.descriptor }

    private let commands: Mailbox<LogCommand>
    private let events: Mailbox<LogEvent>
    private let counts: LogCounts
    private let ids = Atomic<Int>(0)
    private let thread: LogThread
    private let unwritten: Mutex<Int?>

    /// Starts writing the log of a run; the caller keeps the run open until after `close`.
    package convenience init(_ run: OpenRun) throws(SystemError) {
        try self.init(folder: run.folder.path, segmentSize: LogSegments.size, mostHeld: LogLoop.mostHeld)
    }

    init(folder: String, segmentSize: Int, mostHeld: Int) throws(SystemError) {
        let commands = try Mailbox<LogCommand>()
        let events = try Mailbox<LogEvent>()
        let counts = LogCounts()
        let poller = try EventPoll()
        let segments = try LogSegments(folder: folder, limit: segmentSize)
        self.commands = commands
        self.events = events
        self.counts = counts
        let loop = LogLoop(
            commands: commands, events: events, counts: counts, poller: poller, segments: segments, mostHeld: mostHeld)
        thread = try LogThread { loop.run() }
        unwritten = Mutex(nil)
    }

    deinit { _ = close() }

    /// What has happened since the last call.
    package func takeEvents() -> [LogEvent] { events.take() }

    /// Begins to read what a started service writes.
    ///
    /// - Parameters:
    ///   - service: as its records shall name it.
    ///   - out: the reading end of its pipe, or its terminal's master (pty(7)); it becomes the writer's, which closes it.
    ///     It may be in blocking mode, and stays as it is.
    ///   - error: the same for its standard error, where that has a pipe of its own.
    ///   - file: a file of its own, absolute, and when it is put aside.
    package func add(_ service: String, out: Int32, error: Int32? = nil, file: LogSpec = LogSpec()) -> LogFeed {
        let feed = LogFeed(id: ids.add(1, ordering: .relaxed).newValue)
        commands.put(.add(feed, service: service, out: out, error: error, file: file))
        return feed
    }

    /// A service has ended: what it wrote is still to be read.
    ///
    /// Ends in `LogEvent.finished`, when all its streams are at their end or `seconds` are over. A stream that another
    /// process holds on to is read on.
    package func finish(_ feed: LogFeed, within seconds: Double = 0.5) { commands.put(.finish(feed, seconds)) }

    /// Waits for a line of the service that holds a text; ends in `LogEvent.matched`, once.
    ///
    /// Only lines that come from now on are looked at; colour (ECMA-48 SGR) within them does not count.
    package func watch(_ service: String, for text: String) -> LogWatch {
        let watch = LogWatch(id: ids.add(1, ordering: .relaxed).newValue)
        commands.put(.watch(watch, service: service, text: text))
        return watch
    }

    package func unwatch(_ watch: LogWatch) { commands.put(.unwatch(watch)) }

    /// Passes on what a service writes, byte by byte, beginning with a line that has no end yet.
    ///
    /// - Parameter descriptor: a socket; it becomes the writer's. What it does not take at once is left out for it.
    package func tap(_ service: String, to descriptor: Int32) -> LogTap {
        let tap = LogTap(id: ids.add(1, ordering: .relaxed).newValue)
        commands.put(.tap(tap, service: service, descriptor))
        return tap
    }

    /// Passes on what is there to be read, then closes the tap's descriptor.
    package func untap(_ tap: LogTap) { commands.put(.untap(tap)) }

    /// A remark of Ostia's own; each of its lines becomes a record.
    package func say(_ service: String, _ text: String) { commands.put(.say(service: service, text: text)) }

    /// What each service has written, up to the last write to the log.
    package func counters() -> [String: LogCounters] { counts.all() }

    /// Takes in what is there to be read, writes it, and ends the thread. Unfinished lines are kept as they are.
    ///
    /// - Returns: bytes that could not be written (a full disk), 0 as a rule.
    @discardableResult
    package func close() -> Int {
        unwritten.withLock { unwritten in
            if let unwritten { return unwritten }
            commands.put(.close)
            thread.join()
            let lost = counts.unwritten()
            unwritten = lost
            return lost
        }
    }
}

/// What other threads ask of the writer's.
enum LogCommand: Sendable {
    case add(LogFeed, service: String, out: Int32, error: Int32?, file: LogSpec)
    case finish(LogFeed, Double)
    case watch(LogWatch, service: String, text: String)
    case unwatch(LogWatch)
    case tap(LogTap, service: String, Int32)
    case untap(LogTap)
    case say(service: String, text: String)
    case close
}

/// Numbers that the writer's thread leaves for others.
final class LogCounts: Sendable {
    private struct State {
        var services: [String: LogCounters] = [:]
        var unwritten = 0
    }
    private let state = Mutex(State())

    func add(_ service: String, lines: Int, bytes: Int) {
        state.withLock {
            $0.services[service, default: LogCounters()].lines += lines
            $0.services[service, default: LogCounters()].bytes += bytes
        }
    }

    func setUnwritten(_ bytes: Int) { state.withLock { $0.unwritten = bytes } }
    func all() -> [String: LogCounters] { state.withLock { $0.services } }
    func unwritten() -> Int { state.withLock { $0.unwritten } }
}
