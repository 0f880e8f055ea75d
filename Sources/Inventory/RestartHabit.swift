import LinuxKernel

/// What will start a process again when it ends.
package struct RestartHabit: Hashable, Sendable {
    /// `systemd`, `container` or `supervisor`.
    package var by: String
    /// The unit, container or program.
    package var name: String
    /// Its rule: `on-failure`, `always`, `unless-stopped`, `no` …; `nil` when it could not be read.
    package var policy: String?
    /// How often it has done so, where it counts.
    package var restarts: Int?
    /// The timer or socket units that start the unit.
    package var triggeredBy: String?

    package init(by: String, name: String, policy: String? = nil, restarts: Int? = nil, triggeredBy: String? = nil) {
        self.by = by
        self.name = name
        self.policy = policy
        self.restarts = restarts
        self.triggeredBy = triggeredBy
    }

    /// Reads `systemctl show`'s `KEY=value` lines.
    package init(unit: String, show text: String) {
        self.init(by: "systemd", name: unit)
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[1].isEmpty else { continue }
            switch parts[0] {
            case "Restart": policy = parts[1]
            case "NRestarts": restarts = Int(parts[1])
            case "TriggeredBy": triggeredBy = parts[1]
            default: break
            }
        }
    }

    /// Asks systemd about a unit; only its name when systemd does not run here.
    package static func ofUnit(_ unit: String, isUser: Bool, root: String) -> RestartHabit {
        guard FileBytes.exists("\(root)/run/systemd/system") else { return RestartHabit(by: "systemd", name: unit) }
        let scope = isUser ? ["--user"] : []
        let command = ["systemctl"] + scope + ["show", "-p", "Restart,NRestarts,TriggeredBy", "--", unit]
        let text = (try? Spawn.run(command, seconds: 2))?.text ?? ""
        return RestartHabit(unit: unit, show: text)
    }
}
