import Diagnosis
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite("Where a proxy sends what it gets")
struct UpstreamTests {
    private let host = FakeHost()

    private func upstreams(_ pid: Int32 = 120) -> [Upstream] { UpstreamLook(host.machine).upstreams(of: pid) }

    private func ends(_ pid: Int32 = 120) -> [String] {
        upstreams(pid).map { $0.unixPath ?? "\($0.host):\($0.port)" }
    }

    @Test(
        "addresses as configurations write them",
        arguments: [
            ("http://localhost:3000/api", nil, "localhost:3000"), ("http://127.0.0.1", nil, "127.0.0.1:80"),
            ("https://shop.test/", nil, "shop.test:443"), ("[::1]:8080", nil, "::1:8080"),
            (":9000", nil, "localhost:9000"),
            ("127.0.0.1:9000", nil, "127.0.0.1:9000"), ("db", 80, "db:80"), ("http://$backend:80", nil, nil),
            ("unix:/run/app.sock", nil, "/run/app.sock"), ("http://unix:/run/app.sock:/", nil, "/run/app.sock"),
            ("http://me:secret@db:81/", nil, "db:81"), ("host", nil, nil), ("ftp://x:1", nil, nil), ("x:0", nil, nil),
            ("x:70000", nil, nil), ("", nil, nil), ("'http://localhost:5000'", nil, "localhost:5000"),
        ] as [(String, UInt16?, String?)])
    func addresses(text: String, standard: UInt16?, expected: String?) {
        let found = Upstream(text, standard: standard, source: "x")
        #expect(found.map { $0.unixPath ?? "\($0.host):\($0.port)" } == expected)
    }

    @Test("nginx: servers of groups, passes, includes, comments; a worker by its master")
    func nginx() {
        host.root.write(
            "etc/nginx/nginx.conf",
            """
            http {
                # proxy_pass http://localhost:1;
                upstream app {
                    server 127.0.0.1:3000 weight=2;
                    server unix:/run/app.sock backup;
                }
                include conf.d/*.conf;
                include /etc/nginx/none.conf;
            }
            """)
        host.root.write(
            "etc/nginx/conf.d/site.conf",
            "server { listen 80;\n location / { proxy_pass http://app; }\n location /x { proxy_pass\n"
                + "http://localhost:4000/; }\n location ~ php { fastcgi_pass 127.0.0.1:9000; }\n"
                + "location /v { proxy_pass http://${host}:5; } }\n")
        host.root.write("etc/nginx/conf.d/notes.txt", "proxy_pass http://localhost:2;")
        host.add(119, "nginx", command: ["nginx: master process /usr/sbin/nginx -g daemon off;"])
        host.add(120, "nginx", parent: 119, command: ["nginx: worker process"])
        #expect(ends() == ["127.0.0.1:3000", "/run/app.sock", "localhost:4000", "127.0.0.1:9000"])
        #expect(upstreams().first?.source == "/etc/nginx/nginx.conf:4")
        #expect(ends(119) == ends())
    }

    @Test("nginx: the file that its argument names, which may include itself")
    func nginxArgument() {
        host.root.write("srv/my.conf", "include my.conf; server { location / { proxy_pass http://10.0.0.1:81; } }")
        host.add(120, "nginx", command: ["nginx: master process nginx -c /srv/my.conf"])
        #expect(ends() == ["10.0.0.1:81"])
    }

    @Test("HAProxy, Apache and Caddy")
    func others() {
        host.root.write(
            "etc/haproxy/haproxy.cfg", "backend web\n  server one 127.0.0.1:3001 check\n  # server two x:1\n")
        host.add(120, "haproxy", command: ["/usr/sbin/haproxy", "-f", "/etc/haproxy/haproxy.cfg"])
        #expect(ends() == ["127.0.0.1:3001"])
        host.root.write(
            "etc/apache2/sites-enabled/a.conf", "  ProxyPass \"/api\" \"http://localhost:3002/\"\nProxyPass /no !\n")
        host.add(121, "apache2", command: ["/usr/sbin/apache2", "-k", "start"])
        #expect(ends(121) == ["localhost:3002"])
        host.root.write("srv/Caddyfile", "shop.test {\n  reverse_proxy /api/* localhost:3003 :3004\n}\n")
        host.add(122, "caddy", command: ["caddy", "run"], directory: "/srv")
        #expect(ends(122) == ["localhost:3003", "localhost:3004"])
    }

