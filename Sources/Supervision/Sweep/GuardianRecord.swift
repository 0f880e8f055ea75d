package import Inventory
package import LinuxKernel

/// What a guardian has written down of its stack, for whoever comes when it has been killed.
///
/// Lines of words; those that are unknown are skipped, so that a newer guardian's record can still be used.
package struct GuardianRecord: Hashable, Sendable {
    package struct Service: Hashable, Sendable {
        package var id: ServiceID
        /// The leader, whose number is the session's.
        package var leader: ProcessIdentity
        package var stopSignal: Signal
        /// Seconds.
        package var grace: Double
        package var name: String

        package init(id: ServiceID, leader: ProcessIdentity, stopSignal: Signal, grace: Double, name: String) {
            self.id = id
            self.leader = leader
            self.stopSignal = stopSignal
            self.grace = grace
            self.name = name
        }
    }

    package var run: RunID
    package var guardian: ProcessIdentity
    package var supervisor: ProcessIdentity
    /// `/proc/sys/kernel/random/boot_id`, and where /proc/self/ns/pid leads: where the numbers mean these processes.
    package var boot: String?
    package var namespace: String?
    /// The folder of the stack's cgroup.
    package var cgroup: String?
    package var services: [Service]

    package init(
        run: RunID, guardian: ProcessIdentity, supervisor: ProcessIdentity, boot: String? = nil,
        namespace: String? = nil, cgroup: String? = nil, services: [Service] = []
    ) {
        self.run = run
        self.guardian = guardian
        self.supervisor = supervisor
        self.boot = boot
        self.namespace = namespace
        self.cgroup = cgroup
        self.services = services
    }

    /// Reads a record; `nil` when it is none, or lacks what every record has.
    package init?(_ text: String) {
        var run: RunID?
        var guardian: ProcessIdentity?
        var supervisor: ProcessIdentity?
        var services: [Service] = []
        var rest: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 1 else { continue }
            switch words[0] {
            case "run": run = RunID(words[1])
            case "guardian": guardian = Self.identity(words.dropFirst())
            case "supervisor": supervisor = Self.identity(words.dropFirst())
            case "service":
                guard let service = Self.service(words) else { return nil }
                services.append(service)
            default: rest[words[0]] = words[1]
            }
        }
        guard text.utf8.starts(with: "ostia-guardian ".utf8), let run, let guardian, let supervisor else { return nil }
        self.init(
            run: run, guardian: guardian, supervisor: supervisor, boot: rest["boot"], namespace: rest["namespace"],
            cgroup: rest["cgroup"].map(Self.decoded), services: services)
    }

    /// The record in a file; `nil` when there is none, or when it is somebody else's.
    package static func read(_ path: String) -> GuardianRecord? {
        guard let status = FileBytes.status(path), status.user == CurrentProcess.user else { return nil }
        return FileBytes.text(path).flatMap(GuardianRecord.init)
    }

    /// Whether its numbers mean processes that can be seen from here: the same boot, the same pid namespace.
    package func isValid(in proc: ProcFS = ProcFS()) -> Bool {
        let now = FileBytes.text("\(proc.root)/sys/kernel/random/boot_id")?.split(separator: "\n").first.map(
            String.init)
        if let boot, let now, boot != now { return false }
        guard let namespace, let here = FileBytes.link("\(proc.root)/self/ns/pid") else { return true }
        return namespace == here
    }

    private static func identity(_ words: ArraySlice<String>) -> ProcessIdentity? {
        guard words.count >= 2, let pid = Int32(words[words.startIndex]), pid >= 0,
            let start = UInt64(words[words.startIndex + 1])
        else { return nil }
        return ProcessIdentity(pid: pid, startTicks: start)
    }

    /// `service ID PID START SIGNAL MILLISECONDS NAME`.
    private static func service(_ words: [String]) -> Service? {
        guard words.count >= 6, let id = UInt32(words[1]), let leader = identity(words[2...3]), leader.pid > 1,
            let signal = Int32(words[4]), (1...64).contains(signal), let grace = UInt32(words[5])
        else { return nil }
        return Service(
            id: ServiceID(id), leader: leader, stopSignal: Signal(number: signal), grace: Double(grace) / 1000,
            name: words.count > 6 ? decoded(words[6]) : "")
    }

    /// Undoes the `%XX` of a name.
    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "%"), let hex = String(validating: rest.dropFirst().prefix(2), as: UTF8.self),
                hex.utf8.count == 2, let value = UInt8(hex, radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(outside: bytes[...])
    }
}
