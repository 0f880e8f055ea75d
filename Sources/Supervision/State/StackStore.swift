import CLinux
package import LinuxKernel
import Stack

/// The folders of every stack of this user.
package struct StackStore: Sendable {
    /// `$XDG_STATE_HOME/ostia`.
    package let state: String
    /// `$XDG_RUNTIME_DIR/ostia` or its stand-in.
    package let runtime: String

    package init(state: String, runtime: String) {
        self.state = state
        self.runtime = runtime
    }

    package func folders(_ id: String) -> StackFolders {
        StackFolders(state: "\(state)/stacks/\(id)", runtime: "\(runtime)/stacks/\(id)")
    }

    /// The record of one stack; `nil` when there never was one.
    package func record(_ id: String) throws(StackRecord.Unreadable) -> StackRecord? {
        guard let bytes = FileBytes.read("\(folders(id).state)/stack.json", limit: 1 << 16) else { return nil }
        return try StackRecord(bytes)
    }

    /// Every stack that was ever started here and can be read, by project and label.
    package func records() -> [StackRecord] {
        (FileBytes.names(in: "\(state)/stacks") ?? []).compactMap { try? record($0) }
            .sorted {
                ($0.identity.project, $0.identity.label, $0.identity.id) < (
                    $1.identity.project, $1.identity.label, $1.identity.id
                )
            }
    }

    package func write(_ record: StackRecord) throws(SystemError) {
        let folder = StateFolder(path: folders(record.identity.id).state)
        let lock = try folder.lock("stack.lock", seconds: 5)
        try folder.replace("stack.json", record.bytes, synced: false)
        lock.release()
    }

    /// Takes the right to run the stack; whoever has it holds the lock as long as it lives.
    ///
    /// - Returns: `nil` when another process runs it.
    package func claim(_ id: String) throws(SystemError) -> FileLock? {
        try lock("supervisor.lock", of: id, seconds: 0)
    }

    /// Takes the right to start or to end the stack, one at a time.
    ///
    /// Who starts it in the background lets the right to run it go before its stand-in has it; nobody may come between.
    ///
    /// - Returns: `nil` when another process does so longer than that.
    package func claimStart(_ id: String, seconds: Double) throws(SystemError) -> FileLock? {
        try lock("start.lock", of: id, seconds: seconds)
    }

    private func lock(_ name: String, of id: String, seconds: Double) throws(SystemError) -> FileLock? {
        do throws(SystemError) {
            return try StateFolder(path: folders(id).runtime).lock(name, seconds: seconds)
        } catch {
            if error.code == EWOULDBLOCK { return nil }
            throw error
        }
    }
}
