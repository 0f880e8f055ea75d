import Endpoints
import Foundation
import Testing

@testable import LinuxKernel

@Suite struct HostsFileTests {
    private static let file = HostsFile(
        text: """
            # a comment
            127.0.0.1\tlocalhost  Dev.Example.
            127.0.1.1 box box.lan # and another
            ::1     localhost ip6-localhost
            fe80::1%lo0 linked
            10.0.0.5 db db
            10.0.0.6 db
            10.0.0.5 db

            999.0.0.1 wrong
            not-an-address name
            10.0.0.9
            #10.0.0.1 off
            """)

    @Test(
        arguments: [
            ("localhost", ["127.0.0.1", "::1"]), ("LOCALHOST.", ["127.0.0.1", "::1"]), ("dev.example", ["127.0.0.1"]),
            ("box.lan", ["127.0.1.1"]), ("linked", ["fe80::1"]), ("db", ["10.0.0.5", "10.0.0.6"]), ("wrong", []),
            ("name", []), ("and", []), ("off", []), ("", []),
        ] as [(String, [String])])
    func givesAddressesInTheOrderOfTheFile(_ name: String, _ expected: [String]) {
        #expect(Self.file.addresses(of: name).map(\.description) == expected)
    }

    @Test func givesTheNamesOfAnAddress() throws {
        #expect(Self.file.names(of: .loopbackV4) == ["localhost", "dev.example"])
        #expect(Self.file.names(of: try #require(IPAddress("10.0.0.5"))) == ["db"])
        #expect(Self.file.names(of: try #require(IPAddress("10.0.0.9"))).isEmpty)
    }

    @Test func readsWindowsLineEndsAndNonsense() {
        #expect(
            HostsFile(text: "127.0.0.1 a\r\n127.0.0.2 b\r\n").addresses(of: "b").map(\.description) == ["127.0.0.2"])
        #expect(HostsFile(text: "\u{0}\u{1B}[2J # # \n\n\n").lines.isEmpty)
        #expect(HostsFile(text: "").lines.isEmpty)
    }
}

@Suite struct HostNamesTests {
    @Test func theLibrarysAnswerComesFirst() throws {
        let etc = try Etc(hosts: "127.0.0.1 localhost\n10.0.0.5 db\n")
        let names = etc.names { name in
            name == "db" ? [.loopbackV6] : name == "localhost" ? [.loopbackV6, .loopbackV4] : []
        }
        #expect(names.answer("localhost") == .init(addresses: [.loopbackV6, .loopbackV4], source: .getent))
        #expect(names.answer("DB.") == .init(addresses: [.loopbackV6], source: .getent))
        #expect(names.answer("nobody") == .init(addresses: [], source: nil))
        #expect(names.resolve("db") == [.loopbackV6])
    }

    @Test func withoutItTheHostsFileAnswers() throws {
        let etc = try Etc(hosts: "127.0.0.1 localhost\n::1 localhost\n10.0.0.5 db\n")
        let names = etc.names()
        #expect(names.answer("localhost") == .init(addresses: [.loopbackV6, .loopbackV4], source: .hostsFile))
        #expect(names.resolve("db").map(\.description) == ["10.0.0.5"])
        #expect(names.answer("nobody") == .init(addresses: [], source: nil))
    }

    @Test func notAskingMeansNotAsking() throws {
        let etc = try Etc(hosts: "10.0.0.5 db\n")
        let names = etc.names { name in
            Issue.record("asked for \(name)")
            return []
        }
        #expect(names.answer("db", asking: false).source == .hostsFile)
        #expect(names.answer("localhost", asking: false).source == .rule)
        #expect(names.answer("nobody", asking: false).addresses.isEmpty)
        // Names below localhost go to nobody else in any case.
        #expect(names.resolve("api.shop.localhost") == [.loopbackV4, .loopbackV6])
    }

    @Test func localhostIsLoopbackWhateverIsMissing() throws {
        let etc = try Etc()
        let names = etc.names { _ in [] }
        let rule = HostNames.Answer(addresses: [.loopbackV4, .loopbackV6], source: .rule)
        #expect(names.answer("localhost") == rule)
        #expect(names.answer("a.localhost") == rule)
        #expect(names.answer("notlocalhost").addresses.isEmpty)
    }

