import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Commands
@testable import Inventory

@Suite("A filter's words")
struct SocketFilterParsingTests {
    @Test(
        "mean this",
        arguments: [
            ("3000", [.ports(3000...3000)]), (":3000", [.ports(3000...3000)]), ("*:3000", [.ports(3000...3000)]),
            ("3000-3999", [.ports(3000...3999)]), ("1-65535", [.ports(1...65535)]), ("port:80", [.ports(80...80)]),
            ("PORT:80-90", [.ports(80...90)]), ("tcp", [.transport(.tcp)]), ("UDP", [.transport(.udp)]),
            ("udp:53", [.ports(53...53), .transport(.udp)]), ("53/udp", [.ports(53...53), .transport(.udp)]),
            ("127.0.0.1", [.address(.loopbackV4)]), ("::1", [.address(.loopbackV6)]),
            ("[::1]", [.address(.loopbackV6)]),
            ("127.0.0.1:80", [.ports(80...80), .address(.loopbackV4)]),
            ("[::1]:80-81", [.ports(80...81), .address(.loopbackV6)]),
            ("localhost", [.address(.loopbackV4), .address(.loopbackV6)]),
            ("localhost:80", [.ports(80...80), .address(.loopbackV4), .address(.loopbackV6)]),
            ("api.localhost:80", [.ports(80...80), .address(.loopbackV4), .address(.loopbackV6)]),
            ("http://localhost:3000/x", [.ports(3000...3000), .address(.loopbackV4), .address(.loopbackV6)]),
            ("node", [.word("node")]), ("my-shop_2", [.word("my-shop_2")]), ("été", [.word("été")]),
            ("pid:812", [.pid(812)]), ("process:node", [.process("node")]), ("name:node", [.process("node")]),
            ("user:postgres", [.user("postgres")]), ("user:70", [.user("70")]),
            ("project:shop@fix", [.project("shop@fix")]),
            ("container:web:1", [.container("web:1")]), ("exposure:network", [.exposure(.network)]),
            ("Exposure:EVERYONE", [.exposure(.everyone)]), ("state:listen", [.state(.listen)]),
            ("state:close-wait", [.state(.closeWait)]), ("state:TIME_WAIT", [.state(.timeWait)]),
            ("state:estab", [.state(.established)]), ("state:unconn", [.state(.closed)]),
            ("state:syn-received", [.state(.synReceived)]), ("state:bound", [.state(.boundInactive)]),
        ] as [(String, [FilterTerm])])
    func meanings(word: String, terms: [FilterTerm]) throws {
        #expect(try SocketFilter(parsing: [word]).terms == terms)
    }

    @Test(
        "that mean nothing say why",
        arguments: [
            ("", "the empty string is no port, endpoint or address"),
            ("0", "0 is no port to look at: to a program it means \"give me any free one\""),
            ("65536", "\"65536\" is no port: ports run from 1 to 65535"),
            ("-1", "-1 is no port: ports run from 1 to 65535"),
            ("4000-3000", "\"4000-3000\" runs backwards: write 3000-4000"),
            ("port:", "\"port:\" needs a value after the colon"),
            ("pid:0", "\"0\" is no process id"), ("pid:-5", "\"-5\" is no process id"),
            ("pid:x", "\"x\" is no process id"),
            ("pid:99999999999", "\"99999999999\" is no process id"), ("port:localhost", "\"localhost\" is no port"),
            ("exposure:all", "\"all\" is no exposure: one of loopback, containers, network, everyone"),
            ("state:open", "\"open\" is no socket state: established, close-wait, time-wait …"),
            ("example.com:80", "\"example.com\" is no address: filter by numeric address, port or name"),
            ("1.2.3", "\"1.2.3\" is no IPv4 address: four numbers from 0 to 255 are needed"),
            ("user:", "\"user:\" needs a value after the colon"),
        ])
    func mistakes(word: String, message: String) {
        #expect(throws: InputError(message)) { try SocketFilter(parsing: [word]) }
        #expect(throws: InputError(message)) { try SocketFilter(parsing: ["node", word]) }
    }

