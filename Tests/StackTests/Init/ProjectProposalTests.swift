import Stack
import Testing

@Suite struct ProjectProposalTests {
    private func propose(_ files: [String: String]) -> (file: StackFile, remarks: [Remark]) {
        ProjectProposal.propose(files, folder: "/w/shop")
    }

    private func command(_ files: [String: String]) -> String? {
        guard case .run(let command)? = propose(files).file.services.first?.kind else { return nil }
        return command
    }

    @Test(arguments: [
        (["manage.py": ""], "python manage.py runserver ${host}:${port}"),
        (["manage.py": "", "uv.lock": ""], "uv run python manage.py runserver ${host}:${port}"),
        (["Gemfile": "gem \"rails\""], "bin/rails server -b ${host} -p ${port}"),
        (["Gemfile": "gem 'puma'"], "bundle exec puma -b tcp://${host}:${port}"),
        (["mix.exs": "{:phoenix, \"~> 1.7\"}"], "mix phx.server"),
        (["pom.xml": "<artifactId>spring-boot-starter</artifactId>"], "mvn spring-boot:run"),
        (["pom.xml": "spring-boot", "mvnw": ""], "./mvnw spring-boot:run"),
        (["build.gradle.kts": "id(\"org.springframework.boot\")", "gradlew": ""], "./gradlew bootRun"),
        (
            ["requirements.txt": "Flask==3\n", "app.py": ""],
            "python -m flask --app app run --host ${host} --port ${port}"
        ),
        (
            ["pyproject.toml": "dependencies = [\"fastapi\"]", "app/main.py": "", "poetry.lock": ""],
            "poetry run python -m uvicorn app.main:app --host ${host} --port ${port} --reload"
        ),
        (["package.json": "{\"scripts\": {\"dev\": \"vite\"}}", "pnpm-lock.yaml": ""], "pnpm run dev"),
        (["go.mod": "module x", "main.go": ""], "go run ."), (["Cargo.toml": "", "src/main.rs": ""], "cargo run"),
    ])
    func recognises(files: [String: String], command: String) {
        #expect(self.command(files) == command)
        #expect(propose(files).file.services.first?.ports == [PortSpec("", .auto)])
        #expect(propose(files).remarks.contains { $0.kind == .kept && $0.text.hasPrefix("found by ") })
    }

    @Test(arguments: [
        [:], ["README.md": "rails"], ["Gemfile": "gem 'rake'"], ["pom.xml": "<project/>"], ["go.mod": ""],
        ["Cargo.toml": "[lib]"],
        ["package.json": "{\"scripts\": {\"test\": \"x\"}}"], ["package.json": "{"], ["requirements.txt": "numpy"],
    ])
    func proposesNothingForWhatDoesNotServe(files: [String: String]) { #expect(propose(files).file.services == []) }

    @Test func springHearsThePortByVariables() {
        let service = propose(["pom.xml": "spring-boot"]).file.services.first
        #expect(service?.environment == [Variable("SERVER_PORT", "${port}"), Variable("SERVER_ADDRESS", "${host}")])
    }

    @Test func severalFoldersAndContainers() {
        let (file, remarks) = propose([
            "api/requirements.txt": "flask", "api/app.py": "",
            "web/package.json": "{\"scripts\": {\"dev\": \"vite --port 5174\"}}",
            "web/vite.config.ts": "export default {\n  server: {\n    port: 5173,\n  },\n}\n",
            "docker-compose.yml":
                "services:\n  db: { image: 'postgres:16', ports: ['5432:5432'] }\n  app: { build: ., depends_on: [db] }\n",
        ])
        #expect(file.services.map(\.name) == ["db", "api", "web"])
        #expect(file.services.map(\.directory) == [nil, "api", "web"])
        #expect(file.services[0].ports == [PortSpec("", .auto, target: 5432)])
        #expect(file.services[1].needs == [Need("db")])
        let said = remarks.filter { $0.kind == .changed }.map(\.text)
        #expect(said.contains { $0.hasPrefix("docker-compose.yml names port 5432") })
        #expect(said.contains { $0.hasPrefix("web/vite.config.ts:3 names port 5173") })
        #expect(said.contains { $0.hasPrefix("web/package.json:1 names port 5174") })
        #expect(remarks.contains { $0.kind == .lost && $0.text.contains("app of docker-compose.yml is built there") })
        let text = OstiaYAMLWriter.text(for: file, comments: remarks)
        #expect(text.contains("  # port: web/vite.config.ts:3 names port 5173"))
        let read = OstiaYAML.read(text, path: "/w/shop/ostia.yaml")
        #expect(read.errors == [])
        #expect(read.file?.services == file.services)
    }

    @Test func twoOfOneName() {
        let (file, _) = propose([
            "package.json": "{\"scripts\": {\"dev\": \"x\"}}", "compose.yaml": "services: { web: { image: nginx } }",
        ])
        #expect(file.services.map(\.name) == ["web", "web-app"])
    }
}

@Suite struct NamedPortTests {
    @Test(arguments: [
        (".env", "A=1\nPORT=3001\n", [2, 3001]), (".env", "DB_PORT=3001", []), (".env", "# PORT=1", []),
        ("vite.config.js", "  server: { port: 5174 }", [1, 5174]), ("vite.config.ts", "// port: 1", []),
        ("vite.config.ts", "support: 12", []), ("config/puma.rb", "port ENV.fetch(\"PORT\") { 3000 }", [1, 3000]),
        ("config/puma.rb", "port ENV.fetch(\"PORT\", 3002)", [1, 3002]),
        ("src/main/resources/application.properties", "server.port=8081", [1, 8081]),
        ("src/main/resources/application.properties", "server.port = ${PORT:8082}", [1, 8082]),
        ("src/main/resources/application.yml", "server:\n  port: 8083", [2, 8083]),
        ("package.json", "\"dev\": \"next dev -p 3003\"", [1, 3003]),
        ("package.json", "\"dev\": \"PORT=3004 x\"", [1, 3004]),
        ("angular.json", "\"port\": 4201", [1, 4201]), ("config/dev.exs", "http: [port: 4001]", [1, 4001]),
        (".env", "PORT=0", []), (".env", "PORT=70000", []), (".env", "PORT=", []), ("notes.txt", "port: 5", []),
    ])
    func finds(file: String, text: String, expected: [Int]) {
        #expect(NamedPort.find(in: text, file: file).flatMap { [$0.line, Int($0.number)] } == expected)
    }
}
