import Diagnosis
import Endpoints
import Testing

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
