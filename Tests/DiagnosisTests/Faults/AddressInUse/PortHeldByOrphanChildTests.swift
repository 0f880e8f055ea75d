import Diagnosis
import Endpoints
import Testing

@Suite struct PortHeldByOrphanChildTests {
    private func scene(
        _ processes: [ProcessFact], environment: [String: String] = [:]
    ) throws -> TestScene {
        var scene = try BindScene.binding(
            "127.0.0.1:3000", [BindScene.listener("127.0.0.1:3000", processes.map(\.pid))], processes)
        for process in processes { scene.set(.environment(process.pid), .environment(environment)) }
        return scene
    }

    @Test func aForkUnderAnotherProgram() throws {
        let scene = try scene([BindScene.process(parent: 1, isForkedOnly: true)])
        let finding = try #require(scene.judge(PortHeldByOrphanChild.self))
        #expect(finding.summary.contains("is a child that outlived its server, and still listens on 127.0.0.1:3000"))
        #expect(finding.evidence.contains { $0.experiment == "parent" && $0.result.contains("systemd, pid 1") })
        #expect(scene.findings().first?.fault == "port-held-by-orphan-child")
    }

    @Test func everyWorkerOfADeadMaster() throws {
        let workers = [812, 813].map { BindScene.process($0, parent: 1, isForkedOnly: true) }
        let finding = try #require(try scene(workers).judge(PortHeldByOrphanChild.self))
        #expect(finding.summary.contains("with 1 more of its kind"))
    }

    @Test(arguments: ["NODE_CHANNEL_FD", "WERKZEUG_RUN_MAIN", "npm_lifecycle_event"])
    func marksInTheEnvironment(_ name: String) throws {
        let child = BindScene.process(812, "node", parent: 1)
        #expect(try scene([child], environment: [name: "1"]).judge(PortHeldByOrphanChild.self) != nil)
        #expect(try scene([child]).judge(PortHeldByOrphanChild.self) == nil)
    }

    @Test func workersByTheirTitle() throws {
        let worker = BindScene.process(812, "nginx", ["nginx: worker process"], parent: 1, isForkedOnly: true)
        #expect(try scene([worker]).judge(PortHeldByOrphanChild.self) != nil)
        let spawned = BindScene.process(812, "python3", ["python3", "-c", "x", "--multiprocessing-fork"], parent: 1)
        #expect(try scene([spawned]).judge(PortHeldByOrphanChild.self) != nil)
    }

    @Test func whatIsNoOrphan() throws {
        // Its master lives.
        let pair = [BindScene.process(812), BindScene.process(813, parent: 812, isForkedOnly: true)]
        #expect(try scene(pair).judge(PortHeldByOrphanChild.self) == nil)
        // A daemon that put itself there, alone or with its workers.
        let daemon = BindScene.process(812, "nginx", ["nginx: master process nginx"], parent: 1, isForkedOnly: true)
        #expect(try scene([daemon]).judge(PortHeldByOrphanChild.self) == nil)
        let master = BindScene.process(812, "gunicorn", parent: 1, isForkedOnly: true)
        let worker = BindScene.process(813, "gunicorn", parent: 812, isForkedOnly: true)
        #expect(try scene([master, worker]).judge(PortHeldByOrphanChild.self) == nil)
        // A service, and a fork whose parent does not hold the socket but lives.
        let service = BindScene.process(parent: 1, isForkedOnly: true, unit: "shop.service")
        #expect(try scene([service]).judge(PortHeldByOrphanChild.self) == nil)
    }

    @Test func aForkWhoseParentLivesWithoutTheSocket() throws {
        let parent = BindScene.process(700)
        var scene = try scene([BindScene.process(812, parent: 700, isForkedOnly: true)])
        scene.facts.processes[700] = parent
        #expect(scene.judge(PortHeldByOrphanChild.self) == nil)
    }
}
