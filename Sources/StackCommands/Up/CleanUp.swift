import Commands
import Endpoints
import LinuxKernel
import Stack
import Supervision

/// What is left of a stack after its end.
struct Receipt: Hashable, Sendable {
    var text: String
    var isClean: Bool
}

/// The end of a stack: the guardian goes, what escaped it is swept up, and what is left is counted.
struct CleanUp {
    let context: Context
    let folders: StackFolders
    let guardian: GuardianClient
    let loaded: LoadedStack
    let plan: StackPlan

    init(
        _ context: Context, _ folders: StackFolders, _ guardian: GuardianClient, _ loaded: LoadedStack,
        _ plan: StackPlan
    ) {
        self.context = context
        self.folders = folders
        self.guardian = guardian
        self.loaded = loaded
        self.plan = plan
    }

    func end(_ outcome: Supervisor.Outcome) -> Receipt {
        if !outcome.lostGuardian { letGuardianGo() }
        let record = GuardianRecord.read(folders.guardianRecord)
        let report = Sweep(record: record, match: .stack(folders.runName), adopts: true).end(longestGrace: 10)
        var left = report.survivors.map { "\($0.name) (pid \($0.process.pid))" }
        if let engine = loaded.engineInUse { left += ContainerSweep.run(loaded.identity, engine: engine).remains }
        return Self.receipt(left, ports())
    }

    private func letGuardianGo() {
        try? guardian.shutdown()
        let deadline = Clock.monotonic() + 15
        while Clock.monotonic() < deadline {
            guard let events = try? guardian.receive() else { return }
            if events.contains(.ended) || guardian.descriptor < 0 { return }
            Poll.readable(guardian.descriptor, seconds: max(0, deadline - Clock.monotonic()))
        }
        guardian.close()
    }

    /// The stack's ports that somebody still listens on.
    private func ports() -> [UInt16] {
        let rows = ListenerLook(context.machine).rows()
        let own = plan.services.filter { service in
            // A port that was used as it was found is not ours to close.
            !service.ports.isEmpty
        }
        return own.flatMap(\.ports).filter { port in
            rows.contains { $0.local.port == port.number }
        }.map(\.number)
    }

    static func receipt(_ survivors: [String], _ ports: [UInt16]) -> Receipt {
        let processes = survivors.isEmpty ? "0 processes" : "left: \(survivors.joined(separator: ", "))"
        let open = ports.isEmpty ? "0 ports left" : "still listening: \(ports.map(String.init).joined(separator: ", "))"
        return Receipt(text: "\(processes), \(open)", isClean: survivors.isEmpty && ports.isEmpty)
    }
}
