import Testing

@testable import Stack

@Suite struct NetworkSceneTests {
    private func scene(_ text: String, dotenv: String? = nil, inherited: [String: String] = [:]) throws -> NetworkScene
    {
        let fixture = try ExportFixture(text, dotenv: dotenv, inherited: inherited)
        return NetworkScene(fixture.file, fixture.plan, host: { "\($0)-host" })
    }

    private func value(_ scene: NetworkScene, _ service: String, _ name: String) -> String? {
        scene.services.first { $0.spec.name == service }?.environment.first { $0.name == name }?.value
    }

    @Test func addressesAreThoseOfTheNetwork() throws {
        let scene = try scene(
            """
            services:
              db: { container: "postgres:16", port: { port: 6000, target: 5432 } }
              api:
                run: "serve ${address} ${db.address} ${host} ${port.admin}"
                ports: { http: 5000, admin: 5001 }
                needs: [db]
                env: { URL: "${db.url}/x", OWN: "${port}" }
            """)
        #expect(scene.services[1].command == ["serve", "0.0.0.0:5000", "db-host:5432", "0.0.0.0", "5001"])
        #expect(value(scene, "api", "URL") == "postgres://db-host:5432/x")
        #expect(value(scene, "api", "OWN") == "5000")
        #expect(value(scene, "api", "DB_ADDRESS") == "db-host:5432")
        #expect(value(scene, "api", "HOST") == "0.0.0.0")
        #expect(
            scene.services[0].published == [
                [PlannedPort(name: "", number: 6000, host: "127.0.0.1", isLeased: false, target: 5432)]
            ])
    }

    @Test func laterLayersWin() throws {
        let scene = try scene(
            """
            env: { A: stack, B: stack }
            services:
              a: { run: x, port: none, env: { A: service, C: "from ${FILE}" } }
            """, dotenv: "A=file\nB=file\nFILE=dotenv\n")
        #expect(value(scene, "a", "A") == "service")
        #expect(value(scene, "a", "B") == "stack")
        #expect(value(scene, "a", "C") == "from dotenv")
        #expect(value(scene, "a", "FILE") == "dotenv")
        #expect(scene.services[0].environment.filter(\.isFromFile).map(\.name) == ["FILE"])
    }

    @Test func theStacksOwnMarksStayHere() throws {
        let scene = try scene("services: { a: x }")
        for name in ["OSTIA_STACK", "OSTIA_SERVICE", "COMPOSE_PROJECT_NAME"] { #expect(value(scene, "a", name) == nil) }
    }

    @Test func aVariableOfTheUserIsSaidToBeOne() throws {
        let scene = try scene("services: { a: { run: x, env: { EDITOR: } } }", inherited: ["EDITOR": "vi"])
        #expect(scene.losses.remarks.contains { $0.subject == "a.env" && $0.text.contains("EDITOR") })
    }

    @Test(
        arguments: [
            ("run: x, port: 80", "", true), ("run: x", nil, false), ("run: x, ready: tcp", "", true),
            ("run: x, ready: { log: up }", nil, false), ("run: x, ready: { http: / }", "", true),
            ("run: x, ports: { dns: { transport: udp } }", nil, false),
            ("run: x, ports: { a: 1, b: 2 }, ready: { tcp: b }", "b", true),
            ("run: x, port: none, ready: { exec: y }", nil, true),
        ] as [(String, String?, Bool)])
    func whatIsWaitedFor(fields: String, port: String?, isAsked: Bool) throws {
        let service = try #require(try scene("services: { a: { \(fields) } }").services.first)
        #expect(service.awaited?.name == port)
        #expect((ComposeWriter.test(service) != nil) == isAsked)
    }

    @Test func forwardsAreLeftOutAndNotNeeded() throws {
        let scene = try scene("services: { s: { forward: 'ssh://b/c:1' }, a: { run: x, needs: [s] } }")
        #expect(scene.services.map(\.spec.name) == ["a"])
        #expect(scene.services[0].needs == [])
        #expect(scene.losses.remarks.first?.subject == "s.forward")
    }

    @Test(arguments: [
        ("serve 127.0.0.1", true), ("serve localhost:1", true), ("serve ${host}", false), ("serve 1", false),
    ])
    func aCommandThatNamesLoopbackIsWarnedOf(command: String, isSaid: Bool) throws {
        let scene = try scene("services: { a: { run: '\(command)' } }")
        #expect(scene.losses.remarks.contains { $0.text.contains("names 127.0.0.1") } == isSaid)
    }

    @Test func instancesAreOneService() throws {
        let scene = try scene("services: { a: { run: x, port: auto, instances: 3 } }")
        #expect(scene.services.count == 1)
        #expect(scene.services[0].published.count == 3)
        #expect(Set(scene.services[0].published.flatMap { $0.map(\.number) }).count == 3)
    }
}
