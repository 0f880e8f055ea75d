import LinuxKernel
import Stack
import TestSupport
import Testing

@testable import Supervision

@Suite struct StackRecordTests {
    static func record(_ id: String = "shop-1", project: String = "shop", label: String = "main") -> StackRecord {
        StackRecord(
            identity: StackIdentity(project: project, workTree: "/work/shöp \"x\"", label: label, id: id),
            file: "/work/ostia.yaml", supervisor: 4321, startTicks: UInt64.max - 3, startedAt: 1_700_000_000.25,
            run: "r-1", containerProgram: "podman")
    }

    @Test func roundTrip() throws {
        #expect(try StackRecord(Self.record().bytes) == Self.record())
        let bare = StackRecord(
            identity: StackIdentity(project: "a", workTree: "/b", label: "", id: "a-1"), file: nil)
        #expect(try StackRecord(bare.bytes) == bare)
    }

    @Test(arguments: [
        "", "{}", "{\"version\":1}", "{\"version\":1,\"project\":\"a\",\"id\":\"b\"}", "x", "{\"version\":\"1\"}",
    ])
    func damaged(_ text: String) {
        #expect(throws: StackRecord.Unreadable.damaged) { try StackRecord(Array(text.utf8)) }
    }

    @Test func whatWasCutIsDamaged() {
        let bytes = Self.record().bytes
        for count in 0..<(bytes.count - 2) {
            #expect(throws: StackRecord.Unreadable.self) { try StackRecord(Array(bytes.prefix(count))) }
        }
    }

    @Test func ofALaterVersion() {
        #expect(throws: StackRecord.Unreadable.newer(2)) {
            try StackRecord(Array("{\"version\":2,\"whatever\":true}".utf8))
        }
    }

    @Test func aProcessNumberBeyondAll() async {
        await #expect(processExitsWith: .success) {
            let text = "{\"version\":1,\"project\":\"a\",\"work_tree\":\"/\",\"id\":\"b\",\"supervisor\":99999999999}"
            _ = try? StackRecord(Array(text.utf8))
        }
    }

    @Test func whetherItRuns() {
        let proc = FakeProc()
        proc.add(77, name: "ostia", startTicks: 500)
        var record = Self.record()
        record.supervisor = 77
        record.startTicks = 500
        #expect(record.isRunning(proc.proc))
        record.startTicks = 499
        #expect(!record.isRunning(proc.proc), "a later process of the same number")
        record.supervisor = 78
        #expect(!record.isRunning(proc.proc))
        record.supervisor = 0
        #expect(!record.isRunning(proc.proc))
    }
}

@Suite struct StackStoreTests {
    let folder = TemporaryFolder()
    var store: StackStore { StackStore(state: folder("state"), runtime: folder("run")) }

    @Test func whatIsWrittenIsReadBack() throws {
        #expect(try store.record("shop-1") == nil)
        #expect(store.records() == [])
        try store.write(StackRecordTests.record())
        #expect(try store.record("shop-1") == StackRecordTests.record())
        var changed = StackRecordTests.record()
        changed.supervisor = 0
        try store.write(changed)
        #expect(store.records() == [changed])
    }

    @Test func inTheirOrder() throws {
        for (id, project, label) in [("x-3", "zoo", "a"), ("x-2", "shop", "main"), ("x-1", "shop", "fix")] {
            try store.write(StackRecordTests.record(id, project: project, label: label))
        }
        #expect(store.records().map(\.identity.id) == ["x-1", "x-2", "x-3"])
    }

    @Test func oneThatCannotBeReadHidesNoOther() throws {
        try store.write(StackRecordTests.record())
        folder.write("state/stacks/newer/stack.json", "{\"version\":9}")
        folder.write("state/stacks/damaged/stack.json", "{")
        folder.makeFolder("state/stacks/empty")
        #expect(store.records().map(\.identity.id) == ["shop-1"])
        #expect(throws: StackRecord.Unreadable.newer(9)) { try store.record("newer") }
        #expect(throws: StackRecord.Unreadable.damaged) { try store.record("damaged") }
    }

    @Test func theRightToRunItIsOnes() throws {
        let first = try store.claim("shop-1")
        #expect(first != nil)
        #expect(try store.claim("shop-1") == nil)
        #expect(try store.claim("shop-2") != nil, "another stack is another's")
        first?.release()
        #expect(try store.claim("shop-1") != nil)
    }

    @Test func theRightEndsWithItsValue() throws {
        do { _ = try store.claim("shop-1") }
        #expect(try store.claim("shop-1") != nil)
    }

    @Test func aClaimThatCannotBeMade() {
        folder.write("run", "a file is in the way")
        #expect(throws: SystemError.self) { try store.claim("shop-1") }
    }

    @Test func startingAndRunningAreTwoRights() throws {
        let start = try store.claimStart("shop-1", seconds: 0)
        #expect(start != nil)
        #expect(try store.claimStart("shop-1", seconds: 0) == nil)
        #expect(try store.claim("shop-1") != nil)
        start?.release()
        #expect(try store.claimStart("shop-1", seconds: 0) != nil)
    }

    @Test func manyWritersLeaveAWholeRecord() throws {
        try store.write(StackRecordTests.record())
        let store = store
        let failures = (0..<8).map { i in
            ParallelWriter(store, supervisor: Int32(i + 1))
        }.map { $0.finish() }
        #expect(failures.allSatisfy { $0 == nil })
        #expect(try (1...8).contains(store.record("shop-1")?.supervisor ?? 0))
    }
}
