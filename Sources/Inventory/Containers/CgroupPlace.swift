/// What a process's cgroup path says about why it runs: its container, its systemd unit, its login session.
///
/// The paths are those of systemd (systemd.io/CONTROL_GROUP_INTERFACE) and of the container engines, which differ with
/// their cgroup driver: Docker writes `/docker/ID` or `/system.slice/docker-ID.scope`.
package struct CgroupPlace: Hashable, Sendable {
    /// A container by its engine and what the path calls it.
    package struct ContainerReference: Hashable, Sendable {
        /// `docker`, `podman`, `kubernetes`, `containerd`, `crio`, `lxc`, `nspawn` or `garden`.
        package var engine: String
        /// 64 hexadecimal digits where the engine numbers containers, a name where it names them.
        package var id: String

        package init(engine: String, id: String) {
            self.engine = engine
            self.id = id
        }

        /// The first 12 digits of a number, as the engines' own lists show it; a name as it is.
        package var shortID: String { CgroupPlace.isNumber(id[...]) ? String(id.prefix(12)) : id }
    }

    package var container: ContainerReference?
    /// The innermost service or scope as systemctl(1) wants it, `postgresql@15-main.service`; `nil` in a container
    /// and in a login session.
    package var unit: String?
    /// Whether the unit belongs to a user's own service manager (`systemctl --user`).
    package var isUserUnit = false
    /// The login session's number, of `session-3.scope`.
    package var session: String?
    /// The user whose slice it is in.
    package var user: UInt32?

    package init(
        container: ContainerReference? = nil, unit: String? = nil, isUserUnit: Bool = false, session: String? = nil,
        user: UInt32? = nil
    ) {
        self.container = container
        self.unit = unit
        self.isUserUnit = isUserUnit
        self.session = session
        self.user = user
    }

    /// - Parameter path: as in `/proc/PID/cgroup`, `/system.slice/nginx.service`.
    package init(path: String) {
        self.init()
        let parts = path.split(separator: "/").filter { $0 != ".." && $0 != "." }
        var before: Substring = ""
        for part in parts {
            // systemd puts an underscore before names the kernel keeps for itself.
            let name = part.first == "_" ? part.dropFirst() : part
            if container == nil { container = Self.container(name, in: before, whole: path) }
            if name.hasPrefix("user-"), name.hasSuffix(".slice") {
                user = UInt32(name.dropFirst(5).dropLast(6)) ?? user
            } else if name.hasPrefix("user@"), name.hasSuffix(".service") {
                user = UInt32(name.dropFirst(5).dropLast(8)) ?? user
                (isUserUnit, unit) = (true, String(name))
            } else if name.hasPrefix("session-"), name.hasSuffix(".scope") {
                session = String(name.dropFirst(8).dropLast(6))
            } else if name.hasSuffix(".service") || name.hasSuffix(".scope") {
                unit = String(name)
            }
            before = name
        }
        if unit?.hasPrefix("user@") ?? false { isUserUnit = false }
        if container != nil { (unit, isUserUnit) = (nil, false) }
    }

    /// The path of the process in the hierarchy that names it: cgroup v2, else systemd's own, else any.
    ///
    /// - Parameter hierarchies: paths by controllers, as `ProcFS.cgroups` gives them.
    package init(hierarchies: [String: String]) {
        let candidates = [hierarchies[""], hierarchies["name=systemd"], hierarchies["pids"], hierarchies["memory"]]
            .compactMap { $0 }
        let places = candidates.map { CgroupPlace(path: $0) }
        // With both versions mounted the v2 path may be "/" while v1 tells everything.
        self = places.first { $0 != CgroupPlace() } ?? CgroupPlace()
    }

    /// The unit's name as its author wrote it: `\x2d` is a dash again (systemd.unit(5)).
    package var unitTitle: String? { unit.map(Self.unescape) }

    package static func unescape(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: "\\")) else { return name }
        var out: [UInt8] = []
        var rest = [UInt8](name.utf8)[...]
        while let byte = rest.first {
            if rest.count >= 4, byte == UInt8(ascii: "\\"), rest[rest.startIndex + 1] == UInt8(ascii: "x"),
                let code = UInt8(String(decoding: rest.dropFirst(2).prefix(2), as: UTF8.self), radix: 16)
            {
                out.append(code)
                rest = rest.dropFirst(4)
            } else {
                out.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(validating: out, as: UTF8.self) ?? name
    }
}

extension CgroupPlace {
    /// Scopes are `PREFIX-ID.scope`; the prefix names the engine.
    private static let scopePrefixes: [(String, String)] = [
        ("docker-", "docker"), ("libpod-", "podman"), ("cri-containerd-", "kubernetes"), ("crio-", "kubernetes"),
        ("nerdctl-", "containerd"), ("containerd-", "containerd"), ("machine-", "nspawn"),
    ]

    private static func container(
        _ name: Substring, in parent: Substring, whole: String
    ) -> ContainerReference? {
        if name.hasSuffix(".scope") {
            let stem = name.dropLast(6)
            for (prefix, engine) in scopePrefixes where stem.hasPrefix(prefix) {
                let id = stem.dropFirst(prefix.utf8.count)
                if engine == "nspawn" { return ContainerReference(engine: engine, id: unescape(String(id))) }
                if isNumber(id) { return ContainerReference(engine: engine, id: String(id)) }
            }
            // libpod-conmon-ID.scope and crio-conmon-ID.scope hold the monitor, which is not in the container.
            return nil
        }
        // The containerd plugin of Kubernetes with the cgroupfs driver: SLICE:cri-containerd:ID.
        if let last = name.split(separator: ":").last, last.utf8.count != name.utf8.count, isNumber(last) {
            let isKubernetes = name.utf8.starts(with: "kubepods".utf8) || contains(name, "cri-containerd")
            return ContainerReference(engine: isKubernetes ? "kubernetes" : "containerd", id: String(last))
        }
        if name.hasPrefix("libpod-"), isNumber(name.dropFirst(7)) {
            return ContainerReference(engine: "podman", id: String(name.dropFirst(7)))
        }
        for prefix in ["lxc.payload.", "lxc.payload/"] where name.hasPrefix(prefix) {
            return ContainerReference(engine: "lxc", id: String(name.dropFirst(prefix.utf8.count)))
        }
        switch parent {
        case "lxc", "lxc.payload": return ContainerReference(engine: "lxc", id: String(name))
        case "garden": return ContainerReference(engine: "garden", id: String(name))
        default: break
        }
        guard isNumber(name) else { return nil }
        if parent == "docker" || parent == "actions_job" {
            return ContainerReference(engine: "docker", id: String(name))
        }
        if parent == "libpod_parent" || parent.hasPrefix("libpod") {
            return ContainerReference(engine: "podman", id: String(name))
        }
        if contains(whole[...], "kubepods") { return ContainerReference(engine: "kubernetes", id: String(name)) }
        // An engine told to use a parent of its own choice (--cgroup-parent), or plain containerd with its namespace.
        return ContainerReference(engine: "containerd", id: String(name))
    }

    private static func contains(_ text: Substring, _ part: String) -> Bool { text.contains(part) }

    /// 64 hexadecimal digits, as Docker, Podman and containerd number their containers.
    static func isNumber(_ text: Substring) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
