import CLinux

/// The BPF programs that are attached to a control group of version 2 (bpf(2)).
package enum CgroupPrograms {
    /// Whether a program of this `enum bpf_attach_type` sees the processes of the group, one of an ancestor's included.
    ///
    /// - Parameter folder: the group's folder in the mount of version 2.
    /// - Returns: `nil` where that may not be asked (it takes CAP_NET_ADMIN), or where the folder is no such group.
    package static func isAttached(_ type: UInt32, to folder: String) -> Bool? {
        let descriptor = clinux_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let count = clinux_bpf_cgroup_programs(descriptor, type)
        return count < 0 ? nil : count > 0
    }
}
