import Foundation
import TestSupport
import Testing

/// What the user saw, in every shape in which it may be handed over.
@Suite("The doctor and what the user saw", .requires("ostia", "python3", "ip", "nsenter", .root))
struct DoctorErrorTextTests {
    private let network: TestNetwork
    private let ostia: CLI

    init() throws {
        network = try TestNetwork(isolatesProcesses: true)
        ostia = CLI(in: network)
    }

    private static let trace = """
        node:events:496
              throw er; // Unhandled 'error' event
              ^

        Error: connect ECONNREFUSED 127.0.0.1:5432
            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16)
            at /srv/shop/node_modules/pg/lib/client.js:132:11
        Emitted 'error' event on Client instance at:
            at Connection.<anonymous> (/srv/shop/server.js:48:9) {
          errno: -111,
          code: 'ECONNREFUSED',
          syscall: 'connect',
          address: '127.0.0.1',
          port: 5432
        }

        Node.js v20.11.1
        """

    @Test("a stack trace, as an argument, on standard input, in a file: the same question")
    func shapes() throws {
        let folder = TemporaryFolder()
        folder.write("app.log", Self.trace)
        let ways = [
            try ostia("doctor", "--json", "--error", Self.trace),
            try ostia("doctor", "--json", "--error", "-", input: Self.trace),
            try ostia("doctor", "--json", "-", input: Self.trace),
            try ostia("doctor", "--json", "--log", folder("app.log")),
            try ostia("doctor", "--json", "--log", "-", input: Self.trace),
        ]
        for answer in ways {
            #expect(answer.code == 1, "\(answer.error)")
            let told = try answer.json()
            #expect(told["question"]["host"].string == "127.0.0.1")
            #expect(told["question"]["port"].int == 5432, "and not the line numbers")
            #expect(told["question"]["from_error"].bool == true)
            #expect(told["question"]["errors"][0]["kind"].string == "connection-refused")
            #expect(told.faults.first == "nothing-listening")
            #expect(try DoctorSchema.complaint(answer.output) == "")
        }
    }

    @Test("a message that begins with a dash is a message")
    func dash() throws {
        let answer = try ostia("doctor", "--json", "--error", "- ECONNREFUSED 127.0.0.1:4711")
        #expect(answer.code == 1)
        #expect(try answer.json()["question"]["port"].int == 4711)
    }

    @Test("an endpoint beside the message is the one that is meant")
    func beside() throws {
        let told = try ostia("doctor", "--json", "127.0.0.1:6000", "--error", Self.trace).json()
        #expect(told["question"]["port"].int == 6000)
        #expect(told["question"]["from_error"].bool == false)
        #expect(told["question"]["errors"][0]["port"].int == 5432)
    }

    @Test("a message of a bind asks why the port cannot be had")
    func bind() throws {
        let server = try CountingServer(in: network)
        let message = "Error: listen EADDRINUSE: address already in use 127.0.0.1:8000"
        let told = try ostia("doctor", "--json", "--error", message).json()
        #expect(told["question"]["intent"].string == "bind")
        #expect(told["findings"][0]["summary"].string?.contains("\(server.pid)") == true)
        let past = try ostia(
            "doctor", "--json", "--error", message.replacingOccurrences(of: "8000", with: "8001"))
        #expect(past.code != 2)
        #expect(try !past.json().faults.contains("port-held-by-own-process"), "nobody holds it any more")
    }

    @Test("a log of 50 MB is read in the memory of a small one")
    func large() throws {
        let folder = TemporaryFolder()
        let script = """
            import sys
            line = b"2026-01-01T00:00:00Z INFO GET /index.html 200 from 10.0.0.9:%d in 3.2 ms\\n"
            with open(sys.argv[1], "wb") as log:
                size = n = 0
                while size < int(sys.argv[2]):
                    size += log.write(b"".join(line % (1024 + (n + i) % 60000) for i in range(1000)))
                    n += 1000
                log.write(b"Error: connect ECONNREFUSED 127.0.0.1:5432\\n")
            """
        try Command.succeed("python3", ["-c", script, folder("big.log"), "50000000"])
        // Long enough for every buffer to be full.
        try Command.succeed("python3", ["-c", script, folder("small.log"), "2000000"])
        // The peak of resident memory of the program that was waited for, in KiB (getrusage(2)).
        let measure = """
            import resource, subprocess, sys
            log = open(sys.argv[1], "rb") if sys.argv[2] == "-" else None
            done = subprocess.run(sys.argv[3:], stdin=log, stdout=subprocess.PIPE)
            print(done.stdout.decode(), end="")
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            sys.exit(done.returncode)
            """
        let program = try #require(Installed.ostia)
        func peak(_ log: String, isInput: Bool) throws -> (answer: Document, kibibytes: Int) {
            let question =
                isInput ? ["doctor", "--json", "--error", "-"] : ["doctor", "--json", "--log", folder(log)]
            let words = network.prefix + [Installed.python ?? "python3", "-c", measure, folder(log)]
            let result = try Command.run(
                words[0], words.dropFirst() + [isInput ? "-" : ""] + [program] + question,
                environment: ostia.environment, timeout: 120)
            #expect(result.code == 1, "\(result.error)")
            return (try Document(result.lines[0]), try #require(Int(result.lines[1])))
        }
        let small = try peak("small.log", isInput: false)
        for isInput in [false, true] {
            let big = try peak("big.log", isInput: isInput)
            #expect(big.answer["question"]["port"].int == 5432)
            #expect(big.answer.faults.first == small.answer.faults.first)
            #expect(
                big.kibibytes < small.kibibytes + 8192, "\(big.kibibytes) KiB against \(small.kibibytes) KiB")
        }
    }

