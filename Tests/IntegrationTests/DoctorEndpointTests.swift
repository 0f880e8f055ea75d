import Foundation
import TestSupport
import Testing

/// What `ostia doctor` says of endpoints, and how it ends: in a network namespace of its own, where nothing else
/// listens.
@Suite("The doctor asked about an endpoint", .requires("ostia", "python3", "ip", "nsenter", .root))
struct DoctorEndpointTests {
    private let network: TestNetwork
    private let ostia: CLI

    init() throws {
        network = try TestNetwork(isolatesProcesses: true)
        ostia = CLI(in: network)
    }

    @Test("is short and silent about one that works", arguments: ["127.0.0.1:8000", "8000", "http://127.0.0.1:8000/"])
    func healthy(subject: String) throws {
        let server = try CountingServer(in: network)
        let answer = try ostia("doctor", subject)
        #expect(answer.code == 0, "\(answer.output)\(answer.error)")
        #expect(answer.lines.count == 1, "\(answer.output)")
        #expect(answer.output.hasPrefix("ok "))
        #expect(answer.output.contains("127.0.0.1:8000"))
        #expect(answer.output.contains("\(server.pid)"), "whose it is: \(answer.output)")
        #expect(answer.error == "")
        let told = try ostia("doctor", "--json", subject)
        #expect(told.code == 0)
        #expect(try told.json()["findings"].items == [])
        #expect(try told.json()["healthy"].bool == true)
    }

    @Test("says that nothing listens, how it knows, and what to do")
    func refused() throws {
        let answer = try ostia("doctor", "127.0.0.1:8000")
        #expect(answer.code == 1)
        #expect(answer.output.contains("Nothing listens on 127.0.0.1:8000"))
        #expect(answer.output.contains("ECONNREFUSED"))
        #expect(answer.output.contains("\nmend "))
        #expect(answer.output.contains("ostia explain fault:nothing-listening"))
        let told = try ostia("doctor", "--json", "127.0.0.1:8000").json()
        #expect(told.faults.first == "nothing-listening")
        let proof = told["findings"][0]["evidence"].items
        #expect(proof.contains { $0["experiment"].string == "connect" && $0["target"].string == "127.0.0.1:8000" })
        #expect(told["findings"][0]["fixes"].items.count > 0)
    }

    @Test("answers several questions in the order they were asked; one fault is enough for exit code 1")
    func several() throws {
        let server = try CountingServer(in: network)
        let answer = try ostia("doctor", "127.0.0.1:8000", "127.0.0.1:8765", "http://127.0.0.1:8000/x")
        #expect(answer.code == 1)
        let parts = answer.output.components(separatedBy: "\n\n")
        #expect(parts.count == 3)
        #expect(parts.first?.hasPrefix("ok ") == true)
        #expect(parts.dropFirst().first?.contains("127.0.0.1:8765") == true)
        #expect(parts.last?.hasPrefix("ok ") == true)
        let told = try ostia("doctor", "--json", "127.0.0.1:8000", "127.0.0.1:8765").json()
        #expect(told["questions"].items.map { $0["port"].int } == [8000, 8765])
        #expect(told["healthy"].bool == false)
        #expect(told["health"].items.count == 1)
        #expect(told["findings"].items.allSatisfy { $0["subject"].string == "127.0.0.1:8765" })
        let both = try ostia("doctor", "127.0.0.1:8000", "localhost:8000")
        #expect(both.code == 0, "\(both.output)")
        withExtendedLifetime(server) {}
    }

    @Test("asked whether a program can listen: yes, and if not, who is there")
    func bind() throws {
        let free = try ostia("doctor", "--bind", "127.0.0.1:8000")
        #expect(free.code == 0)
        #expect(free.output.hasPrefix("ok "))
        let server = try CountingServer(in: network)
        let taken = try ostia("doctor", "--bind", "127.0.0.1:8000", "--json")
        #expect(taken.code == 1)
        #expect(try taken.json().faults.first == "port-held-by-own-process")
        #expect(try taken.json()["findings"][0]["summary"].string?.contains("\(server.pid)") == true)
        // The answer is the same before and after: it left nothing behind.
        #expect(try ostia("doctor", "--bind", "127.0.0.1:8000").code == 1)
        #expect(try ostia("doctor", "--bind", "127.0.0.1:8001").code == 0)
        #expect(try ostia("doctor", "--bind", "127.0.0.1:8001").code == 0)
        #expect(try ostia("ls").lines.last?.hasPrefix("1 listener") == true)
    }

