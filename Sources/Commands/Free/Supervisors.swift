import Inventory
import Ports

/// Programs that start a process again when it ends, recognised among its parents by name.
enum Supervisors {
    private static let known: Set<String> = [
        "nodemon", "supervisord", "foreman", "overmind", "hivemind", "honcho", "goreman", "forever", "watchexec",
        "reflex", "air", "entr", "cargo-watch", "bacon", "modd", "watchmedo", "runsv", "s6-supervise", "circusd",
        "monit", "ts-node-dev", "node-dev", "tsx", "daphne-reload", "skaffold", "tilt",
    ]

    /// The nearest parent that restarts what it started; processes that are to be stopped themselves do not count.
    ///
    /// - Parameter variable: looks a name up in the process's environment.
    static func find(
        _ ancestors: [ProcessRecord], stopping: Set<Int32>, variable: (String) -> String?
    ) -> FreeSupervisor? {
        for parent in ancestors.prefix(8) where parent.pid > 1 && !stopping.contains(parent.pid) {
            guard let kind = kind(name: parent.name, arguments: parent.arguments) else { continue }
            let label = ProcessLabel(pid: parent.pid, name: kind)
            return FreeSupervisor(kind: kind, process: label, stop: stop(kind, parent.pid, variable))
        }
        return nil
    }

    /// What a process is among supervisors: by its kernel name, its program or the script its interpreter runs.
    static func kind(name: String, arguments: [String]) -> String? {
        if name.hasPrefix("PM2 v") || arguments.first?.hasPrefix("PM2 v") ?? false { return "pm2" }
        for word in [name] + arguments.prefix(2) {
            var base = word.split(separator: "/").last.map(String.init) ?? word
            for suffix in [".js", ".mjs", ".cjs", ".py", ".rb"] where base.hasSuffix(suffix) {
                base.removeLast(suffix.utf8.count)
            }
            if known.contains(base) { return base }
        }
        let base = arguments.first?.split(separator: "/").last.map(String.init) ?? name
        let interpreters = ["node", "bun", "deno"]
        // The interpreter's own options only: what follows the script is the script's.
        let options = arguments.dropFirst().prefix { $0.hasPrefix("-") }
        if interpreters.contains(base), options.contains(where: { $0 == "--watch" || $0.hasPrefix("--watch-path") }) {
            return "\(base) --watch"
        }
        return nil
    }

    private static func stop(_ kind: String, _ pid: Int32, _ variable: (String) -> String?) -> String {
        switch kind {
        case "pm2": variable("pm_id").flatMap { UInt32($0) }.map { "pm2 stop \($0)" } ?? "pm2 list"
        case "supervisord":
            variable("SUPERVISOR_PROCESS_NAME").flatMap(plain).map { "supervisorctl stop \($0)" }
                ?? "supervisorctl status"
        default: "kill \(pid)"
        }
    }

    /// A name that may be pasted into a shell.
    private static func plain(_ text: String) -> String? {
        let allowed = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [45, 46, 58, 95].contains(byte)
        }
        return allowed && !text.isEmpty && !text.hasPrefix("-") ? text : nil
    }
}
