import Foundation
import TestSupport
import Testing

/// Forwards of a stack through a real OpenSSH server, and through a `kubectl` that only listens.
@Suite("UpTests: forwards", .requires("ostia", "python3"))
struct UpForwardTests {
    /// An OpenSSH server, something to ask behind it, and an `ostia` whose ssh has the right key: by its configuration
    /// file, as a user's would.
    private final class Gate: Sendable {
        let port = Ports.free()
        let target = Ports.free()
        let sshd: RealProgram
        let behind: RealProgram
        let cli: CLI

        init() throws {
            let site = TemporaryFolder()
            site.write("here", "the other side\n")
            behind = try RealProgram(
                "python3", ["-m", "http.server", "\(target)", "--bind", "127.0.0.1"], folder: site)
            try behind.waitForPort(target)
            sshd = try Servers.sshd(port: port)
            let configuration = sshd.folder.write(
                "ssh_config",
                """
                Host gate
                    HostName 127.0.0.1
                    Port \(port)
                    User \(NSUserName())
                Host *
                    IdentityFile \(sshd.folder("user"))
                    IdentitiesOnly yes
                    StrictHostKeyChecking no
                    UserKnownHostsFile /dev/null
                    LogLevel ERROR
                    ControlMaster auto
                    ControlPath \(sshd.folder("shared"))
                    ControlPersist yes
                """)
            cli = CLI(by: [
                "unshare", "--mount", "sh", "-c", "mount --bind '\(configuration)' /etc/ssh/ssh_config && exec \"$@\"",
                "sh",
            ])
        }

        /// The processes of the server that serve a connection.
        var sessions: [Int32] {
            let path = "/proc/\(sshd.id)/task/\(sshd.id)/children"
            let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return children.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
        }
    }

    private static func stack(_ forward: String) -> String {
        """
        name: shop
        services:
          stage: { forward: "\(forward)" }
          web:
            run: "exec python3 -u -m http.server $PORT --bind $HOST"
            needs: [stage]
        """
    }

    /// A request through the forward, with the address that another service is told.
    private func answer(_ stack: Harbour, _ path: String = "here") throws -> String {
        let asked = try stack(
            "exec", "web", "--", "python3", "-c",
            """
            import os, urllib.request
            assert os.environ["STAGE_ADDRESS"] == os.environ["STAGE_HOST"] + ":" + os.environ["STAGE_PORT"]
            url = "http://" + os.environ["STAGE_ADDRESS"] + "/\(path)"
            print(urllib.request.urlopen(url, timeout=10).read().decode(), end="")
            """)
        return asked.output + asked.error
    }

    @Test(
        "go through OpenSSH, and come again when the connection is lost",
        .requires("sshd", "ssh", "ssh-keygen", "unshare", .root), arguments: [true, false])
    func ssh(isByName: Bool) throws {
        let gate = try Gate()
        let host = isByName ? "gate" : "\(NSUserName())@127.0.0.1:\(gate.port)"
        let stack = Harbour(Self.stack("ssh://\(host)/localhost:\(gate.target)"), with: gate.cli)
        let up = try stack("up", "--wait", timeout: 120)
        try #require(up.code == 0, "\(up.output)\(up.error)")
        let port = try #require(try stack.port("stage"))
        #expect(Ports.isListening(UInt16(port)))
        #expect(try answer(stack) == "the other side\n")
        #expect(try stack("env", "web").output.contains("STAGE_PORT=\(port)\n"))

        let first = try #require(try stack.service("stage")["pid"].int)
        let sessions = gate.sessions
        #expect(sessions.count == 1)
        for session in sessions { kill(session, SIGKILL) }
        #expect(
            eventually(seconds: 60) {
                guard let service = try? stack.service("stage") else { return false }
                return service["state"].string == "ready" && service["pid"].int != first
            })
        #expect(try stack.service("stage")["restarts"].int == 1)
        #expect(try stack.port("stage") == port)
        #expect(try answer(stack) == "the other side\n")

