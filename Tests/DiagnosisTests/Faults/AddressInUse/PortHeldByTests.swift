import Diagnosis
import Endpoints
import Testing

@Suite struct PortHeldByOwnProcessTests {
    private func scene(_ process: ProcessFact, listener: String = "127.0.0.1:8000") throws -> TestScene {
        try BindScene.binding("127.0.0.1:8000", [BindScene.listener(listener)], [process], report: BindScene.inUse)
    }

    @Test func theSameUsersServerStillRuns() throws {
        let scene = try scene(BindScene.process(812, "python3", ["python3", "-m", "http.server", "8000"]))
        let finding = try #require(scene.judge(PortHeldByOwnProcess.self))
        #expect(
            finding.summary
                == "python3, pid 812, started 5 min ago in /home/ann/shop, already listens on 127.0.0.1:8000, "
                + "so 127.0.0.1:8000 is taken.")
        #expect(
            finding.evidence.first
                == EvidenceLine("bind", "127.0.0.1:8000", "EADDRINUSE, with and without SO_REUSEADDR"))
        #expect(finding.fixes.contains { $0.command == "ostia free 8000" && !$0.isSafe })
        #expect(scene.findings().map(\.fault) == ["port-held-by-own-process"])
    }

    @Test func otherHoldersHaveOtherNames() throws {
        let stopped = try scene(BindScene.process(state: "T"))
        #expect(stopped.judge(PortHeldByOwnProcess.self) == nil)
        let others = try scene(BindScene.process(uid: 7))
        #expect(others.judge(PortHeldByOwnProcess.self) == nil)
    }

    @Test func aFreePortIsNoFault() throws {
        let scene = try BindScene.binding("127.0.0.1:8000", [])
        #expect(scene.findings().isEmpty)
    }

    @Test func aProcessThatHidesItsDescriptorsIsOnlyLikely() throws {
        let hidden = try BindScene.listener("127.0.0.1:8000", [], unknown: "hidden")
        let finding = try #require(
            try BindScene.binding("127.0.0.1:8000", [hidden], []).judge(PortHeldByOwnProcess.self))
        #expect(finding.confidence <= Confidence.likely)
    }
}

@Suite struct PortHeldByOtherUserTests {
    @Test func theUsersNumberIsEnough() throws {
        let hidden = try BindScene.listener("127.0.0.1:8000", [], uid: 12345, unknown: "other user")
        let scene = try BindScene.binding("127.0.0.1:8000", [hidden], [])
        let finding = try #require(scene.judge(PortHeldByOtherUser.self))
        #expect(
            finding.summary == "127.0.0.1:8000 is held by a process of uid 12345, not of yours (uid 1000).")
        #expect(finding.fixes.first?.command == "sudo ostia who 8000")
        #expect(scene.findings().first?.fault == "port-held-by-other-user")
    }

    @Test func rootSeesIt() throws {
        var scene = try BindScene.binding("127.0.0.1:8000", [BindScene.listener("127.0.0.1:8000")])
        scene.facts.userID = 0
        let finding = try #require(scene.judge(PortHeldByOtherUser.self))
        #expect(finding.summary.contains("of ann: python3, pid 812"))
        #expect(finding.fixes.contains { $0.command == "ostia free 8000" && $0.isRunnable })
    }

    @Test func theUnitIsStoppedRatherThanTheProcess() throws {
        let hidden = try BindScene.listener(
            "0.0.0.0:5432", [], uid: 26, unknown: "other user", unit: "postgresql.service")
        let finding = try #require(
            try BindScene.binding("0.0.0.0:5432", [hidden], []).judge(PortHeldByOtherUser.self))
        #expect(finding.fixes.contains { $0.command == "sudo systemctl stop postgresql.service" && $0.undo != nil })
    }

    @Test func oneOwnerOfOursMakesItOurs() throws {
        let shared = try BindScene.listener("127.0.0.1:8000", [812, 813])
        let scene = try BindScene.binding(
            "127.0.0.1:8000", [shared], [BindScene.process(uid: 0), BindScene.process(813, parent: 812)])
        #expect(scene.judge(PortHeldByOtherUser.self) == nil)
    }
}

@Suite struct PortHeldBySuspendedProcessTests {
    private func scene(_ states: [Character]) throws -> TestScene {
        let pids = states.indices.map { Int32(812 + $0) }
        return try BindScene.binding(
            "127.0.0.1:8000", [BindScene.listener("127.0.0.1:8000", pids)],
            zip(pids, states).map { BindScene.process($0, state: $1, terminal: 34817) })
    }

