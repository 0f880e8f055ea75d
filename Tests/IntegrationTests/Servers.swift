import Foundation
import TestSupport

/// The real programs that the tests start, each configured to do no more than listen on one port of loopback.
enum Servers {
    static func postgres(port: UInt16) throws -> RealProgram {
        let folder = TemporaryFolder()
        // The server refuses to be root's.
        let user = geteuid() == 0 ? "postgres" : nil
        if let user { try Command.succeed("chown", [user, folder.path]) }
        let made = try RealProgram(
            "initdb", ["-D", folder("data"), "-A", "trust", "-U", "postgres", "--no-sync", "--no-instructions"],
            folder: folder, user: user)
        guard made.process.wait(seconds: 120) == 0 else { throw TestFailure("initdb: \(made.log)") }
        let server = try RealProgram(
            "postgres",
            [
                "-D", folder("data"), "-p", "\(port)", "-k", folder.path, "-c", "listen_addresses=127.0.0.1",
                "-c", "fsync=off", "-c", "shared_buffers=8MB",
            ], folder: folder, user: user, stopSignal: SIGINT)
        try server.waitForPort(port)
        try server.waitForLog("ready to accept connections")
        return server
    }

    static func redis(port: UInt16) throws -> RealProgram {
        let server = try RealProgram(
            "redis-server", ["--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        try server.waitForPort(port)
        return server
    }

    /// A master and two workers, all of which hold the listener.
    static func nginx(port: UInt16) throws -> RealProgram {
        let folder = TemporaryFolder()
        folder.write(
            "nginx.conf",
            """
            daemon off;
            worker_processes 2;
            pid \(folder("pid"));
            error_log stderr;
            events {}
            http {
                access_log off;
                client_body_temp_path \(folder("body"));
                proxy_temp_path \(folder("proxy"));
                fastcgi_temp_path \(folder("fastcgi"));
                uwsgi_temp_path \(folder("uwsgi"));
                scgi_temp_path \(folder("scgi"));
                server { listen 127.0.0.1:\(port); location / { return 200 "here\\n"; } }
            }
            """)
        let server = try RealProgram("nginx", ["-c", folder("nginx.conf"), "-p", folder.path], folder: folder)
        try server.waitForPort(port)
        return server
    }

    static func node(port: UInt16, inspect: UInt16? = nil) throws -> RealProgram {
        let folder = TemporaryFolder()
        folder.write("package.json", #"{"name": "shop", "version": "1.0.0"}"#)
        folder.write(
            "server.js",
            """
            require("http").createServer((request, response) => response.end("here\\n")).listen(\(port), "127.0.0.1");
            """)
        let flags = inspect.map { ["--inspect=127.0.0.1:\($0)"] } ?? []
        let server = try RealProgram(
            "node", flags + ["server.js"], environment: ["PORT": "\(port)", "SHOP_PORT": "\(port)"], folder: folder)
        try server.waitForPort(port)
        return server
    }

    static func flask(port: UInt16) throws -> RealProgram {
        let folder = TemporaryFolder()
        folder.write(
            "app.py",
            """
            from flask import Flask
            app = Flask(__name__)

            @app.get("/")
            def here():
                return "here"
            """)
        let server = try RealProgram(
            "python3", ["-m", "flask", "--app", "app", "run", "--host", "127.0.0.1", "--port", "\(port)"],
            environment: ["PYTHONDONTWRITEBYTECODE": "1"], folder: folder)
        try server.waitForPort(port)
        return server
    }

    /// A JVM with an HTTP server of its own and a debugger's door.
    static func java(port: UInt16, debug: UInt16) throws -> RealProgram {
        let folder = TemporaryFolder()
        folder.write(
            "Shop.java",
            """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;

            public class Shop {
                public static void main(String[] arguments) throws Exception {
                    int port = Integer.parseInt(arguments[0]);
                    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, 4);
                        exchange.getResponseBody().write("here".getBytes());
                        exchange.close();
                    });
                    server.start();
                }
            }
            """)
        try Command.succeed("javac", ["-d", folder.path, folder("Shop.java")], timeout: 120)
        let server = try RealProgram(
            "java",
            [
                "-Xmx64m", "-XX:TieredStopAtLevel=1",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:\(debug)", "-cp",
                folder.path, "Shop", "\(port)",
            ], folder: folder)
        try server.waitForPort(port, seconds: 60)
        try server.waitForPort(debug)
        return server
    }

    /// An OpenSSH server with keys of its own.
    static func sshd(port: UInt16) throws -> RealProgram {
        let folder = TemporaryFolder()
        // Where Debian's sshd confines its unprivileged part.
        if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
        for name in ["host", "user"] {
            try Command.succeed("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder(name)])
        }
        folder.write("authorized", folder.text("user.pub"), mode: 0o600)
        folder.write(
            "sshd_config",
            """
            ListenAddress 127.0.0.1
            Port \(port)
            HostKey \(folder("host"))
            AuthorizedKeysFile \(folder("authorized"))
            PidFile \(folder("pid"))
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            AllowTcpForwarding yes
            """)
        let server = try RealProgram("sshd", ["-D", "-e", "-f", folder("sshd_config")], folder: folder)
        try server.waitForPort(port)
        return server
    }

    /// `ssh -L local:127.0.0.1:target` through a server of `sshd(port:)`.
    static func forward(_ local: UInt16, to target: UInt16, through server: RealProgram, port: UInt16) throws
        -> RealProgram
    {
        let client = try RealProgram(
            "ssh",
            [
                "-N", "-F", "none", "-L", "127.0.0.1:\(local):127.0.0.1:\(target)", "-p", "\(port)",
                "-i", server.folder("user"), "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no",
                "-o", "UserKnownHostsFile=/dev/null", "-o", "ExitOnForwardFailure=yes", "\(NSUserName())@127.0.0.1",
            ])
        try client.waitForPort(local)
        return client
    }
}
