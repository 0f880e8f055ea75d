import CLinux

/// User names by id, from `/etc/passwd`; an id it does not hold is shown as its number.
///
/// getpwuid(3) is avoided: it loads name service modules, which costs milliseconds and fails in a static executable.
package struct Users: Sendable {
    private let names: [UInt32: String]
    private let ids: [String: UInt32]

    package init(passwd: String = "/etc/passwd") {
        self.init(text: FileBytes.text(passwd) ?? "")
    }

    package init(text: String) {
        var names: [UInt32: String] = [:]
        var ids: [String: UInt32] = [:]
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count >= 3, let id = UInt32(fields[2]) else { continue }
            // The first entry of an id is the one getpwuid(3) would give.
            if names[id] == nil { names[id] = String(fields[0]) }
            ids[String(fields[0])] = id
        }
        self.names = names
        self.ids = ids
    }

    /// The user's name, or the number as text.
    package func name(_ id: UInt32) -> String { names[id] ?? "\(id)" }

    /// The id of a name or of a number as text.
    package func id(_ name: String) -> UInt32? { ids[name] ?? UInt32(name) }
}