    @Test func aStoppedJobKeepsThePort() throws {
        let scene = try scene(["T"])
        let finding = try #require(scene.judge(PortHeldBySuspendedProcess.self))
        #expect(finding.summary.contains("pid 812, started 5 min ago in /home/ann/shop, is suspended (state T)"))
        #expect(finding.fixes.first?.command == "kill -CONT 812")
        #expect(finding.fixes.first?.undo == "kill -STOP 812")
        #expect(finding.fixes.contains { $0.command == "fg" })
        #expect(scene.findings().first?.fault == "port-held-by-suspended-process")
    }

    @Test(arguments: [["S"], ["S", "T"], ["t"], ["R"]] as [[Character]])
    func oneThatRunsIsEnough(_ states: [Character]) throws {
        #expect(try scene(states).judge(PortHeldBySuspendedProcess.self) == nil)
    }
}

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

@Suite struct ListenFDInheritedByUnrelatedChildTests {
    private func scene(_ processes: [ProcessFact]) throws -> TestScene {
        try BindScene.binding(
            "[::1]:4567", [BindScene.listener("[::1]:4567", processes.map(\.pid))], processes)
    }

    @Test(arguments: [
        ["sleep", "90"], ["tail", "-f", "/dev/null"], ["sh", "-c", "wait"], ["busybox", "sleep", "9"],
    ])
    func programsThatNeverListen(_ arguments: [String]) throws {
        let holder = BindScene.process(812, arguments[0], arguments, parent: 1)
        let scene = try scene([holder])
        let finding = try #require(scene.judge(ListenFDInheritedByUnrelatedChild.self))
        #expect(finding.summary.contains("is no server, but inherited the listener of [::1]:4567"))
        #expect(scene.findings().first?.fault == "listen-fd-inherited-by-unrelated-child")
    }

    @Test(
        arguments: [
            (false, "clock_nanosleep", true), (false, "accept4", false), (false, "epoll_wait", false),
            (true, "clock_nanosleep", false), (nil, "wait4", false), (false, "wait4", true), (false, nil, false),
        ] as [(Bool?, String?, Bool)])
    func aProgramThatCouldListenAndDoesNot(_ closes: Bool?, _ call: String?, _ isLeaked: Bool) throws {
        let holder = BindScene.process(812, "python3", ["python3", "watch.py"], parent: 1)
        var scene = try scene([holder])
        var held = scene.facts.sockets[0]
        held.closesOnExec = closes
        scene.set(.socketsOf(812), .sockets([held]))
        scene.set(.activity(812), .activity(ProcessActivity(threads: [.init(812, systemCall: call)])))
        #expect((scene.judge(ListenFDInheritedByUnrelatedChild.self) != nil) == isLeaked)
    }

    @Test func aServerAmongTheOwnersListensItself() throws {
        let owners = [BindScene.process(812, "ruby"), BindScene.process(813, "tail", parent: 812)]
        #expect(try scene(owners).judge(ListenFDInheritedByUnrelatedChild.self) == nil)
    }

    @Test(arguments: [["node", "app.js"], ["nc", "-l", "4567"], ["busybox", "httpd", "-f"]])
    func servers(_ arguments: [String]) throws {
        let holder = BindScene.process(812, arguments[0], arguments, parent: 1)
        #expect(try scene([holder]).judge(ListenFDInheritedByUnrelatedChild.self) == nil)
    }
}

@Suite struct PortHeldBySystemdSocketTests {
    @Test func systemdListens() throws {
        let scene = try BindScene.binding(
            "127.0.0.1:8080", [BindScene.listener("127.0.0.1:8080", [1], uid: 0, unit: "web.socket")], [])
        let finding = try #require(scene.judge(PortHeldBySystemdSocket.self))
        #expect(finding.summary == "systemd, pid 1 listens on 127.0.0.1:8080 for web.socket.")
        #expect(finding.fixes.contains { $0.command == "sudo systemctl stop web.socket" && $0.isRunnable })
        #expect(scene.findings().first?.fault == "port-held-by-systemd-socket")
    }

    @Test func itsCgroupTellsWithoutRoot() throws {
        let hidden = try BindScene.listener("127.0.0.1:631", [], uid: 0, unknown: "other user", unit: "cups.socket")
        let scene = try BindScene.binding("127.0.0.1:631", [hidden], [])
        #expect(scene.findings().first?.fault == "port-held-by-systemd-socket")
    }

