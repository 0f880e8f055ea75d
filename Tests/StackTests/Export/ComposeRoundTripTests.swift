import TestSupport
import Testing
import Yams

@testable import Stack

/// A compose file becomes a stack, and the stack a compose file that says the same.
@Suite struct ComposeRoundTripTests {
    private func exported(_ fields: String) throws -> (service: [String: Any], losses: [Remark]) {
        let text =
            "services:\n  a:\n    image: busybox\n" + fields.split(separator: "\n").map { "    \($0)\n" }.joined()
        let read = ComposeImporter.read(text, path: "/w/compose.yaml")
        #expect(read.errors == [])
        let file = try #require(read.file)
        let identity = StackIdentity(project: "w", workTree: "/w", label: "main", id: "w-main")
        var input = PlanInput(file: file, identity: identity)
        for wish in Planner.portWishes(input) {
            if case .fixed(let number) = wish.port.wish {
                input.numbers[wish.key] = PortNumber(number, isLeased: false)
            }
        }
        let planned = Planner.plan(input)
        let plan = try #require(planned.plan, "\(planned.remarks)")
        let result = Exporter.compose(file, plan: plan)
        let root = try Yams.load(yaml: result.text("compose.yaml")) as? [String: Any]
        let services = try #require(root?["services"] as? [String: [String: Any]])
        return (try #require(services["a"]), result.losses)
    }

    @Test(arguments: ComposeOptionNames.single.keys.sorted())
    func keysWithOneValue(key: String) throws {
        let (service, losses) = try exported("\(key): \"value of ${HOME:-it}\"")
        #expect(service[key] as? String == "value of it")
        #expect(losses == [])
    }

    @Test(arguments: ComposeOptionNames.repeated.keys.sorted())
    func keysWithAList(key: String) throws {
        let (service, losses) = try exported("\(key): [\"one=1\", \"two: 2\"]")
        #expect(service[key] as? [String] == ["one=1", "two: 2"])
        #expect(losses == [])
    }

    @Test(arguments: ComposeOptionNames.switches.keys.sorted())
    func keysThatAreSwitches(key: String) throws {
        #expect(try exported("\(key): true").service[key] as? Bool == true)
        #expect(try exported("\(key): false").service[key] == nil)
    }

    @Test func noTwoKeysShareAnOption() {
        let tables = [ComposeOptionNames.single, ComposeOptionNames.repeated, ComposeOptionNames.switches]
        let options = tables.flatMap(\.values)
        #expect(Set(options).count == options.count)
        #expect(options.allSatisfy { $0.hasPrefix("--") })
    }

    @Test(arguments: [
        ("restart: always", "restart", "always"), ("restart: on-failure:3", "restart", "on-failure:3"),
        ("stop_signal: SIGINT", "stop_signal", "SIGINT"), ("stop_grace_period: 1m30s", "stop_grace_period", "1m30s"),
        ("network_mode: host", "network_mode", "host"),
    ])
    func keysWithWordsOfTheirOwn(fields: String, key: String, value: String) throws {
        #expect(try exported(fields).service[key] as? String == value)
    }

    @Test func commandsEnvironmentAndVolumes() throws {
        let (service, _) = try exported(
            "command: [sh, -c, 'echo $$HOME']\nentrypoint: /bin/x --flag\nenvironment: { A: '$$x', B: '0755', C: 'y' }\n"
                + "volumes: ['data:/d:ro', './x:/x']")
        #expect(service["command"] as? [String] == ["sh", "-c", "echo $$HOME"])
        #expect(service["entrypoint"] as? [String] == ["/bin/x", "--flag"])
        #expect(service["environment"] as? [String: String] == ["A": "$$x", "B": "0755", "C": "y"])
        #expect(service["volumes"] as? [String] == ["data:/d:ro", "./x:/x"])
    }

    @Test func healthAndPorts() throws {
        let (service, _) = try exported(
            "healthcheck: { test: 'curl x || exit 1', interval: 3s, timeout: 4s, start_period: 5s }\nports: ['8080:80', '53:53/udp']"
        )
        let health = try #require(service["healthcheck"] as? [String: Any])
        #expect(health["test"] as? [String] == ["CMD-SHELL", "curl x || exit 1"])
        #expect(health["interval"] as? String == "3s")
        #expect(health["timeout"] as? String == "4s")
        #expect(health["start_period"] as? String == "5s")
        #expect(
            service["ports"] as? [String] == ["127.0.0.1:${A_PUBLISHED}:80", "127.0.0.1:${A_P53_PUBLISHED}:53/udp"])
    }
}

/// The lines of an exported Procfile, as the real programs read them.
@Suite struct ExportedProcfileTests {
    @Test(arguments: 1...5)
    func wordsMadeAtRandomComeThroughAShell(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let signs = Array("abc '\"$`\\|&;()<>*?[]{}~#!%=, \t-é")
        let words = (0..<6).map { _ in
            String(
                (0..<Int.random(in: 1...12, using: &random)).map { _ in
                    signs[Int.random(in: 0..<signs.count, using: &random)]
                })
        }
        let line = CommandWords.join(["printf", "%s\\n"] + words)
        #expect(try Command.run("/bin/sh", ["-c", line]).lines == words)
        let unit = SystemdWriter.command(["/bin/printf"] + words)
        #expect(unit.hasPrefix("/bin/printf "))
        #expect(!unit.contains("\n"))
    }
}

/// What losing means is said in words that a person can act on.
@Suite struct LossesTests {
    @Test(arguments: [
        "PASSWORD", "db_password", "POSTGRES_PASSWD", "API_KEY", "SECRET_KEY_BASE", "GITHUB_TOKEN", "MY_PASS",
        "ROOT_PW",
        "AWS_CREDENTIALS",
    ])
    func namesOfSecrets(name: String) { #expect(SecretName.matches(name)) }

    @Test(arguments: ["PORT", "DATABASE_URL", "PASSIVE", "KEYBOARD", "COMPASS", "HOST", "LOG_LEVEL"])
    func namesOfOthers(name: String) { #expect(!SecretName.matches(name)) }

    @Test func theSameLossIsSaidOnce() {
        var losses = Losses()
        losses.lost("a", "x", "gone")
        losses.lost("a", "x", "gone")
        losses.changed("a", "x", "gone")
        #expect(losses.remarks.map(\.kind) == [.lost, .changed])
    }
}
