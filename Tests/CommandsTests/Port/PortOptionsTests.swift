import Endpoints
import LinuxKernel
import Testing

@testable import Commands

@Suite struct PortOptionsTests {
    func options(_ arguments: [String]) throws -> PortOptions { try PortOptions(PortCommand.parse(arguments)) }

    @Test func nothing() throws {
        let options = try options([])
        #expect(options.task == .give)
        #expect(options.name == nil && options.count == 1 && options.range == nil && options.prefer == nil)
        #expect(options.transport == .tcp && options.command == [] && !options.holds)
    }

    @Test func everything() throws {
        let options = try options([
            "api", "--count", "2", "--range", "20000-20999", "--prefer", "20500", "--env", "API_PORT", "--hold", "--",
            "npm", "run", "--", "-x", "{port}",
        ])
        #expect(options.name?.text == "api")
        #expect(options.count == 2)
        #expect(options.range == 20000...20999)
        #expect(options.prefer == 20500)
        #expect(options.variable == "API_PORT")
        #expect(options.holds)
        #expect(options.command == ["npm", "run", "--", "-x", "{port}"])
    }

    @Test func aCommandNeedsNoName() throws {
        let options = try options(["--", "serve", "{port}"])
        #expect(options.name == nil)
        #expect(options.command == ["serve", "{port}"])
    }

    @Test func onePortIsARange() throws {
        #expect(try options(["--range", "20000"]).range == 20000...20000)
    }

    @Test func tasks() throws {
        #expect(try options(["--list"]).task == .list)
        #expect(try options(["--release"]).task == .release)
        #expect(try options(["--release", "api", "--udp"]).name?.text == "api")
        #expect(try options(["--serve"]).task == .serve(nil))
        #expect(try options(["--serve", "--socket", "@x"]).task == .serve(UnixAddress("@x")))
    }

    @Test(
        arguments: [
            (["3000"], "\"3000\" is a number, not a service name: to ask for that port: --prefer PORT"),
            (["--prefer", "65536"], "\"65536\" is no port: ports run from 1 to 65535"),
            (["--prefer", "62893abc"], "\"62893abc\" is no port: a number from 1 to 65535 is needed"),
            (["--prefer=-1"], "-1 is no port: ports run from 1 to 65535"),
            (["--prefer", "80", "--range", "90-99"], "--prefer 80 lies outside --range"),
            (["--range", "30-20"], "\"30-20\" runs backwards: write 20-30"),
            (["--range", "localhost:30"], "\"localhost:30\" is no range of ports: write it like 20000-20999"),
            (["--count", "0"], "--count 0: a number from 1 to 1000 is needed"),
            (["--count", "1001"], "--count 1001: a number from 1 to 1000 is needed"),
            (["--env", "A-B"], "\"A-B\" is no name of a variable: letters, digits and _ are allowed"),
            (["--env", ""], "\"\" is no name of a variable: letters, digits and _ are allowed"),
            (["--list", "--release"], "--list, --release and --serve are different tasks: choose one"),
            (["--list", "api"], "--list takes no name: it shows every lease"),
            (["--serve", "api"], "--serve gives TCP ports to processes: it takes neither a name nor --udp"),
            (["--socket", "@x"], "--socket belongs to --serve"),
            (["--list", "--", "x"], "a command, --env and --prefer ask for a port, which this task does not give"),
            (["--hold"], "--hold needs a command behind --"),
            (["--hold", "--udp", "--", "x"], "--hold is for TCP: a held UDP port takes the datagrams"),
            (
                ["--serve", "--socket", "@"],
                "\"@\" is no address of a Unix socket: a path or @NAME, at most 107 bytes"
            ),
        ])
    func mistakes(_ arguments: [String], _ expected: String) {
        #expect(throws: InputError(expected)) { try options(arguments) }
    }

    @Test(
        arguments: [
            ("PORT", true), ("_p1", true), ("p", true), ("1P", false), ("A B", false), ("A=B", false), ("É", false),
            ("", false),
        ])
    func variables(_ text: String, _ expected: Bool) {
        #expect(PortOptions.isVariable(text) == expected)
    }

    @Test func assignments() {
        let pairs = PortOptions.assignments("API_PORT", [1, 2, 3]).map { "\($0.name)=\($0.value)" }
        #expect(pairs == ["API_PORT=1", "API_PORT_2=2", "API_PORT_3=3"])
    }

    @Test(
        arguments: [
            ("{port}", "18211"), ("--port={port}", "--port=18211"), ("{port}{port}", "1821118211"),
            ("a{port2}b{port}", "a18212b18211"), ("{port3}", "{port3}"), ("port", "port"), ("", ""),
            ("{{port}}", "{18211}"),
        ])
    func fills(_ argument: String, _ expected: String) {
        #expect(PortOptions.fill([argument], with: [18211, 18212]) == [expected])
    }

    @Test(
        arguments: [
            ("/run/x.sock", "/run/x.sock"), ("@a", "@a"), ("/a b", "'/a b'"), ("/it's", "'/it'\\''s'"),
            ("/$x", "'/$x'"),
        ])
    func shellWords(_ text: String, _ expected: String) {
        #expect(PortCommand.quoted(text) == expected)
    }
}
