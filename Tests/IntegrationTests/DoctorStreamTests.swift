import Foundation
import TestSupport
import Testing

/// The doctor between other programs and on a terminal.
@Suite("The doctor's output", .requires("ostia", "python3", "ip", "nsenter", .root))
struct DoctorStreamTests {
    private let network: TestNetwork
    private let ostia: CLI

    init() throws {
        network = try TestNetwork(isolatesProcesses: true)
        ostia = CLI(in: network)
    }

    private func words(_ arguments: [String]) throws -> [String] {
        network.prefix + [try #require(Installed.ostia), "doctor"] + arguments
    }

    static let questions: [[String]] = [
        ["127.0.0.1:8765"], ["--bind", "127.0.0.1:8765"], ["-v", "127.0.0.1:8765"], ["70000"],
        ["--error", "Error: connect ECONNREFUSED 127.0.0.1:8765"],
        ["--", "sh", "-c", "echo ECONNREFUSED 127.0.0.1:8765"],
    ]

    @Test("has no escapes where it is no terminal", arguments: questions)
    func pipe(question: [String]) throws {
        // Without NO_COLOR, on a terminal's TERM.
        let line = "unset NO_COLOR; export TERM=xterm-256color; exec \"$@\""
        let answer = try Command.run("bash", ["-c", line, "bash"] + words(question), environment: ostia.environment)
        #expect(Raw.found(in: answer.output + answer.error) == [])
        #expect(!answer.output.isEmpty)
    }

    /// Whether a text has colours (ECMA-48, SGR). The progress line of a slow answer moves the cursor, without any.
    private func isStyled(_ screen: String) -> Bool {
        screen.firstMatch(of: /\u{1B}\[[0-9;]*m/) != nil
    }

    @Test("has no colours on a terminal with NO_COLOR, and has them without")
    func terminal() throws {
        let plain = try Terminals.run(words(["127.0.0.1:8765"]), environment: ostia.environment)
        #expect(plain.code == 1)
        #expect(!isStyled(plain.screen), "\(plain.screen)")
        let line = "unset NO_COLOR; exec \"$@\""
        let colourful = try Terminals.run(
            ["bash", "-c", line, "bash"] + words(["127.0.0.1:8765"]), environment: ostia.environment)
        #expect(isStyled(colourful.screen))
        let never = try Terminals.run(
            ["bash", "-c", line, "bash"] + words(["--color", "never", "127.0.0.1:8765"]), environment: ostia.environment
        )
        #expect(!isStyled(never.screen))
    }

    @Test("fits the terminal's 80 columns where words can be broken")
    func width() throws {
        let screen = try Terminals.run(words(["127.0.0.1:8765"]), environment: ostia.environment).screen
        let lines = screen.split(whereSeparator: \.isNewline)
        #expect(lines.count > 3)
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(screen)")
    }

    @Test("that nobody reads ends quietly", arguments: questions + [["--json", "127.0.0.1:8765"], []])
    func closed(question: [String]) throws {
        let script = """
            import os, subprocess, sys
            reading, writing = os.pipe()
            os.close(reading)
            done = subprocess.run(sys.argv[1:], stdout=writing, stderr=subprocess.PIPE)
            text = done.stderr.decode()
            print(text)
            sys.exit(done.returncode)
            """
        let answer = try Command.run("python3", ["-c", script] + words(question), environment: ostia.environment)
        #expect([0, 1, 3].contains(answer.code), "\(answer.code)")
        #expect(!answer.output.lowercased().contains("pipe"), "\(answer.output)")
    }

    @Test("that is full is our fault, told in one line")
    func full() throws {
        let line = "exec \"$@\" > /dev/full"
        let answer = try Command.run(
            "bash", ["-c", line, "bash"] + words(["127.0.0.1:8765"]), environment: ostia.environment)
        #expect(answer.code == 70)
        #expect(answer.error == "error: standard output: No space left on device\n")
    }

    /// A listener that accepts and never answers: an HTTP request waits for seconds.
    private func silent() throws -> CountingServer { try CountingServer(in: network, answers: false) }

    @Test("says on a terminal what it is waiting for, after a second, and takes the line away before the answer")
    func progress() throws {
        let server = try silent()
        let (screen, code) = try Terminals.run(words(["http://127.0.0.1:8000/"]), environment: ostia.environment)
        #expect(code == 1)
        let first = try #require(screen.range(of: "looking: "))
        let answer = try #require(screen.range(of: "likely ") ?? screen.range(of: "fault "))
        #expect(first.lowerBound < answer.lowerBound)
        // Nothing of it stands before the answer: the line was cleared last.
        let before = screen[..<answer.lowerBound]
        #expect(before.hasSuffix("\r\u{1B}[K"), "\(before.debugDescription)")
        #expect(!screen[answer.lowerBound...].contains("looking: "))
        withExtendedLifetime(server) {}
    }

    @Test("shows no progress for a quick answer, nor where standard error is no terminal")
    func noProgress() throws {
        let quick = try Terminals.run(words(["127.0.0.1:8765"]), environment: ostia.environment)
        #expect(!quick.screen.contains("looking: ") || quick.screen.contains("\r\u{1B}[K"))
        let server = try silent()
        let piped = try ostia("doctor", "http://127.0.0.1:8000/")
        #expect(piped.error == "", "\(piped.error)")
        withExtendedLifetime(server) {}
    }
}
