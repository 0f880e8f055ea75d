import Inventory
import Testing

private let node = "/usr/bin/node"
private let python = "/usr/bin/python3.11"
private let java = "/usr/bin/java"

/// Command lines as they stood in `/proc/PID/cmdline`, where a simpler reading goes wrong.
@Suite struct RealCommandLineTests {
    static let builds: [Case] = [
        Case(
            "/tmp/go-build123/b001/exe/main", executable: "/tmp/go-build123/b001/exe/main", "go-run", "go run", "shop"),
        Case(
            "/home/x/.cache/go-build/ab/abc-d/exe/redis-server",
            executable: "/home/x/.cache/go-build/ab/abc-d/exe/redis-server", "go-run", "go run", "redis-server"),
        Case("./tempo", executable: "/srv/target/release/tempo", "rust", "Rust tempo", "release build"),
        Case("target/debug/nginx", executable: "/srv/target/debug/nginx", "rust", "Rust nginx", "debug build"),
        Case(
            "target/x86_64-unknown-linux-musl/debug/shop",
            executable: "/srv/target/x86_64-unknown-linux-musl/debug/shop",
            "rust", "Rust shop", "debug build"),
        Case(
            ".build/debug/App serve", executable: "/srv/.build/x86_64-unknown-linux-gnu/debug/App", "swift",
            "Swift App",
            "debug build"),
        Case("/srv/bin/Release/net8.0/Api", executable: "/srv/bin/Release/net8.0/Api", "dotnet", ".NET", "Api"),
        Case(
            "./__debug_bin123", executable: "/srv/__debug_bin123", "go", "Go program", "shop, under a debugger"),
    ]

    static let inspectors: [Case] = [
        Case("node server.js", executable: node, port: 9229, "node-inspector", "Node inspector", "server.js"),
        Case("node --inspect=9230 app.js", executable: node, port: 9229, "node", "Node app.js"),
        Case("node app.js --inspect=4000", executable: node, port: 4000, "node", "Node app.js"),
        Case(
            "node -r ./trace.js --inspect=4000 app.js", executable: node, port: 4000, "node-inspector",
            "Node inspector", "app.js"),
        Case(
            "node --inspect-brk=[::1]:9230 app.js", executable: node, port: 9230, "node-inspector", "Node inspector",
            "app.js, waits for a debugger"),
        Case(
            "node --inspect=0.0.0.0 app.js", executable: node, port: 9229, "node-inspector", "Node inspector", "app.js"),
        Case(
            "node app.js", executable: node, port: 9230, environment: ["NODE_OPTIONS": "--inspect=9230"],
            "node-inspector", "Node inspector", "app.js"),
        Case(
            title: "next-server (v14.1.0)", executable: node, port: 9229, "node-inspector", "Node inspector",
            "next-server"),
        Case(title: "next-server (v14.1.0)", executable: node, port: 3000, "next", "Next.js", "v14.1.0"),
        Case(
            "bun --inspect server.ts", executable: "/usr/bin/bun", port: 6499, "node-inspector", "Bun inspector",
            "server.ts"),
        Case(
            "bun --inspect=localhost:4000/x server.ts", executable: "/usr/bin/bun", port: 4000, "node-inspector",
            "Bun inspector", "server.ts"),
        Case("bun --inspect server.ts", executable: "/usr/bin/bun", port: 9229, "bun", "Bun server.ts"),
    ]

    static let agents: [Case] = [
        Case(
            "java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=0 -jar shop.jar", executable: java,
            port: 40123, "jdwp", "JDWP debugger", "shop.jar"),
        Case(
            "java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=0 -jar shop.jar", executable: java,
            port: 8080, "jvm", "Java", "shop.jar"),
        Case(
            "java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=what -jar shop.jar", executable: java,
            port: 40123, "jvm", "Java", "shop.jar"),
        Case(
            "java -agentpath:/opt/jdk/lib/libjdwp.so=transport=dt_socket,server=y,suspend=n,address=5005 -jar shop.jar",
            executable: java, port: 5005, "jdwp", "JDWP debugger", "shop.jar"),
        Case(
            "java -agentpath:/opt/profiler.so=server=y,address=5005 -jar shop.jar", executable: java, port: 5005, "jvm",
            "Java", "shop.jar"),
        Case(
            "java --module-path=m --module=shop/com.example.Main", executable: java, "jvm", "Java", "com.example.Main"),
        Case("java -m jdk.httpserver -p 8000", executable: java, "jwebserver", "JDK web server"),
        Case(
            "jwebserver -d /srv/www", executable: "/usr/lib/jvm/jdk-21/bin/jwebserver", "jwebserver", "JDK web server",
            "/srv/www"),
        Case(
            "/venv/bin/python /opt/pycharm/helpers/pydev/pydevd.py --client 127.0.0.1 --port 34567 --file /srv/manage.py runserver",
            executable: python, port: 8000, "django", "Django", "srv"),
        Case(
            "/venv/bin/python /opt/pycharm/helpers/pydev/pydevd.py --port 5678 --file /srv/app.py", executable: python,
            port: 5678, "pydevd", "PyCharm debugger", "app.py"),
    ]

