import Inventory
import Testing

@Suite struct ServerRecognitionTests {
    static let cases: [Case] = [
        Case(
            title: "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;",
            executable: "/usr/sbin/nginx", "nginx", "nginx", "master"),
        Case(title: "nginx: worker process", executable: "", "nginx", "nginx", "worker"),
        Case("nginx -c /home/ada/nginx.conf", executable: "/usr/sbin/nginx", "nginx", "nginx", "/home/ada/nginx.conf"),
        Case("/usr/sbin/apache2 -k start", executable: "/usr/sbin/apache2", "apache", "Apache"),
        Case(
            "httpd -DFOREGROUND -f /etc/h.conf", executable: "/usr/local/bin/httpd", "apache", "Apache", "/etc/h.conf"),
        Case(
            "caddy run --config /etc/caddy/Caddyfile", executable: "/usr/bin/caddy", "caddy", "Caddy",
            "/etc/caddy/Caddyfile"),
        Case("caddy reverse-proxy --from :80 --to :3000", executable: "/usr/bin/caddy", "caddy", "Caddy", "→ :3000"),
        Case(
            "traefik --configFile=/etc/traefik.yml", executable: "/usr/bin/traefik", "traefik", "Traefik",
            "/etc/traefik.yml"),
        Case(
            "haproxy -Ws -f /etc/haproxy/haproxy.cfg", executable: "/usr/sbin/haproxy", "haproxy", "HAProxy",
            "/etc/haproxy/haproxy.cfg"),
        Case("envoy -c /etc/envoy.yaml", executable: "/usr/bin/envoy", "envoy", "Envoy", "/etc/envoy.yaml"),
        Case(
            "/usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql/15/main -c config_file=/e",
            executable: "/usr/lib/postgresql/15/bin/postgres", "postgresql", "PostgreSQL", "/var/lib/postgresql/15/main"
        ),
        Case(title: "postgres: 15/main: checkpointer", executable: "", "postgresql", "PostgreSQL", "checkpointer"),
        Case(
            title: "postgres: ada shop 127.0.0.1(54321) idle", executable: "/usr/lib/postgresql/15/bin/postgres",
            "postgresql", "PostgreSQL", "ada shop 127.0.0.1(54321) idle"),
        Case(
            "postgres", executable: "/usr/local/bin/postgres", environment: ["PGDATA": "/data"], "postgresql",
            "PostgreSQL", "/data"),
        Case(
            "/usr/sbin/pgbouncer -d /etc/pgbouncer/pgbouncer.ini", executable: "/usr/sbin/pgbouncer", "pgbouncer",
            "PgBouncer", "/etc/pgbouncer/pgbouncer.ini"),
        Case(
            "/usr/sbin/mysqld --datadir=/var/lib/mysql", executable: "/usr/sbin/mysqld", "mysql", "MySQL",
            "/var/lib/mysql"),
        Case("/usr/sbin/mariadbd", executable: "/usr/sbin/mariadbd", "mariadb", "MariaDB"),
        Case(title: "redis-server 127.0.0.1:6379", executable: "/usr/bin/redis-check-rdb", "redis", "Redis"),
        Case(
            title: "/usr/bin/redis-server 0.0.0.0:7000 [cluster]", executable: "/usr/bin/redis-server", "redis",
            "Redis", "cluster"),
        Case(
            "redis-server /etc/redis/redis.conf", executable: "/usr/bin/redis-server", "redis", "Redis",
            "/etc/redis/redis.conf"),
        Case(title: "valkey-server *:6379", executable: "/usr/bin/valkey-server", "valkey", "Valkey"),
        Case(
            "/usr/bin/memcached -m 64 -p 11211 -u memcache", executable: "/usr/bin/memcached", "memcached", "Memcached",
            "64 MB"),
        Case("mongod --dbpath /data/db", executable: "/usr/bin/mongod", "mongodb", "MongoDB", "/data/db"),
        Case(
            "mongod --config /etc/mongod.conf", executable: "/usr/bin/mongod", "mongodb", "MongoDB", "/etc/mongod.conf"),
        Case("minio server /data --console-address :9001", executable: "/usr/bin/minio", "minio", "MinIO", "/data"),
        Case("nats-server -c /etc/nats.conf", executable: "/usr/bin/nats-server", "nats", "NATS", "/etc/nats.conf"),
        Case("etcd --data-dir=/var/lib/etcd", executable: "/usr/bin/etcd", "etcd", "etcd", "/var/lib/etcd"),
        Case("consul agent -dev", executable: "/usr/bin/consul", "consul", "Consul", "dev"),
        Case("vault server -dev", executable: "/usr/bin/vault", "vault", "Vault", "dev"),
        Case(
            "prometheus --config.file=/etc/p.yml", executable: "/usr/bin/prometheus", "prometheus", "Prometheus",
            "/etc/p.yml"),
        Case(
            "grafana server --homepath=/usr/share/grafana", executable: "/usr/share/grafana/bin/grafana", "grafana",
            "Grafana", "/usr/share/grafana"),
        Case("jaeger-all-in-one", executable: "/usr/bin/jaeger-all-in-one", "jaeger", "Jaeger"),
        Case(
            "otelcol-contrib --config otel.yaml", executable: "/otelcol-contrib", "otel-collector",
            "OpenTelemetry Collector", "otel.yaml"),
        Case(
            "clickhouse-server --config-file=/etc/c.xml", executable: "/usr/bin/clickhouse", "clickhouse", "ClickHouse",
            "/etc/c.xml"),
        Case("/usr/bin/dockerd -H fd://", executable: "/usr/bin/dockerd", "docker", "Docker", "fd://"),
        Case(
            "/usr/bin/docker-proxy -proto tcp -host-ip 127.0.0.1 -host-port 8080 -container-ip 172.17.0.2 -container-port 80",
            executable: "/usr/bin/docker-proxy", "docker-port", "Docker port", "8080 → 172.17.0.2:80"),
        Case("/usr/bin/containerd", executable: "/usr/bin/containerd", "containerd", "containerd"),
        Case("rootlessport", executable: "/usr/lib/podman/rootlessport", "podman-port", "Podman port"),
        Case(
            "kubectl port-forward -n shop svc/web 8080:80", executable: "/usr/bin/kubectl", "kubectl-port-forward",
            "Kubernetes port-forward", "8080 → svc/web:80"),
        Case(
            "kubectl port-forward pod/db 5432 9000:90", executable: "/usr/bin/kubectl", port: 9000,
            "kubectl-port-forward", "Kubernetes port-forward", "9000 → pod/db:90"),
        Case(
            "qemu-system-x86_64 -name guest=web,debug-threads=on", executable: "/usr/bin/qemu-system-x86_64", "qemu",
            "QEMU", "web"),
    ]

