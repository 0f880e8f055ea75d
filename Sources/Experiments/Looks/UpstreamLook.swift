package import Diagnosis
import Endpoints
import Inventory
package import LinuxKernel

/// Where a reverse proxy or forwarder sends what it gets: by its configuration, its arguments and its connections.
package struct UpstreamLook {
    private let machine: Machine

    /// Files of one configuration, and bytes of each.
    static let mostFiles = 64
    static let longestFile = 1 << 18

    package init(_ machine: Machine) { self.machine = machine }

    package func upstreams(of pid: Int32) -> [Upstream] {
        guard let stat = machine.proc.stat(pid) else { return [] }
        let words = machine.proc.commandLine(pid) ?? []
        let program = Self.program(stat.name, words)
        var out = UpstreamArguments.upstreams(program, words)
        out += configured(program, pid, stat, words)
        out += connected(pid)
        var seen: Set<String> = []
        return out.filter { seen.insert("\($0.host) \($0.port) \($0.unixPath ?? "")").inserted }
    }

    /// The name of the executable, or of the script that an interpreter runs.
    static func program(_ name: String, _ words: [String]) -> String {
        if words.first?.hasPrefix("nginx:") ?? false { return "nginx" }
        let base = words.first?.split(separator: "/").last.map(String.init) ?? name
        return base.isEmpty ? name : base
    }

    // MARK: Configuration

    private func configured(_ program: String, _ pid: Int32, _ stat: ProcessStat, _ words: [String]) -> [Upstream] {
        let folder = machine.proc.workingDirectory(pid) ?? "/"
        let files = ConfigurationFiles(root: root(of: pid), folder: folder)
        switch program {
        case "nginx", "openresty", "angie":
            // A worker's command line names no file; its master's does.
            var line = words
            if line.joined(separator: " ").contains("worker process") {
                line = machine.proc.commandLine(stat.parent) ?? []
            }
            // The master writes itself as one string: `nginx: master process /usr/sbin/nginx -c x`.
            let parts = line.flatMap { $0.split(separator: " ").map(String.init) }
            return NginxUpstreams.read(Self.value(of: ["-c"], in: parts) ?? "/etc/nginx/nginx.conf", files)
        case "haproxy":
            return LineUpstreams.haproxy(Self.value(of: ["-f"], in: words) ?? "/etc/haproxy/haproxy.cfg", files)
        case "apache2", "httpd":
            return ["/etc/apache2/sites-enabled/*", "/etc/httpd/conf.d/*.conf", "/etc/apache2/conf-enabled/*.conf"]
                .flatMap { files.matching($0) }.flatMap { LineUpstreams.apache($0, files) }
        case "caddy":
            let named = Self.value(of: ["--config", "-config"], in: words).map { [$0] }
            return (named ?? ["Caddyfile", "/etc/caddy/Caddyfile"]).flatMap { LineUpstreams.caddy($0, files) }
        case "node", "bun", "deno", "npm", "vite", "next-server":
            return LineUpstreams.developmentServer(files)
        default:
            return words.contains { $0.utf8.count < 300 && ($0.hasSuffix("vite") || $0.hasSuffix("webpack")) }
                ? LineUpstreams.developmentServer(files) : []
        }
    }

    /// Where its files are: a process of another mount namespace has its own root.
    private func root(of pid: Int32) -> String {
        let own = machine.proc.namespace(machine.processID, "mnt")
        guard let other = machine.proc.namespace(pid, "mnt"), let own, other != own else { return machine.root }
        return machine.proc.path(pid, "root")
    }

    /// The value of an option, behind it or behind its equals sign.
    static func value(of names: [String], in words: [String]) -> String? {
        for (i, word) in words.enumerated() {
            for name in names {
                if word == name, i + 1 < words.count { return words[i + 1] }
                if word.hasPrefix("\(name)=") { return String(word.dropFirst(name.count + 1)) }
            }
        }
        return nil
    }

    // MARK: Connections

    /// What it is connected to, or tries to be; not those who came to it.
    private func connected(_ pid: Int32) -> [Upstream] {
        let sockets = ProcessLooks(machine).sockets(of: pid)
        let own = Set(sockets.filter { $0.state == .listen }.map(\.local.port))
        return sockets.compactMap { socket in
            guard [.established, .synSent, .closeWait].contains(socket.state), socket.local.transport == .tcp,
                let remote = socket.remote, !own.contains(socket.local.port)
            else { return nil }
            return Upstream(host: "\(remote.address.unmapped)", port: remote.port, source: "connections")
        }
    }
}