    @Test("bytes that are no text do no harm, and what is readable between them is read")
    func binary() throws {
        let folder = TemporaryFolder()
        var generator = SeededGenerator(seed: 77)
        let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        folder.write("noise", noise)
        let plain = try ostia("doctor", "--log", folder("noise"))
        #expect([0, 1, 3].contains(plain.code), "\(plain.error)")
        #expect(Raw.found(in: plain.output) == [])
        let line = Array("\nError: connect ECONNREFUSED 127.0.0.1:5432\n".utf8)
        folder.write("mixed", noise + line + noise)
        let mixed = try ostia("doctor", "--json", "--log", folder("mixed"))
        #expect(mixed.code == 1)
        #expect(try mixed.json()["question"]["port"].int == 5432)
        #expect(try DoctorSchema.complaint(mixed.output) == "")
    }

    @Test("escapes in a message are shown as text")
    func hostile() throws {
        let message = "\u{1B}[2J\u{1B}]0;owned\u{7}Error: connect ECONNREFUSED 127.0.0.1:5432 \u{202E}\u{9B}31m"
        for way in [["--error", message], ["--error", "-"], ["-v", "--error", message]] {
            let answer = try ostia.run(["doctor"] + way, input: message)
            #expect(answer.code == 1)
            #expect(Raw.found(in: answer.output + answer.error) == [], "\(way)")
        }
    }

    @Test("of ten thousand endpoints in a log the one that failed is asked about, and the line that says so is shown")
    func tenThousand() throws {
        let folder = TemporaryFolder()
        let lines = (0..<10_000).map { i in
            i == 6123
                ? "12:00:03 ERROR dial tcp 127.0.0.1:4711: connect: connection refused"
                : "12:00:\(i % 60) INFO connected to 10.\(i / 250 % 250).\(i % 250).7:\(1024 + i) in \(i) ms"
        }
        folder.write("app.log", lines.joined(separator: "\n") + "\n")
        let answer = try ostia("doctor", "--log", folder("app.log"))
        #expect(answer.code == 1)
        #expect(answer.output.contains("Nothing listens on 127.0.0.1:4711"))
        let told = try #require(answer.lines.first { $0.hasPrefix("seen ") })
        #expect(told.contains("dial tcp 127.0.0.1:4711: connect: connection refused"))
    }

    @Test("of several that failed, the one that still does is asked about")
    func stillFails() throws {
        let first = try CountingServer(port: 8000, in: network)
        let second = try CountingServer(port: 8001, in: network)
        let log = [8000, 8001, 8002].map { "dial tcp 127.0.0.1:\($0): connect: connection refused" }
            .joined(separator: "\n")
        let answer = try ostia("doctor", "--json", "--error", "-", input: log)
        #expect(answer.code == 1)
        #expect(try answer.json()["question"]["port"].int == 8002)
        // Where all work by now there is nothing to say.
        let healthy = try ostia(
            "doctor", "--error", "-", input: log.replacingOccurrences(of: "8002", with: "8001"))
        #expect(healthy.code == 0, "\(healthy.output)")
        withExtendedLifetime((first, second)) {}
    }

    @Test("ten thousand that failed take no longer than one answer")
    func manyFailures() throws {
        let log = (0..<10_000).map { "dial tcp 127.0.0.1:\(20_000 + $0): connect: connection refused\n" }.joined()
        let answer = try ostia("doctor", "--json", "--error", "-", input: log)
        #expect(answer.code == 1)
        let told = try answer.json()
        #expect(told["question"]["port"].int == 20_000)
        #expect(told["question"]["errors"].items.count <= 100, "a document that somebody can read")
        #expect(try DoctorSchema.complaint(answer.output) == "")
    }

    @Test("a text that tells of nothing is said to, and this machine is looked over")
    func nothing() throws {
        for text in ["all is well", "", "listening on 127.0.0.1:3000"] {
            let answer = try ostia("doctor", "--error", "-", input: text)
            #expect([0, 1, 3].contains(answer.code))
            #expect(answer.error.contains("no message in that text"), "\(answer.error)")
        }
    }

    @Test("a log that cannot be read is bad input", arguments: ["/nonexistent/app.log", "/"])
    func unreadable(path: String) throws {
        let answer = try ostia("doctor", "--log", path)
        #expect(answer.code == 2)
        #expect(answer.output == "")
        #expect(answer.error.hasPrefix("error: "))
        #expect(answer.error.contains(path))
        let told = try ostia("doctor", "--json", "--log", path)
        #expect(try DoctorSchema.complaint(told.error, "failure") == "")
    }
}
