import Foundation
import TestSupport
import Testing

/// Servers that people really run, in one stack: each asked in the way that suits it, and each asking the next.
@Suite(
    "UpTests: real servers in one stack",
    .requires(
        "ostia", "python3", .pythonModule("flask"), "node", "redis-server", "postgres", "pg_isready", "psql", "nginx",
        "javac", "java", "curl"))
struct UpServicesTests {
    /// What runs as root has to become another user for PostgreSQL.
    private static let database = """
        #!/bin/sh
        set -eu
        as() { if [ "$(id -u)" = 0 ]; then exec setpriv --reuid=postgres --regid=postgres --init-groups "$@"; fi; exec "$@"; }
        cd data
        case $1 in
        make) as initdb -D base -U postgres -A trust --no-sync --no-instructions >/dev/null ;;
        run) as postgres -D base -p "$PORT" -h "$HOST" -k . -c fsync=off -c shared_buffers=8MB ;;
        esac
        """

    /// Tells the stock over HTTP; ready when `/ready` answers 204.
    private static let stock = """
        import com.sun.net.httpserver.HttpServer;
        import java.net.InetSocketAddress;

        public class Stock {
            public static void main(String[] arguments) throws Exception {
                int port = Integer.parseInt(System.getenv("PORT"));
                HttpServer server = HttpServer.create(new InetSocketAddress(System.getenv("HOST"), port), 0);
                server.createContext("/ready", exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
                server.createContext("/stock", exchange -> {
                    byte[] answer = "seven".getBytes();
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
                server.start();
            }
        }
        """

    /// Counts in Redis, asks PostgreSQL for a sum and the JVM for its stock.
    private static let api = """
        import os, socket, subprocess, urllib.request
        from flask import Flask, jsonify

        app = Flask(__name__)

        def counted():
            with socket.create_connection((os.environ["CACHE_HOST"], int(os.environ["CACHE_PORT"])), 5) as cache:
                cache.sendall(b"INCR visits\\r\\n")
                return int(cache.recv(64)[1:])

        def sum():
            words = ["psql", "-XAt", "-h", os.environ["DB_HOST"], "-p", os.environ["DB_PORT"], "-U", "postgres"]
            return int(subprocess.check_output(words + ["-c", "SELECT 40 + 2"]))

        @app.get("/all")
        def all():
            with urllib.request.urlopen(os.environ["STOCK_URL"] + "/stock", timeout=5) as answer:
                return jsonify(visits=counted(), sum=sum(), stock=answer.read().decode())
        """

    private static let pages = """
        const http = require("http");
        http.createServer((question, answer) => {
            http.get(process.env.API_URL + "/all", (from) => from.pipe(answer))
                .on("error", (error) => { answer.statusCode = 502; answer.end(String(error)); });
        }).listen(process.env.PORT, process.env.HOST);
        """

    private static let door = """
        daemon off;
        worker_processes 2;
        pid pid;
        error_log stderr;
        events {}
        http {
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            server { listen @HERE@; location / { proxy_pass http://@PAGES@; } }
        }
        """

    private static func file(_ python: String) -> String {
        """
        name: harbour
        services:
          db:
            setup: sh database make
            run: exec sh database run
            ready: { exec: "pg_isready -q -h ${host} -p ${port}" }
            stop: { signal: INT }
          cache:
            run: exec redis-server --bind ${host} --port ${port} --save "" --appendonly no
            ready: { log: Ready to accept connections }
          stock:
            setup: javac -d classes Stock.java
            run: [java, -Xmx64m, -XX:TieredStopAtLevel=1, -cp, classes, Stock]
            ready: { http: /ready, status: 204 }
          api:
            run: exec \(python) -m flask --app api run --host ${host} --port ${port}
            needs: [db, cache, stock]
            env: { PYTHONDONTWRITEBYTECODE: 1 }
            ready: { http: /all, timeout: 10s }
          pages:
            run: [node, pages.js]
            needs: [api]
            ready: tcp
          door:
            setup: sed -e "s/@HERE@/$HOST:$PORT/" -e "s/@PAGES@/$PAGES_ADDRESS/" door.conf > nginx.conf
            run: exec nginx -e stderr -p . -c nginx.conf
            needs: [pages]
            ready: { http: / }
            stop: { signal: QUIT }
        """
    }

    @Test("become ready in order, ask each other, are started again, and leave nothing")
    func wholeLife() throws {
        let stack = Harbour(Self.file(try #require(Installed.python)))
        for (name, text) in [
            ("database", Self.database), ("Stock.java", Self.stock), ("api.py", Self.api), ("pages.js", Self.pages),
            ("door.conf", Self.door),
        ] { stack.folder.write(name, text) }
        stack.folder.makeFolder("data")
        if geteuid() == 0 {
            // PostgreSQL's user has to come to its folder.
            chmod(stack.folder.path, 0o711)
            try Command.succeed("chown", ["postgres", stack.folder("data")])
        }
        let servers = ["postgres", "nginx"].compactMap { Installed.path(of: $0) }
            .map { ($0 as NSString).deletingLastPathComponent }
        let path = (servers + [ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]).joined(separator: ":")
        let up = try stack.run(["up", "--wait"], environment: ["PATH": path], timeout: 150)
        try #require(up.code == 0, "\(up.output)\(up.error)\((try? stack.said()) ?? "")")
        #expect(up.error == "")
        let names = ["db", "cache", "stock", "api", "pages", "door"]
        #expect(names.map(stack.state) == names.map { _ in "ready" })

        // Its own readiness check was the first visit, nginx's the second.
        let first = try ask(stack)
        #expect(first["sum"].int == 42)
        #expect(first["stock"].string == "seven")
        let visits = try #require(first["visits"].int)
        #expect(visits >= 3)
        #expect(try ask(stack)["visits"].int == visits + 1, "nobody asks again what is ready")

        // A service alone, and one that others need: they find it where it was.
        let ports = try names.map { try stack.port($0) }
        let pids = try names.map { try stack.service($0)["pid"].int }
        #expect(try stack("restart", "cache").code == 0)
        #expect(try ask(stack)["visits"].int == 1, "Redis has begun anew")
        #expect(try stack.run(["restart", "db", "stock", "door"], timeout: 120).code == 0)
        #expect(try ask(stack)["sum"].int == 42)
        #expect(try names.map { try stack.port($0) } == ports)
        let changed = try zip(names, pids).filter { try stack.service($0)["pid"].int != $1 }.map(\.0)
        #expect(changed == ["db", "cache", "stock", "door"])
        for name in names { #expect(try stack.service(name)["divergences"].items == []) }

        let down = try stack("down", timeout: 60)
        #expect(down.output == "0 processes, 0 ports left\n")
        #expect(stack.processes() == [])
        for port in ports { #expect(!Ports.isListening(UInt16(try #require(port)))) }
        #expect(try stack.said().contains("had to be killed") == false)
    }

    /// One question that goes through all six.
    private func ask(_ stack: Harbour) throws -> Document {
        let port = try #require(try stack.port("door"))
        return try Document(Command.succeed("curl", ["-sSf", "-m", "20", "http://127.0.0.1:\(port)/"]))
    }
}
