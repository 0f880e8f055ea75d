import CLinux
import Diagnosis
import Endpoints
import Glibc
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite("Where the kernel would send a packet")
struct RouteLookTests {
    @Test("loopback stays here")
    func loopback() {
        let route = RouteLook().route(to: .loopbackV4)
        #expect(route.kind == .local && route.device == "lo" && route.table == "local" && route.source == .loopbackV4)
    }

    @Test(
        "the kernel's refusals",
        arguments: [
            (ENETUNREACH, RouteFact.Kind.none), (EHOSTUNREACH, .unreachable), (EACCES, .prohibit), (EINVAL, .blackhole),
            (ESRCH, .none),
        ])
    func refusals(code: Int32, kind: RouteFact.Kind) {
        let look = RouteLook { () throws(SystemError) -> any NetlinkChannel in
            ReplayNetlink([[NetlinkBytes.error(code)]])
        }
        #expect(look.route(to: .loopbackV4) == RouteFact(kind))
    }

    @Test("a kernel without netlink tells nothing")
    func noChannel() {
        let look = RouteLook { () throws(SystemError) -> any NetlinkChannel in
            throw SystemError("socket", code: EAFNOSUPPORT)
        }
        #expect(look.route(to: .loopbackV6) == RouteFact(.none))
    }

    @Test("tables by name or number", arguments: [(255, "local"), (254, "main"), (253, "default"), (100, "100")])
    func tables(number: UInt32, name: String) { #expect(RouteLook.name(ofTable: number) == name) }
}

@Suite("Listeners in other network namespaces")
struct ForeignNamespacesTests {
    private static let head = "  sl  local_address rem_address   st tx rx tr tm retrnsmt uid timeout inode\n"

    /// 127.0.0.1:8080, listening.
    private func line(port: String = "1F90", state: String = "0A", inode: Int) -> String {
        "   0: 0100007F:\(port) 00000000:0000 \(state) 00000000:00000000 00:00000000 00000000  1000        0 \(inode) 1\n"
    }

    @Test("are found by namespace, with owner and container")
    func found() throws {
        let host = FakeHost()
        let id = String(repeating: "cd", count: 32)
        host.proc.add(50, name: "init", namespaces: ["net": 7])
        host.proc.add(51, name: "web", cgroup: "/docker/\(id)", sockets: [3: 900], namespaces: ["net": 7])
        host.proc.add(60, name: "near", namespaces: ["net": 4_026_531_840])
        for pid in [50, 51, 60] {
            host.proc.folder.write("\(pid)/net/tcp", Self.head + line(inode: 900) + line(port: "0050", inode: 901))
        }
        let found = ForeignNamespaces(host.machine).listeners(on: 8080)
        #expect(
            found == [
                ForeignListener(
                    Endpoint(.tcp, .loopbackV4, 8080), namespace: 7, pid: 51, name: "web",
                    container: String(id.prefix(12)))
            ])
        #expect(ForeignNamespaces(host.machine).all(of: 50, container: "shop")?.map(\.endpoint.port) == [80, 8080])
        #expect(ForeignNamespaces(host.machine).all(of: 60, container: nil) == nil)
    }

    @Test("connections are none, and a process whose tables are gone is passed over")
    func others() {
        let host = FakeHost()
        host.proc.add(50, name: "zombie", namespaces: ["net": 7])
        host.proc.add(51, name: "web", namespaces: ["net": 7])
        host.proc.folder.write("51/net/tcp", Self.head + line(state: "01", inode: 900) + line(inode: 901))
        let found = ForeignNamespaces(host.machine).listeners(on: 8080)
        #expect(found.count == 1 && found.first?.pid == 50)
    }

    @Test("of a real namespace", .requires(.root))
    func real() throws {
        let network = try TestNetwork()
        let script =
            "import socket,sys;s=socket.create_server(('127.0.0.1',18231));print('up',flush=True);sys.stdin.read()"
        let server = try RealProgram("python3", ["-c", script], network: network)
        #expect(eventually { server.log.contains("up") })
        let machine = Machine.live()
        let found = ForeignNamespaces(machine).listeners(on: 18231)
        #expect(found.map(\.pid) == [server.id])
        #expect(found.first?.namespace == machine.proc.namespace(server.id, "net"))
        #expect(ForeignNamespaces(machine).listeners(on: 18232).isEmpty)
    }
}

