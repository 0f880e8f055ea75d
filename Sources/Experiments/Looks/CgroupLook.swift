package import Diagnosis
import Inventory
package import LinuxKernel

/// What a process's cgroup says: frozen, out of memory, of which container or unit (cgroups(7)). Version 1 and 2, and both
/// side by side.
package struct CgroupLook {
    private let machine: Machine

    package init(_ machine: Machine) { self.machine = machine }

    /// - Returns: `nil` once the process is gone.
    package func cgroup(of pid: Int32) -> CgroupFact? {
        let paths = machine.proc.cgroups(pid)
        guard !paths.isEmpty else { return nil }
        let place = CgroupPlace(hierarchies: paths)
        return CgroupFact(
            path: path(paths), isFrozen: isFrozen(paths), outOfMemoryKills: kills(paths),
            container: place.container?.shortID, unit: place.unit, programs: programs(paths))
    }

    /// Programs are attached in version 2 alone, which is mounted by itself or beside version 1.
    private func programs(_ paths: [String: String]) -> Set<CgroupHook>? {
        guard let path = paths[""] else { return nil }
        for hierarchy in ["unified", nil] {
            guard let folder = folders(hierarchy, path).first else { continue }
            var found: Set<CgroupHook> = []
            var isReadable = false
            for hook in CgroupHook.allCases {
                guard let isAttached = CgroupPrograms.isAttached(hook.rawValue, to: folder) else { break }
                isReadable = true
                if isAttached { found.insert(hook) }
            }
            if isReadable { return found }
        }
        return nil
    }

    /// The path that says most: version 2's, unless all is told by version 1.
    private func path(_ paths: [String: String]) -> String {
        [paths[""], paths["name=systemd"], paths["memory"], paths["pids"]].compactMap { $0 }.first { $0 != "/" }
            ?? paths[""] ?? paths.values.sorted().first ?? "/"
    }

    /// A frozen ancestor freezes everything below it.
    private func isFrozen(_ paths: [String: String]) -> Bool {
        if let path = paths[""] {
            for folder in folders("unified", path) + folders(nil, path) {
                if FileBytes.text("\(folder)/cgroup.freeze")?.first == "1" { return true }
                if number("frozen", in: "\(folder)/cgroup.events") == 1 { return true }
            }
        }
        guard let path = controller("freezer", paths) else { return false }
        return folders("freezer", path).contains { folder in
            let state = FileBytes.text("\(folder)/freezer.state") ?? ""
            return state.hasPrefix("FROZEN") || state.hasPrefix("FREEZING")
        }
    }

    private func kills(_ paths: [String: String]) -> Int {
        if let path = paths[""] {
            for root in ["unified", nil] {
                if let own = folders(root, path).first, let kills = number("oom_kill", in: "\(own)/memory.events") {
                    return kills
                }
            }
        }
        guard let path = controller("memory", paths), let own = folders("memory", path).first else { return 0 }
        return number("oom_kill", in: "\(own)/memory.oom_control") ?? 0
    }

    /// Version 1 may mount several controllers together: `cpu,cpuacct`.
    private func controller(_ name: String, _ paths: [String: String]) -> String? {
        paths.first { $0.key.split(separator: ",").contains { $0 == name } }?.value
    }

    /// The group's folder and its ancestors', the innermost first, the root left out unless it is the group itself.
    private func folders(_ hierarchy: String?, _ path: String) -> [String] {
        let mount = "\(machine.root)/sys/fs/cgroup" + (hierarchy.map { "/\($0)" } ?? "")
        var out: [String] = []
        var parts = path.split(separator: "/")
        while !parts.isEmpty, out.count < 32 {
            out.append("\(mount)/\(parts.joined(separator: "/"))")
            parts.removeLast()
        }
        return out.isEmpty ? [mount] : out
    }

    /// `oom_kill 3`, a line of its own.
    private func number(_ name: String, in file: String) -> Int? {
        for line in (FileBytes.text(file) ?? "").split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == name { return Int(words[1]) }
        }
        return nil
    }
}
