import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite struct LimitsSurveyTests {
    private func row(_ port: UInt16, _ state: SocketState, to remote: Endpoint) -> SocketRow {
        SocketRow(local: Endpoint(.tcp, .loopbackV4, port), remote: remote, state: state, inode: 1)
    }

    private let database = Endpoint(.tcp, .loopbackV4, 5432)

    @Test func connectionsToOneEndpointAreACrowd() {
        var rows = (UInt16(40000)..<40030).map { row($0, $0 < 40020 ? .timeWait : .established, to: database) }
        // The server's own half, and a few connections elsewhere.
        rows += (UInt16(40000)..<40030).map {
            SocketRow(local: database, remote: Endpoint(.tcp, .loopbackV4, $0), state: .established, inode: 2)
        }
        rows.append(row(40050, .established, to: Endpoint(.tcp, .loopbackV4, 6379)))
        let machine = Machine(sockets: StubTable(rows), proc: FakeProc().proc, userID: 0, processID: 1)
        let look = LimitsSurvey(machine, range: 40000...40100).look(Facts())
        #expect(look.crowds == [LimitsLook.Crowd(database, ports: 30, timeWaits: 20)])
        #expect(LimitsSurvey(machine, range: 50000...50100).look(Facts()).crowds.isEmpty)
    }

    @Test(arguments: [(3, true), (1024, false)])
    func aServerWithAllItsDescriptorsOpen(_ limit: Int, _ isStarving: Bool) {
        let host = FakeHost()
        host.add(70, "quay", sockets: [3: 1, 4: 2], files: [0: "/dev/null"])
        host.proc.folder.write("70/limits", "Max open files   \(limit)   4096   files\n")
        let listener = SocketFact(.listen, Endpoint(.tcp, .loopbackV4, 80), owners: [70])
        let look = LimitsSurvey(host.machine, range: 40000...40100).look(Facts(sockets: [listener]))
        #expect(look.starving == (isStarving ? [LimitsLook.Starving(70, open: 3, limit: 3)] : []))
        // Where the owner is hidden, its user's programs are counted.
        var hidden = Facts(sockets: [SocketFact(.listen, listener.local, uid: 33)])
        hidden.processes[70] = ProcessFact(pid: 70, name: "quay", arguments: ["quay"], uid: 33)
        #expect(LimitsSurvey(host.machine, range: 40000...40100).look(hidden).starving.count == (isStarving ? 1 : 0))
        hidden.processes[70]?.uid = 34
        #expect(LimitsSurvey(host.machine, range: 40000...40100).look(hidden).starving.isEmpty)
        // Programs that do not listen are left alone.
        #expect(LimitsSurvey(host.machine, range: 40000...40100).look(Facts()).starving.isEmpty)
    }
}
