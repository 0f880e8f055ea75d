import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

/// Processes and sockets of a plan, briefly.
enum Freeing {
    static func key(_ pid: Int32) -> ProcessKey { ProcessKey(pid, startTicks: UInt64(pid) * 100) }

    static func process(
        _ pid: Int32, _ name: String = "node", parent: Int32 = 1, parentName: String? = nil,
        protection: FreeProcess.Protection? = nil, maySignal: Bool = true, isStopped: Bool = false,
        manager: FreeManager? = nil, supervisor: FreeSupervisor? = nil
    ) -> FreeProcess {
        FreeProcess(
            key(pid), name: name, parent: parent, parentName: parentName, protection: protection,
            maySignal: maySignal, isStopped: isStopped, manager: manager, supervisor: supervisor)
    }

    static func socket(_ port: UInt16, inode: UInt32, _ pids: Int32..., hidden: Bool = false) -> FreeSocket {
        FreeSocket(
            .listener("127.0.0.1", port, inode: inode),
            holders: pids.map { FreeHolder(key($0), descriptor: 3) }, mayHaveHidden: hidden)
    }

    static func plan(
        _ sockets: [FreeSocket], _ processes: [FreeProcess], _ options: FreeOptions = FreeOptions()
    ) -> FreePlan {
        FreePlan(
            sockets, processes: Dictionary(uniqueKeysWithValues: processes.map { ($0.key, $0) }), options: options)
    }
}

@Suite struct FreePlanTests {
    @Test func oneOwnerGetsOneSignal() {
        let node = Freeing.process(812)
        let plan = Freeing.plan([Freeing.socket(3000, inode: 7, 812)], [node])
        #expect(plan.steps == [.signal(node, leader: nil)])
        #expect(plan.refusals == [])
        #expect(plan.sockets.map(\.endpoint.port) == [3000])
    }

    @Test func aProcessWithTwoSocketsIsToldOnce() {
        let node = Freeing.process(812)
        let plan = Freeing.plan([Freeing.socket(3000, inode: 7, 812), Freeing.socket(3001, inode: 8, 812)], [node])
        #expect(plan.steps == [.signal(node, leader: nil)])
        #expect(plan.sockets.count == 2)
    }

