import Endpoints
import Inventory
import LinuxKernel
import Ports
import TestSupport
import Testing

@testable import Commands

/// What is gathered, on machines of the test's own.
@Suite struct FreeFactsTests {
    private let proc = FakeProc()

    private func machine(_ rows: [SocketRow], user: UInt32 = 0, self id: Int32 = 500) -> Machine {
        Machine(
            sockets: StubTable(rows), proc: proc.proc, root: proc.root, interfaces: { [] },
            bootClock: { BootClock(ticksPerSecond: 100, boot: 1_000_000_000) }, userID: user, processID: id)
    }

    private func gather(
        _ rows: [SocketRow], port: UInt16 = 3000, user: UInt32 = 0, self id: Int32 = 500
    ) throws -> FreeFacts {
        let machine = machine(rows, user: user, self: id)
        let facts = FreeFacts(
            machine, FreeQuery(.tcp, [.init(port...port)]), environment: [:],
            managers: ManagerLookup(machine, search: { ContainerSearch() }, run: { _ in nil }))
        try facts.gather()
        return facts
    }

    @Test func everyHolderOfEverySocket() throws {
        proc.add(20, name: "gunicorn", startTicks: 200, sockets: [5: 7])
        proc.add(21, name: "gunicorn", parent: 20, startTicks: 210, sockets: [5: 7, 6: 7])
        proc.add(30, name: "client", sockets: [3: 99])
        let facts = try gather([.listener("127.0.0.1", 3000, inode: 7), .listener("::1", 3001, inode: 8)])
        #expect(facts.sockets.map(\.row.inode) == [7])
        #expect(
            facts.sockets[0].holders == [
                FreeHolder(ProcessKey(20, startTicks: 200), descriptor: 5),
                FreeHolder(ProcessKey(21, startTicks: 210), descriptor: 5),
            ])
        #expect(Set(facts.processes.values.map(\.name)) == ["gunicorn"])
        #expect(facts.processes[ProcessKey(21, startTicks: 210)]?.parent == 20)
        #expect(facts.processes[ProcessKey(21, startTicks: 210)]?.parentName == "gunicorn")
        #expect(!facts.sockets[0].mayHaveHidden)
    }

    @Test func anotherUsersSocketMayHaveHiddenHolders() throws {
        let facts = try gather([.listener("127.0.0.1", 3000, inode: 7, uid: 26)], user: 1000)
        #expect(facts.sockets[0].holders == [])
        #expect(facts.sockets[0].mayHaveHidden)
    }

    @Test func protection() throws {
        proc.add(1, name: "init", parent: 0, startTicks: 1, sockets: [3: 7])
        proc.add(400, name: "bash", parent: 1, startTicks: 40, sockets: [3: 7])
        proc.add(500, name: "ostia", parent: 400, startTicks: 50, sockets: [3: 7])
        proc.add(600, name: "node", parent: 400, startTicks: 60, sockets: [3: 7])
        let facts = try gather([.listener("127.0.0.1", 3000, inode: 7)])
        let protections = facts.processes.map { ($0.key.pid, $0.value.protection) }.sorted { $0.0 < $1.0 }
        #expect(protections.map(\.0) == [1, 400, 500, 600])
        #expect(protections.map(\.1) == [.firstProcess, .ancestor, .ourselves, nil])
    }

    @Test func aStoppedProcess() throws {
        proc.add(20, state: "T", sockets: [5: 7])
        let facts = try gather([.listener("127.0.0.1", 3000, inode: 7)])
        #expect(facts.processes.values.map(\.isStopped) == [true])
    }

    @Test func theSupervisorAboveIt() throws {
        proc.add(9, name: "node", command: ["node", "/usr/bin/nodemon", "app.js"])
        proc.add(20, name: "node", parent: 9, sockets: [5: 7])
        let facts = try gather([.listener("127.0.0.1", 3000, inode: 7)])
        #expect(
            facts.processes.values.map(\.supervisor) == [
                FreeSupervisor(kind: "nodemon", process: ProcessLabel(pid: 9, name: "nodemon"), stop: "kill 9")
            ])
    }

    @Test func pm2AndSupervisordHaveTheirOwnWords() throws {
        proc.add(9, name: "PM2 v5.3.0: God", command: ["PM2 v5.3.0: God Daemon (/root/.pm2)"])
        proc.add(20, name: "node", parent: 9, environment: ["pm_id=4"], sockets: [5: 7])
        #expect(
            try gather([.listener("::1", 3000, inode: 7)]).processes.values.map(\.supervisor?.stop) == ["pm2 stop 4"])
        proc.add(9, name: "supervisord")
        proc.add(20, name: "node", parent: 9, environment: ["SUPERVISOR_PROCESS_NAME=web"], sockets: [5: 7])
        #expect(
            try gather([.listener("::1", 3000, inode: 7)]).processes.values.map(\.supervisor?.stop)
                == ["supervisorctl stop web"])
        // A name that a shell would act on is not printed as part of a command.
        proc.add(20, name: "node", parent: 9, environment: ["SUPERVISOR_PROCESS_NAME=x; rm -rf ~"], sockets: [5: 7])
        #expect(
            try gather([.listener("::1", 3000, inode: 7)]).processes.values.map(\.supervisor?.stop)
                == ["supervisorctl status"])
    }

    @Test func aNumberThatIsReusedIsNobodysFact() throws {
        proc.add(20, startTicks: 100, sockets: [5: 7])
        let facts = try gather([.listener("127.0.0.1", 3000, inode: 7)])
        proc.add(20, name: "other", startTicks: 999)
        #expect(facts.process(ProcessKey(20, startTicks: 100)) == nil)
    }

    @Test func theStory() throws {
        proc.add(
            20, name: "node", startTicks: 4200, command: ["node", "server.js"], directory: "/src/shop",
            sockets: [5: 7, 6: 8, 9: 11])
        proc.add(21, name: "esbuild", parent: 20)
        proc.add(40, name: "firefox", sockets: [3: 10])
        let facts = try gather([
            .listener("127.0.0.1", 3000, inode: 7), .listener("127.0.0.1", 9229, inode: 8),
            .connection(("127.0.0.1", 40000), ("127.0.0.1", 3000), inode: 10),
            .connection(("127.0.0.1", 3000), ("127.0.0.1", 40000), inode: 11),
        ])
        let story = facts.story(of: try #require(facts.processes.values.first))
        #expect(story.command == ["node", "server.js"])
        #expect(story.startedAt == 1_000_000_042)
        #expect(story.directory == "/src/shop")
        #expect(story.children == [ProcessLabel(pid: 21, name: "esbuild")])
        #expect(story.clients == ["firefox (pid 40)"])
        #expect(story.otherPorts == [Endpoint(.tcp, .loopbackV4, 9229)])
        #expect(facts.openConnections() == 1)
    }
}

