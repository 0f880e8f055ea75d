import CLinux
import Glibc
import LinuxKernel
import Supervision
import TestSupport
import Testing

/// Single services, from their start to the last of their descendants.
@Suite struct GuardianServiceTests {
    @Test func aServiceRunsInASessionOfItsOwn() throws {
        let stack = try GuardedStack()
        let service = try stack.start("read x < /dev/zero & echo $$ > pid; sleep 1000")
        #expect(try stack.number("pid") == service.pid)
        let stat = try #require(ProcFS().stat(service.pid))
        #expect(stat.session == service.pid)
        #expect(stat.group == service.pid)
        #expect(stat.terminal == 0)
        #expect(stat.parent == stack.client.processID)
        #expect(stat.startTicks == service.startTicks)
    }

    @Test func itGetsFreshSignalsAndThreeDescriptors() throws {
        let stack = try GuardedStack()
        try stack.start(
            "grep -E '^Sig(Blk|Ign)' /proc/self/status > signals; ls /proc/self/fd | wc -l > count; echo > done")
        _ = try stack.text("done")
        let masks = stack.folder.text("signals").split(separator: "\n").compactMap { $0.split(separator: "\t").last }
        #expect(masks == ["0000000000000000", "0000000000000000"])
        // The folder that `ls` reads is its fourth.
        #expect(try stack.number("count") == 4)
    }

    @Test func itsVariablesAreItsOwnAndTheCookies() throws {
        let stack = try GuardedStack()
        let service = try stack.start(
            ["/usr/bin/env"],
            environment: ["PATH": "/nowhere", "OSTIA_RUN": "another", "LONG": String(repeating: "x", count: 100_000)])
        try stack.awaitEmptied(service)
        let lines = Set(stack.folder.text("log").split(separator: "\n").map(String.init))
        #expect(
            lines == [
                "PATH=/nowhere", "LONG=\(String(repeating: "x", count: 100_000))", "OSTIA_RUN=\(stack.run)",
                "OSTIA_SERVICE_ID=1",
            ])
    }

    @Test(
        arguments: [("exit 3", 3), ("exit 0", 0), ("kill -KILL $$", 137), ("kill -SEGV $$", 139)] as [(String, Int32)])
    func itsEndIsTold(script: String, code: Int32) throws {
        let stack = try GuardedStack()
        let service = try stack.start("ulimit -c 0; " + script)
        let event = try stack.event { if case .exited(service.id, _) = $0 { true } else { false } }
        guard case .exited(_, let exit) = event else { return }
        #expect(exit.status.shellCode == code)
        #expect(exit.peakMemory > 100)
        #expect(try stack.awaitEmptied(service) == 0)
    }

    @Test func aProgramIsFoundInItsOwnPath() throws {
        let stack = try GuardedStack()
        stack.folder.write("bin/tool", "#!/bin/sh\necho found > found\n", mode: 0o755)
        stack.folder.write("without/tool", "echo no shebang > found\n", mode: 0o755)
        try stack.start(["tool"], environment: ["PATH": "/nowhere:\(stack.folder("bin"))"])
        #expect(try stack.text("found") == "found")
        stack.folder.remove("found")
        try stack.start(["tool"], environment: ["PATH": "without"])
        #expect(try stack.text("found") == "no shebang")
    }

    @Test func whatCannotStartSaysWhy() throws {
        let stack = try GuardedStack()
        stack.folder.write("plain", "text")
        let cases: [([String], String?, SpawnFailure)] = [
            (["no-such-program"], nil, SpawnFailure(code: ENOENT, stage: .exec)),
            ([stack.folder("plain")], nil, SpawnFailure(code: EACCES, stage: .exec)),
            (["/"], nil, SpawnFailure(code: EACCES, stage: .exec)),
            (["/bin/true"], "/no/such/folder", SpawnFailure(code: ENOENT, stage: .folder)),
            ([], nil, SpawnFailure(code: EPROTO, stage: .request)),
        ]
        for (arguments, directory, failure) in cases {
            let id = try stack.request(arguments, directory: directory)
            let event = try stack.event {
                switch $0 {
                case .failed(id, _), .spawned(id, _, _): true
                default: false
                }
            }
            #expect(event == .failed(id, failure))
        }
        #expect(stack.leftovers(within: 5) == [])
    }

    @Test func aTerminalBecomesItsOwn() throws {
        let stack = try GuardedStack()
        var master: Int32 = -1
        var slave: Int32 = -1
        #expect(openpty(&master, &slave, nil, nil, nil) == 0)
        for end in [master, slave] { _ = clinux_fcntl(end, F_SETFD, Int(FD_CLOEXEC)) }
        let request = SpawnRequest(
            id: ServiceID(9), name: "tty", arguments: ["/bin/sh", "-c", "tty > /dev/tty; sleep 1000"],
            environment: ["PATH": "/bin:/usr/bin"], directory: "/", hasTerminal: true)
        try stack.client.spawn(request, streams: StandardStreams(terminal: slave))
        close(slave)
        let event = try stack.event {
            switch $0 {
            case .spawned, .failed: true
            default: false
            }
        }
        guard case .spawned(_, let pid, _) = event else { throw TestFailure("\(event)") }
        let stat = try #require(ProcFS().stat(pid))
        #expect(stat.terminal != 0)
        #expect(stat.foregroundGroup == pid)
        // Hanging up ends what runs in it, without any request.
        close(master)
        try stack.event { if case .emptied = $0 { true } else { false } }
    }

    @Test func signalsReachTheLeaderOrAll() throws {
        let stack = try GuardedStack()
        let script = """
            trap 'echo leader >> got' USR1
            (trap 'echo child >> got' USR1; echo > ready; while :; do sleep 0.01; done) &
            while :; do sleep 0.01; done
            """
        let service = try stack.start(script)
        _ = try stack.text("ready")
        try stack.client.signal(service.id, Signal(number: SIGUSR1))
        #expect(eventually { stack.folder.text("got") == "leader\n" })
    }

    @Test func stoppedOnesAreStoppedToo() throws {
        let stack = try GuardedStack()
        let service = try stack.start("trap 'echo bye > bye; exit 0' TERM; echo > ready; kill -STOP $$; sleep 1000")
        _ = try stack.text("ready")
        #expect(eventually { ProcFS().stat(service.pid)?.state == "T" })
        try stack.client.stop(service.id, grace: 10)
        #expect(try stack.awaitEmptied(service) == 0)
        #expect(stack.folder.text("bye") == "bye\n")
    }
}
