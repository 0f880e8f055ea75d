/// A program of the project that can run as a service.
struct ProgramKind {
    var name: String
    var command: String
    /// The file that told.
    var evidence: String
    var environment: [Variable] = []

    /// The first that fits; `files` are those of one folder. What names its framework goes before what any program has.
    static func recognise(_ files: [String: String]) -> ProgramKind? {
        let texts = files.mapValues { $0.lowercased() }
        func has(_ file: String, _ word: String) -> Bool { texts[file]?.contains(word) == true }
        if files["manage.py"] != nil {
            return ProgramKind(
                name: "web", command: "\(python(files)) manage.py runserver ${host}:${port}", evidence: "manage.py")
        }
        if has("Gemfile", "rails") {
            return ProgramKind(name: "web", command: "bin/rails server -b ${host} -p ${port}", evidence: "Gemfile")
        }
        if has("Gemfile", "puma") {
            return ProgramKind(name: "web", command: "bundle exec puma -b tcp://${host}:${port}", evidence: "Gemfile")
        }
        if has("mix.exs", "phoenix") {
            return ProgramKind(name: "web", command: "mix phx.server", evidence: "mix.exs")
        }
        if let spring = spring(files, has) { return spring }
        if let python = pythonServer(files, has) { return python }
        if let text = files["package.json"], let package = node(text, files) { return package }
        if files["go.mod"] != nil, files["main.go"] != nil {
            return ProgramKind(name: "app", command: "go run .", evidence: "go.mod")
        }
        if files["Cargo.toml"] != nil, files["src/main.rs"] != nil || has("Cargo.toml", "[[bin]]") {
            return ProgramKind(name: "app", command: "cargo run", evidence: "Cargo.toml")
        }
        return nil
    }

    private static func node(_ text: String, _ files: [String: String]) -> ProgramKind? {
        let read = PackageJSONImporter.read(text, path: "/package.json", siblings: Set(files.keys))
        guard let service = read.file?.services.first, case .run(let command) = service.kind else { return nil }
        return ProgramKind(name: "web", command: command, evidence: "package.json")
    }

    /// The way to the project's own Python packages.
    private static func python(_ files: [String: String]) -> String {
        if files["uv.lock"] != nil { return "uv run python" }
        return files["poetry.lock"] != nil ? "poetry run python" : "python"
    }

    private static func pythonServer(_ files: [String: String], _ has: (String, String) -> Bool) -> ProgramKind? {
        let runner = python(files)
        for evidence in ["pyproject.toml", "requirements.txt"] {
            let modules = [("main.py", "main"), ("app.py", "app"), ("app/main.py", "app.main"), ("wsgi.py", "wsgi")]
            let module = modules.first { files[$0.0] != nil }?.1
            if has(evidence, "fastapi") || has(evidence, "uvicorn") {
                let command = "\(runner) -m uvicorn \(module ?? "main"):app --host ${host} --port ${port} --reload"
                return ProgramKind(name: "api", command: command, evidence: evidence)
            }
            if has(evidence, "flask") {
                let command = "\(runner) -m flask --app \(module ?? "app") run --host ${host} --port ${port}"
                return ProgramKind(name: "api", command: command, evidence: evidence)
            }
        }
        return nil
    }

    private static func spring(_ files: [String: String], _ has: (String, String) -> Bool) -> ProgramKind? {
        let address = [Variable("SERVER_PORT", "${port}"), Variable("SERVER_ADDRESS", "${host}")]
        if has("pom.xml", "spring-boot") {
            let maven = files["mvnw"] != nil ? "./mvnw" : "mvn"
            return ProgramKind(
                name: "app", command: "\(maven) spring-boot:run", evidence: "pom.xml", environment: address)
        }
        for evidence in ["build.gradle", "build.gradle.kts"]
        where has(evidence, "springframework.boot") || has(evidence, "spring-boot") {
            let gradle = files["gradlew"] != nil ? "./gradlew" : "gradle"
            return ProgramKind(name: "app", command: "\(gradle) bootRun", evidence: evidence, environment: address)
        }
        return nil
    }
}
