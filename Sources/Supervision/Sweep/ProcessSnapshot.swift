package import Inventory
package import LinuxKernel

/// One process as a sweep sees it.
package struct ProcessSnapshot: Hashable, Sendable {
    package var pid: Int32
    package var stat: ProcessStat
    /// `OSTIA_RUN` and `OSTIA_SERVICE_ID` of its environment, where that may be read.
    package var run: String?
    package var service: UInt32?

    package init(pid: Int32, stat: ProcessStat, run: String? = nil, service: UInt32? = nil) {
        self.pid = pid
        self.stat = stat
        self.run = run
        self.service = service
    }

    package var identity: ProcessIdentity { ProcessIdentity(pid: pid, startTicks: stat.startTicks) }
}

/// Reads all processes again and again. What was seen before is not asked for its environment a second time, so that a
/// later look takes a millisecond: who hops from one short-lived process to the next is seen on its way.
struct SnapshotReader {
    private let proc: ProcFS
    private var known: [Int32: ProcessSnapshot] = [:]

    init(_ proc: ProcFS) { self.proc = proc }

    /// All processes, zombies among them, newest first.
    ///
    /// - Parameter visit: gets each living one as soon as it is read.
    mutating func all(_ visit: (ProcessSnapshot) -> Void = { _ in }) -> [ProcessSnapshot] {
        var list: [ProcessSnapshot] = []
        for pid in proc.processes() {
            guard let stat = proc.stat(pid) else { continue }
            var snapshot = ProcessSnapshot(pid: pid, stat: stat)
            if let before = known[pid], before.stat.startTicks == stat.startTicks {
                (snapshot.run, snapshot.service) = (before.run, before.service)
            } else if stat.isAlive {
                read(&snapshot)
            }
            if stat.isAlive { visit(snapshot) }
            list.append(snapshot)
        }
        return list
    }

    private mutating func read(_ snapshot: inout ProcessSnapshot) {
        // Empty while it executes a new program, and for a kernel thread; foreign users' cannot be read.
        guard let bytes = FileBytes.read(proc.path(snapshot.pid, "environ"), limit: 1 << 22), !bytes.isEmpty else {
            return
        }
        snapshot.run = Self.value(of: RunID.variable, in: bytes)
        if snapshot.run != nil {
            snapshot.service = Self.value(of: RunID.serviceVariable, in: bytes).flatMap { UInt32($0) }
        }
        known[snapshot.pid] = snapshot
    }

    /// A variable's value in the zero-separated entries of an environment.
    static func value(of name: String, in bytes: [UInt8]) -> String? {
        let mark = Array("\(name)=".utf8)
        return bytes.withUnsafeBytes { all in
            var start = 0
            while start < all.count {
                let end = all[start...].firstIndex(of: 0) ?? all.count
                if end - start >= mark.count, all[start..<(start + mark.count)].elementsEqual(mark) {
                    return String(outside: UnsafeRawBufferPointer(rebasing: all[(start + mark.count)..<end]))
                }
                start = end + 1
            }
            return nil
        }
    }
}
