import Commands
import LinuxKernel
import Stack
import TestSupport
import Testing

@testable import StackCommands

/// What `ostia env` prints is read back as it was.
@Suite struct EnvironmentLineTests {
    static let values = [
        "", "plain", "postgres://u:p@127.0.0.1:5432/shop?a=b&c=d", "two words", " edges ", "it's", "say \"hi\"",
        "both ' and \"", "$HOME and ${HOME}", "`date` $(date)", "back\\slash", "back\\\\two", "\\n is no line",
        "line one\nline two", "tab\there", "# no comment", "a # b", "ünïcode → 🚢", "it's $5", "it's 5\\6", "'quoted'",
        "\"quoted\"", "=", "a=b", "*", "~", "!", "%PATH%", "{\"a\": [1, \"b\"]}", "it's\nlong $X", "trailing\\",
        "it's trailing\\", "\n", "\r", "a\r\nb",
    ]

    @Test(arguments: values)
    func aShellReadsItBack(_ value: String) throws {
        let line = EnvRun.line("VALUE", value, .shell)
        #expect(line.hasPrefix("export VALUE="))
        let result = try Spawn.run(["sh", "-c", "\(line)\nprintf %s \"$VALUE\""])
        #expect(result.succeeded)
        #expect(result.text == value)
    }

    @Test(arguments: values)
    func composeReadsItBack(_ value: String) {
        let line = EnvRun.line("VALUE", value, .dotenv)
        let reading = Dotenv.read(line + "\n") { _ in "from outside" }
        #expect(!reading.hasFailed)
        #expect(reading.values == ["VALUE": value])
    }

    /// Values of one line with at most one kind of quotes and no escapes are the same for every tool.
    @Test(arguments: [DotenvDialect.foreman, .honcho, .ruby, .node, .compose])
    func everyToolReadsItBack(_ dialect: DotenvDialect) {
        for value in Self.values where Self.isSimple(value) {
            let line = EnvRun.line("VALUE", value, .dotenv)
            let read = Dotenv.read(line + "\n", dialect: dialect) { _ in "from outside" }.values["VALUE"]
            #expect(read == value, "\(line)")
        }
    }

    private static func isSimple(_ value: String) -> Bool {
        let difficult: Set<Character> = ["\n", "\r", "\r\n", "\\"]
        if value.contains(where: { difficult.contains($0) }) { return false }
        return !value.contains("'") || !value.contains { $0 == "\"" || $0 == "$" || $0 == "`" }
    }

    @Test func manyLinesAreManyVariables() {
        let text = Self.values.enumerated().map { EnvRun.line("V\($0.offset)", $0.element, .dotenv) }
            .joined(separator: "\n")
        let values = Dotenv.read(text).values
        for (i, value) in Self.values.enumerated() { #expect(values["V\(i)"] == value) }
    }

    @Test func whatIsPlainStaysPlain() {
        #expect(EnvRun.line("PORT", "8000", .dotenv) == "PORT=8000")
        #expect(EnvRun.line("PORT", "8000", .shell) == "export PORT=8000")
        #expect(EnvRun.line("A", "b c", .shell) == "export A='b c'")
    }

    @Test func servicesByName() throws {
        var second = PlannedService(name: "api.2", spec: ServiceSpec("api", .run("x")))
        second.instance = 2
        let plan = StackPlan(
            identity: StackIdentity(project: "p", workTree: "/w", label: "l", id: "p-1"),
            services: [PlannedService(name: "api.1", spec: ServiceSpec("api", .run("x"))), second])
        #expect(try EnvRun.services(plan, nil).count == 2)
        #expect(try EnvRun.services(plan, "api").map(\.name) == ["api.1", "api.2"])
        #expect(try EnvRun.services(plan, "api.2").map(\.name) == ["api.2"])
        let error = #expect(throws: CommandError.self) { try EnvRun.services(plan, "web") }
        #expect(error?.message == "no service is called web; there are api.1, api.2")
    }
}