    @Test func theHostsFileMayPlaceANameBelowLocalhostElsewhere() throws {
        let etc = try Etc(hosts: "127.0.0.2 a.localhost\n")
        #expect(etc.names().answer("a.localhost").addresses.map(\.description) == ["127.0.0.2"])
    }

    @Test(
        arguments: [
            ("hosts: files dns", ["files", "dns"]),
            (
                "passwd: x\n hosts:  mymachines resolve [!UNAVAIL=return] files myhostname dns # x",
                ["mymachines", "resolve", "files", "myhostname", "dns"]
            ),
            ("hosts: files [NOTFOUND = return] dns", ["files", "dns"]),
            ("#hosts: dns", ["files", "dns"]), ("hosts:", []),
        ] as [(String, [String])])
    func readsTheSourcesOfNames(_ text: String, _ expected: [String]) throws {
        #expect(try Etc(nsswitch: text).names().services == expected)
    }

    @Test(arguments: [
        ("hosts: files dns", false), ("hosts: files myhostname dns", true), ("hosts: resolve", true), ("", false),
    ])
    func theLibraryKnowsNamesBelowLocalhostBySomeSourcesOnly(_ nsswitch: String, _ knows: Bool) throws {
        let names = try Etc(hosts: "127.0.0.1 named.localhost", nsswitch: nsswitch).names()
        #expect(names.libraryKnows("a.localhost") == knows)
        #expect(names.libraryKnows("named.localhost") == (knows || nsswitch != "hosts: resolve"))
    }

    @Test func sortsAsRFC6724AndGaiConfSay() throws {
        let addresses = try ["10.0.0.1", "::1", "fd00::1", "2606:4700::1", "127.0.0.1", "::ffff:1.2.3.4"].map {
            try #require(IPAddress($0))
        }
        #expect(
            try Etc().names().ordered(addresses).map(\.description) == [
                "::1", "2606:4700::1", "10.0.0.1", "127.0.0.1", "::ffff:1.2.3.4", "fd00::1",
            ])
        let etc = try Etc(gai: "# precedence ::ffff:0:0/96 10\nprecedence ::ffff:0:0/96  100\n")
        #expect(
            etc.names().ordered(addresses).map(\.description) == [
                "10.0.0.1", "127.0.0.1", "::ffff:1.2.3.4", "::1", "2606:4700::1", "fd00::1",
            ])
    }
}

@Suite struct GetentTests {
    @Test func readsEachAddressOnce() {
        let output = """
            ::1             STREAM localhost
            ::1             DGRAM
            ::1             RAW
            127.0.0.1       STREAM
            127.0.0.1       DGRAM
            fe80::1%eth0    STREAM
            nonsense
            """
        #expect(Getent.parse(Array(output.utf8)).map(\.description) == ["::1", "127.0.0.1", "fe80::1"])
        #expect(Getent.parse([]).isEmpty)
        #expect(Getent.parse([0xFF, 0x0A, 0x1B]).isEmpty)
    }

    @Test func aNameIsNeverAnOption() {
        #expect(Getent.addresses(of: "--help", seconds: 1) == nil)
        #expect(Getent.addresses(of: "", seconds: 1) == nil)
    }

    @Test(.enabled(if: FileBytes.exists("/usr/bin/getent"), "getent is not installed"))
    func thisMachineKnowsLocalhost() throws {
        let addresses = try #require(Getent.addresses(of: "localhost", seconds: 5))
        #expect(!addresses.isEmpty)
        #expect(addresses.allSatisfy { $0.isLoopback })
        #expect(HostNames().answer("localhost") == .init(addresses: addresses, source: .getent))
    }
}

/// A folder with an `etc` of its own, removed with the value.
private final class Etc: Sendable {
    let root: String

    init(hosts: String? = nil, nsswitch: String? = nil, gai: String? = nil) throws {
        root = NSTemporaryDirectory() + "ostia-etc-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: "\(root)/etc", withIntermediateDirectories: true)
        for (name, text) in [("hosts", hosts), ("nsswitch.conf", nsswitch), ("gai.conf", gai)] {
            try text?.write(toFile: "\(root)/etc/\(name)", atomically: false, encoding: .utf8)
        }
    }

    /// Host names that keep the folder as long as they live.
    func names(_ ask: @escaping @Sendable (String) -> [IPAddress]? = { _ in nil }) -> HostNames {
        HostNames(root: root, seconds: 1) { name, _ in withExtendedLifetime(self) { ask(name) } }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }
}
