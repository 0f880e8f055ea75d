import CLinux
import LinuxKernel
import Testing

@testable import Supervision

/// Two ends of a stream: the writer's, and that of who looks on.
private final class Onlooker {
    let writers: Int32
    let ours: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
        writers = ends[0]
        ours = ends[1]
    }

    deinit { close(ours) }

    /// What comes until it is this long, or the stream or the patience is at its end.
    func text(_ length: Int) -> String {
        var out: [UInt8] = []
        while out.count < length, Poll.readable(ours, seconds: 20) {
            guard let some = FileBytes.some(from: ours), !some.isEmpty else { break }
            out += some
        }
        return String(decoding: out, as: UTF8.self)
    }

    var isAtEnd: Bool { Poll.readable(ours, seconds: 20) && FileBytes.some(from: ours)?.isEmpty ?? true }
}

@Suite struct LogTapTests {
    @Test func aQuestionIsSeenBeforeItsNewline() throws {
        let rig = try LogRig()
        let (pipe, onlooker) = (TestPipe(), Onlooker())
        let feed = rig.writer.add("db", out: pipe.reader)
        let tap = rig.writer.tap("db", to: onlooker.writers)
        pipe.write("Password: ")
        #expect(onlooker.text(10) == "Password: ")
        #expect(rig.texts("db") == [])
        pipe.write("\nwelcome\r\n")
        #expect(onlooker.text(10) == "\nwelcome\r\n")
        rig.writer.untap(tap)
        #expect(onlooker.isAtEnd)
        pipe.end()
        #expect(rig.finish(feed) == false)
        #expect(rig.texts("db").first == "Password: ")
        rig.close()
    }

    @Test func whoComesLaterSeesTheLineThatHasBegun() throws {
        let rig = try LogRig()
        let (pipe, first, second) = (TestPipe(), Onlooker(), Onlooker())
        _ = rig.writer.add("db", out: pipe.reader)
        _ = rig.writer.tap("db", to: first.writers)
        pipe.write("done\n(Pdb) ")
        #expect(first.text(11) == "done\n(Pdb) ")
        _ = rig.writer.tap("db", to: second.writers)
        #expect(second.text(6) == "(Pdb) ")
        pipe.end()
        rig.close()
        #expect(first.isAtEnd && second.isAtEnd)
    }

    @Test func anotherServiceIsNotSeen() throws {
        let rig = try LogRig()
        let (db, web, onlooker) = (TestPipe(), TestPipe(), Onlooker())
        let feeds = [rig.writer.add("db", out: db.reader), rig.writer.add("web", out: web.reader)]
        let tap = rig.writer.tap("db", to: onlooker.writers)
        web.write("secret\n")
        web.end()
        #expect(rig.finish(feeds[1]) == false)
        db.write("own\n")
        db.end()
        rig.writer.untap(tap)
        #expect(onlooker.text(100) == "own\n")
        rig.close()
    }

    @Test func oneThatStandsStillOrGoesKeepsNobodyFromWriting() throws {
        let rig = try LogRig()
        let (pipe, idle) = (TestPipe(), Onlooker())
        let feed = rig.writer.add("db", out: pipe.reader)
        _ = rig.writer.tap("db", to: idle.writers)
        _ = rig.writer.tap("db", to: Onlooker().writers)
        let line = String(repeating: "x", count: 1023) + "\n"
        for _ in 0..<4096 { pipe.write(line) }
        pipe.end()
        #expect(rig.finish(feed) == false)
        #expect(rig.texts("db").count == 4096)
        rig.close()
    }
}