    @Test(arguments: cases) func recognised(_ row: Case) { row.check() }
}

@Suite struct ToolRecognitionTests {
    private static let ssh = "/usr/bin/ssh"
    static let cases: [Case] = [
        Case(
            "ssh -N -L 5432:db.internal:5432 bastion", executable: ssh, port: 5432, "ssh-forward", "SSH forward",
            "5432 → db.internal:5432 via bastion"),
        Case(
            "ssh -fNL 127.0.0.1:8080:web:80 ada@bastion", executable: ssh, "ssh-forward", "SSH forward",
            "8080 → web:80 via ada@bastion"),
        Case(
            "ssh bastion -L8080:web:80 -L 8081:web:81 -N", executable: ssh, port: 8081, "ssh-forward", "SSH forward",
            "8081 → web:81 via bastion"),
        Case(
            "ssh -L 1:a:1 -L 2:b:2 bastion", executable: ssh, "ssh-forward", "SSH forward",
            "1 → a:1 via bastion, and 1 more"),
        Case(
            "ssh -L [::1]:5432:[fd00::2]:5432 bastion", executable: ssh, "ssh-forward", "SSH forward",
            "5432 → [fd00::2]:5432 via bastion"),
        Case(
            "ssh -L 9000:/run/app.sock bastion", executable: ssh, "ssh-forward", "SSH forward",
            "9000 → /run/app.sock via bastion"),
        Case(
            "ssh -D 1080 -p 2222 bastion", executable: ssh, port: 1080, "ssh-forward", "SSH SOCKS proxy",
            "SOCKS 1080 via bastion"),
        Case(
            "ssh -R 8080:localhost:3000 bastion", executable: ssh, "ssh-forward", "SSH forward",
            "bastion:8080 → localhost:3000"),
        Case("ssh -R 9090 bastion", executable: ssh, "ssh-forward", "SSH forward", "bastion:9090 → SOCKS here"),
        Case(
            "ssh -oLocalForward=3306 -N bastion", executable: ssh, port: 3306, "ssh-forward", "SSH forward",
            "via bastion, by its configuration"),
        Case(
            "ssh -N bastion", executable: ssh, port: 7000, "ssh-forward", "SSH forward",
            "via bastion, by its configuration"),
        Case("ssh bastion uptime -L 1:2:3", executable: ssh, "ssh", "SSH client", "bastion"),
        Case(
            title: "ssh: /home/ada/.ssh/cm-bastion [mux]", executable: ssh, port: 8080, "ssh-forward", "SSH forward",
            "shared connection cm-bastion"),
        Case(
            "autossh -M 0 -N -L 5432:db:5432 bastion", executable: "/usr/bin/autossh", "ssh-forward", "SSH forward",
            "5432 → db:5432 via bastion"),
        Case(
            title: "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups", executable: "/usr/sbin/sshd", port: 22,
            "sshd", "SSH server"),
        Case("/usr/sbin/sshd -D -p 2222", executable: "/usr/sbin/sshd", port: 2222, "sshd", "SSH server"),
        Case(
            title: "sshd: ada [priv]", executable: "/usr/sbin/sshd", port: 8080, "ssh-remote-forward",
            "SSH remote forward", "to the client of ada"),
        Case(
            title: "sshd-session: ada@notty", executable: "/usr/lib/openssh/sshd-session", port: 8080,
            "ssh-remote-forward", "SSH remote forward", "to the client of ada"),
        Case(
            title: "sshd: ada@pts/0", executable: "/usr/sbin/sshd", port: 6010, "ssh-x11-forward", "SSH X11 forward",
            "display 10 of ada"),
        Case(
            "socat TCP-LISTEN:8080,fork,reuseaddr TCP:db:5432", executable: "/usr/bin/socat1", "socat", "socat",
            "8080 → db:5432"),
        Case("ngrok http 3000", executable: "/usr/bin/ngrok", "ngrok", "ngrok", "http → 3000"),
        Case(
            "cloudflared tunnel --url http://localhost:3000", executable: "/usr/bin/cloudflared", "cloudflared",
            "Cloudflare Tunnel", "→ http://localhost:3000"),
        Case("/usr/bin/nc -lk 9000", executable: "/usr/bin/nc.openbsd", "netcat", "netcat", "listens"),
        Case(
            "dlv debug ./cmd/api --headless --listen=:2345", executable: "/go/bin/dlv", "delve", "Delve debugger",
            "debug ./cmd/api"),
        Case("gdbserver :1234 ./prog arg", executable: "/usr/bin/gdbserver", "gdbserver", "gdbserver", "prog"),
        Case(
            "gdbserver :1234 --attach 4711", executable: "/usr/bin/gdbserver", "gdbserver", "gdbserver",
            "attached to pid 4711"),
        Case(
            "chrome --remote-debugging-port=9222 --user-data-dir=/tmp/p", executable: "/opt/google/chrome/chrome",
            port: 9222, "chrome-devtools", "Chrome remote debugging", "/tmp/p"),
        Case(
            title: "/opt/google/chrome/chrome --type=renderer --lang=de", executable: "/opt/google/chrome/chrome",
            "browser", "Chrome", "renderer"),
        Case("/usr/share/code/code --no-sandbox", executable: "/usr/share/code/code", "vscode", "VS Code"),
        Case(
            "/home/ada/.vscode-server/bin/a1/node /home/ada/.vscode-server/bin/a1/out/server-main.js --host=127.0.0.1",
            executable: "/home/ada/.vscode-server/bin/a1/node", "vscode-server", "VS Code server"),
        Case(
            "/home/ada/.vscode-server/bin/a1/node /home/ada/.vscode-server/bin/a1/out/bootstrap-fork --type=extensionHost",
            executable: "/home/ada/.vscode-server/bin/a1/node", "vscode-server", "VS Code server", "extension host"),
        Case("code-tunnel tunnel", executable: "/usr/bin/code-tunnel", "vscode-server", "VS Code tunnel", "tunnel"),
        Case("/opt/idea/bin/idea", executable: "/opt/idea/bin/idea", "jetbrains", "IntelliJ IDEA"),
        Case("gopls -mode=stdio", executable: "/go/bin/gopls", "language-server", "Language server", "gopls"),
        Case(
            "node /x/node_modules/typescript/lib/tsserver.js", executable: "/usr/bin/node", "language-server",
            "Language server", "tsserver"),
        Case(
            "adb -L tcp:5037 fork-server server --reply-fd 4", executable: "/usr/bin/adb", "adb", "Android debug bridge"
        ),
        Case("chromedriver --port=9515", executable: "/usr/bin/chromedriver", "webdriver", "WebDriver", "chromedriver"),
        Case("ollama serve", executable: "/usr/local/bin/ollama", "ollama", "Ollama"),
        Case(
            "ollama runner --model x --port 41234", executable: "/usr/local/bin/ollama", "ollama", "Ollama",
            "model runner"),
        Case("MailHog", executable: "/usr/bin/MailHog", "mailhog", "MailHog"),
        Case("mailpit", executable: "/usr/bin/mailpit", "mailpit", "Mailpit"),
        Case(
            "/lib/systemd/systemd-resolved", executable: "/usr/lib/systemd/systemd-resolved", "systemd-resolved",
            "DNS resolver"),
        Case(
            "dnsmasq --conf-file=/var/lib/libvirt/d.conf", executable: "/usr/sbin/dnsmasq", "dnsmasq", "dnsmasq",
            "/var/lib/libvirt/d.conf"),
        Case(
            title: "avahi-daemon: running [host.local]", executable: "/usr/sbin/avahi-daemon", "avahi", "mDNS (Avahi)"),
        Case("/usr/sbin/cupsd -l", executable: "/usr/sbin/cupsd", "cups", "Printing (CUPS)"),
        Case("/usr/sbin/chronyd -F 1", executable: "/usr/sbin/chronyd", "time-sync", "Time sync", "chronyd"),
        Case("dhclient -4 eth0", executable: "/usr/sbin/dhclient", "network-setup", "Network setup", "dhclient"),
        Case("/sbin/init", executable: "/usr/lib/systemd/systemd", "systemd", "systemd"),
        Case(
            "/usr/lib/xorg/Xorg :0 -seat seat0", executable: "/usr/lib/xorg/Xorg", "display-server", "Display server",
            "display :0"),
        Case("Xtigervnc :1", executable: "/usr/bin/Xtigervnc", "vnc", "VNC", "Xtigervnc"),
        Case(
            title: "tmux: server", executable: "/usr/bin/tmux", "terminal-multiplexer", "Terminal multiplexer", "tmux"),
        Case(
            "/usr/lib/postfix/sbin/master -w", executable: "/usr/lib/postfix/sbin/master", "mail", "Mail server",
            "postfix"),
    ]

