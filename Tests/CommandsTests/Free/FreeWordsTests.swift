import Endpoints
import Inventory
import LinuxKernel
import Ports
import Terminal
import TestSupport
import Testing

@testable import Commands

/// The text of every kind of step, and of what is told about a process.
@Suite struct FreeWordsTests {
    private let row = SocketRow.listener("127.0.0.1", 3000, inode: 7)
    private let node = FreeProcess(ProcessKey(812, startTicks: 1), name: "node", parent: 9)

    private func view(_ step: FreeStep, _ stories: [FreeStory] = [], _ options: FreeOptions = FreeOptions())
        -> FreePlanView
    {
        var plan = FreePlan()
        plan.steps = [step]
        return FreePlanView(
            plan: plan, stories: Dictionary(uniqueKeysWithValues: stories.map { ($0.process.key, $0) }),
            options: options, now: 1000)
    }

    private func title(_ step: FreeStep, _ options: FreeOptions = FreeOptions()) -> String {
        view(step, [], options).title(step)
    }

    private func text(_ story: FreeStory, _ options: FreeOptions = FreeOptions(), width: Int? = nil) -> [String] {
        let out = Output()
        view(.signal(story.process, leader: nil), [story], options).write(
            to: Console(out: out, err: Output(), width: width))
        return out.text.split(separator: "\n").map(String.init)
    }

