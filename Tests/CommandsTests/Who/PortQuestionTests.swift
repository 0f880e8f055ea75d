import Endpoints
import Inventory
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite("An endpoint that was asked about")
struct PortQuestionTests {
    private let host = FakeHost()

    private func question(_ text: String) throws -> PortQuestion {
        let target = try Target(parsing: text)
        return try PortQuestion(try #require(target.port), target.host, target.transport, root: host.root.path)
    }

    @Test(
        "is an end of a connection by port, transport and address",
        arguments: [
            ("80", "127.0.0.1", 80, true), ("80", "::1", 80, true), ("80", "127.0.0.1", 81, false),
            ("udp:80", "127.0.0.1", 80, false), ("127.0.0.1:80", "127.0.0.1", 80, true),
            ("127.0.0.1:80", "::ffff:127.0.0.1", 80, true), ("[::ffff:127.0.0.1]:80", "127.0.0.1", 80, true),
            ("127.0.0.1:80", "192.168.1.20", 80, false), ("0.0.0.0:80", "192.168.1.20", 80, true),
            ("localhost:80", "::1", 80, true), ("api.localhost:80", "127.0.0.1", 80, true),
            ("localhost:80", "192.168.1.20", 80, false), ("shop.test:80", "192.168.1.20", 80, true),
        ] as [(String, String, UInt16, Bool)])
    func endpoints(text: String, address: String, port: UInt16, expected: Bool) throws {
        let endpoint = Endpoint(.tcp, try #require(IPAddress(address)), port)
        #expect(try question(text).includes(endpoint) == expected)
    }

    @Test(
        "is a listener's that answers there",
        arguments: [
            ("80", "0.0.0.0", nil, true), ("127.0.0.1:80", "0.0.0.0", nil, true), ("[::1]:80", "0.0.0.0", nil, false),
            ("127.0.0.1:80", "::", false, true), ("127.0.0.1:80", "::", true, false), ("[::1]:80", "::", true, true),
            ("localhost:80", "::", true, true), ("192.168.1.20:80", "127.0.0.1", nil, false),
            ("[::]:80", "127.0.0.1", nil, true),
        ] as [(String, String, Bool?, Bool)])
    func listeners(text: String, address: String, v6Only: Bool?, expected: Bool) throws {
        #expect(try question(text).includes(.listener(address, 80, inode: 1, v6Only: v6Only)) == expected)
        #expect(try !question(text).includes(.listener(address, 81, inode: 1, v6Only: v6Only)))
        #expect(try !question(text).includes(.udp(address, 80, inode: 1)) || !text.hasPrefix("tcp"))
    }

    @Test("names a name that leads nowhere")
    func unknown() {
        #expect(throws: InputError("\"no-such-name.invalid\" is a name nobody here can resolve")) {
            try question("no-such-name.invalid:80")
        }
    }
}

@Suite("ostia who --json")
struct WhoJSONTests {
    private func document(_ host: FakeHost, _ text: String) throws -> String {
        let context = host.context(json: true)
        _ = try who(WhoOptions(subject: WhoSubject(parsing: text, proc: host.proc.proc)), in: context)
        return context.console.out.text
    }

    /// The shape, letter by letter, of the smallest process there is.
    @Test("tells a process")
    func process() throws {
        let host = FakeHost()
        host.add(1, "systemd", parent: 0)
        host.add(7, "bash", command: ["-bash"])
        host.add(8, parent: 7, environment: ["PORT=1", "SSH_CONNECTION=192.0.2.7 1 2 3"], user: 1000, terminal: 34817)
        #expect(
            try document(host, "pid:8")
                == #"{"schema":"ostia/who/1","question":{"pid":8},"listeners":[],"bound":[],"connections":[],"#
                + #""processes":[{"pid":8,"start_time":"2023-11-14T22:13:21.000Z","name":"quay","user":"ada","#
                + #""command":[],"executable":null,"executable_deleted":false,"working_directory":null,"project":null,"#
                + #""cause":{"sentence":"bash (pid 7)","unit":null,"container":null,"ssh_peer":"192.0.2.7","#
                + #""terminal":"/dev/pts/1","orphan":false,"socket_activated":false,"chain":[{"pid":7,"name":"bash","#
                + #""kind":"shell","command":"-bash"},{"pid":1,"name":"systemd","kind":"service-manager","command":""}]},"#
                + #""restart":null,"output":[],"environment":{"PORT":"1"},"listeners":[],"clients":[],"upstreams":[]}]}"#
                + "\n")
    }

    @Test(
        "repeats the question",
        arguments: [
            ("80", #"{"port":80,"host":null,"transport":null}"#),
            ("udp:80", #"{"port":80,"host":null,"transport":"udp"}"#),
            ("[::1]:80", #"{"port":80,"host":"::1","transport":null}"#),
            ("http://localhost:80/", #"{"port":80,"host":"localhost","transport":"tcp"}"#), ("pid:7", #"{"pid":7}"#),
        ])
    func question(text: String, expected: String) throws {
        #expect(
            try document(FakeHost(), text)
                == #"{"schema":"ostia/who/1","question":"# + expected
                + #","listeners":[],"bound":[],"connections":[],"processes":[]}"# + "\n")
    }

    @Test("tells at most eight processes of many")
    func many() throws {
        let host = FakeHost((1...12).map { .listener("127.0.0.1", 80, inode: UInt32($0)) })
        for i: UInt32 in 1...12 { host.add(Int32(100 + i), sockets: [3: i]) }
        let found = try Document(document(host, "80"))
        #expect(found["listeners"].items.count == 12)
        #expect(found["processes"].items.compactMap { $0["pid"].int } == Array(101...108))
    }

    @Test("names a supervisor among the parents")
    func supervisor() throws {
        let host = FakeHost()
        host.add(6, "nodemon")
        host.add(7, parent: 6)
        let process = try Document(document(host, "pid:7"))["processes"][0]
        #expect(process["restart"]["by"].string == "supervisor")
        #expect(process["restart"]["name"].string == "nodemon (pid 6)")
    }
}
