/// Keys of a compose service and the options of `docker run` that do the same.
enum ComposeOptionNames {
    static let single = [
        "user": "--user", "working_dir": "--workdir", "hostname": "--hostname", "domainname": "--domainname",
        "ipc": "--ipc", "pid": "--pid", "platform": "--platform", "runtime": "--runtime", "shm_size": "--shm-size",
        "mem_limit": "--memory", "mem_reservation": "--memory-reservation", "memswap_limit": "--memory-swap",
        "cpus": "--cpus", "cpu_shares": "--cpu-shares", "cpuset": "--cpuset-cpus", "pids_limit": "--pids-limit",
        "pull_policy": "--pull", "userns_mode": "--userns", "uts": "--uts", "cgroup": "--cgroupns",
        "cgroup_parent": "--cgroup-parent", "mac_address": "--mac-address", "oom_score_adj": "--oom-score-adj",
    ]

    static let repeated = [
        "cap_add": "--cap-add", "cap_drop": "--cap-drop", "devices": "--device", "dns": "--dns",
        "dns_opt": "--dns-option",
        "dns_search": "--dns-search", "extra_hosts": "--add-host", "group_add": "--group-add", "labels": "--label",
        "security_opt": "--security-opt", "sysctls": "--sysctl", "tmpfs": "--tmpfs", "annotations": "--annotation",
        "label_file": "--label-file", "device_cgroup_rules": "--device-cgroup-rule", "volumes_from": "--volumes-from",
        "storage_opt": "--storage-opt",
    ]

    static let switches = [
        "privileged": "--privileged", "read_only": "--read-only", "init": "--init",
        "oom_kill_disable": "--oom-kill-disable",
    ]

    /// The key of an option.
    static func key(_ option: String, in table: [String: String]) -> String? {
        table.first { $0.value == option }?.key
    }
}
