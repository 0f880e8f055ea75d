import CLinux
import LinuxKernel
import Stack

/// What the writer's thread does, and everything only it may touch.
final class LogLoop: @unchecked Sendable {
    /// Bytes that may wait for a disk before nothing more is read.
    static let mostHeld = 64 << 20
    /// Bytes of one read(2), four times what a pipe holds by default.
    private static let readSize = 256 << 10
    /// Bytes of records after which they are written, though more could be read.
    private static let writeSize = 256 << 10
    /// Seconds between two tries to write to a full disk.
    private static let retryTime = 1.0

    private let commands: Mailbox<LogCommand>
    private let events: Mailbox<LogEvent>
    private let counts: LogCounts
    private var poller: EventPoll
    private var segments: LogSegments
    private let mostHeld: Int

    /// Commands that were taken and not obeyed yet.
    private var waiting: [LogCommand] = []
    private var sources: [UInt64: LogSource] = [:]
    private var nextKey: UInt64 = 1
    private var feeds: [LogFeed: OpenFeed] = [:]
    private var watches = LogWatches()
    private var taps = LogTaps()
    private var clock = LogClock()
    private var input = ByteBuffer(capacity: LogLoop.readSize)
    /// Records that are not in the log yet.
    private var out = ByteBuffer(capacity: 2 * LogLoop.writeSize)
    private var stall: Stall?
    private var isOver = false

    private struct OpenFeed {
        var open: Set<UInt64>
        /// Monotonic seconds; `nil` while the service runs.
        var deadline: Double?
    }

    private struct Stall {
        let error: SystemError
        /// Seconds since 1970.
        let since: Int
        /// Monotonic seconds.
        var nextTry: Double
    }

    init(
        commands: Mailbox<LogCommand>, events: Mailbox<LogEvent>, counts: LogCounts, poller: consuming EventPoll,
        segments: consuming LogSegments, mostHeld: Int
    ) {
        self.commands = commands
        self.events = events
        self.counts = counts
        self.poller = poller
        self.segments = segments
        self.mostHeld = mostHeld
    }

    func run() {
        do throws(SystemError) {
            try poller.add(commands.descriptor, key: 0)
        } catch {
            events.put(.stalled(error))
            return
        }
        while !isOver {
            for key in wait() where !isOver {
                if key == 0 {
                    obeyAll()
                } else if let source = sources[key] {
                    read(source)
                    if out.count >= Self.writeSize { write() }
                }
            }
            if !waiting.isEmpty { obeyAll() }
            write()
            endFeeds()
        }
    }

    /// Waits for something to do; while too much is held back, for commands alone.
    private func wait() -> [UInt64] {
        let timeout = timeout()
        if out.count < mostHeld { return poller.wait(timeout) }
        var entry = pollfd(fd: commands.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, timeout) > 0 ? [0] : []
    }

    /// Milliseconds until a feed's time is over or a write is tried again; -1 when there is no such thing.
    private func timeout() -> Int32 {
        var next = stall?.nextTry
        for feed in feeds.values {
            if let deadline = feed.deadline { next = min(next ?? deadline, deadline) }
        }
        guard let next else { return -1 }
        return Int32(max(0, min(60_000, ((next - Clock.monotonic()) * 1000).rounded(.up))))
    }

    private func obeyAll() {
        waiting += commands.take()
        // One by one: what a command reads may add to them.
        while !waiting.isEmpty { obey(waiting.removeFirst()) }
    }

    /// Begins to look for texts that were asked for before what was just read was written.
    private func takeWatches() {
        for command in commands.take() {
            switch command {
            case .watch, .unwatch: obey(command)
            default: waiting.append(command)
            }
        }
    }

    private func obey(_ command: LogCommand) {
        switch command {
        case .add(let feed, let service, let out, let error, let file):
            let name = LogRecord.name(service)
            let own = file.file.map { ServiceLogFile(path: $0, maxSize: file.maxSize, keep: file.keep) }
            feeds[feed] = OpenFeed(open: [], deadline: nil)
            open(LogSource(feed, service, name, out, .out, file: own))
            if let error { open(LogSource(feed, service, name, error, .error, file: own)) }
        case .finish(let feed, let seconds):
            // A feed that is unknown has finished before.
            feeds[feed]?.deadline = Clock.monotonic() + seconds
        case .watch(let watch, let service, let text): watches.add(watch, LogRecord.name(service), text)
        case .unwatch(let watch): watches.remove(watch)
        case .tap(let tap, let service, let descriptor):
            let own = sources.values.filter { $0.service == service }
            taps.add(tap, service, descriptor, begin: own.map { [UInt8]($0.assembler.unfinished) })
        case .untap(let tap):
            for source in sources.values where source.service == taps.service(of: tap) { drain(source) }
            taps.remove(tap)
        case .say(let service, let text): say(service, text)
        case .close: finishAll()
        }
    }

