import Inventory
import LinuxKernel
import Supervision
import Testing

/// A stack's remains among other processes; the observer is 50, a child of 40.
@Suite struct LeftoverSearchTests {
    private let run = RunID(stack: "shop", unique: 1)

    private func process(
        _ pid: Int32, parent: Int32 = 1, session: Int32? = nil, start: UInt64? = nil, state: Character = "S",
        run: String? = nil, service: UInt32? = nil
    ) -> ProcessSnapshot {
        let stat = ProcessStat(
            name: "p\(pid)", state: state, parent: parent, session: session ?? pid, startTicks: start ?? UInt64(pid))
        return ProcessSnapshot(pid: pid, stat: stat, run: run, service: service)
    }

    private func record(_ services: (id: UInt32, pid: Int32, start: UInt64)...) -> GuardianRecord {
        GuardianRecord(
            run: run, guardian: ProcessIdentity(pid: 90, startTicks: 90),
            supervisor: ProcessIdentity(pid: 50, startTicks: 50),
            services: services.map {
                GuardianRecord.Service(
                    id: ServiceID($0.id), leader: ProcessIdentity(pid: $0.pid, startTicks: $0.start),
                    stopSignal: .terminate, grace: 1, name: "s")
            })
    }

    private func find(
        _ record: GuardianRecord?, _ processes: [ProcessSnapshot], adopts: Bool = false, members: Set<Int32> = [],
        earlier: Set<Leftover> = []
    ) -> [String] {
        let shell = [process(1, parent: 0), process(40), process(50, parent: 40, session: 40)]
        return LeftoverSearch(record: record, match: .run(run), observer: 50, adopts: adopts)
            .find(shell + processes, members: members, earlier: earlier)
            .map { "\($0.process.pid) \($0.reason) \($0.service)" }
    }

    @Test func aRecordedLeaderIsFound() {
        #expect(find(record((3, 100, 7)), [process(100, start: 7)]) == ["100 recorded 3"])
    }

    @Test func anotherProcessWithItsNumberIsNot() {
        #expect(find(record((3, 100, 7)), [process(100, start: 8), process(101, session: 100, start: 9)]) == [])
    }

    @Test func itsSessionIsFoundAfterItsEnd() {
        #expect(
            find(record((3, 100, 7)), [process(101, session: 100), process(102, session: 101)]) == ["101 session 3"])
    }

    @Test func aSessionOlderThanItsLeaderIsAnotherOne() {
        #expect(find(record((3, 100, 200)), [process(101, session: 100)]) == [])
    }

    @Test func aCookieIsFoundWithoutAnyRecord() {
        let processes = [
            process(100, run: "shop.1", service: 4), process(101, run: "shop.1"), process(102, run: "shop.11"),
            process(103, run: "other.1"),
        ]
        #expect(find(nil, processes) == ["100 cookie 4", "101 cookie 0"])
    }

    @Test func descendantsAreFoundWhateverTheyCarry() {
        let processes = [
            process(100, run: "shop.1", service: 4), process(60, parent: 100), process(61, parent: 60, run: "inner.1"),
            process(62, parent: 61),
        ]
        #expect(find(nil, processes) == ["60 descendant 4", "61 descendant 4", "62 descendant 4", "100 cookie 4"])
    }

    @Test func zombiesAreGone() {
        #expect(find(record((3, 100, 100)), [process(100, state: "Z"), process(101, state: "Z", run: "shop.1")]) == [])
    }

    /// A shell opened by `ostia exec` carries the cookie, and `ostia down` is typed into it.
    @Test func theObserverAndItsAncestorsAreSpared() {
        let search = LeftoverSearch(record: nil, match: .run(run), observer: 102)
        let processes = [
            process(1, parent: 0), process(100, run: "shop.1"), process(101, parent: 100, run: "shop.1"),
            process(102, parent: 101, run: "shop.1"), process(103, parent: 101, run: "shop.1"),
        ]
        #expect(search.find(processes).map(\.process.pid) == [103])
    }

    @Test func orphansOfASubreaperAreFound() {
        let processes = [
            process(100, parent: 50), process(101, parent: 50, session: 40), process(90, parent: 50, start: 90),
        ]
        #expect(find(record(), processes) == [])
        #expect(find(record(), processes, adopts: true) == ["100 adopted 0"])
    }

    @Test func theCgroupTells() {
        #expect(find(nil, [process(100), process(101)], members: [101, 50]) == ["101 cgroup 0"])
    }

    @Test func whatWasFoundOnceStaysFoundButNotItsNumber() {
        let before = Leftover(
            process: ProcessIdentity(pid: 100, startTicks: 5), name: "x", reason: .descendant, service: ServiceID(2))
        #expect(find(nil, [process(100, start: 5)], earlier: [before]) == ["100 descendant 2"])
        #expect(find(nil, [process(100, start: 6)], earlier: [before]) == [])
    }

    @Test func aCircleOfParentsEnds() {
        let processes = [process(100, parent: 101, run: "shop.1"), process(101, parent: 100)]
        #expect(find(nil, processes) == ["100 cookie 0", "101 descendant 0"])
    }
}
