import Diagnosis
import Endpoints
import Testing

@Suite struct StuckTests {
    private func stuck(_ told: TestScene) throws -> Stuck? {
        try Scene(told.question, told.facts, told.outcomes).stuck()
    }

    @Test(arguments: Stuck.Way.allCases)
    func everyWayIsSeenAtTheServersEnd(_ way: Stuck.Way) throws {
        let stuck = try #require(try stuck(try HangTesting.stuck(way)))
        #expect(stuck.way == way)
        #expect(stuck.port == 8000)
        #expect(stuck.evidence.first?.experiment == "connect")
        #expect((stuck.request == nil) == (way == .queueFull))
    }

    @Test func aBareEndpointIsStuckOnlyWhereNobodyAccepts() throws {
        #expect(try stuck(try HangTesting.stuck(.notAccepted, isBare: true))?.isBare == true)
        #expect(try stuck(try HangTesting.stuck(.read, isBare: true)) == nil)
        #expect(try stuck(try HangTesting.stuck(.unknown, isBare: true)) == nil)
    }

    @Test func aServerThatSpokeOrClosedIsNotStuck() throws {
        let waiting = ServerSide(isAccepted: false)
        var greeted = try HangTesting.stuck(.notAccepted, isBare: true)
        try greeted.connect("127.0.0.1:8000", ConnectOutcome(.connected, serverSide: waiting, greeting: [72, 105]))
        #expect(try stuck(greeted) == nil)
        try greeted.connect("127.0.0.1:8000", ConnectOutcome(.connected, serverSide: waiting, ending: .closed))
        #expect(try stuck(greeted) == nil)
        try greeted.connect("127.0.0.1:8000", ConnectOutcome(.refused))
        #expect(try stuck(greeted) == nil)
    }

    @Test func silenceNeedsAFullQueue() throws {
        var scene = try HangTesting.stuck(.queueFull)
        scene.facts.sockets[0].receiveQueue = 0
        try scene.connect("127.0.0.1:8000", ConnectOutcome(.silent))
        #expect(try stuck(scene) == nil)
    }

    @Test func aQueueThatFilledWithOurOwnConnectIsFull() throws {
        var scene = try HangTesting.stuck(.notAccepted)
        scene.facts.sockets[0].receiveQueue = 6
        scene.set(.http(try HangTesting.ask), .http(HTTPOutcome(.notConnected(.silent))))
        #expect(try stuck(scene)?.way == .queueFull)
    }

    @Test(arguments: ConnectionFact.Standing.allCases)
    func whereAConnectionStands(_ standing: ConnectionFact.Standing) throws {
        #expect(try HangTesting.connection(standing, from: 40000).standing == standing)
    }

    @Test func anAnsweredRequestIsIdleAgain() throws {
        var connection = try HangTesting.connection(.inHand, from: 40000)
        (connection.sent, connection.sinceSent) = (200, 4990)
        #expect(connection.standing == .idle)
        connection.sinceSent = 5100
        #expect(connection.standing == .inHand)
    }
}
