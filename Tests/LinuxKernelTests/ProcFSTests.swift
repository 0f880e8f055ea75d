import TestSupport
import Testing

@testable import LinuxKernel

@Suite("The process file system")
struct ProcFSTests {
    private let fake = FakeProc()
    private var proc: ProcFS { fake.proc }

    @Test("lists numbers only, newest first")
    func processes() {
        for pid: Int32 in [1, 30, 200] { fake.add(pid) }
        fake.folder.write("meminfo", "")
        fake.folder.makeFolder("12x")
        #expect(proc.processes() == [200, 30, 1])
        #expect(ProcFS(root: "/nowhere").processes() == [])
    }

    @Test("knows name, command line and environment")
    func words() {
        fake.add(
            9, name: "no de", command: ["node", "", "a b", "--port=3000"],
            environment: ["PORT=3000", "EMPTY=", "broken", "A=b=c"])
        #expect(proc.name(9) == "no de")
        #expect(proc.commandLine(9) == ["node", "", "a b", "--port=3000"])
        #expect(proc.environment(9)?.map(\.name) == ["PORT", "EMPTY", "A"])
        #expect(proc.environment(9)?.map(\.value) == ["3000", "", "b=c"])
    }

    @Test("tells a process without arguments from one that is gone")
    func noArguments() {
        fake.add(2)
        #expect(proc.commandLine(2) == [])
        #expect(proc.commandLine(3) == nil)
        #expect(proc.name(3) == nil)
        #expect(proc.stat(3) == nil)
        #expect(proc.environment(3) == nil)
        #expect(proc.descriptors(3) == nil)
        #expect(proc.user(3) == nil)
        #expect(proc.cgroups(3) == [:])
    }

    @Test("takes a command line that its process rewrote without a zero byte at the end")
    func rewritten() {
        fake.add(5)
        fake.folder.write("5/cmdline", "nginx: master process nginx")
        #expect(proc.commandLine(5) == ["nginx: master process nginx"])
    }

    @Test("reads a command line of 100 KB and stops at the limit")
    func longCommand() {
        fake.add(5, command: ["x", String(repeating: "a", count: 100_000)])
        #expect(proc.commandLine(5)?.last?.utf8.count == 100_000)
        fake.add(6, command: [String(repeating: "b", count: 1_000_000)])
        #expect(proc.commandLine(6)?.first?.utf8.count == ProcFS.longestCommandLine)
    }

    @Test("keeps a name that is not UTF-8, or holds a newline, as it is")
    func strangeNames() {
        fake.add(5)
        fake.folder.write("5/comm", [0xFE, 0x0A, 0x41, 0x0A])
        #expect(proc.name(5) == "\\xfe\nA")
    }

    @Test("knows the executable, and when it was deleted")
    func executable() {
        let here = fake.folder.write("bin/server", "")
        let oddly = fake.folder.write("bin/a (deleted)", "")
        fake.add(1, executable: here, directory: "/srv/app")
        fake.add(2, executable: "\(fake.root)/bin/gone (deleted)")
        fake.add(3, executable: oddly)
        #expect(proc.executable(1)?.path == here && proc.executable(1)?.isDeleted == false)
        #expect(proc.executable(2)?.path == "\(fake.root)/bin/gone" && proc.executable(2)?.isDeleted == true)
        #expect(proc.executable(3)?.path == oddly && proc.executable(3)?.isDeleted == false)
        #expect(proc.executable(4) == nil)
        #expect(proc.workingDirectory(1) == "/srv/app")
    }

    @Test("knows the effective user")
    func user() {
        fake.add(1, user: 1000)
        #expect(proc.user(1) == 1000)
        fake.folder.write("1/status", "Name:\tx\nUid:\t1000\t0\t0\t0\n")
        #expect(proc.user(1) == 0)
        fake.folder.write("1/status", "Name:\tx\n")
        #expect(proc.user(1) == nil)
    }

    @Test("knows every hierarchy's cgroup, colons in paths included")
    func cgroups() {
        fake.add(1)
        fake.folder.write(
            "1/cgroup", "12:cpu,cpuacct:/docker/ab\n1:name=systemd:/a:b\n0::/system.slice/x.service\nbroken\n")
        #expect(
            proc.cgroups(1) == ["cpu,cpuacct": "/docker/ab", "name=systemd": "/a:b", "": "/system.slice/x.service"])
    }

    @Test("knows namespaces and descriptors")
    func descriptors() {
        fake.add(1, sockets: [3: 55], files: [1: "/dev/pts/0", 2: "pipe:[9]"], namespaces: ["net": 4_026_531_840])
        #expect(proc.namespace(1, "net") == 4_026_531_840)
        #expect(proc.namespace(1, "pid") == nil)
        #expect(proc.descriptor(1, 3) == "socket:[55]")
        #expect(proc.descriptor(1, 4) == nil)
        let found = Dictionary(uniqueKeysWithValues: (proc.descriptors(1) ?? []).map { ($0.fd, $0.target) })
        #expect(found == [1: "/dev/pts/0", 2: "pipe:[9]", 3: "socket:[55]"])
    }

    @Test("of this machine knows this process")
    func live() {
        let proc = ProcFS()
        #expect(proc.processes().contains(CurrentProcess.id))
        #expect(proc.user(CurrentProcess.id) == CurrentProcess.user)
        #expect(proc.commandLine(CurrentProcess.id)?.isEmpty == false)
        #expect(proc.namespace(CurrentProcess.id, "net") != nil)
    }
}
