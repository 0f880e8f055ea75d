import CLinux
import LinuxKernel

/// Reads a run's log while it grows or long after, at its own speed.
///
/// Follows by inotify(7) on the run's folder, in the writer's process as in any other: no polling, and a look is due
/// within the millisecond of a write. Not for two threads at once.
package final class LogViewer {
    /// What a call of `next` found.
    package enum Progress: Hashable, Sendable {
        case records
        /// There is nothing more yet: `wait`.
        case caughtUp
        /// The run is over and everything was given.
        case ended
    }

    private let run: RunFolder
    private let changes: FolderChanges
    private let reader: SegmentReader
    private var isOver = false

    /// - Parameters:
    ///   - last: begin with so many of the records that `filter` accepts; `nil` means with all.
    ///   - filter: only decides where to begin; it does not hold records back.
    package init(_ run: RunFolder, last: Int? = nil, filter: LogFilter = LogFilter()) {
        self.run = run
        // Before the first look, so that nothing falls between the two.
        changes = FolderChanges(run.path)
        reader = SegmentReader(run, LogPosition.begin(run, last: last, filter: filter))
    }

    /// Readable when the log may have grown; -1 where the kernel has no watch to give.
    package var changeDescriptor: Int32 { changes.descriptor }

    /// Gives the next records, as many as one read finds: whole lines, good only within `body`.
    package func next(_ body: (UnsafeRawBufferPointer) -> Void) -> Progress {
        if reader.next(body) { return .records }
        if isOver { return reader.rest(body) ? .records : .ended }
        if run.isRunning() { return .caughtUp }
        // It may have written between the read and its end.
        isOver = true
        return next(body)
    }

    /// Waits until the log may have grown.
    ///
    /// - Parameters:
    ///   - seconds: how long at most; `nil` means for ever.
    ///   - others: descriptors whose readiness ends the wait as well.
    package func wait(_ seconds: Double? = nil, others: [Int32] = []) { changes.wait(seconds, others: others) }
}

/// Tells when something in a folder was written, made or closed (inotify(7)).
final class FolderChanges {
    private let events = FileEvents()
    /// -1 where there is no watch to be had: then it looks ten times a second.
    let descriptor: Int32
    /// Looks that are still due shortly after a file was closed: its lock is let go a moment later.
    private var looksAfterClose = 0

    init(_ folder: String) {
        let isWatched = events.watch(folder, [.written, .made, .closedAfterWriting]) != nil
        descriptor = isWatched ? events.descriptor : -1
    }

    func wait(_ seconds: Double?, others: [Int32]) {
        var entries = ([descriptor] + others).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var milliseconds = seconds.map { Int32(max(0, min($0 * 1000, 3_600_000)).rounded(.up)) } ?? -1
        if looksAfterClose > 0 { milliseconds = milliseconds < 0 ? 5 : min(milliseconds, 5) }
        if descriptor < 0 { milliseconds = milliseconds < 0 ? 100 : min(milliseconds, 100) }
        looksAfterClose = max(0, looksAfterClose - 1)
        guard poll(&entries, nfds_t(entries.count), milliseconds) > 0, entries[0].revents != 0 else { return }
        events.take { _, mask, _ in if mask.contains(.closedAfterWriting) { looksAfterClose = 10 } }
    }
}
