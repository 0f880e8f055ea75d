import TestSupport
import Testing

/// One thing that somebody may type by mistake, and the one line it must be answered with.
struct Mistake: Sendable, CustomTestStringConvertible {
    let command: String
    let word: String
    let answer: String

    init(_ command: String, _ word: String, _ answer: String) {
        self.command = command
        self.word = word
        self.answer = answer
    }

    var testDescription: String { "\(command) \(word)" }

    /// What the command needs besides, so that nothing is done and nobody waits should the mistake pass.
    var extra: [String] {
        switch command {
        case "free": ["--dry-run"]
        case "wait": ["--timeout", "100ms"]
        case "explain": ["--offline"]
        default: []
        }
    }
}

@Suite("Bad input, as a user types it,", .requires("ostia"))
struct BadInputTests {
    private let ostia = CLI()

    private static let looking = ["ls", "who", "explain", "free", "wait"]

    private static func each(_ commands: [String], _ word: String, _ answer: String) -> [Mistake] {
        commands.map { Mistake($0, word, answer) }
    }

    static let mistakes: [Mistake] =
        each(looking + ["port"], "-1", "-1 is no port: ports run from 1 to 65535")
        + each(looking, "0", "0 is no port to look at: to a program it means \"give me any free one\"")
        + each(["ls", "explain", "free", "wait"], "65536", "\"65536\" is no port: ports run from 1 to 65535")
        + each(looking, "62893abc", "\"62893abc\" is no port: a number from 1 to 65535 is needed")
        + each(looking, "[::1", "\"[::1\" opens a bracket and does not close it: write [::1]:80")
        + each(looking, "1.2.3", "\"1.2.3\" is no IPv4 address: four numbers from 0 to 255 are needed")
        + each(looking, "localhost:", "\"localhost:\" ends where the port should be: add a number from 1 to 65535")
        + each(
            looking, "http://shop.test",
            "\"http://shop.test\" names no port; http usually means port 80: write http://shop.test:PORT")
        + each(
            ["62893abc", "[::1", "1.2.3", "localhost:", "http://shop.test"],
            to: "port", { "\"\($0)\" is no service name: a letter, then letters, digits, . _ - and / are allowed" })
        + each(
            ["0", "65536"], to: "port",
            { "\"\($0)\" is a number, not a service name: to ask for that port: --prefer PORT" })
        + [
            Mistake(
                "who", "nosuchname.invalid",
                "\"nosuchname.invalid\" names no port: write nosuchname.invalid:PORT, or try: ostia explain "
                    + "nosuchname.invalid"),
            Mistake(
                "wait", "nosuchname.invalid",
                "\"nosuchname.invalid\" names no port: add one, as in nosuchname.invalid:3000"),
        ]

    private static func each(_ words: [String], to command: String, _ answer: (String) -> String) -> [Mistake] {
        words.map { Mistake(command, $0, answer($0)) }
    }

    @Test("is told in one clear line, with exit 2 and nothing on standard output", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let answer = try ostia.run([mistake.command] + mistake.extra + [mistake.word])
        #expect(answer.code == 2)
        #expect(answer.error == "error: \(mistake.answer)\n")
        #expect(answer.output == "")
    }

    @Test("is told in one JSON object to those who asked for JSON", arguments: mistakes.filter { $0.word != "-1" })
    func json(_ mistake: Mistake) throws {
        let answer = try ostia.run([mistake.command, "--json"] + mistake.extra + [mistake.word])
        #expect(answer.code == 2)
        #expect(answer.output == "")
        let told = try Document(answer.error)
        #expect(told["schema"].string == "ostia/failure/1")
        #expect(told["message"].string?.isEmpty == false)
        #expect(answer.error.hasSuffix("}\n"))
        #expect(answer.error.filter { $0 == "\n" }.count == 1)
    }

