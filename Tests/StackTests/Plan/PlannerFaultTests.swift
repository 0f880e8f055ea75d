import Testing

@testable import Stack

/// What cannot be planned, and why.
@Suite("Faults of a plan") struct PlannerFaultTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        var faults: [String]
        var testDescription: String { faults.first ?? text }

        init(_ text: String, _ faults: String...) {
            self.text = "services:\n" + text
            self.faults = faults
        }
    }

    static let cases: [Case] = [
        Case(
            "  a: { run: x, needs: b }\n  b: { run: x, needs: a }\n",
            "services.a.needs: the needs go round in a circle: a → b → a"),
        Case("  a: { run: x, needs: a }\n", "services.a.needs: the needs go round in a circle: a → a"),
        Case(
            "  d: { run: x, needs: a }\n  a: { run: x, needs: b }\n  b: { run: x, needs: c }\n  c: { run: x, needs: a }\n",
            "services.a.needs: the needs go round in a circle: a → b → c → a"),
        Case(
            "  a: { run: x, needs: [b, c] }\n  b: { run: x, needs: a }\n  c: { run: x, needs: a }\n",
            "services.a.needs: the needs go round in a circle: a → b → a",
            "services.a.needs: the needs go round in a circle: a → c → a"),
        Case(
            "  api: { run: x, needs: [databse] }\n  database: x\n",
            "services.api.needs: it needs `databse`, and there is no such service; did you mean `database`?"),
        Case(
            "  a: { run: x, needs: [zzz] }\n  b: { run: x, needs: [b] }\n",
            "services.a.needs: it needs `zzz`, and there is no such service",
            "services.b.needs: the needs go round in a circle: b → b"),
        Case(
            "  a: { run: x, port: 3000 }\n  b: { run: x, port: 3000 }\n",
            "services.b.port: port 3000 is wanted by `a` and `b`"),
        Case(
            "  a: { run: x, ports: { x: 3000, y: 3000 } }\n",
            "services.a.ports.y: port 3000 is wanted by `a` and `a`"),
        Case(
            "  a: { run: x, port: 3000, host: 127.0.0.2 }\n  b: { run: x, port: 3000, host: 0.0.0.0 }\n",
            "services.b.port: port 3000 is wanted by `a` and `b`"),
        Case(
            "  a: { run: x, port: 3000, instances: 2 }\n",
            "services.a.port: 2 instances cannot share port 3000: write auto, or a range"),
        Case(
            "  a: { container: example/app, port: auto }\n",
            "services.a.port: which port inside `example/app`? Write `ports: { main: { port: auto, target: … } }`"),
        Case(
            "  a: \"x ${bd.port}\"\n  db: x\n",
            "services.a.run: `${bd.port}`: there is no service `bd`; did you mean `${db.port}`?"),
        Case(
            "  a: \"x ${port.debgu}\"\n",
            "services.a.run: `${port.debgu}`: service `a` has no port `debgu`; it has no named ports"),
        Case(
            "  a: { run: \"x ${ports.debgu}\", ports: { debug: auto } }\n",
            "services.a.run: `${ports.debgu}`: service `a` has no port `debgu`; did you mean `debug`?"),
        Case("  a: { run: \"x ${port}\", port: none }\n", "services.a.run: `${port}`: service `a` has no port"),
        Case(
            "  a: { run: x, env: { A: \"${env.NOPE}\" } }\n",
            "services.a.env.A: `${env.NOPE}`: NOPE is not set; `${env.NOPE:-…}` gives a default"),
        Case("  a: { run: x, env: { A: \"${NOPE:?say it}\" } }\n", "services.a.env.A: `NOPE` is not set: say it"),
        Case("  a: { run: x, env_file: no.env }\n", "env_file: there is no file `no.env`"),
        Case("  a: { run: x, profile: p }\n", "services: every service is held back by a profile: p"),
    ]

    @Test("are named, all of them", arguments: cases)
    func table(row: Case) throws {
        #expect(try faults(input(file(row.text))) == row.faults)
    }

    @Test("of needs, ports and templates come together")
    func together() throws {
        let file = try file(
            "services: { a: { run: \"x ${c.port}\", needs: b, port: 1 }, b: { run: y, needs: [a, zzz], port: 1 } }")
        let places = faults(input(file)).map { String($0.prefix { $0 != ":" }) }
        #expect(places == ["services.b.needs", "services.a.needs", "services.b.port", "services.a.run"])
    }

    @Test("name the service that was meant")
    func selection() throws {
        let file = try file("services: { api: x, web: x }")
        #expect(faults(input(file, selection: ["wbe"])) == ["services: there is no service `wbe`; did you mean `web`?"])
        #expect(
            faults(input(file, selection: ["zzzz"])) == ["services: there is no service `zzzz`; there are api, web"])
    }

    @Test("do not come from services with different addresses or transports")
    func apart() throws {
        let file = try file(
            """
            services:
              a: { run: x, port: 3000, host: 127.0.0.1 }
              b: { run: x, port: 3000, host: "::1" }
              c: { run: x, ports: { dns: { port: 3000, transport: udp } } }
              d: { run: x, port: 3000, host: 127.0.0.2 }
            """)
        #expect(try plan(input(file)).services.map(\.ports[0].number) == [3000, 3000, 3000, 3000])
    }

    @Test("come from files made elsewhere, too")
    func imported() {
        var a = ServiceSpec("a", .run("x"))
        a.ports = [PortSpec("", .fixed(0))]
        var stack = StackFile(format: .compose, folder: "/x", services: [a, a])
        #expect(faults(input(stack)) == ["services.a: two services have this name"])
        stack.services = [a]
        #expect(faults(input(stack)) == ["services.a.port: port 0 means \"any\" to the kernel; write auto"])
        a.ports = [PortSpec("", .auto)]
        stack.services = [a]
        let (plan, remarks) = Planner.plan(PlanInput(file: stack, identity: input(stack).identity))
        #expect(plan == nil)
        #expect(remarks.map(\.text) == ["no port could be found for `a`"])
    }

    @Test("are found in a chain of 20,000 services without end or overflow")
    func long() {
        var services = (0..<20_000).map { number in
            var service = ServiceSpec("s\(number)", .run("x"))
            service.needs = [Need("s\(number + 1)")]
            return service
        }
        services[19_999].needs = [Need("s0")]
        #expect(Relations.cycles(services).map(\.count) == [20_000])
        services[19_999].needs = []
        #expect(Relations.cycles(services).isEmpty)
    }
}
