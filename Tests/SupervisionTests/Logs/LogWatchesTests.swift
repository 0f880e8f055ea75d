import CLinux
import TestSupport
import Testing

@testable import Supervision

@Suite struct LogWatchesTests {
    private func matched(_ watches: inout LogWatches, _ service: String, _ line: String) -> [Int] {
        let line = Array(line.utf8)
        return line.withUnsafeBytes { bytes in watches.matched(Array(service.utf8), bytes).map(\.id) }
    }

    @Test func eachIsFoundOnceInItsOwnService() {
        var watches = LogWatches()
        watches.add(LogWatch(id: 1), Array("api".utf8), "ready")
        watches.add(LogWatch(id: 2), Array("api".utf8), "read")
        watches.add(LogWatch(id: 3), Array("db".utf8), "ready")
        #expect(matched(&watches, "api", "not yet") == [])
        #expect(matched(&watches, "web", "ready") == [])
        #expect(matched(&watches, "api", "it is ready now") == [1, 2])
        #expect(!watches.isWatched(Array("api".utf8)))
        #expect(matched(&watches, "api", "ready") == [])
        #expect(watches.isWatched(Array("db".utf8)))
        watches.remove(LogWatch(id: 3))
        #expect(!watches.isWatched(Array("db".utf8)))
    }

    @Test(arguments: [
        ("http://localhost:\u{1B}[1m5173\u{1B}[22m/", "localhost:5173/", true),
        ("\u{1B}[32mready\u{1B}[0m", "\u{1B}[32mready", true), ("\u{1B}[32mready", "32m", true),
        ("\u{1B}[2Jready", "Jready", true), ("", "", true), ("", "x", false),
    ]) func colourDoesNotCount(line: String, text: String, expected: Bool) {
        var watches = LogWatches()
        watches.add(LogWatch(id: 1), Array("web".utf8), text)
        #expect(matched(&watches, "web", line) == (expected ? [1] : []))
    }
}

@Suite struct MailboxTests {
    private func isReadable(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0
    }

    @Test func itsDescriptorIsReadableWhileThereIsMail() throws {
        let box = try Mailbox<Int>()
        #expect(!isReadable(box.descriptor) && !box.hasMail)
        box.put(1)
        box.put(2)
        #expect(isReadable(box.descriptor) && box.hasMail)
        #expect(box.take() == [1, 2])
        #expect(!isReadable(box.descriptor) && !box.hasMail)
        #expect(box.take() == [])
    }

    @Test func nothingIsLostBetweenThreads() throws {
        let box = try Mailbox<Int>()
        let threads = try (0..<4).map { thread in
            try LogThread { for i in 0..<1000 { box.put(thread * 1000 + i) } }
        }
        var got: [Int] = []
        while got.count < 4000 {
            var entry = pollfd(fd: box.descriptor, events: Int16(POLLIN), revents: 0)
            try #require(poll(&entry, 1, 20_000) > 0)
            got += box.take()
        }
        for thread in threads { thread.join() }
        #expect(Set(got).count == 4000)
        for thread in 0..<4 {
            let own = got.filter { $0 / 1000 == thread }
            #expect(own == own.sorted())
        }
    }
}
