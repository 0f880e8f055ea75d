import CGuardian

/// What the guardian tells.
package enum GuardianEvent: Hashable, Sendable {
    /// The first event. `startTicks` is field 22 of /proc/PID/stat, as everywhere.
    case hello(version: UInt32, pid: Int32, startTicks: UInt64)
    case spawned(ServiceID, pid: Int32, startTicks: UInt64)
    case failed(ServiceID, SpawnFailure)
    /// The leader has ended; others of its service may live on.
    case exited(ServiceID, LeaderExit)
    /// Nothing of the service is left: no process of its session, none that came from it. `killed` of them needed SIGKILL.
    case emptied(ServiceID, killed: Int)
    /// These did not die of SIGKILL within four seconds: another user's, or stuck in the kernel. `emptied` may still follow.
    case survivors(ServiceID, [GuardedProcess])
    /// All is over and the guardian goes; after a shutdown only.
    case finished(survivors: [GuardedProcess])
    /// The guardian's end of the socket is closed. Without `finished` before, it was killed: `Sweep` must end the rest.
    case ended

    /// Reads a frame, from its kind on; `nil` for one that is unknown or too short.
    package init?(_ frame: ArraySlice<UInt8>) {
        guard let kind = frame.first else { return nil }
        var reader = FrameReader(frame.dropFirst())
        guard let event = Self.read(cguardian_message(UInt32(kind)), &reader) else { return nil }
        self = event
    }

    private static func read(_ kind: cguardian_message, _ reader: inout FrameReader) -> GuardianEvent? {
        guard let first = reader.u32() else { return nil }
        let id = ServiceID(first)
        switch kind {
        case CGUARDIAN_HELLO:
            guard let pid = reader.i32(), let start = reader.u64() else { return nil }
            return .hello(version: first, pid: pid, startTicks: start)
        case CGUARDIAN_SPAWNED:
            guard let pid = reader.i32(), let start = reader.u64() else { return nil }
            return .spawned(id, pid: pid, startTicks: start)
        case CGUARDIAN_FAILED:
            guard let code = reader.i32(), let stage = reader.u32() else { return nil }
            return .failed(id, SpawnFailure(code: code, stage: SpawnFailure.Stage(rawValue: stage) ?? .exec))
        case CGUARDIAN_EXITED:
            guard let status = reader.i32(), let memory = reader.u64(), let user = reader.u64(),
                let system = reader.u64()
            else { return nil }
            return .exited(
                id,
                LeaderExit(
                    status: WaitStatus(status), peakMemory: memory, userSeconds: Double(user) / 1e6,
                    systemSeconds: Double(system) / 1e6))
        case CGUARDIAN_EMPTIED: return reader.u32().map { .emptied(id, killed: Int($0)) }
        case CGUARDIAN_SURVIVORS:
            guard let count = reader.u32() else { return nil }
            return processes(count, &reader, of: id).map { .survivors(id, $0) }
        case CGUARDIAN_FINISHED: return processes(first, &reader, of: nil).map { .finished(survivors: $0) }
        default: return nil
        }
    }

    private static func processes(_ count: UInt32, _ reader: inout FrameReader, of service: ServiceID?)
        -> [GuardedProcess]?
    {
        var list: [GuardedProcess] = []
        for _ in 0..<count {
            guard let id = service ?? reader.u32().map(ServiceID.init), let pid = reader.i32(),
                let start = reader.u64(), let name = reader.text()
            else { return nil }
            list.append(GuardedProcess(service: id, pid: pid, startTicks: start, name: name))
        }
        return list
    }
}

/// A process of a service.
package struct GuardedProcess: Hashable, Sendable {
    package var service: ServiceID
    package var pid: Int32
    package var startTicks: UInt64
    /// What it calls itself, at most 15 bytes, from outside: escape it.
    package var name: String

    package init(service: ServiceID, pid: Int32, startTicks: UInt64, name: String) {
        self.service = service
        self.pid = pid
        self.startTicks = startTicks
        self.name = name
    }
}

/// Why a service could not be started.
package struct SpawnFailure: Hashable, Sendable {
    package enum Stage: UInt32, Hashable, Sendable {
        case exec, folder, terminal, streams, fork, request
    }

    /// `errno` (errno(3)).
    package var code: Int32
    package var stage: Stage

    package init(code: Int32, stage: Stage) {
        self.code = code
        self.stage = stage
    }
}

/// How a leader ended and what it used, with those of its children that it waited for (getrusage(2)).
package struct LeaderExit: Hashable, Sendable {
    package var status: WaitStatus
    /// The most memory that one of them had resident, in KiB.
    package var peakMemory: UInt64
    package var userSeconds: Double
    package var systemSeconds: Double

    package init(status: WaitStatus, peakMemory: UInt64 = 0, userSeconds: Double = 0, systemSeconds: Double = 0) {
        self.status = status
        self.peakMemory = peakMemory
        self.userSeconds = userSeconds
        self.systemSeconds = systemSeconds
    }
}