@Suite("What a process does")
struct ActivityLookTests {
    @Test("is its threads, descriptors and limit")
    func threads() throws {
        let host = FakeHost()
        host.add(70, "quay", sockets: [3: 1, 4: 2], files: [0: "/dev/null"])
        host.proc.folder.write(
            "70/limits", "Limit  Soft Limit  Hard Limit  Units\nMax open files   1024   4096   files\n")
        for (id, state, place, call) in [
            (70, "S", "ep_poll", "232 0x5 0x7ffd 0x400 0xffffffff 0x0 0x8 0x7ffc 0x7f12"), (71, "R", "0", "running"),
            (72, "S", "futex_do_wait", "202 0x7f00 0x189 0x0 0x0 0x0 0xffffffff 0x7f 0x7f"), (73, "T", "", ""),
        ] {
            host.proc.folder.write(
                "70/task/\(id)/stat", FakeProc.stat(Int32(id), name: [97], state: Character(state)))
            host.proc.folder.write("70/task/\(id)/wchan", place)
            host.proc.folder.write("70/task/\(id)/syscall", call)
        }
        let found = try #require(ActivityLook(host.machine, sleep: { _ in }).activity(of: 70))
        #expect(found.threads.map(\.id) == [70, 71, 72, 73])
        #expect(found.threads.map(\.state) == ["S", "R", "S", "T"])
        #expect(found.threads.map(\.isTimed) == [nil, nil, false, nil])
        #expect(found.threads.map(\.name) == ["a", "a", "a", "a"])
        #expect(found.threads.map(\.waitsIn) == ["ep_poll", nil, "futex_do_wait", nil])
        #expect(found.descriptors == 3 && found.descriptorLimit == 1024 && found.cores == 0)
    }

    @Test("counts processor time between two looks")
    func cores() throws {
        let host = FakeHost()
        host.add(70)
        let look = ActivityLook(host.machine) { _ in
            host.proc.folder.write("70/stat", FakeProc.stat(70, name: [97], cpuTicks: 20, startTicks: 100))
        }
        let cores = try #require(look.activity(of: 70)).cores
        #expect(cores > 0.9 && cores < 1.1)
    }

    @Test("counts the time it waits for a processor")
    func waiting() throws {
        let host = FakeHost()
        host.add(70)
        host.proc.folder.write("70/task/70/schedstat", "5000 1000000 3\n")
        let look = ActivityLook(host.machine) { _ in
            host.proc.folder.write("70/task/70/schedstat", "5000 181000000 4\n")
        }
        let waiting = try #require(look.activity(of: 70)).waiting
        #expect(waiting > 0.8 && waiting <= 0.91)
        host.proc.folder.write("70/task/70/schedstat", "")
        #expect(ActivityLook(host.machine, sleep: { _ in }).activity(of: 70)?.waiting == 0)
    }

    @Test("is nothing once the process, or the number's owner, is another")
    func gone() {
        let host = FakeHost()
        #expect(ActivityLook(host.machine, sleep: { _ in }).activity(of: 70) == nil)
        host.add(70)
        let look = ActivityLook(host.machine) { _ in
            host.proc.folder.write("70/stat", FakeProc.stat(70, name: [97], startTicks: 999))
        }
        #expect(look.activity(of: 70) == nil)
    }

    @Test(
        "names system calls and what they are about",
        arguments: [
            ("232 0x5 0x0", SystemCalls.Architecture.intel, "epoll_wait", 5), ("45 0x1f 0x0", .intel, "recvfrom", 31),
            ("202 0x7f00 0x0", .intel, "futex", nil), ("288 0x3 0x0", .intel, "accept4", 3),
            ("242 0x3 0x0", .arm64, "accept4", 3), ("22 0x9 0x0", .arm64, "epoll_pwait", 9),
            ("9999 0x1", .intel, "syscall 9999", nil), ("running", .intel, nil, nil),
            ("-1 0x7f 0x7f", .intel, nil, nil),
            ("", .intel, nil, nil), ("0 0x0", .intel, "read", 0),
        ] as [(String, SystemCalls.Architecture, String?, Int32?)])
    func calls(text: String, architecture: SystemCalls.Architecture, name: String?, descriptor: Int32?) {
        let call = ActivityLook.call(text, architecture)
        #expect(call.name == name && call.descriptor == descriptor)
    }

