import ArgumentParser
import Endpoints
import TestSupport
import Testing

@testable import Commands

@Suite("The options of ls")
struct LsOptionsTests {
    private func options(_ words: String...) throws -> LsOptions {
        try LsCommand.parse(words).options()
    }

    @Test("are the usual ones when nothing is said")
    func usual() throws {
        let options = try options()
        #expect(options == LsOptions())
        #expect(options.shownColumns == [.proto, .endpoint, .name, .pid, .what, .project, .up, .exposure])
        #expect(options.interval == 1)
        #expect(options.scope == .init())
        #expect(options.isAboutProcesses)
    }

    @Test("are read one by one")
    func each() throws {
        #expect(try options("--conns").showsConnections)
        #expect(try options("--unix").showsUnix)
        #expect(try options("--exact").isExact)
        #expect(try options("-w").watches)
        #expect(try options("--watch", "--interval", "250ms").interval == 0.25)
        #expect(try options("--sort", "exposure", "--reverse").sort == .exposure)
        #expect(try options("--reverse").isReversed)
        #expect(try options("--columns", "Port,NAME").columns == [.port, .name])
        #expect(try options("3000", "node").filter.terms == [.ports(3000...3000), .word("node")])
        #expect(try options("3000").scope == .init(port: 3000))
        #expect(try options("--bound", "udp").scope == .init([.udp], kind: .bound))
        #expect(try options("--bound").shownColumns == ListColumn.usualBound)
        #expect(try !options("--columns", "port,queue").isAboutProcesses)
    }

    @Test(
        "that contradict each other or mean nothing are refused",
        arguments: [
            (["--conns", "--unix"], "--conns, --bound and --unix show different sockets: choose one"),
            (["--bound", "--unix"], "--conns, --bound and --unix show different sockets: choose one"),
            (["--interval", "0"], "\"0\" is no interval of at least 50ms: write 250ms, 1s or 2m"),
            (["--interval", "soon"], "\"soon\" is no interval of at least 50ms: write 250ms, 1s or 2m"),
            (["--columns", ""], "--columns needs at least one column's name"),
            (
                ["--conns", "--columns", "port"],
                "--columns, --sort and --reverse are for listeners: leave them or --conns and --unix out"
            ),
            (
                ["--unix", "--sort", "pid"],
                "--columns, --sort and --reverse are for listeners: leave them or --conns and --unix out"
            ),
            (
                ["--unix", "--reverse"],
                "--columns, --sort and --reverse are for listeners: leave them or --conns and --unix out"
            ),
            (
                ["--conns", "--watch", "--json"],
                "--watch --json tells which listeners came and went: leave --conns and --unix out"
            ),
        ] as [([String], String)])
    func refused(words: [String], message: String) {
        #expect(throws: InputError(message)) { try LsCommand.parse(words).options() }
    }

    @Test("name the columns there are")
    func unknownColumn() {
        #expect {
            try ListColumn.parse("port,\u{1B}[2Jx")
        } throws: { error in
            "\(error)".isSafe
                && "\(error)".hasPrefix("\"\\u{1b}[2Jx\" is no column: proto, endpoint, address, port, name")
        }
    }

    @Test("leave an unknown order to the parser")
    func unknownSort() {
        #expect(throws: (any Error).self) { try LsCommand.parse(["--sort", "colour"]) }
    }
}
