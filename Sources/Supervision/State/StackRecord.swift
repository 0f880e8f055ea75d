package import Inventory
package import LinuxKernel
package import Stack
import Terminal

/// What is known of a stack on the disk: which one, and who runs it.
package struct StackRecord: Hashable, Sendable {
    package var identity: StackIdentity
    /// The stack file; `nil` for `ostia run`.
    package var file: String?
    /// The supervisor's pid, 0 when none runs it.
    package var supervisor: Int32
    /// The supervisor's start in clock ticks after boot, which tells it from a later process of the same number.
    package var startTicks: UInt64
    /// When it was started last, in seconds since 1970.
    package var startedAt: Double
    /// The cookie that every process of the run carries in `OSTIA_RUN`.
    package var run: String
    /// Names of the containers it may have started, and with which program; they outlive their supervisor.
    package var containerProgram: String?

    package init(
        identity: StackIdentity, file: String?, supervisor: Int32 = 0, startTicks: UInt64 = 0, startedAt: Double = 0,
        run: String = "", containerProgram: String? = nil
    ) {
        self.identity = identity
        self.file = file
        self.supervisor = supervisor
        self.startTicks = startTicks
        self.startedAt = startedAt
        self.run = run
        self.containerProgram = containerProgram
    }

    /// The format's number; a record of a later one is not touched.
    package static let version = 1

    package var bytes: [UInt8] {
        let json: JSON = [
            "version": .int(Self.version), "project": .string(identity.project),
            "work_tree": .string(identity.workTree),
            "label": .string(identity.label), "id": .string(identity.id), "file": .string(orNull: file),
            "supervisor": .int(Int(supervisor)), "start_ticks": .string(String(startTicks)),
            "started_at": .double(startedAt), "run": .string(run), "containers": .string(orNull: containerProgram),
        ]
        return json.encoded() + [10]
    }

    /// Why a record cannot be read.
    package enum Unreadable: Error, Hashable, Sendable {
        case damaged
        /// Written by a later version of Ostia; which.
        case newer(Int)
    }

    package init(_ bytes: [UInt8]) throws(Unreadable) {
        guard let json = JSONValue(bytes), let version = json["version"]?.int else { throw .damaged }
        guard version <= Self.version else { throw .newer(version) }
        guard let project = json["project"]?.string, let workTree = json["work_tree"]?.string,
            let id = json["id"]?.string
        else { throw .damaged }
        self.init(
            identity: StackIdentity(
                project: project, workTree: workTree, label: json["label"]?.string ?? "", id: id),
            file: json["file"]?.string, supervisor: Int32(clamping: json["supervisor"]?.int ?? 0),
            startTicks: json["start_ticks"]?.string.flatMap { UInt64($0) } ?? 0,
            startedAt: json["started_at"]?.double ?? 0, run: json["run"]?.string ?? "",
            containerProgram: json["containers"]?.string)
    }

    /// Whether the supervisor it names still runs.
    package func isRunning(_ proc: ProcFS) -> Bool {
        guard supervisor > 0, let stat = proc.stat(supervisor) else { return false }
        return stat.isAlive && stat.startTicks == startTicks
    }
}

extension JSONValue {
    package var double: Double? { if case .number(let value) = self { value } else { nil } }
}
