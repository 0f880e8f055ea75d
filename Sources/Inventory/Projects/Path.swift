/// Absolute paths taken apart as text; no file is looked at.
enum Path {
    /// The last component; empty for `/`.
    static func name(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// What is before the last component: `/` for `/a`, empty for a bare name.
    static func parent(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The path without `.`, `..`, double slashes and one at its end.
    static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            switch part {
            case ".": break
            case "..": if !parts.isEmpty { parts.removeLast() }
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// A path as seen from a directory, made absolute.
    static func resolve(_ path: String, in directory: String) -> String {
        normal(path.hasPrefix("/") ? path : "\(directory)/\(path)")
    }

    /// The directory itself, its parent, and so on up to `/`.
    static func ascending(_ directory: String, limit: Int) -> [String] {
        var out = [directory]
        while let last = out.last, last != "/", out.count < limit { out.append(parent(last)) }
        return out
    }
}
