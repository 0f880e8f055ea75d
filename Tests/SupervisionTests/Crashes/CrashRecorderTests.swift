import Inventory
import LinuxKernel
import Stack
import Synchronization
import TestSupport
import Testing

@testable import Supervision

@Suite struct CrashRecorderTests {
    let folder = TemporaryFolder()
    var folders: StackFolders { StackFolders(state: folder("state"), runtime: folder("run")) }

    private func recorder(
        explain: @escaping ([String]) -> String? = { _ in nil }, show: @escaping (CrashCard) -> Void = { _ in }
    ) -> CrashRecorder {
        CrashRecorder(folders, run: folder("state/runs/1"), explain: explain, show: show)
    }

    @Test func aCardIsKeptAndShown() throws {
        var shown: [CrashCard] = []
        let recorder = recorder(explain: { $0.isEmpty ? nil : "about \($0[0])" }, show: { shown.append($0) })
        var life = ServiceLife()
        life.restarts = 3
        life.startedAt = Clock.monotonic() - 5
        recorder.crashed(service(in: folder.path), Ending(code: 7), life, tail: ["boom"])
        let card = try #require(recorder.cards.first)
        #expect(shown == [card])
        #expect(card.ending == Ending(code: 7))
        #expect(card.restarts == 3)
        #expect(card.meaning == "about boom")
        #expect(card.lastGood == nil)
        #expect((5..<60).contains(card.ranFor))
        let kept = try #require(FileBytes.read(folder("state/runs/1/crash-1-web.json")).flatMap { JSONValue($0) })
        #expect(CrashCard(kept)?.lines == ["boom"])
    }

    @Test func theCardsOfARunComeInTheirOrder() {
        let recorder = recorder()
        for code in 1...12 {
            recorder.crashed(service(in: folder.path), Ending(code: Int32(code)), ServiceLife(), tail: [])
        }
        folder.write("state/runs/1/crash-13-web.json", "{")
        let cards = CrashCard.all(of: RunFolder(path: folder("state/runs/1"), number: 1))
        #expect(cards.map(\.ending.code) == Array(1...12))
        #expect(CrashCard.all(of: RunFolder(path: folder("state/runs/2"), number: 2)) == [])
    }

    @Test func changesSinceTheLastGoodRun() throws {
        folder.write("app/app.py", "")
        let recorder = recorder()
        recorder.becameReady(service(variables: ["KEY": "hunter2"], in: folder("app")))
        let kept = folder.text("state/good/web.json")
        #expect(!kept.contains("hunter2"))
        recorder.crashed(
            service(variables: ["KEY": "other"], in: folder("app")), Ending(code: 1), ServiceLife(), tail: [])
        let card = try #require(recorder.cards.first)
        #expect(card.changes.contains("variable KEY: another value"))
        #expect(card.lastGood != nil)
        #expect(!card.changes.contains { $0.hasPrefix("files") }, "app.py is older than that")
    }

    @Test func itIsRememberedAcrossRuns() {
        folder.write("app/app.py", "")
        recorder().becameReady(service(command: "old", in: folder("app")))
        let next = recorder()
        next.crashed(service(command: "new", in: folder("app")), Ending(code: 1), ServiceLife(), tail: [])
        #expect(next.cards.first?.changes == ["command: old → new"])
    }

    @Test func aDamagedMemoryIsNone() {
        folder.write("state/good/web.json", "{{{")
        let recorder = recorder()
        recorder.crashed(service(in: folder.path), Ending(code: 1), ServiceLife(), tail: [])
        #expect(recorder.cards.first?.lastGood == nil)
    }

    @Test func aNightOfCrashesIsBounded() {
        let recorder = recorder()
        for i in 0..<200 {
            recorder.crashed(service(in: folder("none")), Ending(code: Int32(i)), ServiceLife(), tail: [])
        }
        #expect(recorder.cards.count == 50)
        #expect(recorder.cards.first?.ending.code == 0)
        #expect(recorder.cards.last?.ending.code == 199)
        #expect((FileBytes.names(in: folder("state/runs/1")) ?? []).count <= 51)
    }

    /// A full or missing disk is no reason to fall over.
    @Test func whatCannotBeWrittenIsShownAllTheSame() {
        folder.write("state", "a file is in the way")
        var shown = 0
        let recorder = recorder(show: { _ in shown += 1 })
        recorder.becameReady(service(in: folder.path))
        recorder.crashed(service(in: folder.path), Ending(code: 1), ServiceLife(), tail: ["x"])
        #expect(shown == 1)
    }
}
