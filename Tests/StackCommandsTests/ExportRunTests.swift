import Commands
import Stack
import Testing

@testable import StackCommands

@Suite struct ExportRunTests {
    /// Which file each target is known by.
    @Test(
        arguments: [
            (.compose, "compose.yaml"), (.procfile, "Procfile"), (.devcontainer, "devcontainer.json"),
        ] as [(ExportTarget, String)])
    func givesTheTargetsFile(_ target: ExportTarget, _ name: String) throws {
        let result = try export(target)
        #expect(result.files.contains { $0.path.hasSuffix(name) })
        #expect(!result.next.isEmpty)
    }

    @Test(arguments: ExportTarget.allCases)
    func namesEveryServiceSomewhere(_ target: ExportTarget) throws {
        let text = try export(target).files.map { $0.path + $0.text }.joined()
        #expect(text.contains("api"))
    }

    private func export(_ target: ExportTarget) throws -> ExportResult {
        var service = ServiceSpec("api", .run("serve-api ${port}"))
        service.ports = [PortSpec("", .fixed(8080))]
        let file = StackFile(format: .ostia, folder: "/srv/shop", name: "shop", services: [service])
        let identity = StackIdentity(project: "shop", workTree: "/srv/shop", label: "main", id: "shop-1")
        let plan = try #require(Planner.plan(PlanInput(file: file, identity: identity)).plan)
        return ExportRun.export(target, file, plan)
    }
}