/// Configuration files of one process.
struct ConfigurationFiles {
    /// Prefix of absolute paths.
    let root: String
    /// What relative paths begin from.
    let folder: String

    func absolute(_ path: String, below base: String? = nil) -> String {
        path.hasPrefix("/") ? path : "\(base ?? folder)/\(path)"
    }

    func text(_ path: String) -> String? {
        FileBytes.status(root + absolute(path)).flatMap {
            $0.isRegular ? FileBytes.text(root + absolute(path), limit: UpstreamLook.longestFile) : nil
        }
    }

    /// The files that a pattern names; only its last part may have a star.
    func matching(_ pattern: String, below base: String? = nil) -> [String] {
        let path = absolute(pattern, below: base)
        guard path.utf8.contains(UInt8(ascii: "*")) else { return [path] }
        let parts = path.split(separator: "/")
        let folder = "/" + parts.dropLast().joined(separator: "/")
        let ends = (parts.last ?? "*").split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, !folder.utf8.contains(UInt8(ascii: "*")) else { return [] }
        return (FileBytes.names(in: root + folder) ?? [])
            .filter { !$0.hasPrefix(".") && $0.hasPrefix(ends[0]) && $0.hasSuffix(ends[1]) }.sorted()
            .map { "\(folder)/\($0)" }
    }
}

extension Upstream {
    /// Reads `http://host:port/path`, `host:port`, `:port`, `unix:/path`, with brackets round an IPv6 address.
    ///
    /// - Parameter standard: the port where the text has none; `nil` refuses such a text.
    init?(_ text: some StringProtocol, standard: UInt16? = nil, source: String) {
        var rest = Substring(text).filter { !"'\"`".contains($0) }[...]
        var standard = standard
        if let mark = rest.firstRange(of: "://") {
            switch rest[..<mark.lowerBound].lowercased() {
            case "http", "ws", "h2c", "tcp", "grpc", "fastcgi", "uwsgi", "ajp": standard = standard ?? 80
            case "https", "wss", "grpcs": standard = standard ?? 443
            case "unix": break
            default: return nil
            }
            rest = rest[mark.upperBound...]
            if let at = rest.prefix(while: { $0 != "/" }).lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        }
        if rest.hasPrefix("unix:") || rest.hasPrefix("/") && standard == nil {
            let path = (rest.hasPrefix("unix:") ? rest.dropFirst(5) : rest).prefix { $0 != ":" && $0 != ";" }
            guard path.hasPrefix("/") else { return nil }
            self.init(host: "", port: 0, unixPath: String(path), source: source)
            return
        }
        let authority = rest.prefix { !"/?#;, ".contains($0) }
        guard !authority.isEmpty, !authority.contains("$"), !authority.contains("{") else { return nil }
        let host: Substring
        let port: UInt16?
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            let behind = authority[authority.index(after: end)...]
            port = behind.isEmpty ? standard : UInt16(behind.dropFirst())
        } else if let colon = authority.lastIndex(of: ":") {
            host = authority[..<colon]
            port = UInt16(authority[authority.index(after: colon)...])
        } else {
            host = authority
            port = standard
        }
        guard let port, port > 0 else { return nil }
        self.init(host: host.isEmpty ? "localhost" : String(host), port: port, source: source)
    }
}
