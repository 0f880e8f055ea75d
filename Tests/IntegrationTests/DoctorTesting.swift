import Foundation
import TestSupport

/// A server written for one test: it accepts whatever comes, says so in its log, and answers HTTP.
///
/// In a network namespace of the test's own, or on this machine's loopback.
struct CountingServer {
    let program: RealProgram
    let address: String
    let port: UInt16
    /// Its number as its own network's processes see it.
    let pid: Int32
    private let network: TestNetwork?

    /// - Parameters:
    ///   - name: what the process calls itself (prctl(2)), 15 bytes at most.
    ///   - words: further words of its command line.
    ///   - answers: whether it reads a request and answers, or only accepts.
    init(
        _ address: String = "127.0.0.1", port: UInt16 = 8000, in network: TestNetwork? = nil, name: String? = nil,
        words: [String] = [], answers: Bool = true, environment: [String: String] = [:]
    ) throws {
        self.address = address
        self.port = port
        self.network = network
        let folder = TemporaryFolder()
        chmod(folder.path, 0o755)
        folder.write(
            "serve.py",
            """
            import ctypes, os, socket, sys, threading
            address, port = sys.argv[1], int(sys.argv[2])
            information = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
            server = socket.socket(information[0], socket.SOCK_STREAM)
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if information[0] == socket.AF_INET6: server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            server.bind(information[4])
            server.listen(128)
            if sys.argv[3]: ctypes.CDLL(None).prctl(15, sys.argv[3].encode(), 0, 0, 0)
            print("READY", os.getpid(), flush=True)
            kept = []

            def serve(client):
                try:
                    data = client.recv(4096)
                    if data.startswith(b"MARK"): print("MARK", data.decode(), flush=True)
                    if data[:4] in (b"GET ", b"HEAD"):
                        client.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\nConnection: close\\r\\n\\r\\nhere")
                except OSError: pass
                client.close()

            while True:
                client, _ = server.accept()
                print("CONNECTION", flush=True)
                if sys.argv[4] == "answers": threading.Thread(target=serve, args=(client,), daemon=True).start()
                else: kept.append(client)
            """)
        program = try RealProgram(
            "python3",
            [folder("serve.py"), address, "\(port)", name ?? "", answers ? "answers" : "accepts"] + words,
            environment: environment, folder: folder, network: network)
        try program.waitForLog("READY ")
        let line = program.log.split(separator: "\n").first { $0.hasPrefix("READY ") }
        guard let pid = line.flatMap({ Int32($0.dropFirst(6)) }) else { throw TestFailure("no pid: \(program.log)") }
        self.pid = pid
    }

    var endpoint: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }

    /// How many connections came before this question, which itself is one more.
    func connections() throws -> Int {
        let before = program.log.split(separator: "\n").count { $0 == "MARK MARK" }
        let script = """
            import socket, sys
            client = socket.create_connection((sys.argv[1], int(sys.argv[2])))
            client.sendall(b"MARK")
            client.recv(1)
            """
        let words = (network?.prefix ?? []) + [Installed.python ?? "python3", "-c", script, address, "\(port)"]
        try Command.succeed(words[0], Array(words.dropFirst()))
        let marks = { program.log.split(separator: "\n").count { $0 == "MARK MARK" } }
        guard eventually(seconds: 20, { marks() > before }) else { throw TestFailure("the mark did not come") }
        // Connections are accepted in the order in which they came: those before the mark are all in the log.
        return program.log.split(separator: "\n").count { $0 == "CONNECTION" } - (before + 1)
    }
}

/// Two network namespaces with a cable between them: 10.77.0.1 here, 10.77.0.2 there.
struct TwoMachines {
    let here: TestNetwork
    let there: TestNetwork

    init() throws {
        here = try TestNetwork(isolatesProcesses: true)
        there = try TestNetwork(isolatesProcesses: true)
        try Command.succeed(
            "ip", ["link", "add", "cable", "netns", here.name, "type", "veth", "peer", "cable", "netns", there.name])
        for (network, address) in [(here, "10.77.0.1/24"), (there, "10.77.0.2/24")] {
            try network.add(address: address, to: "cable")
            try Command.succeed("ip", ["-n", network.name, "link", "set", "cable", "up"])
        }
    }

    /// TCP segments that came to the other machine so far, and resets that it sent.
    func traffic() throws -> (received: Int, resets: Int) {
        let table = try there.run("cat", ["/proc/net/snmp"]).lines.filter { $0.hasPrefix("Tcp:") }
            .map { $0.split(separator: " ") }
        guard table.count == 2 else { throw TestFailure("no TCP counters: \(table)") }
        let values = Dictionary(zip(table[0].map(String.init), table[1].map { Int($0) ?? 0 }), uniquingKeysWith: { $1 })
        return (values["InSegs"] ?? 0, values["OutRsts"] ?? 0)
    }
}

/// What the doctor's documents are held to.
enum DoctorSchema {
    /// - Returns: what a validator of JSON schemas complains of; empty for a valid document.
    static func complaint(_ text: String, _ name: String = "doctor") throws -> String {
        let script = """
            import json, sys, jsonschema
            schema = json.load(open(sys.argv[1]))
            kind = jsonschema.validators.validator_for(schema)
            kind.check_schema(schema)
            for error in kind(schema).iter_errors(json.load(sys.stdin)): print(error.json_path, error.message[:300])
            """
        let path = "\(Installed.packageFolder)/docs/json/\(name).schema.json"
        let result = try Command.run("python3", ["-c", script, path], input: text)
        return result.code == 0 ? result.output : result.error
    }
}

extension Document {
    /// The faults of a doctor's document, the best first.
    var faults: [String] { self["findings"].items.compactMap { $0["fault"].string } }
}

/// Runs a program on a terminal of 80 columns, types lines into it, and keeps all that it wrote.
enum Terminals {
    /// - Parameters:
    ///   - replies: what to type once the screen holds a text.
    /// - Returns: the screen, and the exit code behind the last line.
    static func run(
        _ words: [String], environment: [String: String], replies: [(after: String, type: String)] = []
    ) throws -> (screen: String, code: Int32) {
        let script = """
            import fcntl, json, os, pty, select, struct, sys, termios, time
            replies = json.loads(sys.argv[1])
            pid, screen = pty.fork()
            if pid == 0:
                os.execv(sys.argv[2], sys.argv[2:])
            fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            seen = b""
            while True:
                try: data = os.read(screen, 65536)
                except OSError: break
                if not data: break
                seen += data
                if replies and replies[0][0].encode() in seen:
                    os.write(screen, replies.pop(0)[1].encode())
            os.write(1, seen)
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """
        let typed = try JSONEncoder().encode(replies.map { [$0.after, $0.type] })
        guard let program = Installed.path(of: words[0]) else { throw TestFailure("\(words[0]) is not installed") }
        var all = environment
        all["TERM"] = "xterm-256color"
        let result = try Command.run(
            "python3", ["-c", script, String(decoding: typed, as: UTF8.self), program] + words.dropFirst(),
            environment: all, timeout: 60)
        return (result.output, result.code)
    }
}
