import LinuxKernel

/// Paths of cgroup v2 directories by inode, which is the id the kernel gives with a socket (cgroups(7)).
///
/// Reading the tree costs a call a directory, so it is done once, and only when a socket's owner is hidden.
package final class CgroupNames {
    private let root: String
    private lazy var paths: [UInt64: String] = read()

    package init(root: String) { self.root = root }

    /// The path below the cgroup v2 mount, such as `/system.slice/nginx.service`; `nil` when it is gone.
    package func path(of id: UInt64) -> String? { paths[id] }

    private func read() -> [UInt64: String] {
        // The unified hierarchy, or its place beside version 1.
        for mount in ["\(root)/sys/fs/cgroup/unified", "\(root)/sys/fs/cgroup"]
        where FileBytes.exists("\(mount)/cgroup.procs") {
            var out: [UInt64: String] = [:]
            visit(mount, "", depth: 0, &out)
            return out
        }
        return [:]
    }

    private func visit(_ mount: String, _ path: String, depth: Int, _ out: inout [UInt64: String]) {
        guard depth < 16, out.count < 20_000, let status = FileBytes.status(mount + path), status.isDirectory else {
            return
        }
        out[status.inode] = path.isEmpty ? "/" : path
        for name in FileBytes.names(in: mount + path) ?? []
        where !name.hasPrefix("cgroup.") && !name.contains(".pressure") {
            visit(mount, "\(path)/\(name)", depth: depth + 1, &out)
        }
    }
}