    @Test(
        "says whether a futex ends by itself",
        arguments: [
            ("202 0x7f00 0x189 0x0 0x0 0x0", false), ("202 0x7f00 0x189 0x0 0x7ffd10 0x0", true),
            ("232 0x5 0x7ffd 0x400 0x1 0x0", nil), ("running", nil), ("202 0x1", nil),
        ] as [(String, Bool?)])
    func timed(text: String, expected: Bool?) { #expect(ActivityLook.isTimed(text, .intel) == expected) }

    @Test("of this process is busy or waiting, and it has descriptors")
    func own() throws {
        let found = try #require(ActivityLook(Machine.live()).activity(of: CurrentProcess.id))
        #expect(!found.threads.isEmpty && found.descriptors ?? 0 > 2 && found.descriptorLimit ?? 0 > 2)
        #expect(found.cores >= 0)
    }
}

@Suite("What a cgroup says")
struct CgroupLookTests {
    private let host = FakeHost()

    @Test("frozen, by itself or by what it is in")
    func frozen() throws {
        host.add(80, cgroup: "/shop.slice/web.service")
        let look = CgroupLook(host.machine)
        #expect(look.cgroup(of: 80) == CgroupFact(path: "/shop.slice/web.service", unit: "web.service"))
        host.root.write("sys/fs/cgroup/shop.slice/cgroup.freeze", "1\n")
        #expect(look.cgroup(of: 80)?.isFrozen == true)
        host.root.write("sys/fs/cgroup/shop.slice/cgroup.freeze", "0\n")
        #expect(look.cgroup(of: 80)?.isFrozen == false)
        host.root.write("sys/fs/cgroup/unified/shop.slice/web.service/cgroup.events", "populated 1\nfrozen 1\n")
        #expect(look.cgroup(of: 80)?.isFrozen == true)
    }

    @Test("out of memory, in either version")
    func memory() {
        host.add(80, cgroup: "/a")
        let look = CgroupLook(host.machine)
        #expect(look.cgroup(of: 80)?.outOfMemoryKills == 0)
        host.proc.folder.write("80/cgroup", "4:memory:/docker/x\n3:cpu,freezer:/y\n0::/\n")
        host.root.write(
            "sys/fs/cgroup/memory/docker/x/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n")
        #expect(look.cgroup(of: 80)?.outOfMemoryKills == 2)
        #expect(look.cgroup(of: 80)?.path == "/docker/x")
        #expect(look.cgroup(of: 80)?.isFrozen == false)
        host.root.write("sys/fs/cgroup/freezer/y/freezer.state", "FROZEN\n")
        #expect(look.cgroup(of: 80)?.isFrozen == true)
        host.root.write("sys/fs/cgroup/memory.events", "low 0\noom_kill 7\n")
        #expect(look.cgroup(of: 80)?.outOfMemoryKills == 7)
    }

    @Test("of which container; nothing of a process that is gone")
    func container() {
        let id = String(repeating: "ef", count: 32)
        host.add(80, cgroup: "/docker/\(id)")
        #expect(CgroupLook(host.machine).cgroup(of: 80)?.container == String(id.prefix(12)))
        #expect(CgroupLook(host.machine).cgroup(of: 81) == nil)
    }
}

@Suite("A process's environment, sockets and words")
struct ProcessLooksTests {
    @Test("the first of two variables counts")
    func environment() {
        let host = FakeHost()
        host.add(90, environment: ["PORT=1", "A=b=c", "PORT=2"])
        #expect(ProcessLooks(host.machine).environment(of: 90) == ["PORT": "1", "A": "b=c"])
        #expect(ProcessLooks(host.machine).environment(of: 91) == nil)
    }

    @Test("its sockets are those that its descriptors name")
    func sockets() {
        let host = FakeHost([
            .listener("127.0.0.1", 80, inode: 5), .udp("0.0.0.0", 53, inode: 6),
            .connection(("127.0.0.1", 80), ("127.0.0.1", 81), inode: 7, state: .closeWait),
            .listener("::1", 9, inode: 8),
        ])
        host.add(90, sockets: [3: 5, 4: 6, 5: 7], files: [1: "/x"])
        let found = ProcessLooks(host.machine).sockets(of: 90)
        #expect(Set(found.map(\.inode)) == [5, 6, 7] && found.allSatisfy { $0.owners == [90] })
        #expect(found.first { $0.inode == 7 }?.state == .closeWait)
        #expect(found.first { $0.inode == 6 }?.state == .unconnected)
    }