    @Test(arguments: cases) func recognised(_ row: Case) { row.check() }
}

@Suite struct NativeRecognitionTests {
    static let cases: [Case] = [
        Case(
            "/tmp/go-build123/b001/exe/main", executable: "/tmp/go-build123/b001/exe/main",
            in: "/home/ada/shop/cmd/api", "go-run", "go run", "api"),
        Case(
            "/tmp/go-build123/b001/exe/shopd", executable: "/tmp/go-build123/b001/exe/shopd", "go-run", "go run",
            "shopd"),
        Case(
            "/home/ada/shop/bin/api", executable: "/home/ada/shop/bin/api",
            files: ["/home/ada/shop/go.mod": "module shop"], "go", "Go api"),
        Case("go run .", executable: "/usr/local/go/bin/go", "go", "Go", "go run"),
        Case("target/debug/shop", executable: "/home/ada/shop/target/debug/shop", "rust", "Rust shop", "debug build"),
        Case(
            "target/release/shop", executable: "/home/ada/shop/target/release/shop (deleted)", "rust", "Rust shop",
            "release build"),
        Case("cargo run", executable: "/home/ada/.cargo/bin/cargo", "cargo", "Cargo", "run"),
        Case("dotnet /app/Shop.dll", executable: "/usr/share/dotnet/dotnet", "dotnet", ".NET", "Shop.dll"),
        Case(
            "dotnet exec --depsfile a.json /app/Shop.dll", executable: "/usr/share/dotnet/dotnet", "dotnet", ".NET",
            "Shop.dll"),
        Case("dotnet watch run", executable: "/usr/bin/dotnet", "dotnet", ".NET", "dotnet watch"),
        Case("/srv/Shop", executable: "/home/ada/Shop/bin/Debug/net8.0/Shop", "dotnet", ".NET", "Shop"),
        Case("/app/Shop", executable: "/app/Shop", files: ["/app/Shop.dll": ""], "dotnet", ".NET", "Shop"),
        Case(
            ".build/debug/App serve", executable: "/home/ada/shop/.build/x86_64-unknown-linux-gnu/debug/App", "swift",
            "Swift App", "debug build"),
    ]

    @Test(arguments: cases) func recognised(_ row: Case) { row.check() }
}
