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

    /// All processes, zombies among them.
    package static func all(_ proc: ProcFS) -> [ProcessSnapshot] {
        proc.processes().compactMap { pid in
            guard let stat = proc.stat(pid) else { return nil }
            var snapshot = ProcessSnapshot(pid: pid, stat: stat)
            if stat.isAlive, let bytes = FileBytes.read(proc.path(pid, "environ"), limit: 1 << 22) {
                snapshot.run = value(of: RunID.variable, in: bytes)
                if snapshot.run != nil {
                    snapshot.service = value(of: RunID.serviceVariable, in: bytes).flatMap { UInt32($0) }
                }
            }
            return snapshot
        }
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
