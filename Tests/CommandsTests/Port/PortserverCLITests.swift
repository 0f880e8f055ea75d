import TestSupport
import Testing

/// `ostia port --serve` with real clients.
@Suite(.requires("ostia"), .requires("python3")) struct PortserverCLITests {
    let cli = CLI()

    /// Starts a portserver, runs a Python program as its client with `ADDRESS` set, ends the server.
    func serve(_ program: String, socket: String? = nil) throws -> TestSupport.CommandResult {
        let ostia = try #require(Installed.ostia)
        return try Command.run(
            "bash",
            [
                "-c",
                """
                "$0" port --serve --socket "$1" > said &
                until [ -s said ]; do sleep 0.01; done
                . ./said
                ADDRESS=$PORTSERVER_ADDRESS python3 -c "$2"; code=$?
                kill -TERM $!
                wait $!
                echo "ended $?"
                exit $code
                """, ostia, socket ?? cli.home("ports.sock"), Self.helper + program,
            ], environment: cli.environment.merging(["PATH": path]) { $1 }, directory: cli.home.path, timeout: 60)
    }

    /// The Python that has portpicker comes first.
    private var path: String {
        let folder = (Installed.python ?? "/usr/bin/python3").split(separator: "/").dropLast().joined(separator: "/")
        return "/\(folder):/usr/local/bin:/usr/bin:/bin"
    }

    static let helper = """
        import os, socket, subprocess, threading, time
        address = os.environ['ADDRESS']
        def connect():
            s = socket.socket(socket.AF_UNIX)
            s.settimeout(10)
            s.connect('\\0' + address[1:] if address[0] == '@' else address)
            return s
        def ask(said=None):
            s = connect()
            s.sendall(said if said is not None else b'%d\\n' % os.getpid())
            try: return s.recv(100)
            except ConnectionResetError: return b''

        """

    @Test func oneQuestionOneAnswer() throws {
        let result = try serve("print(ask().decode(), end='')")
        #expect(result.code == 0, "\(result.error)")
        #expect(result.lines.count == 2)
        #expect(result.lines.first.flatMap { UInt16($0) } != nil)
        #expect(result.lines.last == "ended 0")
        #expect(!cli.home.text("said").contains("@"))
    }

    @Test func anAbstractAddress() throws {
        let result = try serve("print(ask().decode(), end='')", socket: "@ostia-test-\(cli.home.path.suffix(6))")
        #expect(result.lines.first.flatMap { UInt16($0) } != nil)
        #expect(cli.home.text("said").hasPrefix("export PORTSERVER_ADDRESS=@ostia-test-"))
    }

    @Test func manyAtOnce() throws {
        let result = try serve(
            """
            got = []
            threads = [threading.Thread(target=lambda: got.append(ask())) for _ in range(300)]
            for t in threads: t.start()
            for t in threads: t.join()
            print(len(got), len(set(got)), b'' in got)
            """)
        #expect(result.lines == ["300 300 False", "ended 0"], "\(result.error)")
    }

    @Test func rubbishAndSilenceHarmNobody() throws {
        let result = try serve(
            """
            silent = [connect() for _ in range(300)]
            gone = connect(); gone.close()
            half = connect(); half.sendall(b'12')
            print([ask(x) for x in (b'GET / HTTP/1.1\\r\\n\\r\\n', b'\\0\\xff\\n', b'-1\\n', b'1\\n', b'999999999\\n', b'9' * 5000)])
            print(len(ask()) > 1, len(ask(b'%d' % os.getpid())) > 1)
            """)
        #expect(result.lines == ["[b'', b'', b'', b'', b'', b'']", "True True", "ended 0"], "\(result.error)")
    }

    @Test func aPortReturnsWhenItsProcessHasGone() throws {
        // Remembered for a minute by the registry, so another process's port is not given again at once; as long as the
        // process lives it is not given at all.
        let result = try serve(
            """
            child = subprocess.Popen(['sleep', '60'])
            port = ask(b'%d\\n' % child.pid)
            others = {ask() for _ in range(50)}
            child.kill(); child.wait()
            print(len(port) > 1, port in others, ask(b'%d\\n' % child.pid))
            """)
        #expect(result.lines == ["True False b''", "ended 0"], "\(result.error)")
    }

    @Test(.requires(.pythonModule("portpicker")))
    func portpickerItself() throws {
        let result = try serve(
            """
            import portpicker
            ports = [portpicker.get_port_from_port_server(address) for _ in range(5)] + [portpicker.pick_unused_port()]
            print(len(set(ports)), all(portpicker.is_port_free(p) for p in ports))
            """)
        #expect(result.lines == ["6 True", "ended 0"], "\(result.error)")
    }

    @Test func onlyOneServesAnAddress() throws {
        let result = try serve(
            """
            again = subprocess.run(['\(Installed.ostia ?? "")', 'port', '--serve', '--socket', address], capture_output=True)
            print(again.returncode, again.stdout, 'is taken' in again.stderr.decode())
            """)
        #expect(result.lines == ["1 b'' True", "ended 0"], "\(result.error)")
    }

    @Test func aSocketLeftBehindIsTakenOver() throws {
        _ = try Command.run(
            "python3", ["-c", "import socket; socket.socket(socket.AF_UNIX).bind('\(cli.home("ports.sock"))')"])
        let result = try serve("print(len(ask()) > 1)")
        #expect(result.lines == ["True", "ended 0"])
    }
}
