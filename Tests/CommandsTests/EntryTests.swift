import ArgumentParser
import Endpoints
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite("Arguments that make no sense", .requires("ostia"))
struct EntryTests {
    static let mistakes: [[String]] = [
        ["-1"], ["ls", "-1"], ["who", "-5"], ["ls", "0"], ["ls", "65536"], ["--unknown"], ["ls", "--unknown"],
        ["unknown"],
        ["who"], ["who", "1", "2"], ["who", "localhost"], ["who", "3000-3001"], ["who", "no-such-name.invalid:80"],
        ["ls", "--sort", "colour"], ["ls", "--columns", "colour"], ["ls", "--conns", "--unix"], ["ls", "state:open"],
        ["ls", "--interval", "never"], ["explain"], ["explain", "62893abc"], ["--color", "green"],
        ["ls", "--json=yes"],
        Array(repeating: "3000", count: 10_000), ["ls"] + Array(repeating: "--exact", count: 2000),
        ["ls", "pid:"], ["ls", "80\u{1B}[2J"], ["--\u{1B}[2J"], ["ls", String(repeating: "9", count: 100_000)],
    ]

    @Test("are explained in a few safe lines, with exit code 2", arguments: mistakes.indices)
    func text(index: Int) throws {
        let result = try CLI().run(Self.mistakes[index])
        #expect(result.code == 2)
        #expect(result.output.isEmpty)
        #expect(result.error.hasPrefix("error: "), "\(result.error.prefix(200))")
        #expect(result.error.isSafe)
        #expect(result.error.split(separator: "\n").count <= 15)
        #expect(result.error.utf8.count < 1500)
    }

    @Test("are a JSON object on standard error where JSON was asked for", arguments: mistakes.indices)
    func json(index: Int) throws {
        let result = try CLI().run(
            ["ls", "who", "explain"].contains(Self.mistakes[index][0])
                ? [Self.mistakes[index][0], "--json"] + Self.mistakes[index].dropFirst()
                : Self.mistakes[index] + ["--json"])
        #expect(result.code == 2)
        #expect(result.output.isEmpty)
        let document = try Document(result.error)
        #expect(document.names == ["schema", "code", "message", "hint"])
        #expect(document["schema"].string == "ostia/failure/1")
        #expect(["bad-usage", "bad-input"].contains(document["code"].string))
        #expect(document["message"].string?.isEmpty == false)
        #expect(result.error.split(separator: "\n").count == 1)
    }

    @Test("are told from input that is wrong")
    func codes() throws {
        #expect(
            try CLI()("ls", "--unknown", "--json").error
                == #"{"schema":"ostia/failure/1","code":"bad-usage","message":"Unknown option '--unknown'","#
                + #""hint":"what there is: ostia ls --help"}"# + "\n")
        #expect(
            try CLI()("-1", "--json").error
                == #"{"schema":"ostia/failure/1","code":"bad-input","#
                + #""message":"-1 is no port: ports run from 1 to 65535","hint":null}"# + "\n")
        #expect(
            try CLI()("ls", "65536", "--json").error
                == #"{"schema":"ostia/failure/1","code":"bad-input","#
                + #""message":"\"65536\" is no port: ports run from 1 to 65535","hint":null}"# + "\n")
        #expect(try CLI()("-1").error == "error: -1 is no port: ports run from 1 to 65535\n")
    }

    @Test("say how many are too many")
    func tooMany() throws {
        let result = try CLI().run(Array(repeating: "1", count: 10_000))
        #expect(result.error == "error: 10000 arguments are too many: at most 1000 make sense\n")
    }

    @Test("leave what belongs to another program alone")
    func behindDashes() throws {
        let result = try CLI().run(["ls", "--unknown", "--", "--json"])
        #expect(result.code == 2)
        #expect(result.error.hasPrefix("error: Unknown option '--unknown'\n"))
    }

    @Test("do not stand in the way of help and version")
    func help() throws {
        for arguments in [["--help"], ["ls", "--help"], ["help", "who"], ["--version"]] {
            let result = try CLI().run(arguments)
            #expect(result.code == 0)
            #expect(result.error.isEmpty)
            #expect(!result.output.isEmpty)
        }
        #expect(try CLI()("--version").output == "ostia \(Version.number)\n")
        for command in ["ls", "who", "overview"] {
            #expect(try CLI()(command, "--help").output.contains("EXAMPLES:\n"))
        }
    }
}

@Suite("What the shell offers")
struct CompletionTests {
    private let host = harbour()

    private func offered(_ prefix: String, names: Bool = true) -> [String] {
        Completions.candidates(prefix, withNames: names, machine: host.machine, environment: host.environment)
    }

    @Test("is the ports, and the names where those mean something")
    func candidates() {
        #expect(offered("") == ["14711", "quay", "14712", "pier", "14713"])
        #expect(offered("", names: false) == ["14711", "14712", "14713"])
        #expect(offered("p") == ["pier"])
        #expect(offered("14712") == ["14712"])
        #expect(offered("x").isEmpty)
    }

    @Test("has the names beside the ports in shells that show such")
    func described() {
        func ports(_ shell: CompletionShell) -> [String] {
            Completions.candidates(
                "1471", withNames: false, machine: host.machine, environment: host.environment, shell: shell)
        }
        #expect(ports(.zsh) == ["14711:quay", "14712:pier", "14713:pier"])
        #expect(ports(.fish) == ["14711\tquay", "14712\tpier", "14713\tpier"])
        #expect(ports(.bash) == ["14711", "14712", "14713"])
        host.add(10, "$(reboot)", sockets: [3: 11])
        host.proc.remove(11)
        #expect(ports(.zsh) == ["14711", "14712:pier", "14713:pier"])
    }

    /// Bash expands the words it is offered.
    @Test(
        "is never something a shell would run",
        arguments: ["$(reboot)", "`id`", "a b", "a\nb", "-rf", "~", "*", "a;b", "é", ""])
    func hostile(name: String) {
        host.add(10, name, sockets: [3: 11])
        #expect(offered("") == ["14711", "14712", "pier", "14713"])
        #expect(!Completions.isPlain(name))
    }

    @Test("is nothing where the table cannot be had")
    func failure() {
        host.failure = .init("socket", "NETLINK_SOCK_DIAG", code: 13)
        #expect(offered("").isEmpty)
    }
}
