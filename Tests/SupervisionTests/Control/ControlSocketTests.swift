import Foundation
import LinuxKernel
import Synchronization
import TestSupport
import Testing

@testable import Supervision

/// Both sides of the control socket.
@Suite struct ControlSocketTests {
    let folder = TemporaryFolder()
    var folders: StackFolders { StackFolders(state: folder("state"), runtime: folder.path) }

    /// What a thread of its own comes to.
    private final class Later<Value: Sendable>: Sendable {
        private let value = Mutex<Value?>(nil)

        init(_ body: @escaping @Sendable () -> Value) {
            Thread { self.value.withLock { [result = body()] in $0 = result } }.start()
        }

        var result: Value? { value.withLock { $0 } }
    }

    private func server() throws -> ControlServer { try ControlServer(path: folders.controlSocket) }

    /// The client that has connected.
    private func accepted(_ server: ControlServer, _ place: Int = 0) throws -> ControlServer.Client {
        _ = eventually {
            server.accept()
            return server.clients.count > place
        }
        try #require(server.clients.count > place)
        return server.clients[place]
    }

    private func next(_ client: ControlServer.Client) -> ControlServer.Client.Input {
        var input = ControlServer.Client.Input.nothingYet
        _ = eventually {
            input = client.next()
            return input != .nothingYet
        }
        return input
    }

    @Test func aQuestionIsAnswered() throws {
        let server = try server()
        let asked = Later { [folders] in (try? ControlClient(folders))?.ask(.stop(["web"])) }
        let client = try accepted(server)
        #expect(next(client) == .request(.stop(["web"])))
        client.answer(ControlAnswer(isDone: true, text: "stopped"))
        #expect(eventually { asked.result != nil })
        #expect(asked.result == ControlAnswer(isDone: true, text: "stopped"))
    }

    @Test func severalQuestionsOnOneConnection() throws {
        let server = try server()
        let asked = Later { [folders] in
            guard let client = try? ControlClient(folders) else { return [String]() }
            return (0..<3).compactMap { client.ask(.start(["s\($0)"]))?.text }
        }
        let client = try accepted(server)
        for i in 0..<3 {
            #expect(next(client) == .request(.start(["s\(i)"])))
            client.answer(ControlAnswer(isDone: true, text: "\(i)"))
        }
        #expect(eventually { asked.result != nil })
        #expect(asked.result == ["0", "1", "2"])
        #expect(next(client) == .ended)
    }

    @Test func twoQuestionsInOnePiece() throws {
        let server = try server()
        let client = try ControlClient(folders)
        client.send(ControlRequest.status.line + ControlRequest.down.line)
        let accepted = try accepted(server)
        #expect(next(accepted) == .request(.status))
        #expect(next(accepted) == .request(.down))
        #expect(accepted.next() == .nothingYet)
    }

    @Test func halfALineIsWaitedFor() throws {
        let server = try server()
        let client = try ControlClient(folders)
        let line = ControlRequest.restart(["web"]).line
        client.send(Array(line.prefix(9)))
        let accepted = try accepted(server)
        #expect(accepted.next() == .nothingYet)
        client.send(Array(line.dropFirst(9)))
        #expect(next(accepted) == .request(.restart(["web"])))
    }

    @Test func nonsenseIsTold() throws {
        let server = try server()
        let client = try ControlClient(folders)
        client.send(Array("GET / HTTP/1.1\r\n".utf8))
        #expect(next(try accepted(server)) == .nonsense)
    }

    @Test func aLineWithoutEndIsNonsense() throws {
        let server = try server()
        let client = try ControlClient(folders)
        client.send([UInt8](repeating: UInt8(ascii: "x"), count: 70_000))
        #expect(next(try accepted(server)) == .nonsense)
    }

