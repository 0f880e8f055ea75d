import Testing

@testable import Stack

/// A Procfile gets the ports and variables that foreman and honcho give.
@Suite("A plan of a Procfile") struct ProcfilePlanTests {
    private func procfile(_ instances: Int = 1) -> StackFile {
        var worker = ServiceSpec("worker", .run("work $PORT"))
        worker.instances = instances
        return StackFile(
            format: .procfile, path: "/work/shop/Procfile", folder: "/work/shop",
            services: [ServiceSpec("web", .run("serve --port $PORT")), worker, ServiceSpec("api", .run("./api"))],
            environmentFiles: [EnvironmentFile(".env", isRequired: false)], dotenvWins: true, endsTogether: true)
    }

    @Test("counts ports by the line, a hundred apart")
    func ports() throws {
        let plan = try plan(input(procfile()))
        #expect(plan.services.map { $0["PORT"] } == ["5000", "5100", "5200"])
        #expect(plan.services.map { $0["PS"] } == ["web.1", "worker.1", "api.1"])
        #expect(plan["web"]?["HONCHO_PROCESS_NAME"] == "web.1")
        #expect(plan["web"]?["HOST"] == nil)
        #expect(plan["api"]?["OVERMIND_PROCESS_web_PORT"] == "5000")
        #expect(plan.services.allSatisfy { !$0.ports[0].isLeased })
    }

    @Test("keeps a line's port when it is asked for alone")
    func subset() throws {
        #expect(try plan(input(procfile(), selection: ["api"])).services.map { $0["PORT"] } == ["5200"])
    }

    @Test("counts instances by one, and a line without any by a hundred")
    func instances() throws {
        let three = try plan(input(procfile(3)))
        #expect(three.services.map(\.name) == ["web", "worker.1", "worker.2", "worker.3", "api"])
        #expect(three.services.map { $0["PORT"] } == ["5000", "5100", "5101", "5102", "5200"])
        #expect(try plan(input(procfile(0))).services.map { $0["PORT"] } == ["5000", "5200"])
    }

    @Test(
        "begins where -p, .env or the environment say",
        arguments: [
            (nil, nil, nil, "5000"),
            (nil, nil, "3000", "3000"),
            (nil, "PORT=4000", "3000", "4000"),
            (6000, "PORT=4000", "3000", "6000"),
            (nil, "PORT=x", nil, "5000"),
        ] as [(UInt16?, String?, String?, String)])
    func base(option: UInt16?, dotenv: String?, environment: String?, port: String) throws {
        let input = input(
            procfile(), environment: environment.map { ["PORT": $0] } ?? [:],
            dotenv: dotenv.map { ["/work/shop/.env": $0] } ?? [:], base: option)
        #expect(try plan(input)["web"]?["PORT"] == port)
    }

    @Test("lets the dotenv file win, in foreman's dialect")
    func dotenv() throws {
        let input = input(
            procfile(), environment: ["A": "user"], dotenv: ["/work/shop/.env": "A=b # c\nexport B=1\n"])
        let web = try #require(try plan(input)["web"])
        #expect(web["A"] == "b # c")
        #expect(web["B"] == nil)
    }

    @Test("leaves commands to the shell, templates and dollars too")
    func commands() throws {
        var file = procfile()
        file.services[0].kind = .run("echo ${port} $$ ${db.port}")
        file.services[2].kind = .run("vite")
        let plan = try plan(input(file))
        #expect(plan["web"]?.arguments == ["/bin/sh", "-c", "exec echo ${port} $$ ${db.port}"])
        #expect(plan["worker"]?.arguments == ["/bin/sh", "-c", "exec work $PORT"])
        #expect(plan["api"]?.arguments == ["vite"])
        #expect(plan.remarks == [])
    }

    @Test("refuses ports beyond the last")
    func range() {
        #expect(faults(input(procfile(), base: 65400)) == ["services.api.port: 65400 and 100 a line lead beyond 65535"])
        let zero = input(procfile(), dotenv: ["/work/shop/.env": "PORT=0"])
        #expect(faults(zero).contains("PORT: 0 is no port to begin with"))
        let huge = input(procfile(), dotenv: ["/work/shop/.env": "PORT=99999"])
        #expect(faults(huge).contains("PORT: 99999 is no port to begin with"))
        let below = input(procfile(), dotenv: ["/work/shop/.env": "PORT=-5"])
        #expect(faults(below).contains("PORT: -5 is no port to begin with"))
        let most = input(procfile(), dotenv: ["/work/shop/.env": "PORT=9223372036854775807"])
        #expect(!faults(most).isEmpty)
    }
}
