import LinuxKernel
import Stack
import Supervision
import Terminal

/// The one line at the bottom of the screen: how many are ready, who is not, who is still to be waited for.
enum StatusLine {
    static func text(_ supervisor: Supervisor) -> String {
        let now = Clock.monotonic()
        let services = zip(supervisor.plan.services, supervisor.life.services).map { ($0.name, $1) }
        if supervisor.life.isGoingDown {
            let left = services.filter { $0.1.phase.isActive }.map { name, _ -> String in
                let place = supervisor.plan.services.firstIndex { $0.name == name } ?? 0
                guard let deadline = supervisor.stopDeadline(place) else { return name }
                return "\(name) (\(Int(max(0, deadline - now).rounded(.up))) s)"
            }
            return left.isEmpty ? "" : "stopping: \(list(left)); Ctrl-C again kills"
        }
        let ready = services.filter { $0.1.phase == .ready || $0.1.phase == .exited }.count
        let others = services.filter { $0.1.phase != .ready && $0.1.phase != .exited }
            .map { "\($0.0) \($0.1.phase.word)" }
        return "\(ready) of \(services.count) ready" + (others.isEmpty ? "" : "; \(list(others))")
    }

    private static func list(_ names: [String]) -> String {
        names.count <= 5
            ? names.joined(separator: ", ")
            : names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) more"
    }
}
