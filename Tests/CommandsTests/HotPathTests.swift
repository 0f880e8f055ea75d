import ArgumentParser
import Endpoints
import Terminal
import TestSupport
import Testing

@testable import Commands

/// The hand-written parser and ArgumentParser must mean the same, or the hand-written one must say nothing.
@Suite("The hot path")
struct HotPathTests {
    /// What ArgumentParser makes of the arguments, in the hot path's terms.
    private static func slowly(_ arguments: [String]) throws -> HotPath.Parsed? {
        let command = try Ostia.parseAsRoot(arguments)
        switch command {
        case let command as OverviewCommand:
            return .init(request: .overview(showsAll: command.all), shared: command.shared.flags)
        case let command as LsCommand:
            return .init(request: .ls(try command.options()), shared: command.shared.flags)
        case let command as WhoCommand:
            let options = WhoOptions(
                subject: try WhoSubject(parsing: command.subject), isBrief: command.brief, isExact: command.exact)
            return .init(request: .who(options), shared: command.shared.flags)
        case let command as ExplainCommand:
            let options = ExplainOptions(question: (command.question ?? ""), offline: command.offline)
            return .init(request: .explain(options), shared: command.shared.flags)
        case let command as PsCommand where command.options.services.isEmpty:
            return .init(request: .engine("ps"), shared: command.shared.flags)
        case let command as UpCommand where command.options.services.isEmpty:
            return .init(request: .engine("up"), shared: command.shared.flags)
        case let command as DownCommand: return .init(request: .engine("down"), shared: command.shared.flags)
        case let command as StacksCommand: return .init(request: .engine("stacks"), shared: command.shared.flags)
        default: return nil
        }
    }

    /// Plain forms: both must read them, and alike.
    static let plain: [[String]] = [
        [], ["--json"], ["--stats"], ["--all"], ["--all", "--json"], ["--json", "--stats", "--all"], ["ls"],
        ["ls", "--json"], ["ls", "--stats"], ["ls", "--conns"], ["ls", "--exact"],
        ["ls", "--conns", "--exact", "--json"],
        ["ls", "3000"], ["ls", "3000", "--conns"], ["ls", "--conns", "3000"], ["ls", "3000-3999", "node"],
        ["ls", "node", "--json", "udp"], ["ls", "127.0.0.1"], ["ls", "::1"], ["ls", "[::1]:80"],
        ["ls", "localhost:80"],
        ["ls", "user:postgres"], ["ls", "exposure:network"], ["ls", "state:close-wait"], ["ls", "pid:1"], ["ls", "ls"],
        ["ls", "who"], ["ls", "http://localhost:80/"], ["ls", "*:80"], ["ls", ":80"], ["ls", "été"], ["ls", "a b"],
        ["who", "3000"], ["who", "3000", "--brief"], ["who", "--brief", "3000"], ["who", "--exact", "3000", "--json"],
        ["who", "127.0.0.1:62893"], ["who", "[::1]:80"], ["who", "pid:1"], ["who", "udp:53"], ["who", "53/udp"],
        ["who", "localhost:80", "--stats"], ["who", "http://localhost:3000/x"], ["explain", "3000"],
        ["explain", "3000", "--offline"], ["explain", "--offline", "127.0.0.1:62893"],
        ["explain", "localhost", "--json"], ["ps"], ["ps", "--json"], ["up"], ["down", "--stats"],
        ["stacks", "--json"],
        ["explain", "https://a.localhost:80/"], ["explain", "nonsense!"], ["explain", "8.8.8.8:53", "--stats"],
    ]

    @Test("reads plain forms as ArgumentParser does", arguments: plain)
    func agrees(arguments: [String]) throws {
        let fast = try #require(HotPath.parse(arguments))
        #expect(try fast == Self.slowly(arguments))
    }

    /// Anything else: the hot path may only agree or leave it.
    static let others: [[String]] = [
        ["--help"], ["-h"], ["help"], ["--version"], ["help", "ls"], ["ls", "--help"], ["ls", "help"], ["who", "help"],
        ["--json", "ls"], ["--conns", "ls"], ["--stats", "who", "3000"], ["--json", "--json"],
        ["ls", "--json", "--json"],
        ["ls", "--conns", "--conns"], ["ls", "--bound"], ["ls", "--unix"], ["ls", "--watch"], ["ls", "-w"],
        ["ls", "--sort", "pid"], ["ls", "--sort=pid"], ["ls", "--columns", "port"], ["ls", "--reverse"],
        ["ls", "--color", "never"], ["--color", "never"], ["--color=always", "--all"], ["ls", "--", "3000"],
        ["ls", "--"],
        ["--"], ["-"], ["ls", "-"], ["ls", ""], [""], ["who"], ["who", ""], ["who", "1", "2"], ["who", "--brief"],
        ["who", "3000-3001"], ["who", "localhost"], ["who", "0"], ["who", "65536999"], ["who", "--", "3000"],
        ["who", "3000", "--offline"], ["explain"], ["explain", "1", "2"], ["explain", "--offline"], ["explain", ""],
        ["explain", "80", "--brief"], ["ls", "0"], ["ls", "-1"], ["-1"], ["ls", "70000"], ["ls", "state:open"],
        ["ls", "--all"], ["--all", "ls"], ["--all", "--all"], ["ls", "--unknown"], ["unknown"], ["overview"],
        ["overview", "--all"], ["free", "3000"], ["port", "api"], ["wait", "3000"], ["ls", "--json=yes"],
        ["ls", "--jso"],
        ["LS"], ["ls ", "3000"], ["ls", "--interval", "2s"], ["--generate-completion-script", "bash"],
        ["ls", "3000", "--brief"], ["ls", "@file"], ["who", "@file"], ["ls", "--exact=1"], ["--stats", "--stats"],
        ["ps", "api"], ["ps", "help"], ["ps", "--help"], ["up", "api"], ["up", "--wait"], ["stacks", "shop"],
        ["down", ""],
    ]

    @Test("agrees with ArgumentParser or leaves the rest to it", arguments: others)
    func leaves(arguments: [String]) {
        guard let fast = HotPath.parse(arguments) else { return }
        #expect(throws: Never.self) { try #expect(fast == Self.slowly(arguments)) }
    }

    @Test("leaves every mistake to the one place that explains them")
    func mistakes() {
        for arguments in Self.plain + Self.others where (try? Self.slowly(arguments)) == nil {
            #expect(HotPath.parse(arguments) == nil, "\(arguments)")
        }
    }

    @Test("leaves long command lines alone")
    func long() {
        #expect(HotPath.parse(["ls"] + Array(repeating: "80", count: 63)) != nil)
        #expect(HotPath.parse(["ls"] + Array(repeating: "80", count: 64)) == nil)
    }

    @Test("agrees on what chance puts together", arguments: 0..<20)
    func chance(seed: UInt64) {
        let words = [
            "ls", "who", "explain", "--json", "--stats", "--all", "--conns", "--exact", "--brief", "--offline", "3000",
            "node", "::1", "pid:1", "--color", "never", "--", "-w", "80-90", "udp", "ps", "stacks",
        ]
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let arguments = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                words.randomElement(using: &random) ?? ""
            }
            guard let fast = HotPath.parse(arguments) else { continue }
            #expect(throws: Never.self, "\(arguments)") {
                try #expect(fast == Self.slowly(arguments), "\(arguments)")
            }
        }
    }
}
