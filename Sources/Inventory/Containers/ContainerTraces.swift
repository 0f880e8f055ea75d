import LinuxKernel

/// Whether any container can be running on this machine.
///
/// A running container has a control group of its own, and engines put theirs at the top of a hierarchy or into
/// systemd's slices. Reading those few folders settles, for nearly every machine without containers, what would
/// otherwise cost a look at every process.
enum ContainerTraces {
    /// One hierarchy of version 1 is enough, for engines use them all; then version 2 alone or beside it.
    private static let hierarchies = [
        "/sys/fs/cgroup/pids", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup",
    ]

    /// Folders that stay when an engine has stopped: only a container's own folder inside them counts.
    private static let parents = [
        "docker", "actions_job", "libpod_parent", "lxc", "lxc.payload", "system.slice", "containerd",
    ]

    static func exist(_ machine: Machine) -> Bool {
        hierarchies.contains { hierarchy in
            let folder = machine.root + hierarchy
            return (FileBytes.names(in: folder) ?? []).contains { name in
                if parents.contains(name) {
                    return (FileBytes.names(in: "\(folder)/\(name)") ?? []).contains {
                        CgroupPlace(path: "/\(name)/\($0)").container != nil
                    }
                }
                // A user's own engine keeps its containers deeper than this looks.
                return ["user.slice", "machine.slice", "kubepods", "lxc.", "garden"].contains { name.hasPrefix($0) }
            }
        }
    }
}