    @Test("development servers")
    func development() {
        host.root.write("src/app/package.json", #"{"name": "app", "proxy": "http://localhost:5001"}"#)
        host.root.write(
            "src/app/vite.config.ts",
            "export default { server: { proxy: {\n  '/api': 'http://localhost:5002',\n  // target: 'http://localhost:1',\n"
                + "  '/ws': { target: \"ws://127.0.0.1:5003\", ws: true },\n} } }\n")
        host.add(120, "node", command: ["node", "/src/app/node_modules/.bin/vite"], directory: "/src/app")
        #expect(ends() == ["localhost:5001", "localhost:5002", "127.0.0.1:5003"])
    }

    @Test(
        "forwarders by their arguments",
        arguments: [
            (["socat", "TCP-LISTEN:8080,fork", "TCP:db:5432,retry"], ["db:5432"]),
            (["socat", "TCP-LISTEN:8080", "UNIX-CONNECT:/run/x.sock"], ["/run/x.sock"]),
            (["ssh", "-fNL", "8080:db:80", "me@gate"], ["db:80"]),
            (["ssh", "-L8080:[::1]:80", "-L", "127.0.0.1:81:web:82", "gate"], ["::1:80", "web:82"]),
            (["ssh", "-o", "Local=1", "-i", "L", "gate"], []),
            (["kubectl", "port-forward", "-n", "shop", "svc/web", "8080:80", "9090"], ["svc/web:80", "svc/web:9090"]),
            (["cloudflared", "tunnel", "--url", "http://localhost:3000"], ["localhost:3000"]),
            (["ngrok", "http", "3000"], ["localhost:3000"]),
            (["ncat", "-lk", "8080", "--sh-exec", "ncat 127.0.0.1 3000"], ["127.0.0.1:3000"]),
            (
                [
                    "/usr/bin/docker-proxy", "-proto", "tcp", "-host-ip", "0.0.0.0", "-host-port", "8080",
                    "-container-ip", "172.17.0.2", "-container-port", "80",
                ], ["172.17.0.2:80"]
            ),
        ])
    func arguments(words: [String], expected: [String]) {
        host.add(120, words[0].split(separator: "/").last.map(String.init) ?? "", command: words)
        #expect(ends() == expected)
    }

    @Test("its own connections, but not those who came to it")
    func connections() {
        host.rows = [
            .listener("127.0.0.1", 80, inode: 1),
            .connection(("127.0.0.1", 80), ("127.0.0.1", 50000), inode: 2),
            .connection(("127.0.0.1", 50001), ("127.0.0.1", 3000), inode: 3),
            .connection(("10.0.0.5", 50002), ("10.0.0.9", 5432), inode: 4, state: .synSent),
        ]
        host.add(120, "quay", sockets: [3: 1, 4: 2, 5: 3, 6: 4])
        #expect(ends() == ["127.0.0.1:3000", "10.0.0.9:5432"])
        #expect(upstreams().allSatisfy { $0.source == "connections" })
        #expect(upstreams(121).isEmpty)
    }
}

@Suite("Files that keep a port or a pid")
struct PortFileTests {
    private let host = FakeHost()

    private func files(_ port: UInt16 = 5432) -> [PortFile] {
        PortFileLook(host.machine, environment: host.environment).files(for: port)
    }

    init() { host.proc.add(999, name: "ostia", directory: "/src/shop") }

    @Test("PostgreSQL's, by port, with whether its writer lives")
    func postgres() {
        host.root.write("var/lib/postgresql/15/main/postmaster.pid", "200\n/var/lib\n1700000000\n5432\n/tmp\n")
        #expect(
            files() == [
                PortFile(
                    path: "/var/lib/postgresql/15/main/postmaster.pid", pid: 200, port: 5432, isAlive: false)
            ])
        host.add(200, "postgres", command: ["/usr/bin/postgres", "-D", "/var/lib/postgresql/15/main"])
        #expect(files().map(\.isAlive) == [true])
        #expect(files(5433).isEmpty)
    }

    @Test("a process that began after the file was written is another one")
    func reused() {
        host.root.write("src/shop/tmp/pids/server.pid", "300")
        host.add(300, "puma", startTicks: 100)
        #expect(files().map(\.isAlive) == [true])
        host.clock = BootClock(ticksPerSecond: 100, boot: Clock.realtime() + 3600)
        #expect(files().map(\.isAlive) == [false])
    }

    @Test("those of the folder asked in: pids whatever the port, ports only the asked one")
    func local() {
        host.root.write("src/shop/server.pid", "  301\n")
        host.root.write("src/shop/dev.port", "5432\n")
        host.root.write("src/shop/other.port", "1\n")
        host.root.write("src/shop/not.pid", "none\n")
        #expect(files().map(\.path) == ["/src/shop/dev.port", "/src/shop/server.pid"])
        #expect(files().map(\.pid) == [nil, 301])
    }

    @Test("Jupyter's, and of the system's only the dead")
    func others() {
        host.root.write("home/ada/.local/share/jupyter/runtime/jpserver-7.json", #"{"pid": 7, "port": 5432}"#)
        host.root.write("home/ada/.local/share/jupyter/runtime/jpserver-8.json", #"{"pid": 8, "port": 1}"#)
        host.root.write("run/alive.pid", "310\n")
        host.root.write("run/dead/x.pid", "311\n")
        host.add(310)
        #expect(
            files().map(\.path)
                == ["/home/ada/.local/share/jupyter/runtime/jpserver-7.json", "/run/dead/x.pid"])
    }
}