    @Test func socketActivateIsStoppedItself() throws {
        let activate = BindScene.process(
            812, "systemd-socket-", ["systemd-socket-activate", "-l", "8080", "/bin/cat"])
        let finding = try #require(
            try BindScene.binding("127.0.0.1:8080", [BindScene.listener("[::]:8080", v6Only: false)], [activate])
                .judge(PortHeldBySystemdSocket.self))
        #expect(finding.fixes.first?.command == "ostia free 8080")
    }

    @Test func aServiceListensForItself() throws {
        let hidden = try BindScene.listener(
            "127.0.0.1:5432", [], uid: 26, unknown: "other user", unit: "postgresql.service")
        #expect(try BindScene.binding("127.0.0.1:5432", [hidden], []).judge(PortHeldBySystemdSocket.self) == nil)
    }
}

@Suite struct PortHeldBySSHTunnelTests {
    private func first(_ arguments: [String], _ name: String? = nil) throws -> Finding? {
        try BindScene.binding(
            "127.0.0.1:8080", [BindScene.listener("127.0.0.1:8080")],
            [BindScene.process(812, name ?? arguments[0], arguments, parent: 1, isForkedOnly: true)]
        ).findings().first
    }

    @Test(arguments: [
        (["ssh", "-f", "-N", "-L", "8080:127.0.0.1:80", "root@example.org"], "an SSH tunnel"),
        (["ssh", "-D", "8080", "example.org"], "an SSH tunnel"),
        (["kubectl", "port-forward", "svc/web", "8080:80"], "a kubectl port-forward"),
        (["code", "--type=utility"], "a port that the editor forwards"),
        (["sshd: ann@pts/0"], "the far end of somebody's ssh -R"),
    ])
    func tunnels(_ arguments: [String], _ kind: String) throws {
        let finding = try #require(try first(arguments, arguments[0].hasPrefix("sshd") ? "sshd" : nil))
        #expect(finding.fault == "port-held-by-ssh-tunnel")
        #expect(finding.summary.hasPrefix("127.0.0.1:8080 is held by \(kind)"))
        #expect(finding.fixes.first?.command == "ostia free 8080")
    }

    @Test func theServerOfSSHIsNone() throws {
        let finding = try first(["sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"], "sshd")
        #expect(finding?.fault == "port-held-by-own-process")
    }
}

@Suite struct DoubleBindSameProcessTests {
    private func scene(_ text: String, _ processes: [ProcessFact]) throws -> TestScene {
        let report = ErrorReport(.addressInUse, host: "127.0.0.1", port: 8080, text: text)
        var question = QuestionReader.question(from: [report])
        question.reports = [report]
        var scene = TestScene(
            question, sockets: [try BindScene.listener("127.0.0.1:8080")], processes: BindScene.roots + processes)
        scene.facts.userID = BindScene.user
        return scene
    }

    @Test func theComplainerHoldsItItself() throws {
        let scene = try scene(
            "[2026-11-21 03:10:38 +0000] [812] [ERROR] Connection in use: ('127.0.0.1', 8080)", [BindScene.process()])
        let finding = try #require(scene.judge(DoubleBindSameProcess.self))
        #expect(finding.summary.contains("it binds the port twice"))
        #expect(scene.findings().first?.fault == "double-bind-same-process")
    }

    @Test func aHiddenOwnerOfTheSameUserIsTakenForTheComplainer() throws {
        var scene = try scene("[814] [ERROR] Connection in use", [BindScene.process(814, uid: 0)])
        scene.facts.sockets = [try BindScene.listener("127.0.0.1:8080", [], uid: 0, unknown: "other user")]
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "double-bind-same-process")
        #expect(finding.summary.contains("probably holds it itself"))
        #expect(finding.confidence < Confidence.observed)
    }

    @Test func aReloadersChildMeetsItsParent() throws {
        let child = BindScene.process(813, parent: 812)
        let finding = try #require(
            try scene("[813] [ERROR] Connection in use", [BindScene.process(), child])
                .judge(DoubleBindSameProcess.self))
        #expect(finding.summary.contains("parent and child both bind it"))
    }

    @Test(arguments: ["[814] [ERROR] Connection in use", "[400] Connection in use", "Connection in use on port 812"])
    func anotherProcessComplains(_ text: String) throws {
        #expect(
            try scene(text, [BindScene.process(), BindScene.process(814)]).judge(DoubleBindSameProcess.self) == nil)
    }
}
