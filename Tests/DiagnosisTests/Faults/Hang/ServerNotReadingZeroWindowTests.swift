import Diagnosis
import Endpoints
import Testing

@Suite struct ServerNotReadingZeroWindowTests {
    private func scene(
        unread: UInt32, unsent: UInt32 = 200_000, since: Double = 3000, isAccepted: Bool = true
    ) throws -> TestScene {
        var connection = try HangTesting.connection(.unread, from: 40000, since: since)
        (connection.unread, connection.unsent, connection.isAccepted) = (unread, unsent, isAccepted)
        var scene = try HangTesting.stuck(.read, others: [connection], isBare: true)
        scene.facts.sockets.append(
            SocketFact(
                .established, connection.server, remote: connection.client, receiveQueue: unread, owners: [812]))
        return scene
    }

    @Test func unreadBytesThatStayAreTheReason() throws {
        let finding = try #require(try scene(unread: 65_000).judge(ServerNotReadingZeroWindow.self))
        #expect(finding.fault == "server-not-reading-zero-window")
        #expect(
            finding.summary
                == "python3, pid 812, does not read a connection from 127.0.0.1:40000: 65000 bytes lie unread, and the "
                + "client cannot send on.")
        #expect(
            finding.evidence.last?.result == "65000 bytes unread, 200000 not taken from the client, nothing for 3.0 s")
    }

    @Test func aRequestOfOursThatIsNotReadIsLessSure() throws {
        let finding = try #require(try HangTesting.stuck(.notRead).judge(ServerNotReadingZeroWindow.self))
        #expect(finding.confidence == 0.87)
    }

    @Test func bytesThatAreBeingReadAreNot() throws {
        #expect(try scene(unread: 65_000, since: 20).judge(ServerNotReadingZeroWindow.self) == nil)
        #expect(try scene(unread: 65_000, unsent: 0).judge(ServerNotReadingZeroWindow.self) == nil)
        #expect(try scene(unread: 900).judge(ServerNotReadingZeroWindow.self) == nil)
        #expect(try scene(unread: 65_000, isAccepted: false).judge(ServerNotReadingZeroWindow.self) == nil)
    }

    @Test func workersThatAreTakenAreAPool() throws {
        let others = try (0..<2).map { try HangTesting.connection(.inHand, from: UInt16(40000 + $0)) }
        #expect(try HangTesting.stuck(.notRead, others: others).judge(ServerNotReadingZeroWindow.self) == nil)
    }
}
