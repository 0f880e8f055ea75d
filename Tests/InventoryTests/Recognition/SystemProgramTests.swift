import Inventory
import Testing

/// Programs that come with the system or stand between a port and its user; one row for each way to be recognised.
@Suite("Programs of the system")
struct SystemProgramTests {
    @Test(
        "are told apart by name and words",
        arguments: [
            Case(
                "/usr/sbin/dnsmasq -C /etc/shop.conf", executable: "/usr/sbin/dnsmasq",
                "dnsmasq", "dnsmasq", "/etc/shop.conf"),
            Case("/usr/sbin/named -u bind", executable: "/usr/sbin/named", "dns-server", "DNS server", "named"),
            Case(
                "/lib/systemd/systemd --user", executable: "/lib/systemd/systemd",
                "systemd", "systemd", "user manager"),
            Case("/sbin/init", executable: "/lib/systemd/systemd", "systemd", "systemd"),
            Case("avahi-daemon: running", executable: "/usr/sbin/avahi-daemon", "avahi", "mDNS (Avahi)"),
            Case("/usr/sbin/chronyd -F 1", executable: "/usr/sbin/chronyd", "time-sync", "Time sync", "chronyd"),
            Case("/sbin/rpcbind -f -w", executable: "/sbin/rpcbind", "nfs", "NFS", "rpcbind"),
            Case(
                "/usr/sbin/smbd --foreground", executable: "/usr/sbin/smbd",
                "samba", "File sharing (Samba)", "smbd"),
            Case(
                "/usr/lib/postfix/sbin/master -w", executable: "/usr/lib/postfix/sbin/master",
                "mail", "Mail server", "postfix"),
            Case("/usr/sbin/exim4 -bd -q30m", executable: "/usr/sbin/exim4", "mail", "Mail server", "exim4"),
            Case("/usr/sbin/dovecot -F", executable: "/usr/sbin/dovecot", "imap", "Mail store", "dovecot"),
            Case("/usr/sbin/cupsd -l", executable: "/usr/sbin/cupsd", "cups", "Printing (CUPS)"),
            Case("/usr/bin/qemu-ga", executable: "/usr/bin/qemu-ga", "cloud-agent", "Cloud agent", "qemu-ga"),
            Case("ceph-osd -f --id 3", executable: "/usr/bin/ceph-osd", "storage", "Storage", "ceph-osd"),
        ])
    func system(program: Case) { program.check() }

    @Test(
        "that hold stores say where their data lie",
        arguments: [
            Case(
                "/usr/sbin/mariadbd --datadir=/srv/db", executable: "/usr/sbin/mariadbd",
                "mariadb", "MariaDB", "/srv/db"),
            Case("mongod --dbpath /srv/mongo", executable: "/usr/bin/mongod", "mongodb", "MongoDB", "/srv/mongo"),
            Case(
                "mongos --configdb rs/a:27019", executable: "/usr/bin/mongos",
                "mongodb", "MongoDB router", "rs/a:27019"),
            Case(
                "/usr/bin/memcached -m 64 -p 11211", executable: "/usr/bin/memcached",
                "memcached", "Memcached", "64 MB"),
            Case(
                "redis-server 127.0.0.1:7000 [cluster]", executable: "/usr/bin/redis-server",
                "redis", "Redis", "cluster"),
            Case("redis-server *:26379 [sentinel]", executable: "/usr/bin/redis-server", "redis", "Redis Sentinel"),
            Case(
                "redis-server /etc/redis/shop.conf", executable: "/usr/bin/redis-server",
                "redis", "Redis", "/etc/redis/shop.conf"),
            Case("valkey-server --dir /srv/v", executable: "/usr/bin/valkey-server", "valkey", "Valkey", "/srv/v"),
            Case(
                "postgres -D /srv/pg", executable: "/usr/lib/postgresql/15/bin/postgres",
                "postgresql", "PostgreSQL", "/srv/pg"),
            Case(
                "postgres", executable: "/usr/lib/postgresql/15/bin/postgres", environment: ["PGDATA": "/srv/env"],
                "postgresql", "PostgreSQL", "/srv/env"),
            Case(
                title: "postgres: 15/main: checkpointer ", executable: "/usr/lib/postgresql/15/bin/postgres",
                "postgresql", "PostgreSQL", "checkpointer"),
            Case("minio server /data", executable: "/usr/bin/minio", "minio", "MinIO", "/data"),
            Case("qdrant", executable: "/usr/bin/qdrant", "database", "Database", "qdrant"),
        ])
    func stores(program: Case) { program.check() }

