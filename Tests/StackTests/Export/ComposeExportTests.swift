import TestSupport
import Testing
import Yams

@testable import Stack

@Suite struct ComposeExportTests {
    private func export(_ text: String) throws -> ExportResult {
        let fixture = try ExportFixture(text)
        return Exporter.compose(fixture.file, plan: fixture.plan)
    }

    private func services(_ result: ExportResult) throws -> [String: [String: Any]] {
        let root = try Yams.load(yaml: result.text("compose.yaml")) as? [String: Any]
        return try #require(root?["services"] as? [String: [String: Any]])
    }

    @Test func aSmallStack() throws {
        let result = try export(
            """
            services:
              db: { container: "redis:7", port: { port: 6379, target: 6379 } }
              api:
                run: serve --bind ${address}
                port: 8000
                needs: [db]
                env: { CACHE: "redis://${db.address}/0", WHERE: "${url}" }
            """)
        #expect(
            result.text("compose.yaml") == """
                services:
                  db:
                    image: redis:7
                    environment:
                      PORT: "6379"
                    ports:
                      - 127.0.0.1:${DB_PUBLISHED}:6379
                    healthcheck:
                      test: [CMD-SHELL, nc -z 127.0.0.1 6379 || bash -c '</dev/tcp/127.0.0.1/6379']
                      interval: 1s
                      timeout: 2s
                      retries: 60
                    restart: on-failure

                  api:
                    image: ${API_IMAGE}
                    command: [serve, "--bind", "0.0.0.0:8000"]
                    environment:
                      CACHE: redis://db:6379/0
                      ConnectionStrings__db: db:6379
                      DB_ADDRESS: db:6379
                      DB_HOST: db
                      DB_PORT: "6379"
                      DB_URL: redis://db:6379
                      HOST: 0.0.0.0
                      PORT: "8000"
                      WHERE: http://127.0.0.1:8000
                      services__db__redis__0: redis://db:6379
                    depends_on:
                      db: { condition: service_healthy }
                    ports:
                      - 127.0.0.1:${API_PUBLISHED}:8000
                    restart: on-failure

                """)
        #expect(
            result.text(".env")
                == "COMPOSE_PROJECT_NAME=shop\nDB_PUBLISHED=6379\nAPI_IMAGE=shop-api:latest\nAPI_PUBLISHED=8000\n")
        #expect(result.loss("api.run") == .changed)
        #expect(result.next.contains("docker compose up"))
        #expect(result.files.map(\.isSecret) == [false, true])
    }

    @Test func whatIsLostIsSaid() throws {
        let fixture = try ExportFixture.makeFull()
        let result = Exporter.compose(fixture.file, plan: fixture.plan)
        for subject in [
            "api.live", "api.watch", "api.stop.before", "web.log", "web.success_codes", "stage.forward", "line.ready",
            "db.container.options",
        ] {
            #expect(result.loss(subject) == .lost, "\(subject)")
        }
        for subject in ["migrate.run", "api.dir", "api.setup"] {
            #expect(result.loss(subject) == .changed, "\(subject)")
        }
        #expect(!result.losses.contains { $0.kind == .kept || $0.kind == .error })
        #expect(Set(result.losses).count == result.losses.count)
    }

    @Test func secretsAndDotenvValuesStandInTheDotenvFile() throws {
        let fixture = try ExportFixture.makeFull()
        let result = Exporter.compose(fixture.file, plan: fixture.plan)
        let compose = result.text("compose.yaml")
        #expect(!compose.contains("p$$w"))
        #expect(!compose.contains("k'en"))
        #expect(compose.contains("POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}"))
        #expect(result.text(".env").contains("STACK_TOKEN='t$0k\\'en'\n"))
        #expect(result.text(".env").contains("FROM_FILE='a b'\n"))
    }

    @Test func oneNameWithTwoValues() throws {
        let result = try export(
            """
            services:
              a: { run: x, port: none, env: { DB_PASSWORD: one } }
              b: { run: x, port: none, env: { DB_PASSWORD: two } }
            """)
        #expect(result.text(".env").contains("DB_PASSWORD=one\n"))
        #expect(result.text(".env").contains("B_DB_PASSWORD=two\n"))
        #expect(result.text("compose.yaml").contains("DB_PASSWORD: ${B_DB_PASSWORD}"))
    }

    @Test func aNeedOfWhatCannotBeAsked() throws {
        let result = try export("services:\n  a: worker\n  b: { run: x, needs: [a] }\n")
        let depends = try services(result)["b"]?["depends_on"] as? [String: [String: String]]
        #expect(depends?["a"]?["condition"] == "service_started")
        #expect(result.loss("b.needs") == .changed)
        #expect(try services(result)["a"]?["healthcheck"] == nil)
    }

    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a b", "'a b'"), ("$x", "'$x'"), ("it's", "'it\\'s'"), ("a\\b", "\"a\\\\b\""),
        ("a\nb", "'a\nb'"), ("\\\"$`", "\"\\\\\\\"\\$\\`\""),
    ])
    func dotenvValues(value: String, text: String) { #expect(DotenvText.value(value) == text) }

    /// The real program fills `.env`, checks every key and prints what it understood.
    @Test(.requires("docker-compose")) func composeItselfTakesIt() throws {
        let fixture = try ExportFixture.makeFull()
        let folder = TemporaryFolder()
        Exporter.compose(fixture.file, plan: fixture.plan).write(to: folder)
        let result = try Command.run("docker-compose", ["config"], directory: folder.path)
        #expect(result.code == 0, "\(result.error)")
        let root = try Yams.load(yaml: result.output) as? [String: Any]
        let services = try #require(root?["services"] as? [String: [String: Any]])
        #expect(Set(services.keys) == ["db", "migrate", "api", "api-setup", "web", "dns", "line"])
        let api = try #require(services["api"])
        let environment = try #require(api["environment"] as? [String: String])
        // What it prints can be read again, so a $ is doubled.
        #expect(environment["STACK_TOKEN"] == "t$$0k'en")
        #expect(environment["API_KEY"] == "x$$y")
        #expect(environment["FROM_FILE"] == "a b")
        #expect(environment["CODE"] == "0755")
        #expect(environment["ON"] == "on")
        #expect(environment["LINES"] == "a\nb: c")
        #expect(environment["DATABASE_URL"] == "postgres://db:5432/shop")
        #expect(api["image"] as? String == "shop-api:latest")
        #expect(services["web"]?["command"] as? [String] == ["npm", "run", "dev; x", "100%", "$$HOME", "it's"])
        #expect(
            services["api-setup"]?["command"] as? [String] == [
                "/bin/sh", "-c", "pip install -r requirements.txt && echo $$HOME",
            ])
        #expect(services["db"]?["stop_signal"] as? String == "SIGINT")
        #expect(services["db"]?["user"] as? String == "999")
        #expect((services["db"]?["environment"] as? [String: String])?["POSTGRES_PASSWORD"] == "p$$w #1")
    }
}
