package import Endpoints
package import LinuxKernel

/// Whom a lease belongs to.
package struct LeaseKey: Hashable, Sendable {
    /// The physical path of the work tree's top level.
    package var project: String
    package var service: String
    package var transport: Transport

    package init(project: String, service: String, transport: Transport = .tcp) {
        self.project = project
        self.service = service
        self.transport = transport
    }

    /// A number that depends on the key alone and is spread over 64 bits, so that a work tree finds the same port again
    /// even when the registry is lost (FNV-1a, then the finalizer of SplitMix64: FNV alone leaves neighbours close).
    package var seed: UInt64 {
        var hash = StableHash.fnv1a("\(project)\u{0}\(service)\u{0}\(transport.rawValue)".utf8)
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }
}

/// A port promised to a service of a work tree.
package struct Lease: Hashable, Sendable {
    package var key: LeaseKey
    package var port: UInt16
    /// When it was made, in whole seconds since 1970.
    package var since: Int

    package init(_ key: LeaseKey, port: UInt16, since: Int) {
        self.key = key
        self.port = port
        self.since = since
    }
}

/// A port given away without a name: kept from others for a while, or as long as a process lives.
package struct HandedOut: Hashable, Sendable {
    package var port: UInt16
    package var transport: Transport
    /// When, in whole seconds since 1970.
    package var time: Int
    /// Whom for; 0 when nobody in particular.
    package var pid: Int32
    /// The process's start in clock ticks after boot, which tells it from a later one of the same number.
    package var startTicks: UInt64

    package init(_ port: UInt16, _ transport: Transport, time: Int, pid: Int32 = 0, startTicks: UInt64 = 0) {
        self.port = port
        self.transport = transport
        self.time = time
        self.pid = pid
        self.startTicks = startTicks
    }

    /// How long a port stays out of other answers, in seconds: long enough for its program to start and bind.
    package static let memory = 60

    /// Whether it still counts. A time in the future is as old as one in the past: clocks are set back.
    package func isCurrent(now: Int, isAlive: (_ pid: Int32, _ startTicks: UInt64) -> Bool) -> Bool {
        abs(now - time) < Self.memory || (pid != 0 && isAlive(pid, startTicks))
    }
}

extension ProcFS {
    /// Whether the very process still runs: not gone, no zombie, no other one with its number.
    package func isAlive(_ pid: Int32, startTicks: UInt64) -> Bool {
        stat(pid).map { $0.isAlive && $0.startTicks == startTicks } ?? false
    }
}
