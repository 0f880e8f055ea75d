import Foundation
import TestSupport
import Testing

/// `ostia doctor --fix`: the plan, the question, the mend, and the same experiment again.
@Suite("The doctor mends", .requires("ostia", "python3", "ip", "nsenter", .root))
struct DoctorMendingTests {
    private let network: TestNetwork
    private let ostia: CLI

    init() throws {
        network = try TestNetwork(isolatesProcesses: true)
        ostia = CLI(in: network)
    }

    private func loopback(_ state: String) throws {
        try Command.succeed("ip", ["-n", network.name, "link", "set", "lo", state])
    }

    private func isUp() throws -> Bool { try network.run("ip", ["-o", "link", "show", "lo"]).output.contains(",UP") }

    private func onTerminal(_ reply: String) throws -> (screen: String, code: Int32) {
        let words = network.prefix + [try #require(Installed.ostia), "doctor", "--fix", "127.0.0.1:8000"]
        return try Terminals.run(words, environment: ostia.environment, replies: [(after: "[y/N]", type: reply)])
    }

    @Test("nothing without a yes: where nobody can be asked, the plan is shown and all stays as it is")
    func noTerminal() throws {
        try loopback("down")
        let answer = try ostia("doctor", "--fix", "127.0.0.1:8000")
        #expect(answer.code == 2)
        #expect(answer.error.contains("plan  "))
        #expect(answer.error.contains("link set lo up"))
        #expect(answer.error.contains("back: "), "how to take it back")
        #expect(answer.error.contains("--yes"))
        #expect(try !isUp())
    }

    @Test("what was agreed to, and says that it is mended: exit code of what is found then")
    func yes() throws {
        let server = try CountingServer("0.0.0.0", in: network)
        try loopback("down")
        #expect(try ostia("doctor", "--json", "127.0.0.1:8000").json().faults.first?.hasPrefix("loopback-down") == true)
        let answer = try ostia("doctor", "--fix", "--yes", "127.0.0.1:8000")
        #expect(answer.code == 0, "\(answer.output)\(answer.error)")
        #expect(try isUp())
        #expect(answer.error.contains("mended: loopback-down"))
        #expect(answer.output.hasPrefix("ok "), "the experiment was repeated: \(answer.output)")
        withExtendedLifetime(server) {}
    }

    @Test("one fault, and tells of the next one behind it")
    func next() throws {
        try loopback("down")
        let answer = try ostia("doctor", "--fix", "--yes", "--json", "127.0.0.1:8000")
        #expect(answer.code == 1)
        #expect(try answer.json().faults.first == "nothing-listening")
        #expect(try DoctorSchema.complaint(answer.output) == "")
        #expect(try isUp())
    }

    @Test("an answer of no changes nothing", arguments: ["n\n", "\n", "maybe\n"])
    func no(reply: String) throws {
        try loopback("down")
        let (screen, code) = try onTerminal(reply)
        #expect(code == 1)
        #expect(screen.contains("link set lo up"))
        #expect(try !isUp())
    }

    @Test("an answer of yes on a terminal mends")
    func yesOnTerminal() throws {
        try loopback("down")
        let (screen, code) = try onTerminal("y\n")
        #expect(code == 1, "nothing listens there, which is found next")
        #expect(screen.contains("mended"))
        #expect(try isUp())
    }

    @Test("a server that was stopped runs on")
    func stopped() throws {
        let server = try CountingServer(in: network)
        #expect(
            try network.run(
                "python3",
                ["-c", "import os, sys; os.kill(int(sys.argv[2]), int(sys.argv[1]))"] + ["19", "\(server.pid)"]
            ).code == 0)
        func state() -> String? {
            (try? network.run("cat", ["/proc/\(server.pid)/stat"]))?.output
                .components(separatedBy: ") ").last?.components(separatedBy: " ").first
        }
        #expect(eventually { state() == "T" })
        let answer = try ostia("doctor", "--fix", "--yes", "http://127.0.0.1:8000/")
        #expect(answer.code == 0, "\(answer.output)\(answer.error)")
        #expect(answer.error.contains("kill -CONT"))
        #expect(state() != "T")
    }

    @Test("and never ends a process or opens a port: that is shown, not done")
    func harmless() throws {
        let server = try CountingServer(in: network)
        let before = try ostia("ls", "--json").json()["listeners"].items.compactMap { $0["local"].string }
        let answer = try ostia("doctor", "--fix", "--yes", "--bind", "127.0.0.1:8000")
        #expect(answer.code == 1)
        #expect(answer.output.contains("ostia free 8000"), "shown")
        #expect(answer.error.contains("nothing that --fix may do by itself"))
        #expect(server.program.process.wait(seconds: 0) == nil, "still there")
        #expect(try ostia("ls", "--json").json()["listeners"].items.compactMap { $0["local"].string } == before)
    }

    @Test("no look in place of a mend: where nothing listens there is nothing to do")
    func noMend() throws {
        let answer = try ostia("doctor", "--fix", "--yes", "127.0.0.1:8000")
        #expect(answer.code == 1)
        #expect(answer.error.contains("nothing that --fix may do by itself mends nothing-listening"))
        #expect(!answer.error.contains("plan"))
    }

    @Test("nothing where all is well")
    func healthy() throws {
        let server = try CountingServer(in: network)
        let answer = try ostia("doctor", "--fix", "--yes", "127.0.0.1:8000")
        #expect(answer.code == 0)
        #expect(answer.error == "")
        withExtendedLifetime(server) {}
    }

    @Test("a mend that fails is told with what it complained of, and is exit code 1")
    func fails() throws {
        let folder = TemporaryFolder()
        chmod(folder.path, 0o755)
        folder.write("bin/ip", "#!/bin/sh\necho this ip can do nothing >&2\nexit 5\n", mode: 0o755)
        try loopback("down")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let words = network.prefix + [try #require(Installed.ostia), "doctor", "--fix", "--yes", "127.0.0.1:8000"]
        let answer = try Command.run(
            words[0], Array(words.dropFirst()),
            environment: ostia.environment.merging(["PATH": "\(folder("bin")):\(path)"]) { $1 })
        #expect(answer.code == 1)
        #expect(answer.error.contains("this ip can do nothing"))
        #expect(try !isUp())
    }
}
