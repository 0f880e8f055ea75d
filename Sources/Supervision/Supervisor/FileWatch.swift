import LinuxKernel
import Stack

/// Tells when one of a service's watched files has changed (inotify(7)).
///
/// Folders are watched with everything below them, but for hidden ones and those that tools fill by themselves; a
/// pattern's `*` and `?` are compared with the last part of a path.
final class FileWatch {
    private let events = FileEvents()
    private var folders: [Int32: String] = [:]
    /// Patterns for the files of a folder; empty for all.
    private var patterns: [String: [String]] = [:]

    /// Most folders watched for one service.
    private static let most = 4096
    private static let skipped: Set<String> = [
        "node_modules", "__pycache__", "target", "build", "dist", "venv", "vendor", "tmp", "log", "logs",
    ]
    private static let mask: FileEvents.Mask = [.closedAfterWriting, .made, .removed, .movedAway, .movedHere]

    /// - Parameter paths: files, folders or patterns, relative to `directory`.
    init(_ paths: [String], in directory: String) {
        for path in paths {
            let whole = Planner.path(directory, path)
            if FileBytes.status(whole)?.isDirectory ?? false {
                addTree(whole, [])
                continue
            }
            let slash = whole.lastIndex(of: "/") ?? whole.startIndex
            let name = String(whole[whole.index(after: slash)...])
            var folder = String(whole[..<slash])
            // `src/**/*.py` means every folder below `src`.
            let isDeep = folder.hasSuffix("/**") || folder.hasSuffix("/*")
            while folder.hasSuffix("/**") || folder.hasSuffix("/*") {
                folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
            }
            if isDeep { addTree(folder, [name]) } else { add(folder, [name]) }
        }
    }

    /// Readable, for poll(2), while `change()` may have something to tell.
    var descriptor: Int32 { events.descriptor }

    /// One path that has changed since the last call; `nil` when none did.
    func change() -> String? {
        var found: String?
        events.take { watch, mask, name in
            let name = String(outside: name)
            guard let folder = folders[watch], !name.hasSuffix("~") else { return }
            let wanted = patterns[folder] ?? []
            if mask.contains(.isFolder) {
                if name.hasPrefix(".") || Self.skipped.contains(name) { return }
                guard !mask.isDisjoint(with: [.made, .movedHere]) else { return }
                addTree("\(folder)/\(name)", wanted)
                // What was written there before we looked was told to nobody.
                let inside = FileBytes.names(in: "\(folder)/\(name)") ?? []
                found = found ?? inside.first { Self.counts($0, wanted) }
                return
            }
            // A new file counts once it has been written.
            if mask.contains(.made) { return }
            if Self.counts(name, wanted) { found = found ?? name }
        }
        return found
    }

    /// Whether a file of this name is watched; a hidden one only when it was asked for.
    private static func counts(_ name: String, _ patterns: [String]) -> Bool {
        patterns.isEmpty
            ? !name.hasPrefix(".")
            : patterns.contains { matches(name, $0) && (!name.hasPrefix(".") || $0.hasPrefix(".")) }
    }

    private func addTree(_ folder: String, _ names: [String]) {
        add(folder, names)
        for name in FileBytes.names(in: folder) ?? [] where !name.hasPrefix(".") && !Self.skipped.contains(name) {
            let path = "\(folder)/\(name)"
            if FileBytes.status(path)?.isDirectory ?? false { addTree(path, names) }
        }
    }

    private func add(_ folder: String, _ names: [String]) {
        guard folders.count < Self.most else { return }
        guard let watch = events.watch(folder, Self.mask) else { return }
        if folders[watch] != nil && (patterns[folder]?.isEmpty ?? true) { return }
        folders[watch] = folder
        patterns[folder] = names.isEmpty ? [] : (patterns[folder] ?? []) + names
    }

    /// Compares a name with a pattern of `*` and `?` (glob(7) without brackets).
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let name = Array(name.utf8)
        let pattern = Array(pattern.utf8)
        var (n, p, star, mark) = (0, 0, -1, 0)
        while n < name.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "?") || pattern[p] == name[n] {
                n += 1
                p += 1
            } else if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = p
                mark = n
                p += 1
            } else if star >= 0 {
                p = star + 1
                mark += 1
                n = mark
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
