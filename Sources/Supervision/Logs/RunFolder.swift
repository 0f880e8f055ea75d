import CLinux
package import LinuxKernel
import Synchronization

/// Where one run of a stack keeps its log and what became of it: `STATE/stacks/ID/runs/NUMBER`.
package struct RunFolder: Hashable, Sendable {
    package let path: String
    package let number: Int

    package init(path: String, number: Int) {
        self.path = path
        self.number = number
    }

    /// The numbers of the log's files, in order.
    func segments() -> [Int] {
        let names = FileBytes.names(in: path) ?? []
        return names.compactMap { $0.hasPrefix("log.") ? Int($0.dropFirst(4)) : nil }.sorted()
    }

    func segment(_ number: Int) -> String { LogSegments.path(path, number) }

    /// Bytes of all its files.
    func size() -> Int {
        (FileBytes.names(in: path) ?? []).reduce(0) { $0 + (FileBytes.status("\(path)/\($1)")?.size ?? 0) }
    }

    /// Whether its writer lives: it holds the lock (flock(2)) until its end, however that comes.
    package func isRunning() -> Bool {
        let descriptor = clinux_open("\(path)/\(Self.lockName)", O_RDONLY | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && clinux_errno() == EWOULDBLOCK
    }

    static let lockName = "lock"

    func remove() {
        for name in FileBytes.names(in: path) ?? [] { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}

/// All runs of a stack that are kept.
package struct RunStore: Sendable {
    /// Runs that are kept, the new one among them.
    package static let mostRuns = 10
    /// Bytes that all runs before the new one may fill.
    package static let mostBytes = 1 << 30

    package let path: String

    /// - Parameter path: `StackFolders.runs`.
    package init(path: String) { self.path = path }

    /// The runs, oldest first.
    package func all() -> [RunFolder] {
        (FileBytes.names(in: path) ?? []).compactMap { Int($0) }.filter { $0 > 0 }.sorted().map { run($0) }
    }

    /// The run of a number, whether there is one or not.
    package func run(_ number: Int) -> RunFolder { RunFolder(path: "\(path)/\(number)", number: number) }

    /// Begins a run: removes what is too old or too much, and takes the next number.
    ///
    /// - Throws: why there can be no folder, such as `ENOSPC` or `EACCES`.
    package func begin(_ record: RunRecord) throws(SystemError) -> OpenRun {
        removeOld()
        var number = (all().last?.number ?? 0) + 1
        try StateFolder(path: path).makeFolder()
        // mkdir(2) gives a number to one alone.
        while mkdir(run(number).path, 0o700) != 0 {
            guard clinux_errno() == EEXIST, number < Int.max else { throw SystemError("mkdir", run(number).path) }
            number += 1
        }
        return try OpenRun(run(number), record)
    }

    /// Never removes a run whose writer lives.
    func removeOld(mostRuns: Int = RunStore.mostRuns, mostBytes: Int = RunStore.mostBytes) {
        var runs = all()
        var bytes = runs.map { $0.size() }
        var total = bytes.reduce(0, +)
        var i = 0
        while i < runs.count, runs.count >= mostRuns || total > mostBytes {
            if runs[i].isRunning() {
                i += 1
                continue
            }
            runs[i].remove()
            total -= bytes[i]
            runs.remove(at: i)
            bytes.remove(at: i)
        }
    }
}

/// A run that goes on: it holds the run's lock, and keeps `run.json` up to date.
package final class OpenRun: Sendable {
    package let folder: RunFolder
    private let lock: RunLock

    init(_ folder: RunFolder, _ record: RunRecord) throws(SystemError) {
        self.folder = folder
        lock = try RunLock("\(folder.path)/\(RunFolder.lockName)")
        try write(record)
    }

    /// Replaces `run.json`.
    package func write(_ record: RunRecord) throws(SystemError) {
        let bytes = record.encoded(number: folder.number)
        try StateFolder(path: folder.path).replace(RunRecord.fileName, bytes, synced: false)
    }

    /// Lets the run go: whoever follows its log then comes to its end.
    package func end() { lock.release() }
}

/// Held until it goes, or the process does. Its file is open for writing, so that its closing wakes who follows the run
/// (inotify(7), `IN_CLOSE_WRITE`).
private final class RunLock: Sendable {
    private let descriptor: Int32
    private let isReleased = Atomic<Bool>(false)

    init(_ path: String) throws(SystemError) {
        descriptor = clinux_open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("open", path) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw SystemError("flock", path) }
    }

    deinit { release() }

    func release() {
        guard !isReleased.exchange(true, ordering: .relaxed) else { return }
        // Not by closing alone: a child that is just being started has a copy until its exec, and the lock with it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
