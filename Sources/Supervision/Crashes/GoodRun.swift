import Endpoints
import Inventory
import LinuxKernel
import Stack
import Terminal

/// How a service looked when it last became ready: what a crash is compared with.
///
/// Values of variables are kept as hashes, since they may be secret.
struct GoodRun: Hashable, Sendable {
    /// In seconds since 1970.
    var at: Double
    var command: String
    var ports: [String: UInt16]
    var variables: [String: String]

    init(_ service: PlannedService, at: Double) {
        self.at = at
        command = service.command
        ports = [:]
        for port in service.ports { ports[port.name] = port.number }
        variables = [:]
        for variable in service.environment {
            // Enough to tell that a value changed, too little to tell what it was.
            variables[variable.name] = String(StableHash.fnv1a(variable.value.utf8), radix: 16)
        }
    }

    var bytes: [UInt8] {
        let json: JSON = [
            "at": .double(at), "command": .string(command),
            "ports": .object(ports.sorted { $0.key < $1.key }.map { ($0.key, .int(Int($0.value))) }),
            "variables": .object(variables.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }),
        ]
        return json.encoded() + [10]
    }

    init?(_ bytes: [UInt8]) {
        guard let json = JSONValue(bytes), let at = json["at"]?.double, let command = json["command"]?.string else {
            return nil
        }
        self.at = at
        self.command = command
        ports = (json["ports"]?.object ?? [:]).compactMapValues { $0.int.flatMap { UInt16(exactly: $0) } }
        variables = (json["variables"]?.object ?? [:]).compactMapValues(\.string)
    }

    /// What differs between then and now, a line each.
    func changes(to now: PlannedService) -> [String] {
        let other = GoodRun(now, at: 0)
        var out: [String] = []
        if command != other.command { out.append("command: \(command) → \(other.command)") }
        for name in Set(ports.keys).union(other.ports.keys).sorted() where ports[name] != other.ports[name] {
            let (before, after) = (ports[name], other.ports[name])
            let shown = name.isEmpty ? "port" : "port \(name)"
            out.append("\(shown): \(before.map { "\($0)" } ?? "none") → \(after.map { "\($0)" } ?? "none")")
        }
        for name in Set(variables.keys).union(other.variables.keys).sorted()
        where variables[name] != other.variables[name] {
            if variables[name] == nil {
                out.append("variable \(name): new")
            } else {
                out.append("variable \(name): \(other.variables[name] == nil ? "gone" : "another value")")
            }
        }
        return out
    }
}

/// Files of a service's folder that were written since a time, the newest first.
enum ChangedFiles {
    private static let skipped: Set<String> = ["node_modules", "__pycache__", "target", "venv", "vendor", "dist"]

    /// - Parameters:
    ///   - most: how many to name.
    ///   - looks: how many entries to look at before giving up: a crash must not wait for a disk.
    static func since(_ time: Double, in folder: String, most: Int = 5, looks: Int = 5000) -> [String] {
        var found: [(name: String, time: Double)] = []
        var queue = [""]
        var left = looks
        while let part = queue.popLast(), left > 0 {
            for name in FileBytes.names(in: part.isEmpty ? folder : "\(folder)/\(part)") ?? [] {
                left -= 1
                guard left > 0 else { break }
                if name.hasPrefix(".") && name != ".env" || skipped.contains(name) { continue }
                let path = part.isEmpty ? name : "\(part)/\(name)"
                guard let status = FileBytes.status("\(folder)/\(path)") else { continue }
                // A link to a folder may lead back to where we are.
                if status.isDirectory && FileBytes.link("\(folder)/\(path)") != nil { continue }
                if status.isDirectory {
                    queue.append(path)
                } else if status.modified > time {
                    found.append((path, status.modified))
                }
            }
        }
        return found.sorted { $0.time > $1.time }.prefix(most).map(\.name)
    }
}
