import Stack
import Testing

@Suite struct ProcessComposeImporterTests {
    private func read(_ text: String, environment: [String: String] = [:], dotenv: [String: String] = [:])
        -> ReadStackFile
    {
        ProcessComposeImporter.read(
            text, path: "/w/shop/process-compose.yaml", environment: environment, dotenv: dotenv)
    }

    private func one(_ fields: String, environment: [String: String] = [:]) throws -> (ServiceSpec, [Remark]) {
        let indented = fields.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let read = read("processes:\n  a:\n\(indented)\n", environment: environment)
        #expect(read.errors == [])
        return (try #require(read.file?.services.first), read.remarks)
    }

    private func fate(_ subject: String, _ remarks: [Remark]) -> Remark.Kind? {
        remarks.first { $0.subject == subject }?.kind
    }

    @Test func aSmallFile() throws {
        let read = read(
            """
            version: "0.5"
            name: shop
            environment:
              - "A=1"
              - "B=x=y"
            processes:
              db:
                command: postgres -D .data
                shutdown: { signal: 2, timeout_seconds: 30 }
              api:
                command: "flask run"
                working_dir: api
                env_file: local.env
                environment: ["PORT=5000"]
                depends_on:
                  db: { condition: process_healthy }
            """)
        let file = try #require(read.file)
        #expect(file.format == .processCompose)
        #expect(file.name == "shop")
        #expect(file.environment == [Variable("A", "1", isLiteral: true), Variable("B", "x=y", isLiteral: true)])
        #expect(!file.dotenvWins)
        #expect(!file.endsTogether)
        #expect(file.services.map(\.name) == ["db", "api"])
        #expect(file.services[0].stop == StopSpec(signal: "INT", grace: 30))
        let api = file.services[1]
        #expect(api.kind == .run("flask run"))
        #expect(api.shell == ["bash", "-c"])
        #expect(api.directory == "api")
        #expect(api.environmentFiles == [EnvironmentFile(".env", isRequired: false), EnvironmentFile("api/local.env")])
        #expect(api.needs == [Need("db", .ready)])
        #expect(api.restart == .never)
        #expect(read.remarks.filter { $0.kind == .lost } == [])
        #expect(read.remarks.first { $0.subject == "processes.api.command" }?.line == 11)
    }

    @Test func everyFieldIsToldOf() throws {
        let fields = [
            "command", "working_dir", "environment", "env_file", "is_dotenv_disabled", "depends_on", "availability",
            "readiness_probe", "liveness_probe", "ready_log_line", "shutdown", "success_exit_codes", "is_daemon",
            "launch_timeout_seconds", "is_foreground", "is_tty", "is_interactive", "is_elevated", "disabled",
            "namespace",
            "replicas", "log_location", "log_configuration", "schedule", "watch", "mcp", "extends", "description",
            "vars",
            "x-own", "nonsense",
        ]
        let text = fields.map { $0 == "command" ? "command: x" : "\($0): 1" }.joined(separator: "\n")
        let (_, remarks) = try one(text)
        for field in fields { #expect(fate("processes.a.\(field)", remarks) != nil, "\(field)") }
        #expect(fate("processes.a.nonsense", remarks) == .lost)
    }

    @Test func everyTopLevelKeyIsToldOf() {
        let keys = [
            "version", "name", "is_strict", "environment", "env_cmds", "vars", "disable_env_expansion", "shell",
            "log_level", "log_length", "log_location", "log_configuration", "log_format", "ordered_shutdown",
            "is_tui_disabled", "extends", "mcp_server", "x-own", "nonsense",
        ]
        let remarks = read(keys.map { "\($0): 1\n" }.joined() + "processes: { a: { command: x } }").remarks
        #expect(Set(remarks.map(\.subject)).isSuperset(of: keys + ["processes"]))
    }

    @Test(arguments: [
        ("restart: no", ServiceSpec.RestartPolicy.never, Remark.Kind.kept), ("restart: always", .always, .kept),
        ("restart: on_failure", .onFailure, .kept), ("restart: exit_on_failure", .never, .changed),
        ("restart: sometimes", .never, .lost),
    ])
    func restarts(line: String, policy: ServiceSpec.RestartPolicy, kind: Remark.Kind) throws {
        let (service, remarks) = try one(
            "command: x\navailability:\n  \(line)\n  max_restarts: 3\n  backoff_seconds: 2")
        #expect(service.restart == policy)
        #expect(service.maxRestarts == 3)
        #expect(fate("processes.a.availability.restart", remarks) == kind)
        #expect(fate("processes.a.availability.backoff_seconds", remarks) == .changed)
    }

    @Test(arguments: [
        ("process_started", Need.Condition.started, Remark.Kind.kept), ("process_healthy", .ready, .kept),
        ("process_log_ready", .ready, .kept), ("process_completed_successfully", .exited, .kept),
        ("process_completed", .exited, .changed),
    ])
    func conditions(name: String, condition: Need.Condition, kind: Remark.Kind) throws {
        let (service, remarks) = try one("command: x\ndepends_on: { b.x: { condition: \(name) } }")
        #expect(service.needs == [Need("b-x", condition)])
        #expect(fate("processes.a.depends_on.b.x", remarks) == kind)
    }

    @Test func aNeedWithoutAConditionIsSaidToBeOtherThere() throws {
        let (service, remarks) = try one("command: x\ndepends_on: { b: {} }")
        #expect(service.needs == [Need("b", .started)])
        #expect(fate("processes.a.depends_on.b", remarks) == .changed)
    }

    @Test func aProbeOfItsOwnPort() throws {
        let (service, remarks) = try one(
            "command: x\nreadiness_probe:\n  http_get: { host: localhost, port: \"8080\", path: health }\n"
                + "  initial_delay_seconds: 5\n  period_seconds: 3\n  failure_threshold: 7\n  success_threshold: 2")
        #expect(service.ports == [PortSpec("", .fixed(8080))])
        #expect(
            service.ready
                == Check(.http(path: "/health", status: 200), interval: 3, timeout: 1, retries: 7, startPeriod: 5))
        #expect(fate("processes.a.readiness_probe", remarks) == .changed)
        #expect(fate("processes.a.readiness_probe.success_threshold", remarks) == .lost)
    }

    @Test(arguments: [
        ("{ host: example.org, port: 80 }", "curl -fsSk -o /dev/null http://example.org:80/"),
        ("{ scheme: https, port: 8443, path: /x }", "curl -fsSk -o /dev/null https://127.0.0.1:8443/x"),
        ("{ port: 80, headers: { A: b c } }", "curl -fsSk -o /dev/null -H 'A: b c' http://127.0.0.1:80/"),
    ])
    func aProbeThatIsMoreThanAGet(get: String, command: String) throws {
        let (service, _) = try one("command: x\nliveness_probe: { http_get: \(get) }")
        #expect(service.live?.kind == .exec(command))
        #expect(service.live?.interval == 10)
    }

    @Test func aProbeThatRunsACommand() throws {
        let (service, _) = try one("command: x\nreadiness_probe: { exec: { command: pg_isready, working_dir: 'a b' } }")
        #expect(service.ready?.kind == .exec("cd 'a b' && pg_isready"))
    }

    @Test func theOtherFields() throws {
        let (service, _) = try one(
            "entrypoint: [node, 'my app.js']\nready_log_line: listening\nsuccess_exit_codes: [0, 3, 900]\nis_tty: true\n"
                + "disabled: true\nreplicas: 3\nlog_configuration: { rotation: { max_size_mb: 2, max_backups: 5 } }\n"
                + "log_location: ./a.log\nwatch: { paths: [src, { path: lib, include: ['*.js'] }] }\ndescription: d\n"
                + "is_dotenv_disabled: true\nlaunch_timeout_seconds: 9\nshutdown: { command: bye }")
        #expect(service.kind == .exec(["node", "my app.js"]))
        #expect(service.shell == nil)
        #expect(service.ready == Check(.log("listening")))
        #expect(service.successCodes == [3])
        #expect(service.terminal == true)
        #expect(service.profiles == ["disabled"])
        #expect(service.instances == 3)
        #expect(service.log == LogSpec(file: "./a.log", maxSize: 2_097_152, keep: 5))
        #expect(service.watch == ["src", "lib/*.js"])
        #expect(service.description == "d")
        #expect(service.environmentFiles == [])
        #expect(service.startTimeout == 9)
        #expect(service.stop.before == "bye")
    }

    @Test func dotenvWinsWhereTheTextIsFilled() {
        let text = "processes: { a: { command: \"run $X ${Y:-d} $$HOME $${Z}\" } }"
        let file = read(text, environment: ["X": "os"], dotenv: ["X": "file"]).file
        #expect(file?.services.first?.kind == .run("run file d $HOME ${Z}"))
    }

    @Test func expansionCanBeOff() {
        let text = "disable_env_expansion: true\nprocesses: { a: { command: \"run $X $$\" } }"
        #expect(read(text, environment: ["X": "os"]).file?.services.first?.kind == .run("run $X $$$$"))
    }

    @Test func anUnsetVariableIsNamedWithItsLine() {
        let remarks = read("processes:\n  a:\n    command: run $NOPE\n").remarks
        #expect(remarks.contains { $0.kind == .warning && $0.line == 3 && $0.text.contains("NOPE") })
    }

    @Test func templatesAreFilled() {
        let text = """
            vars: { X: global, Y: 2 }
            processes:
              a:
                vars: { X: own }
                command: "run {{.X}} {{ .Y }} {{.Z}}"
                environment: ["V={{.X}}"]
            """
        let read = read(text)
        #expect(read.file?.services.first?.kind == .run("run own 2 {{.Z}}"))
        #expect(read.file?.services.first?.environment == [Variable("V", "own", isLiteral: true)])
        #expect(read.remarks.contains { $0.kind == .warning && $0.text.contains("{{.Z}}") })
    }

    @Test func aProcessExtendsAnother() {
        let text = """
            processes:
              base:
                command: run base
                disabled: true
                availability: { restart: always, backoff_seconds: 3 }
              a:
                extends: base
                command: run a
                disabled: false
                availability: { max_restarts: 2 }
            """
        let service = read(text).file?.services.last
        #expect(service?.kind == .run("run a"))
        #expect(service?.restart == .always)
        #expect(service?.maxRestarts == 2)
        #expect(service?.profiles == [])
    }

    @Test func theShell() throws {
        let (service, _) = try one("command: x", environment: ["COMPOSE_SHELL": "zsh"])
        #expect(service.shell == ["zsh", "-c"])
        let other = read("shell: { shell_command: fish, shell_argument: -lc }\nprocesses: { a: { command: x } }")
        #expect(other.file?.services.first?.shell == ["fish", "-lc"])
    }

    @Test(arguments: [
        ("", "no `processes:`"), ("processes: {}", "no process"), ("processes: { a: 1 }", "not a mapping"),
        ("processes: { a: { working_dir: x } }", "neither command"), ("a: '", "inside quotes"),
        ("{a: 1, a: 2}", "twice"),
        ("processes: { a.b: { command: x }, a-b: { command: y } }", "two services"),
        ("processes: { a: { command: '${X:?must be there}' } }", "must be there"),
    ])
    func errors(text: String, words: String) {
        let read = read(text)
        #expect(read.file == nil)
        #expect(read.errors.contains { $0.text.contains(words) }, "\(read.errors)")
    }
}
