import TestSupport
import Testing

@testable import LinuxKernel

/// What a listing reads of one process through its folder held open.
@Suite struct ListedFactsTests {
    private let fake = FakeProc()

    private func facts(_ pid: Int32) throws -> ListedFacts { ListedFacts(try #require(ProcessVisit(pid, fake.proc))) }

    @Test func areThoseOfProcFS() throws {
        let program = fake.folder.write("bin/node", "")
        fake.add(
            42, name: "node", state: "R", parent: 7, startTicks: 123, command: ["node", "", "a b"],
            executable: program, directory: "/srv/shop")
        let facts = try facts(42)
        #expect(facts.pid == 42)
        #expect(facts.stat?.name == "node")
        #expect(facts.stat?.state == "R")
        #expect(facts.stat?.parent == 7)
        #expect(facts.stat?.startTicks == 123)
        #expect(facts.arguments == ["node", "", "a b"])
        #expect(facts.executable?.path == program)
        #expect(facts.executable?.isDeleted == false)
        #expect(facts.workingDirectory == "/srv/shop")
    }

    @Test func aProcessThatIsGoneCannotBeVisited() {
        #expect(ProcessVisit(42, fake.proc) == nil)
        fake.folder.write("43", "a file, not a folder")
        #expect(ProcessVisit(43, fake.proc) == nil)
        #expect(ProcessVisit(-1, ProcFS()) == nil)
        #expect(ProcessVisit(1, ProcFS(root: "/nowhere")) == nil)
    }

    /// Another process may get the number: a visit that began before knows nothing of it.
    @Test func aVisitStaysWithTheProcessItBeganWith() throws {
        fake.add(42, name: "old", command: ["old"], sockets: [3: 100])
        let visit = try #require(ProcessVisit(42, fake.proc))
        #expect(visit.holds(SocketHolder(inode: 100, pid: 42, fd: 3)))
        fake.remove(42)
        fake.add(42, name: "new", command: ["new"], sockets: [3: 100])
        #expect(!visit.holds(SocketHolder(inode: 100, pid: 42, fd: 3)))
        let late = ListedFacts(visit)
        #expect(late.stat == nil && late.arguments == [] && late.executable == nil && late.workingDirectory == nil)
        #expect(try facts(42).arguments == ["new"])
    }

    @Test func aKernelThreadHasANameAndNothingElse() throws {
        fake.add(2, name: "kthreadd")
        let facts = try facts(2)
        #expect(facts.stat?.name == "kthreadd")
        #expect(facts.arguments == [])
        #expect(facts.executable == nil)
        #expect(facts.workingDirectory == nil)
    }

    @Test func anExecutableReplacedByAnUpdateIsDeleted() throws {
        fake.add(5, executable: "\(fake.root)/usr/bin/server (deleted)", directory: "\(fake.root)/gone (deleted)")
        let facts = try facts(5)
        #expect(facts.executable?.path == "\(fake.root)/usr/bin/server")
        #expect(facts.executable?.isDeleted == true)
        #expect(facts.workingDirectory == "\(fake.root)/gone (deleted)")
    }

    @Test(
        arguments: [
            ("/bin/x", "/bin/x", false), ("/no/such/x (deleted)", "/no/such/x", true),
            ("/no/such/x (deleted) (deleted)", "/no/such/x (deleted)", true), ("/x(deleted)", "/x(deleted)", false),
            (" (deleted)", "", true), ("", "", false), ("/memfd:code (deleted)", "/memfd:code", true),
        ])
    func deletedMarks(_ link: String, _ path: String, _ isDeleted: Bool) {
        let executable = ProcFS.executable(link)
        #expect(executable.path == path)
        #expect(executable.isDeleted == isDeleted)
    }

    /// Whatever a process writes into its own name and arguments arrives as it is, and in one piece.
    @Test func evilContentIsKeptForTheSinksToEscape() throws {
        fake.add(6, name: "x) R 1 (y\n", command: ["\u{1B}[2J", "a\nb", "\u{202E}"], directory: "/tmp/\u{1B}]0;x\u{7}")
        fake.folder.write("6/cmdline", Array("\u{1B}[2J\0a\nb\0".utf8) + [0xFF, 0xC3, 0])
        let facts = try facts(6)
        #expect(facts.stat?.name == "x) R 1 (y\n")
        #expect(facts.arguments == ["\u{1B}[2J", "a\nb", "\\xff\\xc3"])
        #expect(facts.workingDirectory == "/tmp/\u{1B}]0;x\u{7}")
    }

    @Test(arguments: ["", "42", "42 (x", "garbage \u{0}\u{0}"])
    func aBrokenStatIsNone(_ text: String) throws {
        fake.add(8, command: ["x"])
        fake.folder.write("8/stat", text)
        #expect(try facts(8).stat == nil)
        #expect(try facts(8).arguments == ["x"])
    }

    @Test func aLongCommandLineIsCutAtTheLimit() throws {
        fake.add(9, command: [String(repeating: "a", count: 300_000)])
        #expect(try facts(9).arguments.first?.utf8.count == ProcFS.longestCommandLine)
    }

    @Test(
        arguments: [
            ([], []), ([0], [""]), ([0, 0], ["", ""]), ([97], ["a"]), ([97, 0], ["a"]), ([97, 0, 98], ["a", "b"]),
            ([0, 97, 0], ["", "a"]), ([0xE2, 0x82, 0xAC, 0], ["€"]), ([0xE2, 0, 0x82], ["\\xe2", "\\x82"]),
        ] as [([UInt8], [String])])
    func zeroTerminatedStrings(_ bytes: [UInt8], _ strings: [String]) {
        #expect(ProcFS.strings(bytes) == strings)
    }

    @Test(
        arguments: [
            ("socket:[1]", 1), ("socket:[4294967295]", 4_294_967_295), ("socket:[]", nil), ("socket:", nil),
            ("", nil), ("pipe:[12]", nil), ("SOCKET:[12]", nil), ("/socket:[12]", nil),
        ] as [(String, UInt32?)])
    func socketLinks(_ link: String, _ inode: UInt32?) {
        link.withCString { #expect(ProcFS.socketInode($0, link.utf8.count) == inode) }
    }

    @Test(
        arguments: [
            ("net:[4026531840]", 4_026_531_840), ("mnt:[1]", 1), ("[7]", 7), ("net:4026531840", nil), ("net:[]", nil),
            ("net:[x]", nil), ("", nil), ("[", nil), ("net:[-1]", nil),
        ] as [(String, UInt64?)])
    func namespaceLinks(_ link: String, _ inode: UInt64?) {
        #expect(ProcFS.namespaceInode(link) == inode)
    }

    @Test func ofOurselvesAreTrue() throws {
        let facts = ListedFacts(try #require(ProcessVisit(CurrentProcess.id, ProcFS())))
        #expect(facts.pid == CurrentProcess.id)
        #expect(facts.arguments.first == CommandLine.arguments.first)
        #expect(facts.executable?.isDeleted == false)
        #expect(facts.workingDirectory == CurrentProcess.directory())
        #expect(facts.stat?.isAlive == true)
    }
}
