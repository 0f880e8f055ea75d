import Foundation
import TestSupport
import Testing

/// One connection uses up a debugger's only client: the doctor looks at them and does not touch them.
@Suite("The doctor and debuggers", .requires("ostia", "python3", "ip", "nsenter", .root))
struct DoctorDebuggerTests {
    private let network: TestNetwork
    private let ostia: CLI

    init() throws {
        network = try TestNetwork(isolatesProcesses: true)
        ostia = CLI(in: network)
    }

    struct Lookalike: CustomTestStringConvertible, Sendable {
        var name: String?
        var words: [String]
        var testDescription: String { (name ?? words.first ?? "") }
    }

    /// What makes each of them known: its name, or its arguments.
    static let debuggers = [
        Lookalike(name: "dlv", words: ["exec", "./shop", "--headless", "--listen=127.0.0.1:8000"]),
        Lookalike(name: "gdbserver", words: ["127.0.0.1:8000", "./shop"]),
        Lookalike(name: "lldb-server", words: ["gdbserver", "127.0.0.1:8000"]),
        Lookalike(name: "rdbg", words: ["--open", "--port", "8000"]),
        Lookalike(name: "adb", words: ["fork-server"]),
        Lookalike(name: "Xvnc", words: [":1"]),
        Lookalike(name: nil, words: ["debugpy", "--listen", "127.0.0.1:8000"]),
        Lookalike(name: nil, words: ["--inspect=127.0.0.1:8000"]),
        Lookalike(
            name: "java", words: ["-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:8000"]),
    ]

    /// Every question that leads to the endpoint.
    static let questions: [[String]] = [
        ["127.0.0.1:8000"], ["8000"], ["http://127.0.0.1:8000/"], ["https://127.0.0.1:8000/"], ["localhost:8000"],
        ["--error", "Error: connect ECONNREFUSED 127.0.0.1:8000"],
        ["--error", "Disconnected from the target VM, address: '127.0.0.1:8000', transport: 'socket'"],
        ["--error", "java.net.SocketTimeoutException: Read timed out 127.0.0.1:8000"], ["--bind", "127.0.0.1:8000"],
        ["redis://127.0.0.1:8000"], [],
    ]

    @Test("never connects to one, whatever is asked", arguments: debuggers)
    func untouched(debugger: Lookalike) throws {
        let server = try CountingServer(in: network, name: debugger.name, words: debugger.words, answers: false)
        for question in Self.questions {
            let answer = try ostia.run(["doctor"] + question)
            #expect([0, 1, 3].contains(answer.code), "\(question): \(answer.error)")
        }
        let log = server.program.log
        #expect(!log.contains("CONNECTION"), "\(log)")
    }

    @Test(
        "nor to one that the environment turns on",
        arguments: [
            ("java", "JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:8000"),
            ("node", "NODE_OPTIONS=--inspect=127.0.0.1:8000"),
        ])
    func environment(name: String, variable: String) throws {
        let pair = variable.split(separator: "=", maxSplits: 1).map(String.init)
        let server = try CountingServer(in: network, name: name, answers: false, environment: [pair[0]: pair[1]])
        for question in Self.questions {
            #expect([0, 1, 3].contains(try ostia.run(["doctor"] + question).code), "\(question)")
        }
        #expect(!server.program.log.contains("CONNECTION"), "\(server.program.log)")
    }

    @Test("says that it only looked, and how to have it spoken to")
    func said() throws {
        let server = try CountingServer(in: network, name: "dlv", words: ["exec"], answers: false)
        let answer = try ostia("doctor", "127.0.0.1:8000")
        #expect(answer.code == 0)
        #expect(answer.output.contains("Delve"))
        #expect(answer.output.contains("--deep"))
        withExtendedLifetime(server) {}
    }

    @Test("speaks to it with --deep")
    func deep() throws {
        let server = try CountingServer(in: network, name: "dlv", words: ["exec"])
        #expect([0, 1].contains(try ostia("doctor", "--deep", "127.0.0.1:8000").code))
        #expect(try server.connections() >= 1)
    }

    @Test("what only looks like one is tried as any other")
    func lookalike() throws {
        // Its name says nothing, and a port in its arguments is another's.
        let server = try CountingServer(in: network, words: ["--inspect=127.0.0.1:9229", "delve"])
        #expect(try ostia("doctor", "http://127.0.0.1:8000/").code == 0)
        #expect(try server.connections() >= 1)
    }
}

/// A real JVM, whose debug agent prints a line for every connection that does not speak its protocol.
@Suite("The doctor and a JVM that can be debugged", .requires("ostia", "java", "javac"), .serialized)
struct DoctorJVMTests {
    @Test("leaves the agent alone: no failed handshake in its output, and its door stays open")
    func jvm() throws {
        let (port, debug) = (Ports.free(), Ports.free())
        let server = try Servers.java(port: port, debug: debug)
        let ostia = CLI()
        for question in [
            ["127.0.0.1:\(debug)"], ["http://127.0.0.1:\(debug)/"],
            ["--error", "Failed to attach to remote debuggee VM. localhost:\(debug)"],
            ["--bind", "127.0.0.1:\(debug)"],
        ] {
            let answer = try ostia.run(["doctor"] + question)
            #expect([0, 1, 3].contains(answer.code), "\(question): \(answer.error)")
        }
        #expect(try ostia("doctor", "http://127.0.0.1:\(port)/").code == 0)
        #expect(!server.log.lowercased().contains("handshake"), "\(server.log)")
        #expect(Ports.isListening(debug), "a connection would have closed its listener for a while")
        let told = try ostia("doctor", "127.0.0.1:\(debug)")
        #expect(told.code == 0)
        #expect(told.output.contains("JVM debug agent"))
    }
}
