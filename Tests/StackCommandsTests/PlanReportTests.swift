import Commands
import Inventory
import LinuxKernel
import Stack
import Terminal
import TestSupport
import Testing

@testable import StackCommands

@Suite struct PlanReportTests {
    private var plan: StackPlan {
        var db = PlannedService(name: "db", spec: ServiceSpec("db", .run("postgres")))
        db.command = "postgres -D data"
        db.arguments = ["/bin/sh", "-c", "postgres -D data"]
        db.directory = "/work/shop"
        db.ports = [PlannedPort(name: "", number: 5432, host: "127.0.0.1", isLeased: false)]
        db.setup = ["initdb data"]
        var api = PlannedService(name: "api", spec: ServiceSpec("api", .run("flask")))
        api.command = "flask run \u{1b}[31m"
        api.directory = "/work/shop"
        api.ports = [PlannedPort(name: "debug", number: 20001, host: "::1", isLeased: true)]
        api.needs = [Need("db", .started)]
        api.environment = [
            PlannedVariable("DB_PORT", .init(.wiring, "5432", "need db")),
            PlannedVariable("HOME", .init(.inherited, "/root")),
        ]
        return StackPlan(
            identity: StackIdentity(project: "shop", workTree: "/work/shop", label: "main", id: "shop-1"),
            services: [api, db], remarks: [])
    }

    private func shown(json: Bool = false) -> String {
        let out = Output()
        PlanReport(plan).show(
            in: Context(machine: FakeHost().machine, console: Console(out: out, err: Output()), json: json))
        return out.text
    }

    @Test func orderPortsCommandsAndVariables() {
        let text = shown()
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.first == "stack shop-1 in /work/shop")
        #expect(lines.filter { $0.first?.isNumber == true } == ["1. db", "2. api"])
        for line in [
            "   command  postgres -D data", "   folder   /work/shop", "   port     127.0.0.1:5432, fixed",
            "   setup    initdb data", "   port     [::1]:20001 (debug), leased", "   needs    db started",
            "   env      DB_PORT=5432  (wiring)",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(!text.contains("HOME"), "what is inherited is no news")
        #expect(!text.contains("\u{1b}"))
    }

    @Test func asJSON() throws {
        let document = try Document(shown(json: true))
        #expect(document["schema"].string == "ostia/plan/1")
        #expect(document["stack"]["id"].string == "shop-1")
        #expect(document["order"].items.map { $0.items.compactMap(\.string) } == [["db"], ["api"]])
        let api = document["services"][0]
        #expect(api["name"].string == "api")
        #expect(api["ports"][0]["port"].int == 20001)
        #expect(api["ports"][0]["leased"].bool == true)
        #expect(api["needs"][0]["condition"].string == "started")
        #expect(api["environment"].items.map { $0["layer"].string } == ["wiring", "inherited"])
    }
}
