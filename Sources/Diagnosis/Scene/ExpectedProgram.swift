import Endpoints

/// The kind of server that a client expects at an endpoint, by its scheme, by who wrote the message, or, where neither
/// says so, by the service that is registered for the port.
package enum ExpectedProgram: String, Hashable, Sendable, CaseIterable {
    case postgres = "PostgreSQL"
    case mysql = "MySQL or MariaDB"
    case redis = "Redis"
    case mongo = "MongoDB"
    case memcached
    case docker = "Docker"
    case phpFPM = "PHP-FPM"
    case web = "a web server"

    /// Names of its processes.
    package var processes: Set<String> {
        switch self {
        case .postgres: ["postgres", "postmaster", "pgbouncer", "pgcat"]
        case .mysql: ["mysqld", "mariadbd", "mysqld_safe", "proxysql"]
        case .redis: ["redis-server", "valkey-server", "keydb-server", "dragonfly"]
        case .mongo: ["mongod", "mongos"]
        case .memcached: ["memcached"]
        case .docker: ["dockerd", "podman"]
        case .phpFPM: ["php-fpm", "php-fpm8.2", "php-fpm8.3", "php-fpm8.4", "php-fpm8.1", "php-fpm7.4"]
        case .web: []
        }
    }

    /// Whether a process is such a server; a database is never a web server, everything else may be.
    package func isServed(by process: ProcessFact) -> Bool {
        guard self == .web else {
            if processes.contains(process.name) || self == .phpFPM && process.name.hasPrefix("php-fpm") { return true }
            return process.program.map { rawValue.hasPrefix($0) || $0.hasPrefix(rawValue) } ?? false
        }
        return !Self.isDaemon(process.name)
    }

    /// Whether a Unix socket's path is one that such a server makes.
    package func isUsual(path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        switch self {
        case .postgres: return name.hasPrefix(".s.PGSQL.")
        case .mysql: return ["mysqld.sock", "mysql.sock", "mariadb.sock", "mysqlx.sock"].contains(name)
        case .redis: return name.hasPrefix("redis") || name.hasPrefix("valkey")
        case .mongo: return name.hasPrefix("mongodb-")
        case .memcached: return name.hasPrefix("memcached")
        case .docker: return name == "docker.sock" || name == "podman.sock"
        case .phpFPM: return name.hasPrefix("php") && path.firstRange(of: "fpm") != nil
        case .web: return false
        }
    }

    private static let schemes: [String: ExpectedProgram] = [
        "postgres": .postgres, "postgresql": .postgres, "mysql": .mysql, "mariadb": .mysql, "redis": .redis,
        "rediss": .redis, "valkey": .redis, "mongodb": .mongo, "memcached": .memcached, "http": .web, "https": .web,
        "ws": .web, "wss": .web,
    ]

    private static func of(runtime: String) -> ExpectedProgram? {
        if runtime.hasPrefix("PostgreSQL") { return .postgres }
        if runtime.hasPrefix("MySQL") { return .mysql }
        if runtime.hasPrefix("Redis") { return .redis }
        if runtime.hasPrefix("MongoDB") { return .mongo }
        if runtime.hasPrefix("Docker") { return .docker }
        return ["Chromium", "Firefox", "Safari", "curl", "Wget"].contains(runtime) ? .web : nil
    }

    private static let registered: [UInt16: ExpectedProgram] = [
        5432: .postgres, 3306: .mysql, 6379: .redis, 27017: .mongo, 11211: .memcached, 2375: .docker, 9000: .phpFPM,
    ]

    /// - Returns: `nil` when nothing says what is expected.
    package init?(_ question: Question) {
        if let program = question.scheme.flatMap({ Self.schemes[$0] }) {
            self = program
        } else if let program = question.reports.lazy.compactMap({ $0.runtime.flatMap(Self.of(runtime:)) }).first {
            self = program
        } else if let program = question.port.flatMap({ Self.registered[$0] }) {
            self = program
        } else {
            return nil
        }
    }

    /// Programs that serve something of their own on a port of their own: never what a developer's client looks for by
    /// mistake, unless it speaks to that very kind.
    package static func isDaemon(_ name: String) -> Bool {
        if daemons.contains(name) || name.hasPrefix("systemd") || name.hasPrefix("php-fpm") { return true }
        return allCases.contains { $0.processes.contains(name) }
    }

    private static let daemons: Set<String> = [
        "sshd", "cupsd", "cups-browsed", "dnsmasq", "named", "unbound", "rpcbind", "rpc.statd", "rpc.mountd", "exim4",
        "master", "dovecot", "smbd", "nmbd", "chronyd", "ntpd", "avahi-daemon", "snmpd", "xrdp", "Xorg", "Xvnc",
        "x11vnc", "dockerd", "containerd", "kubelet", "kube-proxy", "kube-apiserver", "etcd", "epmd", "beam.smp",
        "rabbitmq-server", "clamd", "slapd", "squid", "privoxy", "tor", "dropbox", "adb", "pulseaudio", "pipewire",
        "zabbix_agentd", "node_exporter", "nfsd", "sssd", "inetd", "xinetd", "vsftpd", "proftpd", "pure-ftpd",
        "tailscaled",
        "cockpit-ws", "libvirtd", "gdm", "init", "chrome", "chromium", "firefox", "code", "ssh", "dlv", "gdbserver",
        "lldb-server", "nats-server", "mosquitto", "zookeeper", "snapd", "whoopsie", "teamviewerd", "spotify",
    ]
}
