import CLinux

/// A process's folder, held open: what is asked of one process costs a shorter walk below it, and stays with the
/// process even when its number comes round.
package final class ProcessVisit {
    package let pid: Int32
    let folder: Int32

    /// `nil` once the process is gone.
    package init?(_ pid: Int32, _ proc: ProcFS) {
        self.pid = pid
        folder = clinux_open("\(proc.root)/\(pid)", clinux_o_path | O_DIRECTORY | O_CLOEXEC, 0)
        if folder < 0 { return nil }
    }

    deinit { close(folder) }

    /// Whether a descriptor still refers to the socket it did: one readlink, and the proof that makes memory usable.
    package func holds(_ holder: SocketHolder) -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { link in
            guard let base = link.baseAddress else { return false }
            let length = readlinkat(folder, "fd/\(holder.fd)", base, 64)
            return ProcFS.socketInode(base, length) == holder.inode
        }
    }
}

/// The facts a listing shows of every owner.
package struct ListedFacts: Sendable {
    package let pid: Int32
    package let stat: ProcessStat?
    package let arguments: [String]
    package let executable: (path: String, isDeleted: Bool)?
    package let workingDirectory: String?

    package init(_ visit: ProcessVisit) {
        pid = visit.pid
        let folder = visit.folder
        stat = FileBytes.read(at: folder, "stat", isOneRecord: true).flatMap { ProcessStat($0) }
        arguments =
            FileBytes.read(at: folder, "cmdline", limit: ProcFS.longestCommandLine, isOneRecord: true)
            .map(ProcFS.strings) ?? []
        executable = FileBytes.link(at: folder, "exe").map(ProcFS.executable)
        workingDirectory = FileBytes.link(at: folder, "cwd")
    }
}