        let down = try stack("down", timeout: 60)
        #expect(down.output == "0 processes, 0 ports left\n")
        #expect(eventually { stack.processes() == [] && !Ports.isListening(UInt16(port)) })
        #expect(eventually { gate.sessions == [] })
    }

    @Test(
        "that cannot be made say what ssh said", .requires("sshd", "ssh", "ssh-keygen", "unshare", .root),
        arguments: [("refused", "Connection refused"), ("nobody", "Permission denied")])
    func sshRefuses(what: String, words: String) throws {
        let gate = try Gate()
        let host = what == "refused" ? "127.0.0.1:\(Ports.free())" : "nobody@127.0.0.1:\(gate.port)"
        let text = Self.stack("ssh://\(host)/localhost:\(gate.target)")
            .replacing("stage: { ", with: "stage: { restart: never, ")
        let stack = Harbour(text, with: gate.cli)
        let up = try stack("up", "--wait", timeout: 120)
        #expect(up.code == 1)
        #expect(up.error.contains("stage exited with 255"))
        #expect(up.error.contains("| ") && up.error.contains(words), "\(up.error)")
        #expect(eventually(seconds: 15) { stack.processes() == [] })
    }

    /// Tried again and again as a lost line would be, until its time is over.
    @Test(
        "that never can be made are too slow, with the same card",
        .requires("sshd", "ssh", "ssh-keygen", "unshare", .root))
    func sshNever() throws {
        let gate = try Gate()
        let text = Self.stack("ssh://127.0.0.1:\(Ports.free())/localhost:\(gate.target)")
            .replacing("stage: { ", with: "stage: { start_timeout: 2s, ")
        let stack = Harbour(text, with: gate.cli)
        let up = try stack("up", "--wait", timeout: 120)
        #expect(up.code == 4)
        #expect(up.error.contains("Connection refused"), "\(up.error)")
        #expect(eventually(seconds: 15) { stack.processes() == [] })
    }

    /// There is no cluster here: this one listens where the real one would, and writes down what it was asked.
    private static let kubectl = """
        #!/usr/bin/env python3
        import http.server, os, sys
        with open(os.environ["KUBECTL_TRACE"], "a") as trace:
            trace.write(" ".join(sys.argv[1:]) + "\\n")
        near = sys.argv[-1].split(":")[0]
        address = sys.argv[sys.argv.index("--address") + 1]
        print(f"Forwarding from {address}:{near} -> 8080", flush=True)
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/lose":
                    os._exit(0)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"a pod\\n")
        http.server.HTTPServer((address, int(near)), Handler).serve_forever()
        """

    @Test("go through kubectl, and come again when it ends, however it ends")
    func kubectl() throws {
        let double = TemporaryFolder()
        double.write("kubectl", Self.kubectl, mode: 0o755)
        let path = "\(double.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        let stack = Harbour(
            Self.stack("kubectl://kind-test/shop/svc/api:http"),
            environment: ["PATH": path, "KUBECTL_TRACE": double("trace")])
        let up = try stack("up", "--wait", timeout: 120)
        try #require(up.code == 0, "\(up.output)\(up.error)")
        let port = try #require(try stack.port("stage"))
        #expect(try answer(stack) == "a pod\n")
        let asked = "--context kind-test --namespace shop port-forward --address 127.0.0.1 svc/api \(port):http\n"
        #expect(double.text("trace") == asked)

        _ = try answer(stack, "lose")
        #expect(eventually(seconds: 60) { double.text("trace") == asked + asked })
        #expect(eventually(seconds: 60) { (try? stack.service("stage")["state"].string) == "ready" })
        #expect(try answer(stack) == "a pod\n")
        #expect(try stack("down", timeout: 60).output == "0 processes, 0 ports left\n")
        #expect(eventually { stack.processes() == [] })
    }
}