    @Test func whatIsTypedFollowsTheAttachment() throws {
        let server = try server()
        let client = try ControlClient(folders)
        client.send(ControlRequest.attach("web").line + Array("first\nsecond".utf8))
        let accepted = try accepted(server)
        #expect(next(accepted) == .request(.attach("web")))
        accepted.attachedTo = "web"
        client.send(Array(" third\n".utf8) + [0, 3, 255])
        var typed: [UInt8] = []
        while typed.count < 22, case .typed(let bytes) = next(accepted) { typed += bytes }
        #expect(typed == Array("first\nsecond third\n".utf8) + [0, 3, 255])
        #expect(accepted.next() == .nothingYet)
    }

    @Test func aLotIsTyped() throws {
        let server = try server()
        let client = try ControlClient(folders)
        let accepted = try accepted(server)
        accepted.attachedTo = "web"
        client.send([UInt8](repeating: 65, count: 100_000))
        var count = 0
        while count < 100_000, case .typed(let bytes) = next(accepted) { count += bytes.count }
        #expect(count == 100_000)
    }

    @Test func aSlowReaderHoldsUpNobody() throws {
        let server = try server()
        let address = try #require(UnixAddress(folders.controlSocket))
        let slow = try UnixClient(connectingTo: address)
        let client = try accepted(server)
        let answer = ControlAnswer(isDone: true, document: String(repeating: "d", count: 1_000_000))
        client.answer(answer)
        #expect(client.hasMoreToSend)
        // Another one is served meanwhile.
        let asked = Later { [folders] in (try? ControlClient(folders))?.ask(.status) }
        let other = try accepted(server, 1)
        #expect(next(other) == .request(.status))
        other.answer(ControlAnswer(isDone: true))
        #expect(eventually { asked.result != nil })
        var received = 0
        _ = eventually {
            while case .bytes(let bytes) = slow.receive() { received += bytes.count }
            _ = client.flush()
            return received >= answer.line.count
        }
        #expect(received == answer.line.count)
        #expect(!client.hasMoreToSend)
    }

    @Test func aReaderThatLeftIsNoticed() throws {
        let server = try server()
        let address = try #require(UnixAddress(folders.controlSocket))
        var reader: UnixClient? = try UnixClient(connectingTo: address)
        let client = try accepted(server)
        client.answer(ControlAnswer(isDone: true, document: String(repeating: "d", count: 1_000_000)))
        #expect(reader != nil && client.hasMoreToSend)
        reader = nil
        // A child that is between its fork and its exec holds a copy for a moment.
        #expect(eventually { !client.flush() })
        #expect(next(client) == .ended)
        server.remove(client)
        #expect(server.clients.isEmpty)
    }

    @Test func aSupervisorThatGoesAwayAnswersNothing() throws {
        var server: ControlServer? = try server()
        let asked = Later { [folders] in [(try? ControlClient(folders))?.ask(.wait)] }
        if let server { #expect(next(try accepted(server)) == .request(.wait)) }
        server = nil
        #expect(eventually { asked.result != nil })
        #expect(asked.result == [nil])
    }

    @Test func patienceEnds() throws {
        let server = try server()
        let client = try ControlClient(folders)
        #expect(client.ask(.wait) { _ in true } == nil)
        #expect(next(try accepted(server)) == .request(.wait))
    }

    @Test func nobodyIsThere() throws {
        let error = #expect(throws: SystemError.self) { try ControlClient(folders) }
        #expect(error?.isMissing == true)
        folder.makeFolder("long")
        let long = StackFolders(state: "/", runtime: folder(String(repeating: "x", count: 120)))
        #expect(throws: SystemError.self) { try ControlClient(long) }
        #expect(throws: SystemError.self) { try ControlServer(path: long.controlSocket) }
    }

    @Test func onePlaceHasOneServer() throws {
        let first = try server()
        #expect(throws: SystemError.self) { try server() }
        #expect(first.clients.isEmpty)
    }

    @Test func aDeadServersPlaceIsTakenOver() throws {
        do { _ = try server() }
        let server = try server()
        let client = try ControlClient(folders)
        client.send(ControlRequest.status.line)
        #expect(next(try accepted(server)) == .request(.status))
    }
}
