import Diagnosis
import Endpoints
import Testing

@Suite struct SYNRetryOneSecondDelaysTests {
    private func scene(
        _ outcome: ConnectOutcome, full: Int, overflows: Int, history: Int = 0, limit: UInt32 = 1,
        reports: [ErrorReport] = []
    ) throws -> TestScene {
        let endpoint = try TestScene.endpoint("127.0.0.1:8000")
        let listener = SocketFact(.listen, endpoint, sendQueue: limit, owners: [812])
        var scene = try TestScene.using(
            "127.0.0.1:8000", sockets: [listener], processes: [HangTesting.python], reports: reports)
        scene.facts.kernel.listenOverflows = history
        try scene.connect("127.0.0.1:8000", outcome)
        scene.set(
            .queue(endpoint),
            .queue(QueueWatch(looks: 100, fullLooks: full, longest: 2, limit: 1, overflows: overflows)))
        return scene
    }

    private let quick = ConnectOutcome(.connected, milliseconds: 0.1)
    private let late = ConnectOutcome(.connected, milliseconds: 1021, counters: ["TcpExt.TCPSynRetrans": 1])

    @Test func aConnectOfOneSecondAndABurstyQueue() throws {
        let finding = try #require(try scene(late, full: 30, overflows: 4).judge(SYNRetryOneSecondDelays.self))
        #expect(finding.fault == "syn-retry-one-second-delays")
        #expect(finding.confidence == 0.96)
        #expect(
            finding.summary
                == "python3, pid 812, accepts too slowly for a queue of 1 on 127.0.0.1:8000: SYNs are dropped in bursts "
                + "and sent again after 1 s or 3 s.")
        #expect(finding.evidence.map(\.experiment) == ["connect", "accept queue", "counter"])
    }

    @Test func aMessageAndOverflowsInThePastAreWorthASecondsLook() throws {
        let report = ErrorReport(.timeout, text: "took 1.02 s")
        #expect(
            try scene(quick, full: 20, overflows: 2, history: 40, reports: [report])
                .judge(SYNRetryOneSecondDelays.self)?.confidence == 0.96)
        #expect(
            try scene(quick, full: 0, overflows: 0, history: 40, reports: [report])
                .judge(SYNRetryOneSecondDelays.self) == nil)
    }

    @Test func aQuickConnectIsNotLookedAtLonger() throws {
        // Nothing ever overflowed here, or the queue is long and nobody complains.
        #expect(try scene(quick, full: 50, overflows: 9).judge(SYNRetryOneSecondDelays.self) == nil)
        #expect(
            try scene(quick, full: 50, overflows: 9, history: 4, limit: 100).judge(SYNRetryOneSecondDelays.self) == nil)
        #expect(try scene(quick, full: 50, overflows: 9, history: 4).judge(SYNRetryOneSecondDelays.self) != nil)
    }

    @Test func aQueueThatStaysFullIsAnotherFault() throws {
        let silent = ConnectOutcome(.silent, counters: ["TcpExt.ListenOverflows": 2])
        #expect(try scene(silent, full: 100, overflows: 3).judge(SYNRetryOneSecondDelays.self) == nil)
        #expect(try scene(silent, full: 60, overflows: 3).judge(SYNRetryOneSecondDelays.self) != nil)
    }

    @Test func aRefusalIsNot() throws {
        #expect(
            try scene(ConnectOutcome(.refused), full: 50, overflows: 9, history: 9).judge(SYNRetryOneSecondDelays.self)
                == nil)
    }
}
