import Diagnosis
import Endpoints
import Testing

@Suite struct ReuseportSharedTests {
    private func scene(_ processes: [ProcessFact], _ text: String = "http://127.0.0.1:8022/") throws -> TestScene {
        let sockets = try processes.enumerated().map { index, process in
            var socket = try BindScene.listener("127.0.0.1:8022", [process.pid])
            socket.inode = UInt32(100 + index)
            return socket
        }
        return try TestScene.using(text, sockets: sockets, processes: BindScene.roots + processes)
    }

    @Test func twoPrograms() throws {
        let scene = try scene([
            BindScene.process(812, "python3", ["python3", "old.py"], parent: 1),
            BindScene.process(813, "python3", ["python3", "new.py"], parent: 1),
        ])
        let finding = try #require(scene.judge(ReuseportShared.self))
        #expect(
            finding.summary
                == "python3, pid 812 and python3, pid 813 share 127.0.0.1:8022 with SO_REUSEPORT: each gets a part of "
                + "the connections.")
        #expect(scene.findings().first?.fault == "reuseport-shared")
    }

    @Test func theSameProgramStartedTwice() throws {
        let twice = [812, 813].map { BindScene.process($0, "python3", ["python3", "a.py"], parent: 1) }
        #expect(try scene(twice).judge(ReuseportShared.self) != nil)
    }

    @Test func workersOfOneParentAreMeantTo() throws {
        let workers = [812, 813].map { BindScene.process($0, "node", ["node", "w.js"], parent: 700) }
        #expect(try scene(workers).judge(ReuseportShared.self) == nil)
        let forks = [812, 813].map { BindScene.process($0, "x", ["worker \($0)"], parent: 700, isForkedOnly: true) }
        #expect(try scene(forks).judge(ReuseportShared.self) == nil)
        let child = BindScene.process(813, "node", ["node", "child"], parent: 812)
        #expect(try scene([BindScene.process(812, "node"), child]).judge(ReuseportShared.self) == nil)
    }

    @Test func socketsOfOneMasterAreMeantTo() throws {
        var scene = try scene([BindScene.process(812), BindScene.process(813, parent: 812)])
        scene.facts.sockets[1].owners = [812, 813]
        #expect(scene.judge(ReuseportShared.self) == nil)
    }

    @Test func aListenerAloneIsHealthy() throws {
        #expect(try scene([BindScene.process()]).findings().isEmpty)
    }

    @Test func hiddenOwnersAreToldApartByTheirAnswers() throws {
        var scene = try scene([BindScene.process(812), BindScene.process(813, "x", parent: 1)])
        for index in scene.facts.sockets.indices { scene.facts.sockets[index].owners = [] }
        #expect(scene.judge(ReuseportShared.self) == nil)
        var ask = HTTPAsk(try TestScene.endpoint("127.0.0.1:8022"), host: "127.0.0.1:8022")
        ask.turn = 5
        scene.set(.http(ask), .http(HTTPOutcome(.answered, status: 200, body: [78, 69, 87])))
        #expect(scene.judge(ReuseportShared.self)?.evidence.last?.result == "two different pages in 6 requests")
    }
}
