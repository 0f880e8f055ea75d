import Stack
import TestSupport
import Testing

@Suite struct ProcfileExportTests {
    private func full() throws -> ExportResult {
        let fixture = try ExportFixture.makeFull()
        return Exporter.procfile(fixture.file, plan: fixture.plan)
    }

    @Test func everyServiceHasItsLine() throws {
        let result = try full()
        let read = ProcfileImporter.read(result.text("Procfile"), path: "/w/shop/Procfile")
        #expect(read.remarks.allSatisfy { $0.kind == .kept })
        #expect(
            read.file?.services.map(\.name) == ["db", "migrate", "api", "web-1", "web-2", "dns", "stage", "line"])
        #expect(read.file?.services[2].kind == .run("sh ./Procfile.api.sh"))
        #expect(result.text(".env") == "COMPOSE_PROJECT_NAME=shop-main-1a2b\nOSTIA_STACK=shop-main-1a2b\nSHARED=yes\n")
        #expect(result.next == "foreman start")
    }

    @Test func lossesAreSaid() throws {
        let result = try full()
        for subject in [
            "api.needs", "api.ready", "api.live", "api.restart", "api.stop", "api.watch", "web.1.tty", "web.1.log",
        ] {
            #expect(result.loss(subject) == .lost, "\(subject)")
        }
        #expect(result.loss("api.setup") == .changed)
    }

    /// A shell runs the line; the program gets the words and variables that the plan names.
    @Test func aShellGivesTheSameWordsAndVariables() throws {
        let words = ["it's", "a b", "$HOME", "100%", "\"q\"", "back\\slash"]
        let list = words.map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ")
        let fixture = try ExportFixture(
            "services:\n  a:\n    run: [printf, '%s|', \(list.replacing("$", with: "$$"))]\n    env: { X: \"v $$1 'q'\" }\n"
                + "  b:\n    run: 'printf \"%s\" \"$X\"'\n    env: { X: \"v $$1 'q'\", Y: '1' }\n")
        let result = Exporter.procfile(fixture.file, plan: fixture.plan)
        let lines = result.text("Procfile").split(separator: "\n").map {
            $0.dropFirst(3).replacing("/w/shop", with: "/tmp")
        }
        #expect(try Command.run("/bin/sh", ["-c", String(lines[0])]).output == words.map { "\($0)|" }.joined())
        #expect(try Command.run("/bin/sh", ["-c", String(lines[1])]).output == "v $1 'q'")
    }
}

@Suite struct DevcontainerExportTests {
    @Test func theFile() throws {
        let fixture = try ExportFixture(
            "services:\n  web: { run: npm start, port: 5173 }\n  db: { container: \"redis:7\", port: auto }\n")
        let result = Exporter.devcontainer(fixture.file, plan: fixture.plan)
        #expect(result.files.map(\.path) == [".devcontainer/devcontainer.json"])
        let json = try Document(result.text(".devcontainer/devcontainer.json"))
        #expect(json["name"].string == "shop")
        #expect(json["forwardPorts"].items.compactMap(\.int) == [5173, 20001])
        #expect(json["portsAttributes"]["5173"]["label"].string == "web")
        #expect(json["portsAttributes"]["5173"]["onAutoForward"].string == "notify")
        #expect(json["portsAttributes"]["20001"]["onAutoForward"].string == "silent")
        #expect(json["postStartCommand"].string == "ostia up --detach --wait")
        #expect(result.loss("db.port") == .changed)
        #expect(result.loss("web.port") == nil)
        #expect(result.loss("web.run") == .changed)
        #expect(result.next.hasPrefix("devcontainer up"))
    }

    @Test func everyExportOfTheFullStackIsJSONAndSaysWhatItLoses() throws {
        let fixture = try ExportFixture.makeFull()
        let result = Exporter.devcontainer(fixture.file, plan: fixture.plan)
        _ = try Document(result.text(".devcontainer/devcontainer.json"))
        #expect(result.loss("dns.ports") == .lost)
        #expect(result.loss("stage.forward") == .changed)
    }
}

@Suite struct EveryExportTests {
    @Test func equalPlansGiveEqualTexts() throws {
        let fixture = try ExportFixture.makeFull()
        let exports = [
            Exporter.compose, Exporter.kubernetes, Exporter.systemd, Exporter.procfile, Exporter.devcontainer,
        ]
        for export in exports {
            let result = export(fixture.file, fixture.plan)
            #expect(result == export(fixture.file, fixture.plan))
            #expect(result.files.allSatisfy { $0.text.hasSuffix("\n") && !$0.path.hasPrefix("/") })
            #expect(!result.next.isEmpty)
            #expect(result.losses.allSatisfy { $0.kind == .lost || $0.kind == .changed })
        }
    }
}