    @Test("leaves no connection open and no socket behind")
    func traceless() throws {
        let server = try CountingServer(in: network)
        _ = try ostia("doctor", "http://127.0.0.1:8000/")
        #expect(
            eventually {
                let lines = (try? network.run("cat", ["/proc/net/tcp"]))?.lines ?? []
                // Established connections have the state 01; the server closes its end of each.
                return !lines.contains { $0.split(separator: " ").dropFirst(3).first == "01" }
            })
        withExtendedLifetime(server) {}
    }

    @Test(
        "does not understand, and says so in one line with exit code 2",
        arguments: ["", "a b", "http://", "127.0.0.1:http!", "[::1", "[::1]x", ":::"])
    func garbage(subject: String) throws {
        let answer = try ostia("doctor", subject)
        #expect(answer.code == 2, "\(answer.output)\(answer.error)")
        #expect(answer.output == "")
        #expect(answer.error.hasPrefix("error: "))
        let told = try ostia("doctor", "--json", subject)
        #expect(told.code == 2)
        #expect(try DoctorSchema.complaint(told.error, "failure") == "")
    }

    @Test(
        "takes a port that is none for what is wrong", arguments: ["70000", "127.0.0.1:0", "http://localhost:655360/"])
    func badPort(subject: String) throws {
        let answer = try ostia("doctor", "--json", subject)
        #expect(answer.code == 1)
        #expect(try answer.json().faults.first == "port-out-of-range")
    }

    @Test("reads IPv6 addresses with an interface, in a URL as well")
    func zone() throws {
        try Command.succeed("ip", ["-n", network.name, "address", "add", "fe80::77/64", "dev", "lo", "nodad"])
        let server = try CountingServer("fe80::77%lo", in: network)
        for subject in ["[fe80::77%lo]:8000", "http://[fe80::77%25lo]:8000/", "http://[fe80::77%lo]:8000/"] {
            let answer = try ostia("doctor", subject)
            #expect(answer.code == 0, "\(subject): \(answer.output)\(answer.error)")
        }
        let other = try ostia("doctor", "[fe80::77%nosuch0]:8000")
        #expect(other.code == 1 || other.code == 3)
        #expect(other.output.contains("nosuch0"))
        // A message that names the interface is not told that it has none.
        let message = "dial tcp [fe80::77%lo]:8001: connect: connection refused"
        let told = try ostia("doctor", "--json", "--error", message).json()
        #expect(told["question"]["port"].int == 8001)
        #expect(!told.faults.contains("link-local-ipv6-without-scope"), "\(told.faults)")
        withExtendedLifetime(server) {}
    }

    @Test("reads names of any language, and says when a name does not resolve")
    func names() throws {
        for subject in [
            "http://b\u{FC}cher.invalid:3999/", "\u{4F8B}\u{3048}.invalid:80", "xn--bcher-kva.invalid:3999",
        ] {
            let answer = try ostia("doctor", subject)
            #expect(answer.code == 1 || answer.code == 3, "\(subject): \(answer.output)\(answer.error)")
            #expect(answer.output.contains("does not resolve"), "\(subject): \(answer.output)")
        }
    }

    @Test("looks the whole machine over when nothing is asked")
    func machine() throws {
        let server = try CountingServer(in: network)
        let answer = try ostia("doctor", "--json")
        #expect([0, 1, 3].contains(answer.code))
        let told = try answer.json()
        #expect(told["question"]["intent"].string == "machine")
        #expect(try DoctorSchema.complaint(answer.output) == "")
        #expect(try server.connections() == 0, "a look at the machine connects to nobody")
    }

    @Test("answers in documents that the schema allows", .requires(.pythonModule("jsonschema")))
    func documents() throws {
        let server = try CountingServer(in: network)
        let questions: [[String]] = [
            ["8000"], ["127.0.0.1:8001"], ["127.0.0.1:8000", "70000", "/run/nothing.sock"], ["--bind", "8000"],
            ["--bind", "127.0.0.1:8002"], ["udp://127.0.0.1:8000"], ["192.0.2.7:80"], ["https://127.0.0.1:8000/"],
            ["--error", "Error: connect ECONNREFUSED 127.0.0.1:8001", "-v"], ["name.invalid:80"],
            ["--error", "nothing of note"], ["postgres://127.0.0.1:8000/shop"],
        ]
        for question in questions {
            let answer = try ostia.run(["doctor", "--json"] + question)
            #expect([0, 1, 3].contains(answer.code), "\(question): \(answer.code)")
            #expect(try DoctorSchema.complaint(answer.output) == "", "\(question)")
            let told = try answer.json()
            #expect(told["healthy"].bool == (answer.code == 0), "\(question)")
            #expect(told["findings"].items.isEmpty == (answer.code != 1), "\(question)")
            let best = told["findings"].items.compactMap { $0["confidence"].double }
            #expect(best == best.sorted(by: >), "the best first: \(question)")
        }
        withExtendedLifetime(server) {}
    }

    @Test("what was ruled out, and every experiment, is told with -v alone")
    func verbose() throws {
        let server = try CountingServer(in: network)
        let short = try ostia("doctor", "127.0.0.1:8000")
        let long = try ostia("doctor", "-v", "127.0.0.1:8000")
        #expect(!short.output.contains("tried "))
        #expect(long.code == 0)
        #expect(long.output.contains("\ntried   connecting to 127.0.0.1:8000"))
        #expect(long.output.contains("\nnot     "))
        withExtendedLifetime(server) {}
    }
}
