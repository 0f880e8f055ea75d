/// What a program is, as far as holding a port is concerned; by its names alone.
extension ProcessFact {
    /// The names it goes by: its own, its executable's and its first argument's, without folders; for BusyBox the
    /// applet's.
    var names: [String] {
        var names = [name]
        for path in [executable, arguments.first] {
            guard let last = path?.split(separator: "/").last else { continue }
            names.append(String(last))
            if last == "busybox", arguments.count > 1, path == arguments.first { names.append(arguments[1]) }
        }
        return names
    }

    func isOne(of programs: Set<String>) -> Bool { names.contains { programs.contains($0) } }

    /// Forwards a container's published port: Docker's proxy, or what stands in its place for rootless engines.
    var isContainerProxy: Bool {
        isOne(of: [
            "docker-proxy", "rootlessport", "rootlesskit", "slirp4netns", "pasta", "passt", "gvproxy", "conmon",
            "com.docker.backend", "com.docker.vpnkit", "vpnkit", "limactl",
        ])
    }

    /// Listens for services that it starts when somebody connects.
    var isSuperServer: Bool {
        isOne(of: ["systemd", "systemd-socket-activate", "systemd-socket-", "xinetd", "inetd", "launchd"])
    }

    /// What it forwards, in words, when it is a tunnel.
    var tunnel: String? {
        let line = arguments.dropFirst().joined(separator: " ")
        if isOne(of: ["ssh", "autossh", "plink", "dbclient"]) { return "an SSH tunnel" }
        if let title = arguments.first, title.hasPrefix("sshd-session:") || title.hasPrefix("sshd: "),
            !title.hasSuffix("startups")
        {
            return "the far end of somebody's ssh -R"
        }
        if isOne(of: ["kubectl", "oc", "k9s", "kubefwd", "telepresence"]) {
            return line.hasPrefix("port-forward") || arguments.contains("port-forward")
                ? "a kubectl port-forward" : "a forward into a Kubernetes cluster"
        }
        if isEditor { return "a port that the editor forwards" }
        if isOne(of: [
            "cloud-sql-proxy", "cloud_sql_proxy", "session-manager-plugin", "cloudflared", "chisel", "frpc", "tsh",
            "flyctl", "gh", "sshuttle",
        ]) {
            return "a tunnel"
        }
        return nil
    }

    /// An editor that forwards ports of a remote machine to this one, or its server over there.
    private var isEditor: Bool {
        if isOne(of: ["code", "code-insiders", "code-tunnel", "code-server", "codium", "cursor", "windsurf"]) {
            return true
        }
        let folders = ["/.vscode-server", "/.vscode-remote", "/.cursor-server", "/.windsurf-server", "/code-server/"]
        let program = executable ?? arguments.first ?? ""
        return folders.contains { !program.ranges(of: $0).isEmpty }
    }

    /// Never listens by itself: what holds a listener in it is a descriptor that came with fork(2) and execve(2).
    var isBystander: Bool { isOne(of: Self.bystanders) && !isServingApplet }

    /// BusyBox serves too: `busybox httpd`, `busybox nc`.
    private var isServingApplet: Bool { isOne(of: ["httpd", "nc", "telnetd", "ftpd", "tcpsvd", "udpsvd", "inetd"]) }

    private static let bystanders: Set<String> = [
        // Shells and what they start
        "sh", "bash", "dash", "zsh", "ash", "fish", "ksh", "mksh", "env", "nohup", "timeout", "setsid", "stdbuf",
        "script", "su", "sudo", "doas", "xargs", "parallel", "time", "nice", "strace", "ltrace", "expect",
        // What waits, reads or watches files
        "sleep", "tail", "head", "cat", "tee", "watch", "less", "more", "most", "vi", "vim", "nvim", "nano", "grep",
        "rg", "sed", "awk", "gawk", "mawk", "find", "inotifywait", "fswatch", "entr", "yes", "top", "htop", "logger",
        "multilog", "rotatelogs", "cronolog", "pause",
        // What builds
        "make", "ninja", "gcc", "g++", "cc", "cc1", "cc1plus", "clang", "ld", "git", "esbuild", "tsc", "sass",
        // Agents and helpers that live on after whoever needed them first
        "ssh-agent", "gpg-agent", "dbus-daemon", "dbus-launch", "xdg-open", "Xvfb", "ffmpeg", "screen", "tmux",
        "chrome", "chromium", "firefox", "google-chrome",
    ]

    /// Runs on something that opens every descriptor close-on-exec: Python since 3.4 (PEP 446), Ruby since 2.0, Node.
    var marksDescriptors: Bool {
        names.contains { name in ["python", "ruby", "node"].contains { name.hasPrefix($0) } }
    }

    /// Puts itself into the background: a parent of 1 says nothing about it.
    var isDaemon: Bool {
        if isOne(of: Self.daemons) { return true }
        return arguments.contains {
            ["--daemon", "-daemon", "--daemonize", "--detach", "daemonize", "--background", "--fork"].contains($0)
        }
    }

    private static let daemons: Set<String> = [
        "nginx", "sshd", "redis-server", "valkey-server", "postgres", "mysqld", "mariadbd", "mongod", "memcached",
        "haproxy", "apache2", "httpd", "lighttpd", "php-fpm", "squid", "dnsmasq", "unbound", "named", "varnishd",
        "dockerd", "containerd", "cupsd", "master", "exim4", "vsftpd", "proftpd", "smbd", "rpcbind", "avahi-daemon",
        "stunnel", "stunnel4", "ssh", "adb", "rsyslogd", "beam.smp", "epmd", "tor", "privoxy", "ntpd", "chronyd",
    ]

    /// It calls itself one worker of several: `nginx: worker process`, `gunicorn: worker [app]`, `puma: cluster worker`.
    var isWorkerByName: Bool {
        let title = arguments.first ?? name
        return !title.ranges(of: "worker").isEmpty || title.hasPrefix("php-fpm: pool")
            || arguments.contains("--multiprocessing-fork")
            || arguments.contains { $0.hasPrefix("from multiprocessing.spawn import spawn_main") }
    }

    /// Has its own place under systemd, which starts and stops it.
    var isService: Bool {
        guard let unit, unit.hasSuffix(".service") else { return false }
        return !unit.hasPrefix("user@")
    }
}
