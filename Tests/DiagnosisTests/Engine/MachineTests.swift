import Diagnosis
import Endpoints
import Testing

/// `ostia doctor` without a question: what is wrong on this machine?
@Suite struct MachineTests {
    private func scene(_ sockets: [SocketFact] = [], _ processes: [ProcessFact] = []) -> TestScene {
        var scene = TestScene(Question(.machine), sockets: sockets, processes: processes)
        scene.resolve(scene.facts.names.hostName, "127.0.1.1")
        return scene
    }

    private func listener(
        _ text: String, _ pid: Int32?, waiting: UInt32 = 0, backlog: UInt32 = 128, uid: UInt32? = 1000
    ) throws -> SocketFact {
        SocketFact(
            .listen, try TestScene.endpoint(text), receiveQueue: waiting, sendQueue: backlog, uid: uid, v6Only: true,
            owners: pid.map { [$0] } ?? [])
    }

    @Test func aHealthyMachineIsSilent() throws {
        let healthy = scene([try listener("127.0.0.1:80", 7)], [ProcessFact(pid: 7, name: "nginx")])
        #expect(healthy.findings().isEmpty)
    }

    @Test func aFullAcceptQueueThatStaysFull() throws {
        let full = try listener("127.0.0.1:8000", 7, waiting: 6, backlog: 5)
        var scene = scene([full], [ProcessFact(pid: 7, name: "python3")])
        scene.set(.queue(full.local), .queue(QueueWatch(looks: 50, fullLooks: 50, longest: 6, limit: 5, overflows: 3)))
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "accept-queue-full")
        #expect(finding.summary.hasPrefix("python3, pid 7 on 127.0.0.1:8000 does not accept"))
        // A burst that is over is none.
        scene.set(.queue(full.local), .queue(QueueWatch(looks: 50, fullLooks: 4, longest: 6, limit: 5, overflows: 1)))
        #expect(scene.findings().isEmpty)
    }

    @Test func aStoppedServer() throws {
        let stopped = scene(
            [try listener("127.0.0.1:8000", 7, waiting: 6, backlog: 5)],
            [ProcessFact(pid: 7, name: "python3", state: "T")])
        #expect(stopped.findings().map(\.fault) == ["server-stopped-sigstop"])
        #expect(stopped.findings().first?.fixes.first?.command == "kill -CONT 7")
        let bystander = scene(
            [try listener("127.0.0.1:8000", 8)],
            [ProcessFact(pid: 7, name: "vi", state: "T"), ProcessFact(pid: 8, name: "web")])
        #expect(bystander.findings().isEmpty)
    }

    @Test func twoProgramsBehindOnePort() throws {
        let sockets = [try listener("127.0.0.1:5173", 7), try listener("[::1]:5173", 8)]
        let two = scene(
            sockets, [ProcessFact(pid: 7, name: "node", age: 900), ProcessFact(pid: 8, name: "python3", age: 20)])
        #expect(two.findings().map(\.fault) == ["different-servers-on-v4-and-v6"])
        let child = scene(sockets, [ProcessFact(pid: 7, name: "node"), ProcessFact(pid: 8, parent: 7, name: "node")])
        #expect(child.findings().isEmpty)
        // Hidden owners of one user may be one program.
        let hidden = scene([try listener("127.0.0.1:5173", nil), try listener("[::1]:5173", nil)])
        #expect(hidden.findings().isEmpty)
        let sharing = [try listener("127.0.0.1:5173", nil), try listener("[::1]:5173", nil)]
        let told = [("node", "--port=5173"), ("python3", "5173")].enumerated().map { index, program in
            ProcessFact(pid: Int32(70 + index), name: program.0, arguments: [program.0, program.1], uid: 1000)
        }
        #expect(scene(sharing, told).findings().map(\.fault) == ["different-servers-on-v4-and-v6"])
        #expect(scene(sharing, [told[0]]).findings().isEmpty)
        let users = scene([try listener("127.0.0.1:5173", nil), try listener("[::1]:5173", nil, uid: 33)])
        #expect(users.findings().map(\.fault) == ["different-servers-on-v4-and-v6"])
    }

    @Test func portsToConnectFromRunOut() throws {
        var scene = scene()
        scene.facts.kernel.ephemeralPorts = 40000...40099
        let peer = try TestScene.endpoint("127.0.0.1:5432")
        scene.set(.limits, .limits(LimitsLook(crowds: [.init(peer, ports: 95, timeWaits: 90)])))
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "ephemeral-ports-exhausted")
        #expect(finding.summary.contains("95 of 100"))
        scene.set(.limits, .limits(LimitsLook(crowds: [.init(peer, ports: 40)])))
        #expect(scene.findings().isEmpty)
    }

    @Test func aRangeThatIsReserved() {
        var scene = scene()
        scene.facts.kernel.ephemeralPorts = 50000...50100
        scene.facts.kernel.reservedPorts = [50000...50100]
        #expect(scene.findings().map(\.fault) == ["ephemeral-range-reserved"])
        #expect(scene.findings().first?.summary.hasSuffix("nothing can be connected to.") == true)
    }

    @Test func aServerAtItsLimit() {
        var scene = scene([], [ProcessFact(pid: 7, name: "node")])
        scene.set(.limits, .limits(LimitsLook(starving: [.init(7, open: 1024, limit: 1024)])))
        #expect(scene.findings().map(\.fault) == ["fd-limit-at-socket"])
    }

    @Test func conntrackIsFull() {
        var scene = scene()
        (scene.facts.kernel.conntrackCount, scene.facts.kernel.conntrackMax) = (65536, 65536)
        #expect(scene.findings().map(\.fault) == ["conntrack-table-full"])
        scene.facts.kernel.conntrackCount = 100
        #expect(scene.findings().isEmpty)
    }

    @Test func namesAndRoutes() throws {
        var slow = scene()
        slow.resolve("localhost", "127.0.0.1", milliseconds: 5000)
        #expect(slow.findings().map(\.fault) == ["slow-name-resolution"])
        var astray = scene()
        astray.resolve("localhost", "10.0.0.5")
        #expect(astray.findings().first?.fault == "localhost-name-hijacked")
        var route = scene()
        route.set(.route(.loopbackV4), .route(RouteFact(.prohibit)))
        try route.connect("127.0.0.1:1", ConnectOutcome(.failed("EACCES")))
        #expect(route.findings().map(\.fault) == ["unreachable-route-for-loopback"])
    }

    @Test func aFilterThatDropsLoopback() {
        var scene = scene()
        for address in [IPAddress.loopbackV4, .loopbackV6] {
            for port in UInt16(20000)...32000 {
                scene.set(.connect(Endpoint(.tcp, address, port)), .connect(ConnectOutcome(.silent)))
            }
        }
        scene.set(.firewall, .firewall(FirewallPicture(unreadable: "root only")))
        #expect(scene.findings().map(\.fault) == ["firewall-drop-default-policy"])
    }

    @Test func aMessageIsNoQuestionAboutTheMachine() throws {
        var question = Question(.machine)
        #expect(question.asksForMachine)
        question.message = "it broke"
        #expect(!question.asksForMachine)
    }
}