@Suite struct FreeNothingTests {
    private let proc = FakeProc()

    private func sentences(_ rows: [SocketRow], _ transport: Transport = .tcp) throws -> [String] {
        proc.add(20, name: "node", sockets: [5: 7])
        let machine = Machine(sockets: StubTable(rows), proc: proc.proc, userID: 0, processID: 1)
        return try FreeNothing(machine, FreeQuery(transport, [.init(3000...3000)]), typed: ["3000"]).sentences()
    }

    @Test func nothingAtAll() throws {
        #expect(try sentences([]) == ["nothing listens on port 3000"])
    }

    @Test func theOtherTransport() throws {
        #expect(
            try sentences([.udp("127.0.0.1", 3000, inode: 7)]) == [
                "nothing listens on port 3000",
                "  a UDP socket has it: 127.0.0.1:3000, node (pid 20); add --udp to free that",
            ])
        #expect(
            try sentences([.listener("127.0.0.1", 3000, inode: 7)], .udp) == [
                "nothing is bound to UDP port 3000",
                "  a TCP listener has it: 127.0.0.1:3000, node (pid 20); leave --udp out to free that",
            ])
    }

    @Test func anOutgoingConnectionUsesIt() throws {
        #expect(
            try sentences([
                .connection(("127.0.0.1", 3000), ("127.0.0.1", 5432), inode: 7),
                .connection(("127.0.0.1", 3000), ("127.0.0.1", 5433), inode: 0, state: .timeWait),
            ]) == [
                "nothing listens on port 3000",
                "  1 connection uses it as local port, such as 127.0.0.1:3000 to 127.0.0.1:5432, node (pid 20)",
            ])
    }

    @Test func onlyTimeWait() throws {
        #expect(
            try sentences([.connection(("127.0.0.1", 3000), ("127.0.0.1", 5433), inode: 0, state: .timeWait)]).last
                == "  1 closed connection in TIME_WAIT: harmless, a server may bind")
    }

    @Test func boundAndSilent() throws {
        var row = SocketRow.listener("127.0.0.1", 3000, inode: 7)
        row.state = .boundInactive
        #expect(
            try sentences([row]).last
                == "  a socket is bound to 127.0.0.1:3000 without listening, node (pid 20): a server that does not set "
                + "SO_REUSEADDR cannot bind it")
    }
}