    static let scripts: [Case] = [
        Case(title: "shopd", executable: node, "node", "Node.js"),
        Case("node .yarn/releases/yarn-3.6.0.cjs build", executable: node, "yarn", "yarn build"),
        Case(
            "/app/node_modules/electron/dist/electron .", executable: "/app/node_modules/electron/dist/electron",
            "electron", "Electron", "shop"),
        Case(
            "/app/node_modules/@esbuild/linux-x64/bin/esbuild --service",
            executable: "/app/node_modules/@esbuild/linux-x64/bin/esbuild", "esbuild", "esbuild"),
        Case("ruby -run -e httpd . -p 8080", executable: "/usr/bin/ruby3.1", "webrick", "WEBrick", "shop"),
        Case("ruby -e httpd", executable: "/usr/bin/ruby3.1", "ruby", "Ruby", "ruby -e"),
        Case(
            title: "/usr/local/bundle/bin/rackup -p 9292", executable: "/usr/bin/ruby3.1", "rack", "Rack", "shop"),
        Case(title: "[celeryd: celery@host:MainProcess] -active- (worker)", executable: python, "celery", "Celery"),
        Case(title: "uWSGI master", executable: "/usr/bin/uwsgi-core", "uwsgi", "uWSGI"),
        Case("/usr/bin/uwsgi --ini shop.ini", executable: "/usr/bin/uwsgi-core", "uwsgi", "uWSGI", "shop.ini"),
        Case(
            "python app.py", executable: python, files: ["/home/ada/shop/app.py": "import os, flask\n"], "flask",
            "Flask", "app.py"),
        Case(
            "python app.py", executable: python, files: ["/home/ada/shop/app.py": "import bottleneck, dashboard\n"],
            "python", "Python app.py"),
        Case(
            "beam.smp -pa /home/rabbit-fan/ebin", executable: "/usr/lib/erlang/erts-13/bin/beam.smp", "erlang", "Erlang"
        ),
        Case(
            "beam.smp -noshell -s rabbit boot", executable: "/usr/lib/erlang/erts-13/bin/beam.smp", "rabbitmq",
            "RabbitMQ"),
        Case(
            "dotnet /usr/share/dotnet/sdk/8.0.1/DotnetTools/dotnet-watch.dll run", executable: "/usr/bin/dotnet",
            "dotnet", ".NET", "dotnet watch"),
    ]

    static let others: [Case] = [
        Case("busybox httpd -f -h /srv/www", executable: "/bin/busybox", "busybox-httpd", "BusyBox httpd", "/srv/www"),
        Case("httpd -f -p 8080", executable: "/bin/busybox", "busybox-httpd", "BusyBox httpd", "/home/ada/shop"),
        Case("busybox nc -l -p 80", executable: "/bin/busybox", "netcat", "netcat", "listens"),
        Case("httpd -DFOREGROUND", executable: "/usr/sbin/httpd", "apache", "Apache"),
        Case(
            "node /home/x/.vscode-server/extensions/a.b-1/server.js", executable: node, "vscode-server",
            "VS Code server", "server.js"),
        Case(
            "/home/x/.vscode-server/code-1a2b command-shell", executable: "/home/x/.vscode-server/code-1a2b",
            "vscode-server", "VS Code server", "code-1a2b"),
        Case(
            "/home/x/.cursor-server/bin/1/node out.js", executable: "/home/x/.cursor-server/bin/1/node",
            "vscode-server", "Cursor server", "out.js"),
        Case("node /srv/extensions/server.js", executable: node, "node", "Node extensions/server.js"),
        Case(
            "ssh -L [::1]:5432:[2001:db8::1]:5433 bastion", executable: "/usr/bin/ssh", port: 5432, "ssh-forward",
            "SSH forward", "5432 → [2001:db8::1]:5433 via bastion"),
    ]

    @Test(arguments: builds + inspectors + agents) func byFolderAndPort(_ one: Case) { one.check() }
    @Test(arguments: scripts + others) func byWords(_ one: Case) { one.check() }
}
