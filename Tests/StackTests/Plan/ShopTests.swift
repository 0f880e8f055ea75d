import Testing

@testable import Stack

/// The example of the documentation, from its text to its plan.
@Suite("The shop") struct ShopTests {
    @Test("is read as it is meant") func reading() throws {
        let file = try file(shop)
        #expect(file.name == "shop")
        #expect(file.folder == "/work/shop")
        #expect(file.services.map(\.name) == ["db", "api", "web", "cache", "stage"])
        #expect(file.environmentFiles == [EnvironmentFile(".env", isRequired: false)])
        let api = file.services[1]
        #expect(api.ports == [PortSpec("http", .auto), PortSpec("debug", .auto)])
        #expect(api.needs == [Need("db", .ready)])
        #expect(api.ready == Check(.http(path: "/health", status: nil)))
        #expect(file.services[0].ready == Check(.tcp))
        #expect(file.services[2].ports == [PortSpec("", .fixed(5173))])
        #expect(file.services[3].kind == .container(ContainerSpec(image: "redis:7")))
        #expect(file.services[4].kind == .forward("ssh://bastion/db.internal:5432"))
    }

    @Test("gets its ports, commands and addresses") func planning() throws {
        let plan = try plan(
            input(file(shop), scripts: ["dev": "vite"]))
        let db = try #require(plan["db"])
        #expect(db.arguments == ["postgres", "-D", ".data", "-p", "20000", "-h", "127.0.0.1"])
        #expect(db.directory == "/work/shop")
        let api = try #require(plan["api"])
        #expect(api.command == "flask --app api run --port 20001")
        #expect(api.ports.map(\.number) == [20001, 20002])
        #expect(api["PORT"] == "20001")
        #expect(api["PORT_HTTP"] == "20001")
        #expect(api["PORT_DEBUG"] == "20002")
        #expect(api["DATABASE_URL"] == "postgres://127.0.0.1:20000/shop")
        #expect(api["DB_URL"] == "postgres://127.0.0.1:20000")
        #expect(api["DB_ADDRESS"] == "127.0.0.1:20000")
        #expect(api["OSTIA_STACK"] == "shop-1")
        #expect(api["OSTIA_SERVICE"] == "api")
        let web = try #require(plan["web"])
        #expect(web.command == "npm run dev -- --port 5173 --strictPort --host 127.0.0.1")
        #expect(web["API_URL"] == "http://127.0.0.1:20001")
        #expect(web["API_PORT_DEBUG"] == "20002")
        #expect(web["services__api__http__0"] == "http://127.0.0.1:20001")
        let cache = try #require(plan["cache"])
        #expect(cache.arguments.starts(with: ["docker", "run", "--rm", "--name", "shop-1-cache"]))
        #expect(cache.arguments.contains("127.0.0.1:20003:6379"))
        #expect(cache.arguments.last == "redis:7")
        #expect(plan["stage"]?.arguments.contains("127.0.0.1:20004:db.internal:5432") == true)
    }

    @Test("starts what is needed first") func order() throws {
        let plan = try plan(input(file(shop)))
        #expect(plan.levels.map { $0.map(\.name) } == [["db", "cache", "stage"], ["api"], ["web"]])
    }

    @Test("says what it adds to a command") func additions() throws {
        let plan = try plan(input(file(shop), scripts: ["dev": "vite"]))
        #expect(plan.remarks.map(\.kind) == [.changed])
        #expect(plan.remarks.first?.text.contains("the script `dev` of package.json") == true)
    }
}
