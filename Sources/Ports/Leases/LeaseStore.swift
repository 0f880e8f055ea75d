import Endpoints
package import LinuxKernel

/// What is written down: leases, and ports given away without a name.
package struct LeaseRecords: Sendable {
    package var leases: [Lease] = []
    package var handedOut: [HandedOut] = []
    /// Lines of the registry that could not be read, and what stood in the file.
    package var damaged: [Int] = []
    fileprivate var raw: [UInt8] = []

    package init(leases: [Lease] = [], handedOut: [HandedOut] = []) {
        self.leases = leases
        self.handedOut = handedOut
    }

    package subscript(key: LeaseKey) -> Lease? { leases.first { $0.key == key } }
}

/// The files of the registry in the user's state folder.
package struct LeaseStore: Sendable {
    package let folder: StateFolder

    package init(_ folder: StateFolder) { self.folder = folder }

    static let leases = "leases"
    static let handedOut = "handed-out"
    static let lockName = "lock"
    static let damaged = "leases.damaged"

    /// The path people are told.
    package var path: String { "\(folder.path)/\(Self.leases)" }

    /// Reads without a lock: a file is always whole, since it is replaced in one step.
    package func read() throws(SystemError) -> LeaseRecords {
        var records = LeaseRecords()
        records.raw = try folder.read(Self.leases)
        (records.leases, records.damaged) = LeaseText.decode(records.raw)
        records.handedOut = HandedOutText.decode((try? folder.read(Self.handedOut)) ?? [])
        return records
    }

    /// Reads, changes and writes under the lock; what did not change is not written.
    package func change<Result>(_ body: (inout LeaseRecords) -> Result) throws(SystemError) -> Result {
        let lock = try folder.lock(Self.lockName)
        defer { lock.release() }
        let before = try read()
        var after = before
        let result = body(&after)
        if after.leases != before.leases {
            // What could not be understood is put aside, not thrown away.
            if !before.damaged.isEmpty { try folder.replace(Self.damaged, before.raw, synced: false) }
            try folder.replace(Self.leases, LeaseText.encode(after.leases), synced: true)
        }
        if after.handedOut != before.handedOut {
            // Not synced: after a crash of the machine nobody waits for these any more.
            try folder.replace(Self.handedOut, HandedOutText.encode(after.handedOut), synced: false)
        }
        return result
    }
}