    @Test func workersFollowTheirMaster() {
        let master = Freeing.process(10, "gunicorn")
        let workers = [Freeing.process(11, "gunicorn", parent: 10), Freeing.process(12, "gunicorn", parent: 10)]
        let plan = Freeing.plan([Freeing.socket(8000, inode: 7, 11, 12, 10)], [master] + workers)
        #expect(
            plan.steps == [
                .signal(master, leader: nil), .signal(workers[0], leader: 10), .signal(workers[1], leader: 10),
            ])
    }

    @Test func reusePortMeansEveryOwner() {
        let (a, b) = (Freeing.process(10), Freeing.process(20))
        let plan = Freeing.plan([Freeing.socket(3000, inode: 7, 10), Freeing.socket(3000, inode: 8, 20)], [a, b])
        #expect(plan.steps == [.signal(a, leader: nil), .signal(b, leader: nil)])
    }

    @Test(arguments: [
        (FreeProcess.Protection.firstProcess, "127.0.0.1:3000 is held by node (pid 1): stopping it stops the system"),
        (.ourselves, "127.0.0.1:3000 is held by this very command"),
        (.ancestor, "127.0.0.1:3000 is held by node (pid 1), which this command runs in: it would stop your session"),
    ])
    func protectedProcessesAreRefused(_ protection: FreeProcess.Protection, _ reason: String) {
        let process = Freeing.process(1, parent: 0, protection: protection)
        let plan = Freeing.plan([Freeing.socket(3000, inode: 7, 1)], [process])
        #expect(plan.steps == [])
        #expect(plan.sockets == [])
        #expect(plan.refusals.map(\.code) == ["protected"])
        #expect(plan.refusals.map(\.reason) == [reason])
        #expect(plan.refusals.first?.hint == "add --force if that is what you want")
        let forced = Freeing.plan([Freeing.socket(3000, inode: 7, 1)], [process], FreeOptions(force: true))
        #expect(forced.steps == [.signal(process, leader: nil)])
    }

    @Test func anotherUsersProcessIsRefused() {
        let process = Freeing.process(50, "postgres", maySignal: false)
        let plan = Freeing.plan([Freeing.socket(5432, inode: 7, 50)], [process], FreeOptions(force: true))
        #expect(plan.steps == [])
        #expect(plan.refusals.map(\.code) == ["not-permitted"])
    }

    @Test func anUnseenOwnerHasItsReason() {
        #expect(Freeing.plan([Freeing.socket(80, inode: 7, hidden: true)], []).refusals.map(\.code) == ["hidden-owner"])
        #expect(Freeing.plan([Freeing.socket(80, inode: 7)], []).refusals.map(\.code) == ["no-owner"])
    }

    @Test func aHolderThatIsGoneIsNoHolder() {
        let plan = Freeing.plan([Freeing.socket(80, inode: 7, 50)], [])
        #expect(plan.refusals.map(\.code) == ["no-owner"])
    }

    @Test func aContainerIsStoppedRatherThanItsProxy() {
        let container = FreeManager.container(engine: "docker", id: "abc123", name: "shop-db-1")
        let proxies = [
            Freeing.process(60, "docker-proxy", manager: container),
            Freeing.process(61, "docker-proxy", manager: container),
        ]
        let plan = Freeing.plan([Freeing.socket(5432, inode: 7, 60), Freeing.socket(5432, inode: 8, 61)], proxies)
        #expect(plan.steps == [.stop(container, proxies)])
        #expect(container.stopCommand(grace: 5) == ["docker", "stop", "-t", "5", "shop-db-1"])
        #expect(container.title == "container shop-db-1")
    }

    @Test(arguments: [false, true]) func aProxyWithoutItsContainerIsNeverStopped(_ force: Bool) {
        let plan = Freeing.plan(
            [Freeing.socket(5432, inode: 7, 60)], [Freeing.process(60, "docker-proxy", manager: .engineProxy)],
            FreeOptions(force: force))
        #expect(plan.steps == [])
        #expect(plan.refusals.map(\.code) == ["container-engine"])
        #expect(plan.refusals.first?.hint == "find it with: docker ps --filter publish=5432")
    }

    @Test func aUnitIsStoppedWithTheSocketThatWouldStartIt() {
        let unit = FreeManager.unit(name: "cups.service", isUser: false, sockets: ["cups.socket"])
        let daemon = Freeing.process(70, "cupsd", maySignal: false, manager: unit)
        // systemd handed the socket over and holds it as well.
        let systemd = Freeing.process(1, "systemd", protection: .firstProcess, maySignal: false)
        let plan = Freeing.plan([Freeing.socket(631, inode: 7, 70, 1)], [daemon, systemd])
        #expect(plan.steps == [.stop(unit, [daemon])])
        #expect(plan.refusals == [])
        #expect(
            unit.stopCommand(grace: 5) == [
                "systemctl", "--no-ask-password", "stop", "--", "cups.socket", "cups.service",
            ])
        #expect(
            FreeManager.unit(name: "web.service", isUser: true, sockets: []).stopCommand(grace: 5)
                == ["systemctl", "--user", "--no-ask-password", "stop", "--", "web.service"])
    }

    @Test func keepingTheProcessShutsEachSocketDownOnce() {
        let (a, b) = (Freeing.process(10), Freeing.process(11, parent: 10))
        let sockets = [Freeing.socket(3000, inode: 7, 10, 11), Freeing.socket(3001, inode: 8, 10)]
        let plan = Freeing.plan(sockets, [a, b], FreeOptions(keepProcess: true))
        #expect(
            plan.steps == [
                .shutDown(a, descriptor: 3, sockets[0].row), .shutDown(a, descriptor: 3, sockets[1].row),
            ])
    }

    @Test func someRefusedSomeNot() {
        let mine = Freeing.process(10)
        let other = Freeing.process(20, maySignal: false)
        let plan = Freeing.plan(
            [Freeing.socket(3000, inode: 7, 10), Freeing.socket(3001, inode: 8, 20)], [mine, other])
        #expect(plan.steps == [.signal(mine, leader: nil)])
        #expect(plan.refusals.map(\.endpoint.port) == [3001])
    }

    @Test func whoRestartedIt() {
        let nodemon = FreeSupervisor(kind: "nodemon", process: ProcessLabel(pid: 9, name: "nodemon"), stop: "kill 9")
        let supervised = Freeing.plan(
            [Freeing.socket(3000, inode: 7, 10)], [Freeing.process(10, parent: 9, supervisor: nodemon)])
        #expect(supervised.restarter(of: Freeing.process(11, parent: 9)) == nodemon)

        let plain = Freeing.plan([Freeing.socket(3000, inode: 7, 10)], [Freeing.process(10, parent: 9)])
        #expect(
            plain.restarter(of: Freeing.process(11, parent: 9, parentName: "run.sh"))
                == FreeSupervisor(kind: "run.sh", process: ProcessLabel(pid: 9, name: "run.sh"), stop: "kill 9"))
        #expect(plain.restarter(of: Freeing.process(11, parent: 8, parentName: "other")) == nil)
        let orphan = Freeing.plan([Freeing.socket(3000, inode: 7, 10)], [Freeing.process(10, parent: 1)])
        #expect(orphan.restarter(of: Freeing.process(11, parent: 1, parentName: "init")) == nil)
    }
}

@Suite struct FreeQueryTests {
    private let table = StubTable([
        .listener("127.0.0.1", 3000, inode: 1), .listener("::1", 3000, inode: 2), .listener("0.0.0.0", 3001, inode: 3),
        .listener("127.0.0.1", 13000, inode: 4), .udp("127.0.0.1", 3000, inode: 5),
        .connection(("127.0.0.1", 3000), ("127.0.0.1", 40000), inode: 6),
    ])

    private func inodes(_ query: FreeQuery) throws -> [UInt32] { try query.listeners(table).map(\.inode) }

    @Test func onlyListenersOnExactlyThisPort() throws {
        #expect(try inodes(FreeQuery(.tcp, [.init(3000...3000)])) == [1, 2])
        #expect(try inodes(FreeQuery(.udp, [.init(3000...3000)])) == [5])
        #expect(try inodes(FreeQuery(.tcp, [.init(300...300)])) == [])
    }

    @Test func rangesAndLists() throws {
        #expect(try inodes(FreeQuery(.tcp, [.init(3000...3001)])) == [1, 2, 3])
        #expect(try inodes(FreeQuery(.tcp, [.init(3001...3001), .init(13000...13000)])) == [3, 4])
    }

    @Test func anAddressMeansWhatAnswersThere() throws {
        #expect(try inodes(FreeQuery(.tcp, [.init(3000...3000, addresses: [.loopbackV6])])) == [2])
        #expect(try inodes(FreeQuery(.tcp, [.init(3000...3001, addresses: [.loopbackV4])])) == [1, 3])
    }
}
