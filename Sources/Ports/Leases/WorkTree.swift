package import LinuxKernel

/// Which work tree a directory belongs to.
package enum WorkTree {
    /// The nearest directory upwards that holds `.git` (a folder in a clone, a file in a linked work tree or a
    /// submodule), else the directory itself.
    ///
    /// - Parameters:
    ///   - directory: a physical path, such as `/proc/self/cwd` names it.
    ///   - exists: whether there is something at a path.
    package static func top(of directory: String, exists: (String) -> Bool = FileBytes.exists) -> String {
        var candidate = directory[...]
        while true {
            if exists(candidate == "/" ? "/.git" : "\(candidate)/.git") { return String(candidate) }
            guard candidate != "/", let slash = candidate.lastIndex(of: "/") else { return directory }
            candidate = slash == candidate.startIndex ? "/" : candidate[..<slash]
        }
    }
}

extension StateFolder {
    /// `$XDG_STATE_HOME/ostia`, else `~/.local/state/ostia`; root without a home gets `/var/lib/ostia`.
    ///
    /// - Returns: `nil` when there is no place to keep anything. A relative path counts as none, as the XDG base
    ///   directory specification says.
    package static func ofUser(environment: [String: String], user: UInt32) -> StateFolder? {
        if let base = environment["XDG_STATE_HOME"], base.hasPrefix("/") { return StateFolder(path: "\(base)/ostia") }
        if let home = environment["HOME"], home.hasPrefix("/") {
            return StateFolder(path: home == "/" ? "/.local/state/ostia" : "\(home)/.local/state/ostia")
        }
        return user == 0 ? StateFolder(path: "/var/lib/ostia") : nil
    }
}
