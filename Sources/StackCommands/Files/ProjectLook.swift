import LinuxKernel
import Stack

/// The files of a project that tell what could run there, for `ostia init` without another tool's file.
enum ProjectLook {
    /// Folders that are looked into, beside the project's own: enough for a project's parts, not for a heap of them.
    private static let mostFolders = 64
    /// Of a file that is longer, such as a lock file, the beginning has to do.
    private static let mostBytes = 1 << 18

    /// Texts by path relative to `folder`: what `ProjectProposal.wanted` names, there and one level below.
    static func files(in folder: String) -> [String: String] {
        var found: [String: String] = [:]
        let below = (FileBytes.names(in: folder) ?? []).sorted().filter { name in
            !name.hasPrefix(".") && name != "node_modules"
                && FileBytes.status("\(folder)/\(name)")?.isDirectory ?? false
        }
        for place in [""] + Array(below.prefix(mostFolders)) {
            let prefix = place.isEmpty ? "" : "\(place)/"
            var names: [String]?
            for wanted in ProjectProposal.wanted {
                guard wanted.hasSuffix("*") else {
                    add(prefix + wanted, folder, &found)
                    continue
                }
                let all = names ?? FileBytes.names(in: "\(folder)/\(place)") ?? []
                names = all
                for name in all.sorted() where name.hasPrefix(wanted.dropLast()) {
                    add(prefix + name, folder, &found)
                }
            }
        }
        return found
    }

    private static func add(_ path: String, _ folder: String, _ found: inout [String: String]) {
        guard let status = FileBytes.status("\(folder)/\(path)"), !status.isDirectory else { return }
        if let text = FileBytes.text("\(folder)/\(path)", limit: mostBytes) { found[path] = text }
    }
}
