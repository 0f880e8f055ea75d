import Stack
import TestSupport
import Testing

/// A stack with its plan, as `ostia export` has them.
struct ExportFixture {
    let file: StackFile
    let plan: StackPlan

    /// - Parameter numbers: of `auto` ports, by `SERVICE` or `SERVICE/PORT`; 20000 and up for the rest.
    init(_ text: String, dotenv: String? = nil, inherited: [String: String] = [:]) throws {
        let read = OstiaYAML.read(text, path: "/w/shop/ostia.yaml")
        #expect(read.errors == [])
        file = try #require(read.file)
        let identity = StackIdentity(project: "shop", workTree: "/w/shop", label: "main", id: "shop-main-1a2b")
        var input = PlanInput(file: file, identity: identity, inherited: inherited)
        if let dotenv { input.dotenvTexts["/w/shop/.env"] = dotenv }
        for (index, wish) in Planner.portWishes(input).enumerated() {
            if case .fixed(let number) = wish.port.wish {
                input.numbers[wish.key] = PortNumber(number, isLeased: false)
            } else {
                input.numbers[wish.key] = PortNumber(UInt16(20000 + index), isLeased: true)
            }
        }
        let planned = Planner.plan(input)
        plan = try #require(planned.plan, "\(planned.remarks)")
    }

    /// Every kind of thing that can be exported.
    static let full = """
        name: shop
        env: { SHARED: "yes", STACK_TOKEN: "t$$0k'en" }
        services:
          db:
            container:
              image: postgres:16
              volumes: ["data:/var/lib/postgresql/data", "./init:/init:ro"]
              options: [--user, "999", --cap-add, NET_ADMIN, --cap-add=SYS_TIME, --privileged, --unknown=3]
            port: { port: 5432, target: 5432 }
            env: { POSTGRES_PASSWORD: "p$$w #1" }
            ready: { exec: "pg_isready -U postgres" }
            stop: { signal: INT, grace: 1m }
          migrate:
            run: "./migrate up && echo 100%"
            port: none
            needs: [db]
            restart: never
          api:
            run: "flask --app api run --host ${host} --port ${port}"
            description: "The API: it answers"
            dir: api
            needs: { db: ready, migrate: exited }
            ports: { http: 5000, debug: 5678 }
            env: { DATABASE_URL: "postgres://${db.address}/shop", CODE: "0755", ON: "on", LINES: "a\\nb: c" }
            ready: { http: /health, status: 204 }
            live: { http: /health, interval: 5s }
            setup: ["pip install -r requirements.txt", "echo $HOME"]
            stop: { signal: QUIT, before: "curl -s localhost/bye" }
            watch: api
            max_restarts: 5
          web:
            run: ["npm", "run", "dev; x", "100%", "$HOME", "it's"]
            needs: [api]
            port: auto
            instances: 2
            tty: true
            log: { file: web.log, rotation: 10MB }
            success_codes: [143]
          dns: { run: "dnsmasq -k", ports: { dns: { port: 5353, transport: udp } } }
          stage: { forward: "ssh://bastion/db.internal:5432" }
          line: { run: "echo a; sleep 9", ready: { log: listening } }
        """

    static func makeFull() throws -> ExportFixture {
        try ExportFixture(full, dotenv: "FROM_FILE=a b\nAPI_KEY='x$y'\n")
    }
}

extension ExportResult {
    func text(_ path: String) -> String { files.first { $0.path == path }?.text ?? "(no \(path))" }

    func loss(_ subject: String) -> Remark.Kind? { losses.first { $0.subject == subject }?.kind }

    /// Writes all files below a folder.
    func write(to folder: TemporaryFolder) {
        for file in files {
            if let slash = file.path.lastIndex(of: "/") { folder.makeFolder(String(file.path[..<slash])) }
            folder.write(file.path, file.text)
        }
    }
}
