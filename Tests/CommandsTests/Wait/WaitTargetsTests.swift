import Endpoints
import Ports
import Testing

@testable import Commands

@Suite struct WaitTargetsTests {
    private var lan: IPAddress { .v4(IPv4Address(192, 168, 1, 4)) }
    private var far: IPAddress { .v4(IPv4Address(192, 0, 2, 1)) }

    private func target(_ text: String, path: String? = nil, status: String? = nil) throws -> WaitTarget {
        let (lan, far) = (lan, far)
        let builder = WaitTargets(
            local: [lan], resolve: { ["lan.test": [lan], "far.test": [far]][$0] ?? [] }, path: path,
            status: status.flatMap { StatusPattern($0) })
        return try builder.target(text)
    }

    @Test func aBarePortMeansBothLoopbacks() throws {
        #expect(
            try target("3000")
                == WaitTarget(text: "3000", port: 3000, addresses: [.loopbackV4, .loopbackV6], isBarePort: true))
        #expect(try target(":3000").label == "port 3000")
    }

    @Test(arguments: ["localhost:3000", "LOCALHOST:3000", "api.localhost:3000", "localhost.:3000"])
    func localhostMeansBothLoopbacks(_ text: String) throws {
        let target = try target(text)
        #expect(target.addresses == [.loopbackV4, .loopbackV6])
        #expect(!target.isBarePort)
        #expect(target.isLocal)
    }

    @Test func anAddressMeansItself() throws {
        #expect(try target("127.0.0.1:80").addresses == [.loopbackV4])
        #expect(try target("[::1]:80").addresses == [.loopbackV6])
        #expect(try target("0.0.0.0:80").isLocal)
        #expect(try target("udp:53").transport == .udp)
    }

    @Test func ownAddressesAreLocalAndOthersAreNot() throws {
        #expect(try target("lan.test:80").isLocal)
        #expect(try !target("far.test:80").isLocal)
        #expect(try !target("192.0.2.1:80").isLocal)
    }

    @Test func urls() throws {
        #expect(
            try target("http://localhost:3000/health?deep=1").http
                == HTTPExpectation(host: "localhost:3000", path: "/health?deep=1"))
        #expect(try target("http://[::1]:3000").http == HTTPExpectation(host: "[::1]:3000", path: "/"))
        #expect(try target("https://localhost:3000/health").http == nil)
        #expect(try target("postgres://localhost:5432/shop").http == nil)
        #expect(try target("localhost:3000").http == nil)
    }

    @Test func httpOptions() throws {
        #expect(try target("3000", path: "health").http == HTTPExpectation(host: "localhost:3000", path: "/health"))
        #expect(try target("3000", status: "204").http?.status == StatusPattern("204"))
        #expect(try target("http://localhost:3000/a", path: "/b").http?.path == "/b")
    }

    @Test(arguments: [
        ("localhost", #""localhost" names no port: add one, as in localhost:3000"#),
        ("127.0.0.1", #""127.0.0.1" names no port: add one, as in 127.0.0.1:3000"#),
        ("3000-3010", #""3000-3010" is a range: name each port to wait for, like 3000"#),
        ("nobody.test:80", #""nobody.test" is no host name that is known here (hosts file, DNS)"#),
        ("udp:192.0.2.1:53", #""udp:192.0.2.1:53" is UDP on another host; there is no way to see whether it listens"#),
    ])
    func refuses(_ text: String, _ words: String) {
        #expect(throws: InputError(words)) { try target(text) }
    }

    @Test func refusesAPathThatWouldEndTheRequestLine() {
        #expect(throws: InputError.self) { try target("3000", path: "/a b") }
        #expect(throws: InputError.self) { try target("3000", path: "/a\r\nHost: evil") }
        #expect(throws: InputError.self) { try target("http://localhost:3000/a b") }
        #expect(throws: InputError(#""udp:53" is UDP; HTTP checks need TCP"#)) { try target("udp:53", path: "/") }
    }
}

@Suite struct WaitArgumentsTests {
    @Test(arguments: [
        (["wait", "3000", "--", "npm", "test"], ["wait", "3000", "--then", "npm", "test"]),
        (["wait", "3000", "--", "a", "--", "b"], ["wait", "3000", "--then", "a", "--", "b"]),
        (["wait", "3000"], ["wait", "3000"]),
        (["port", "api", "--", "npm"], ["port", "api", "--", "npm"]),
        ([], []),
    ])
    func theCommandBehindTheDashes(_ typed: [String], _ expected: [String]) {
        #expect(WaitCommand.arguments(typed) == expected)
    }

    @Test func parses() throws {
        let typed = WaitCommand.arguments(["wait", "3000", "4000", "--any", "--", "npm", "--version", "--any"])
        let command = try #require(try Ostia.parseAsRoot(typed) as? WaitCommand)
        #expect(command.targets == ["3000", "4000"])
        #expect(command.any)
        #expect(command.command == ["npm", "--version", "--any"])
    }
}