    @Test func aSignal() {
        #expect(title(.signal(node, leader: nil)) == "send TERM to node (pid 812)")
        #expect(title(.signal(node, leader: nil), FreeOptions(signal: .interrupt)) == "send INT to node (pid 812)")
        var stopped = node
        stopped.isStopped = true
        #expect(
            title(.signal(stopped, leader: nil)) == "send TERM to node (pid 812), which is stopped, and wake it")
    }

    @Test func aFollower() {
        #expect(
            title(.signal(node, leader: 9))
                == "leave node (pid 812) to its parent 9, and send it TERM if it holds on")
    }

    @Test(
        arguments: [
            (
                FreeManager.container(engine: "docker", id: "a1", name: "shop-db-1"), 5,
                "stop container shop-db-1: docker stop -t 5 shop-db-1"
            ),
            (
                .container(engine: "podman", id: "a1", name: "web"), 0.2,
                "stop container web: podman stop -t 1 web"
            ),
            (
                .unit(name: "nginx.service", isUser: false, sockets: []), 5,
                "stop unit nginx.service: systemctl --no-ask-password stop -- nginx.service"
            ),
            (
                .unit(name: "dev.service", isUser: true, sockets: ["dev.socket"]), 5,
                "stop unit dev.service: systemctl --user --no-ask-password stop -- dev.socket dev.service"
            ),
        ] as [(FreeManager, Double, String)])
    func managers(_ manager: FreeManager, _ grace: Double, _ expected: String) {
        #expect(title(.stop(manager, [node]), FreeOptions(grace: grace)) == expected)
    }

    @Test func aShutdown() {
        #expect(
            title(.shutDown(node, descriptor: 3, row))
                == "shut 127.0.0.1:3000 down and leave node (pid 812) running")
    }

    private func story(_ change: (inout FreeStory) -> Void = { _ in }) -> FreeStory {
        var story = FreeStory(
            process: node, sockets: [row], command: [], startedAt: 940, project: nil, directory: nil, children: [],
            clients: [], otherPorts: [])
        change(&story)
        return story
    }

    @Test func theLeastThatIsTold() {
        #expect(
            text(story()) == [
                "send TERM to node (pid 812)", "  why      it listens on 127.0.0.1:3000 (inode 7)",
                "  started  1 min ago",
            ])
    }

    @Test func udpIsBound() {
        let udp = SocketRow.udp("0.0.0.0", 5353, inode: 9)
        #expect(text(story { $0.sockets = [udp] })[1] == "  why      it is bound to 0.0.0.0:5353 (inode 9)")
    }

    @Test func severalSockets() {
        let other = SocketRow.listener("::1", 3000, inode: 8)
        #expect(
            text(story { $0.sockets = [row, other] })[1]
                == "  why      it listens on 127.0.0.1:3000 (inode 7), [::1]:3000 (inode 8)")
    }

    @Test func aStartInTheFutureIsNow() {
        #expect(text(story { $0.startedAt = 5000 })[2] == "  started  0 ms ago")
    }

    @Test func oneClientAndMany() {
        #expect(text(story { $0.clients = ["curl (pid 4)"] })[3] == "  clients  1 connection: curl (pid 4)")
        let many = (1...7).map { "192.0.2.\($0)" } + ["192.0.2.1"]
        #expect(
            text(story { $0.clients = many })[3]
                == "  clients  8 connections: 192.0.2.1 ×2, 192.0.2.2, 192.0.2.3, 192.0.2.4, 192.0.2.5 and 2 more")
    }

    @Test func otherPortsEndUnlessTheProcessIsKept() {
        let ports = [Endpoint(.tcp, .loopbackV4, 9229), Endpoint(.tcp, .loopbackV4, 9230)]
        let story = story { $0.otherPorts = ports }
        #expect(text(story)[3] == "  ports    tcp 127.0.0.1:9229, tcp 127.0.0.1:9230 end too")
        #expect(text(story, FreeOptions(keepProcess: true)).count == 3)
    }

    @Test func theSupervisor() {
        func restart(_ supervisor: FreeSupervisor) -> String? {
            var process = node
            process.supervisor = supervisor
            return text(story { $0.process = process }).last
        }
        #expect(restart(FreeSupervisor(kind: "launchd")) == "  restart  launchd will start it again")
        #expect(
            restart(FreeSupervisor(kind: "pm2", process: ProcessLabel(pid: 7, name: "pm2"), stop: "pm2 stop 0"))
                == "  restart  pm2 (pid 7) will start it again; for good: pm2 stop 0")
    }

    @Test func aNarrowTerminalCutsTheValuesOnly() {
        let lines = text(story { $0.command = ["node", String(repeating: "x", count: 300)] }, width: 50)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 50 })
        #expect(lines[2].hasPrefix("  command  node xxxx"))
    }

    @Test func hostileArgumentsAreEscaped() {
        let lines = text(story { $0.command = ["a\u{1B}[2J\n", "b\rc"] })
        #expect(lines[2] == "  command  a\\e[2J\\n b\\rc")
    }

    @Test(
        arguments: [
            ([], ""), (["a"], "a"), (["a", "b", "c", "d", "e"], "a, b, c, d, e"),
            (["a", "b", "c", "d", "e", "f"], "a, b, c, d, e and 1 more"),
        ] as [([String], String)])
    func some(_ items: [String], _ expected: String) { #expect(FreePlanView.some(items) == expected) }

    @Test(
        arguments: [
            ([], ""), (["a", "a"], "a ×2"), (["b", "a", "b", "b"], "b ×3, a"), (["a", "b"], "a, b"),
        ] as [([String], String)])
    func counted(_ items: [String], _ expected: String) { #expect(FreePlanView.counted(items) == expected) }
}

/// Which programs are known to start their children again, and how each is told to stop.
@Suite struct SupervisorWaysTests {
    private let proc = FakeProc()

    private func find(
        _ ancestors: [(Int32, String, [String])], stopping: Set<Int32> = [], variables: [String: String] = [:]
    ) -> FreeSupervisor? {
        for (pid, name, command) in ancestors { proc.add(pid, name: name, command: command) }
        let machine = Machine(sockets: StubTable(), proc: proc.proc, root: proc.root, userID: 0, processID: 1)
        return Supervisors.find(
            ancestors.map { ProcessRecord(pid: $0.0, machine: machine) }, stopping: stopping,
            variable: { variables[$0] })
    }

    @Test(arguments: [
        "nodemon", "supervisord", "foreman", "overmind", "hivemind", "honcho", "goreman", "forever", "watchexec",
        "reflex", "air", "entr", "cargo-watch", "bacon", "modd", "watchmedo", "runsv", "s6-supervise", "circusd",
        "monit", "ts-node-dev", "node-dev", "tsx", "skaffold", "tilt",
    ])
    func knownByNamePathAndScript(_ name: String) {
        #expect(Supervisors.kind(name: name, arguments: []) == name)
        #expect(Supervisors.kind(name: "x", arguments: ["/usr/local/bin/\(name)"]) == name)
        #expect(Supervisors.kind(name: "node", arguments: ["node", "/a/\(name).js"]) == name)
        #expect(Supervisors.kind(name: "python3", arguments: ["python3", "/a/\(name).py"]) == name)
        #expect(Supervisors.kind(name: "vim", arguments: ["vim", "-R", name]) == nil, "a third word is an argument")
        #expect(Supervisors.kind(name: "\(name)x", arguments: []) == nil)
    }

    @Test(
        arguments: [
            (["bun", "--watch", "a.ts"], "bun --watch"), (["deno", "--watch", "a.ts"], "deno --watch"),
            (["node", "--inspect", "--watch", "a.js"], "node --watch"), (["node", "a.js", "--watch"], nil),
            (["deno", "run", "--watch", "a.ts"], nil), (["vite", "--watch"], nil), (["node", "--watcher"], nil),
            (["node", "--watch-path", "src", "a.js"], "node --watch"),
        ] as [([String], String?)])
    func watchingInterpreters(_ arguments: [String], _ kind: String?) {
        #expect(Supervisors.kind(name: arguments[0], arguments: arguments) == kind)
    }

    @Test func theNearestOneCounts() {
        let found = find([(50, "sh", ["sh"]), (40, "nodemon", ["nodemon"]), (30, "overmind", ["overmind"])])
        #expect(
            found
                == FreeSupervisor(kind: "nodemon", process: ProcessLabel(pid: 40, name: "nodemon"), stop: "kill 40"))
    }

    @Test func oneThatIsStoppedItselfRestartsNothing() {
        let chain: [(Int32, String, [String])] = [(40, "nodemon", ["nodemon"]), (30, "overmind", ["overmind"])]
        #expect(find(chain, stopping: [40])?.kind == "overmind")
        #expect(find(chain, stopping: [40, 30]) == nil)
    }

    @Test func theFirstProcessIsNoSupervisorAndFarOnesDoNotCount() {
        #expect(find([(1, "runsv", ["runsv"])]) == nil)
        let far = (0..<8).map { (Int32(100 - $0), "sh", ["sh"]) } + [(20, "nodemon", ["nodemon"])]
        #expect(find(far) == nil)
        #expect(find(Array(far.dropFirst()))?.kind == "nodemon")
    }

    @Test(
        arguments: [
            ("pm2", ["pm_id": "3"], "pm2 stop 3"), ("pm2", [:], "pm2 list"), ("pm2", ["pm_id": "-1"], "pm2 list"),
            ("pm2", ["pm_id": "1; reboot"], "pm2 list"),
            ("supervisord", ["SUPERVISOR_PROCESS_NAME": "web:00"], "supervisorctl stop web:00"),
            ("supervisord", [:], "supervisorctl status"),
            ("supervisord", ["SUPERVISOR_PROCESS_NAME": "$(reboot)"], "supervisorctl status"),
            ("supervisord", ["SUPERVISOR_PROCESS_NAME": "-h"], "supervisorctl status"),
            ("supervisord", ["SUPERVISOR_PROCESS_NAME": ""], "supervisorctl status"),
        ] as [(String, [String: String], String)])
    func howToStopIt(_ kind: String, _ variables: [String: String], _ stop: String) {
        let name = kind == "pm2" ? "PM2 v5.3.0: God" : kind
        #expect(find([(40, name, [name])], variables: variables)?.stop == stop)
    }
}