    @Test("its last words are the end of the file it writes to")
    func output() {
        let host = FakeHost()
        let log = host.root.write("log", (0..<4000).map { "line \($0)\n" }.joined())
        host.add(90, files: [1: log, 2: "/dev/null"])
        let lines = ProcessLooks(host.machine).output(of: 90)
        #expect(lines?.last == "line 3999")
        #expect(lines?.first?.hasPrefix("line ") == true && lines?.count ?? 0 < 2000)
        host.add(91, files: [1: "pipe:[7]", 2: "/dev/pts/3"])
        #expect(ProcessLooks(host.machine).output(of: 91) == nil)
    }
}

@Suite("Unix sockets")
struct UnixLookTests {
    private let host = FakeHost()

    private func look(_ rows: [UnixRow] = []) -> UnixLook { UnixLook(host.machine) { rows } }

    @Test("that listen have a name and owners")
    func listeners() {
        host.add(100, "dock", sockets: [3: 61])
        let found = look([
            UnixRow(inode: 61, isListening: true, name: "/run/dock.sock"),
            UnixRow(inode: 62, isConnected: true, name: "/x"),
            UnixRow(inode: 63, isListening: true, name: "@bus"), UnixRow(inode: 64, isListening: true),
        ]).listeners()
        #expect(
            found == [
                UnixFact(path: "/run/dock.sock", owners: [100], name: "dock"), UnixFact(path: "@bus"),
            ])
    }

    @Test("at a path: nothing, another file, nobody behind it, somebody")
    func paths() throws {
        #expect(look().socket(at: "/run/app.sock").state == .missingFolder)
        host.root.makeFolder("run")
        #expect(look().socket(at: "/run/app.sock").state == .missing)
        host.root.write("run/plain", "")
        #expect(look().socket(at: "/run/plain").state == .notASocket)
        let fd = try bound(host.root("run/app.sock"))
        #expect(look().socket(at: "/run/app.sock").state == .stale)
        #expect(listen(fd, 1) == 0)
        #expect(look().socket(at: "/run/app.sock").state == .listening)
        close(fd)
        #expect(look().socket(at: "/run/app.sock").state == .stale)
        host.add(100, sockets: [3: 61])
        let row = UnixRow(inode: 61, isListening: true, name: "/run/app.sock")
        #expect(look([row]).socket(at: "/run/app.sock") == UnixPath(.listening, owners: [100]))
        #expect(look([row]).socket(at: "@run").state == .missing)
    }

    private func bound(_ path: String) throws -> Int32 {
        let fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        return fd
    }
}

@Suite("A port watched, and the kernel's log")
struct MomentLooksTests {
    @Test("what comes and goes is seen, with its process")
    func watch() {
        let table = FlappingTable([.listener("127.0.0.1", 8080, inode: 77)])
        let host = FakeHost()
        host.add(110, sockets: [3: 77])
        var machine = host.machine
        machine.sockets = table
        let found = MomentLooks(machine, sleep: { _ in }).watch(8080)
        #expect(found.looks.count == MomentLooks.count && found.changes == MomentLooks.count - 1)
        #expect(found.pids == [110])
        #expect(MomentLooks(host.machine, sleep: { _ in }).watch(8080).looks.allSatisfy { !$0 })
    }

    @Test("only lines that matter are told")
    func log() {
        let host = FakeHost()
        #expect(MomentLooks(host.machine).kernelLog() == KernelLog(isReadable: false))
        host.root.write(
            "dev/kmsg",
            "6,1,2,-;usb 1-1: new device\n3,2,3,-;Out of memory: Killed process 42 (node)\n SUBSYSTEM=x\n"
                + "4,3,4,-;nf_conntrack: nf_conntrack: table full, dropping packet\n"
                + "6,4,5,-;TCP: request_sock_TCP: Possible SYN flooding on port 127.0.0.1:80. Sending cookies.\n")
        let log = MomentLooks(host.machine).kernelLog()
        #expect(log.isReadable && log.lines.count == 3)
        #expect(log.lines.first == "Out of memory: Killed process 42 (node)")
    }

    /// A table in which a listener is there at every second look.
    private final class FlappingTable: SocketTable, @unchecked Sendable {
        private let rows: [SocketRow]
        private var looks = 0

        init(_ rows: [SocketRow]) { self.rows = rows }

        var source: String { "flapping" }

        func sockets(_ query: SocketQuery) throws(SystemError) -> [SocketRow] {
            guard query.family == .v4 else { return [] }
            looks += 1
            return looks % 2 == 0 ? rows : []
        }
    }
}
