import Diagnosis
import Endpoints
import Testing

@Suite struct NothingListeningTests {
    @Test func aRefusalWithoutAListenerIsTheFallback() throws {
        let scene = try TestScene.using("127.0.0.1:3000")
        let finding = try #require(scene.judge(NothingListening.self))
        #expect(finding.fault == "nothing-listening")
        #expect(finding.confidence == Confidence.fallback)
        #expect(finding.summary == "Nothing listens on 127.0.0.1:3000: the server is not running, or not yet.")
        #expect(finding.evidence.first == EvidenceLine("connect", "127.0.0.1:3000", "refused (ECONNREFUSED)"))
    }

    @Test func everyAddressOfANameIsTried() throws {
        let finding = try #require(try TestScene.using("localhost:3000").judge(NothingListening.self))
        #expect(finding.evidence.map(\.target) == ["127.0.0.1:3000", "[::1]:3000", "port 3000"])
        #expect(finding.summary.contains("localhost:3000 (127.0.0.1 and [::1] both refuse)"))
    }

    @Test func aPortOfOneRunIsSaidToBeOne() throws {
        let finding = try #require(try TestScene.using("127.0.0.1:62893").judge(NothingListening.self))
        #expect(finding.summary.contains("given out for one run"))
    }

    @Test func aListenerAnywhereOnThePortIsAnotherFault() throws {
        let elsewhere = SocketFact(.listen, try TestScene.endpoint("[::1]:3000"))
        #expect(try TestScene.using("127.0.0.1:3000", sockets: [elsewhere]).judge(NothingListening.self) == nil)
    }

    @Test func aListenerThatIsGoneWhenItIsTriedIsTold() throws {
        var scene = try TestScene.using(
            "127.0.0.1:3000", sockets: [try .listener("127.0.0.1:3000", 4)],
            processes: [ProcessFact(pid: 4, name: "node")])
        try scene.connect("127.0.0.1:3000", .refusedByKernel)
        let finding = try #require(scene.judge(NothingListening.self))
        #expect(finding.confidence < Confidence.fallback)
        #expect(finding.summary.hasPrefix("node, pid 4, listened on 127.0.0.1:3000 a moment ago"))
    }

    @Test func whatConnectsIsNoFault() throws {
        let listener = SocketFact(.listen, try TestScene.endpoint("127.0.0.1:3000"))
        #expect(try TestScene.using("127.0.0.1:3000", sockets: [listener]).judge(NothingListening.self) == nil)
    }

    @Test func aFilterIsAnotherFault() throws {
        for outcome in [ConnectOutcome.resetByFilter(onInput: true), .answeredByICMP(3, 3), ConnectOutcome(.silent)] {
            var scene = try TestScene.using("127.0.0.1:3000")
            try scene.connect("127.0.0.1:3000", outcome)
            #expect(scene.judge(NothingListening.self) == nil)
        }
    }

    @Test func datagramsAreRefusedByICMP() throws {
        var scene = try TestScene.using("udp://127.0.0.1:8125")
        #expect(scene.judge(NothingListening.self) == nil)
        scene.set(
            .datagram(try TestScene.endpoint("127.0.0.1:8125", .udp)),
            .datagram(DatagramOutcome(failure: "ECONNREFUSED")))
        let finding = try #require(scene.judge(NothingListening.self))
        #expect(finding.summary.hasPrefix("Nothing takes datagrams on UDP port 8125"))
    }

    @Test func aPlainRefusalNeedsNothingSlow() throws {
        var investigation = Investigation(try QuestionReader.read("127.0.0.1:3000", .use), Facts())
        var costs: [Int] = []
        while let batch = investigation.next(spent: 0) {
            for experiment in batch {
                costs.append(experiment.cost)
                investigation.learn(experiment, TestScene.nothing(experiment, Facts()))
            }
        }
        #expect(investigation.findings.first?.fault == "nothing-listening")
        #expect(costs.reduce(0, +) < 200)
    }
}
