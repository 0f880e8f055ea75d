import LinuxKernel
import Stack

/// Removes containers that are left of a stack: an engine's daemon keeps them alive, not we.
struct ContainerSweep {
    /// Names of those that were there and are gone now.
    var removed: [String] = []
    /// Names of those that are still there.
    var left: [String] = []
    /// Why the engine could not be asked; `nil` when it was.
    var trouble: String?
    /// Whether there is no such program at all, and so nothing that it could have left.
    var hasNoEngine = false

    /// In seconds; an engine that hangs must not hold up the end of a stack.
    private static let patience = 10.0

    static func run(_ identity: StackIdentity, engine: String) -> ContainerSweep {
        let command = ContainerCommand(engine: engine, stack: identity)
        var sweep = ContainerSweep()
        let found = sweep.list(command)
        guard !found.isEmpty else { return sweep }
        _ = try? Spawn.run(command.remove(found), seconds: 2 * patience)
        sweep.left = sweep.list(command)
        if sweep.trouble != nil { sweep.left = found }
        sweep.removed = found.filter { !sweep.left.contains($0) }
        return sweep
    }

    /// For a receipt: what is left, or that nobody can tell.
    var remains: [String] {
        if !left.isEmpty { return left.map { "container \($0)" } }
        return hasNoEngine ? [] : trouble.map { ["perhaps containers (\($0))"] } ?? []
    }

    private mutating func list(_ command: ContainerCommand) -> [String] {
        do throws(SystemError) {
            let listed = try Spawn.run(command.list, seconds: Self.patience)
            if listed.succeeded { return listed.text.split(whereSeparator: \.isNewline).map(String.init) }
            trouble =
                listed.timedOut
                ? "\(command.engine) does not answer within \(Int(Self.patience)) s"
                : ContainerRefusal(listed.complaint.isEmpty ? [] : [listed.complaint], engine: command.engine).message
        } catch {
            hasNoEngine = error.isMissing
            trouble = hasNoEngine ? "\(command.engine) is not installed" : "\(command.engine): \(error)"
        }
        return []
    }
}