    private func say(_ service: String, _ text: String) {
        clock.look()
        var assembler = LineAssembler(service: LogRecord.name(service), mark: .own)
        var text = text
        text.withUTF8 { assembler.feed(UnsafeRawBufferPointer($0), time: clock.text, to: &out) }
        assembler.end(time: clock.text, to: &out)
    }

    // MARK: Sources

    private func open(_ source: LogSource) {
        let key = nextKey
        nextKey += 1
        do throws(SystemError) {
            try poller.add(source.descriptor, key: key)
            source.key = key
            sources[key] = source
            feeds[source.feed]?.open.insert(key)
        } catch {
            // Something without readiness (a regular file, /dev/null), or no memory for it.
            say(source.service, "its output cannot be read: \(error)")
        }
    }

    /// One read: as epoll(7) says that it is readable, it does not wait, whatever mode the descriptor is in.
    private func read(_ source: LogSource) {
        input.clear()
        let got = input.read(source.descriptor, atMost: Self.readSize)
        guard got > 0 else {
            let code = clinux_errno()
            if got < 0 && (code == EINTR || code == EAGAIN) { return }
            // A terminal whose other side is closed says EIO (pty(7)).
            end(source)
            return
        }
        if commands.hasMail { takeWatches() }
        clock.look()
        let (start, lines) = (out.count, source.assembler.lines)
        source.assembler.feed(input.bytes, time: clock.text, to: &out)
        counts.add(source.service, lines: source.assembler.lines - lines, bytes: got)
        if !taps.isEmpty { taps.pass(input.bytes, of: source.service) }
        pass(source, from: start)
    }

    /// Hands new records to who waits for them.
    private func pass(_ source: LogSource, from start: Int) {
        let watched = watches.isWatched(source.name)
        guard out.count > start, watched || source.file != nil else { return }
        LogRecord.each(in: out.bytes.part(start, out.count)) { record in
            source.file?.append(record)
            if watched { for watch in watches.matched(source.name, record.text) { events.put(.matched(watch)) } }
        }
        if let error = source.file?.flush() { events.put(.fileFailed(service: source.service, error)) }
    }

    /// Keeps a line that has no newline yet.
    private func keepRest(_ source: LogSource) {
        clock.look()
        let (start, lines) = (out.count, source.assembler.lines)
        source.assembler.end(time: clock.text, to: &out)
        counts.add(source.service, lines: source.assembler.lines - lines, bytes: 0)
        pass(source, from: start)
    }

    private func end(_ source: LogSource) {
        keepRest(source)
        poller.remove(source.descriptor)
        sources[source.key] = nil
        feeds[source.feed]?.open.remove(source.key)
    }

    /// Reads what is there.
    private func drain(_ source: LogSource) {
        var entry = pollfd(fd: source.descriptor, events: Int16(POLLIN), revents: 0)
        // Bounded: somebody may go on writing for ever.
        for _ in 0..<1024 where sources[source.key] != nil && out.count < mostHeld && poll(&entry, 1, 0) > 0 {
            read(source)
            if out.count >= Self.writeSize { write() }
        }
    }

    private func endFeeds() {
        guard !feeds.isEmpty else { return }
        var now: Double?
        for (feed, state) in feeds {
            guard let deadline = state.deadline else { continue }
            if state.open.isEmpty {
                feeds[feed] = nil
                events.put(.finished(feed, isHeld: false))
                continue
            }
            let time = now ?? Clock.monotonic()
            now = time
            guard deadline <= time else { continue }
            for key in state.open { if let source = sources[key] { keepRest(source) } }
            feeds[feed] = nil
            write()
            events.put(.finished(feed, isHeld: true))
        }
    }

    private func finishAll() {
        for source in sources.values {
            drain(source)
            if sources[source.key] != nil { end(source) }
        }
        taps.removeAll()
        stall?.nextTry = 0
        write()
        counts.setUnwritten(out.count)
        isOver = true
    }

    // MARK: Writing

    private func write() {
        guard out.count > 0 else { return }
        if let stall, Clock.monotonic() < stall.nextTry { return }
        do throws(SystemError) {
            try segments.write(&out)
            guard let past = stall else { return }
            stall = nil
            events.put(.resumed)
            let time = String(decoding: LogTime.text(Double(past.since)), as: UTF8.self)
            say("ostia", "the log could not be written since \(time) (\(past.error)); nothing is lost")
            write()
        } catch {
            let nextTry = Clock.monotonic() + Self.retryTime
            if stall == nil {
                stall = Stall(error: error, since: Int(Clock.realtime()), nextTry: nextTry)
                events.put(.stalled(error))
            } else {
                stall?.nextTry = nextTry
            }
        }
    }
}