    @Test(
        "of a name that nobody knows is told with what to do about it",
        arguments: [
            (
                ["explain", "--offline", "nosuchname.invalid"],
                """
                error: "nosuchname.invalid" is not in /etc/hosts, and --offline asks nobody else
                       check the spelling, or give the address itself

                """
            ),
            (
                ["free", "--dry-run", "nosuchname.invalid"],
                """
                error: "nosuchname.invalid" names no port
                       write one like nosuchname.invalid:3000

                """
            ),
        ])
    func unknownName(arguments: [String], expected: String) throws {
        let answer = try ostia.run(arguments)
        #expect(answer.code == 2)
        #expect(answer.error == expected)
        #expect(answer.output == "")
    }

    @Test("of 10,000 arguments is told in one line", arguments: looking + ["port"])
    func tooMany(command: String) throws {
        for words in [(20_000..<30_000).map(String.init), (0..<10_000).map { "x\($0):y" }] {
            let answer = try ostia.run([command] + words)
            #expect(answer.code == 2)
            #expect(answer.error == "error: 10001 arguments are too many: at most 1000 make sense\n")
            #expect(answer.output == "")
        }
    }

    /// Whatever is typed comes back escaped: it may have been pasted from a log that somebody else wrote.
    @Test(
        "never comes back raw",
        arguments: looking + ["port"],
        ["\u{1B}[31mred", "a\nb:1", "\u{202E}drow:1", "\u{9B}2J", "bell\u{7}", "tab\tbed:1", "\u{2028}line"])
    func escaped(command: String, word: String) throws {
        let extra = Mistake(command, word, "").extra
        let answer = try ostia.run([command] + extra + [word])
        for text in [answer.output, answer.error] {
            #expect(Raw.found(in: text) == [])
        }
        #expect([1, 2].contains(answer.code))
        #expect(answer.error.split(separator: "\n").count <= 2)
    }

    @Test("of unusual length is answered, in a line that can be read", arguments: looking + ["port"])
    func long(command: String) throws {
        let extra = Mistake(command, "", "").extra
        for word in [String(repeating: "9", count: 50_000), String(repeating: "a", count: 50_000) + ":x"] {
            let answer = try ostia.run([command] + extra + [word])
            #expect(answer.code == 2)
            #expect(answer.error.hasPrefix("error: "))
            #expect(answer.error.utf8.count < 1000, "\(answer.error.utf8.count) bytes for one mistake")
        }
    }

    @Test(
        "of options is refused with what would be right",
        arguments: [
            (["ls", "--sort", "colour"], "colour"), (["ls", "--columns", "port,colour"], "colour"),
            (["ls", "--interval", "fast", "--watch"], "fast"), (["ls", "port:x"], "x"),
            (["ls", "exposure:mars"], "mars"), (["ls", "state:asleep", "--conns"], "asleep"),
            (["ls", "4000-3000"], "4000-3000"), (["free", "--signal", "HUPP", "1"], "HUPP"),
            (["free", "--grace", "-1s", "1"], "--grace"), (["free", "1-65535x"], "65535x"),
            (["wait", "--status", "abc", "--http", "/", "3000"], "abc"),
            (["wait", "--timeout", "soon", "3000"], "soon"),
            (["wait", "--owner", "me", "3000"], "me"), (["port", "--range", "9-1"], "9-1"),
            (["port", "--count", "0"], "0"), (["port", "--prefer", "70000", "api"], "70000"),
            (["port", "--env", "1X", "api"], "1X"), (["explain", "--nonsense", "80"], "--nonsense"),
            (["who"], "subject"), (["frobnicate"], "frobnicate"),
        ] as [([String], String)])
    func options(arguments: [String], named: String) throws {
        let answer = try ostia.run(arguments)
        #expect(answer.code == 2)
        #expect(answer.output == "")
        #expect(answer.error.hasPrefix("error: "))
        #expect(answer.error.contains(named))
    }
}

/// Characters that would act on a terminal, or hide what stands beside them.
enum Raw {
    /// Control characters but the line's end, and those that turn the direction of writing or break a line.
    static func found(in text: String) -> [String] {
        text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028...0x2029: true
            default: false
            }
        }.map { String($0.value, radix: 16) }
    }
}