    @Test(
        "that lead a port elsewhere say where to",
        arguments: [
            Case("ngrok http 3000", executable: "/usr/bin/ngrok", "ngrok", "ngrok", "http → 3000"),
            Case(
                "cloudflared tunnel --url http://localhost:3000", executable: "/usr/bin/cloudflared",
                "cloudflared", "Cloudflare Tunnel", "→ http://localhost:3000"),
            Case(
                "socat TCP-LISTEN:8080,fork,reuseaddr TCP:db:5432", executable: "/usr/bin/socat",
                "socat", "socat", "8080 → db:5432"),
            Case("nc -lk 9000", executable: "/usr/bin/nc", "netcat", "netcat", "listens"),
            Case("nc db 9000", executable: "/usr/bin/nc", "netcat", "netcat"),
            Case("frpc run", executable: "/usr/bin/frpc", "tunnel", "Tunnel", "frpc run"),
            Case("tailscaled --state=/x", executable: "/usr/sbin/tailscaled", "vpn", "VPN", "tailscaled"),
            Case(
                "kubectl port-forward -n shop svc/web 8080:80 9090", executable: "/usr/bin/kubectl", port: 8080,
                "kubectl-port-forward", "Kubernetes port-forward", "8080 → svc/web:80"),
            Case(
                "kubectl port-forward svc/web 8080:80 9090", executable: "/usr/bin/kubectl", port: 1,
                "kubectl-port-forward", "Kubernetes port-forward", "8080 → svc/web:80, 9090 → svc/web:9090"),
            Case(
                "kubectl port-forward svc/web :80", executable: "/usr/bin/kubectl",
                "kubectl-port-forward", "Kubernetes port-forward", "any → svc/web:80"),
            Case("kubectl proxy", executable: "/usr/bin/kubectl", "kubectl-proxy", "Kubernetes API proxy"),
            Case("kubectl get pods", executable: "/usr/bin/kubectl", "kubectl", "kubectl", "get"),
        ])
    func tunnels(program: Case) { program.check() }

    @Test(
        "that run others' programs say whose",
        arguments: [
            Case(
                "/usr/bin/docker-proxy -proto tcp -host-ip 0.0.0.0 -host-port 8080 -container-ip 172.17.0.2"
                    + " -container-port 80",
                executable: "/usr/bin/docker-proxy", "docker-port", "Docker port", "8080 → 172.17.0.2:80"),
            Case(
                "containerd-shim-runc-v2 -namespace moby -id 0123456789abcdef0123", executable: "",
                "containerd", "containerd", "0123456789ab"),
            Case("dockerd -H unix:///x.sock", executable: "/usr/bin/dockerd", "docker", "Docker", "unix:///x.sock"),
            Case("podman system service", executable: "/usr/bin/podman", "podman", "Podman", "system"),
            Case(
                "qemu-system-x86_64 -name guest=shop,debug-threads=on", executable: "/usr/bin/qemu-system-x86_64",
                "qemu", "QEMU", "shop"),
            Case("docker compose up", executable: "/usr/bin/docker", "docker-cli", "Docker command", "compose up"),
        ])
    func engines(program: Case) { program.check() }

    @Test(
        "that were built here are told by where they lie and what lies round them",
        arguments: [
            Case(
                "/tmp/go-build123/b001/exe/main", executable: "/tmp/go-build123/b001/exe/main",
                "go-run", "go run", "shop"),
            Case("./api", executable: "/home/ada/shop/target/debug/api", "rust", "Rust api", "debug build"),
            Case("./api", executable: "/home/ada/shop/.build/release/api", "swift", "Swift api", "release build"),
            Case("./api", executable: "/home/ada/shop/bin/Debug/net8.0/api", "dotnet", ".NET", "api"),
            Case(
                "./api", executable: "/home/ada/shop/api", files: ["/home/ada/shop/go.mod": "module shop"],
                "go", "Go api"),
            Case(
                "./api", executable: "/home/ada/shop/api", files: ["/home/ada/shop/Cargo.toml": ""],
                "rust", "Rust api"),
            Case("dotnet run", executable: "/usr/bin/dotnet", "dotnet", ".NET", "dotnet run"),
            Case("dotnet /srv/Shop.dll", executable: "/usr/bin/dotnet", "dotnet", ".NET", "Shop.dll"),
            Case(
                "dotnet exec --depsfile x.json /srv/Shop.dll", executable: "/usr/bin/dotnet",
                "dotnet", ".NET", "Shop.dll"),
            Case("hugo server", executable: "/usr/bin/hugo", "hugo", "Hugo", "shop"),
        ])
    func built(program: Case) { program.check() }

    /// Anybody may call a program `master`; a compiled program in no project is nobody's in particular.
    @Test(
        "are not seen where nothing speaks for them",
        arguments: [
            ("master --run", "/home/ada/shop/master"), ("./api", "/home/ada/shop/api"), ("api", "/usr/bin/api"),
        ])
    func nothing(line: String, executable: String) {
        let program = Case(line, executable: executable, "", "")
        #expect(Recognizer.recognize(program.facts, port: 80) == nil)
    }
}