    @Test("are safe to quote, whatever they are")
    func hostile() {
        for word in ["80\u{1B}[2J", "[::1\n", String(repeating: "9", count: 5000), "pid:\u{202E}", "state:\u{7}"] {
            #expect {
                try SocketFilter(parsing: [word])
            } throws: { "\($0)".isSafe && "\($0)".utf8.count < 400 }
        }
    }

    @Test(
        "let the kernel filter where one port alone is meant",
        arguments: [
            (["80"], 80), (["80", "node"], 80), (["tcp:80"], 80), (["80", "81"], 0), (["80-81"], 0), ([], 0),
            (["node"], 0), (["80-80"], 80),
        ] as [([String], UInt16)])
    func onlyPort(words: [String], port: UInt16) throws {
        #expect(try SocketFilter(parsing: words).onlyPort == port)
    }

    @Test("name the transports that can be shown")
    func transports() throws {
        #expect(try SocketFilter(parsing: []).transports == [.tcp, .udp])
        #expect(try SocketFilter(parsing: ["udp"]).transports == [.udp])
        #expect(try SocketFilter(parsing: ["udp", "tcp"]).transports == [.tcp, .udp])
        #expect(try SocketFilter(parsing: ["53/udp", "node"]).transports == [.udp])
    }
}

@Suite("A filter")
struct SocketFilterMatchTests {
    /// The ports that are left of the harbour.
    private func ports(_ words: String..., user: UInt32 = 0) throws -> [UInt16] {
        let host = harbour()
        host.user = user
        return try host.listing(words).listeners.map(\.endpoint.port)
    }

    @Test("without words lets everything through")
    func nothing() throws { #expect(try ports() == [14711, 14712, 14713, 14714]) }

    @Test("takes words of one kind as alternatives, of different kinds together")
    func combinations() throws {
        #expect(try ports("14711", "14714") == [14711, 14714])
        #expect(try ports("14711", "14714", "udp") == [14714])
        #expect(try ports("14712-14714", "tcp") == [14712, 14713])
        #expect(try ports("quay", "pier") == [14711, 14712, 14713])
        #expect(try ports("quay", "14712").isEmpty)
        #expect(try ports("pid:10", "pid:20", "exposure:loopback") == [14711, 14713])
    }

    @Test(
        "finds by each kind",
        arguments: [
            ("QUAY", [14711]), ("process:pier", [14712, 14713]), ("pid:11", [14711]), ("pid:12", []),
            ("user:ada", [14711, 14712, 14713]), ("user:1000", [14711, 14712, 14713]), ("user:postgres", [14714]),
            ("user:nobody", []), ("project:shop", [14712, 14713]), ("project:/src", [14712, 14713]),
            ("shop", [14712, 14713]),
            ("pier.service", [14712, 14713]), ("container:web", []), ("exposure:network", [14712, 14714]),
            ("state:listen", [14711, 14712, 14713]), ("state:unconn", [14714]), ("udp", [14714]),
            ("127.0.0.1", [14711, 14712, 14714]), ("::1", [14712, 14713]), ("10.0.0.1", [14712, 14714]),
            ("localhost:14713", [14713]), ("127.0.0.1:14713", []), ("::ffff:127.0.0.1", [14711, 14712, 14714]),
        ] as [(String, [UInt16])])
    func kinds(word: String, expected: [UInt16]) throws {
        #expect(try ports(word) == expected)
    }

    @Test("holds both ends of a connection against the words")
    func connections() throws {
        func clients(_ words: String...) throws -> [UInt16] {
            try harbour().listing(words) { $0.showsConnections = true }.connections.map(\.client.port)
        }
        #expect(try clients() == [40002, 40001, 40003])
        #expect(try clients("14711") == [40001, 40003])
        #expect(try clients("40001") == [40001])
        #expect(try clients("quay") == [40001])
        #expect(try clients("pier") == [40002, 40001])
        #expect(try clients("state:time-wait") == [40003])
        #expect(try clients("192.0.2.7") == [40002])
        #expect(try clients("shop", "443") == [40002])
        #expect(try clients("user:root") == [40002, 40001])
        #expect(try clients("exposure:loopback").isEmpty)
    }
}
