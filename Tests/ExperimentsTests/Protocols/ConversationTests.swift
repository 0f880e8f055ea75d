import Diagnosis
import Endpoints
import Synchronization
import TestSupport
import Testing

@testable import Experiments

/// Each protocol over a connection: what the server gets, and what is made of its answer.
@Suite struct ConversationTests {
    /// Speaks with a server that waits for `words` bytes and gives this answer.
    private func talk(
        _ spoken: SpokenProtocol, words: Int, answer: [UInt8], isClosing: Bool = false
    ) throws -> (heard: [UInt8], answer: ProtocolAnswer) {
        let heard = Mutex<[UInt8]>([])
        let server = try ScriptedServer { client in
            let got = client.take(words)
            heard.withLock { $0 = got }
            client.say(answer)
            if !isClosing { client.waitForEnd() }
        }
        let spokenAnswer = ProtocolTrial(patience: 5, wait: 5).speak(spoken, server.endpoint)
        return (heard.withLock { $0 }, spokenAnswer)
    }

    @Test(
        arguments: [
            (.redis, "PING\r\n", "-LOADING Redis is loading\r\n", "-LOADING Redis is loading"),
            (.redis, "PING\r\n", "-MOVED 1 127.0.0.1:7001\r\n", "-MOVED 1 127.0.0.1:7001"),
            (.memcached, "version\r\n", "VERSION 1.5\r\n", "VERSION 1.5"),
            (.jdwp, "JDWP-Handshake", "JDWP-Handshake", ""),
            (.vnc, "", "RFB 003.008\n", "RFB 003.008"), (.ftp, "", "220 (vsFTPd 3.0.3)\r\n", "220 (vsFTPd 3.0.3)"),
            (.debugpy, "", "Content-Length: 2\r\n\r\n{}", ""),
        ] as [(SpokenProtocol, String, String, String)])
    func lines(_ spoken: SpokenProtocol, _ words: String, _ answer: String, _ detail: String) throws {
        let talk = try talk(spoken, words: words.utf8.count, answer: Array(answer.utf8))
        #expect(talk.heard == Array(words.utf8))
        #expect(talk.answer.isSpoken)
        #expect(talk.answer.detail == detail)
        #expect(talk.answer.firstBytes == Array(answer.utf8))
        #expect(talk.answer.ending == .open)
    }

    @Test func postgresBeforeAnyUser() throws {
        let talk = try talk(.postgres, words: 8, answer: Array("S".utf8))
        #expect(talk.heard == [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F])
        #expect(talk.answer == ProtocolAnswer(isSpoken: true, detail: "S", firstBytes: Array("S".utf8)))
    }

    /// Length, request id, answered id, OP_QUERY, flags, collection, skip 0, return 1, and the document.
    @Test func mongoToAnyone() throws {
        let talk = try talk(.mongo, words: 58, answer: [])
        let heard = talk.heard
        #expect(heard.count == 58)
        #expect(Array(heard.prefix(4)) == [58, 0, 0, 0])
        #expect(Array(heard[12..<16]) == [0xD4, 7, 0, 0])
        #expect(Array(heard[20..<31]) == Array("admin.$cmd".utf8) + [0])
        #expect(Array(heard[31..<39]) == [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(BSON.read(heard[39...]) == [BSON.Element(name: "ismaster", text: "1")])
        #expect(!talk.answer.isSpoken)
    }

    @Test func amqpOfAnotherVersion() throws {
        let talk = try talk(.amqp, words: 8, answer: Array("AMQP".utf8) + [0, 1, 0, 0], isClosing: true)
        #expect(talk.heard == Array("AMQP".utf8) + [0, 0, 9, 1])
        #expect(talk.answer.isSpoken)
        #expect(talk.answer.detail == "wants 1.0.0")
    }

    @Test func http2ToAnOlderServer() throws {
        let talk = try talk(.http2, words: 33, answer: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), isClosing: true)
        #expect(talk.heard.starts(with: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8))
        #expect(Array(talk.heard.suffix(9)) == [0, 0, 0, 4, 0, 0, 0, 0, 0])
        #expect(!talk.answer.isSpoken)
        #expect(FirstBytes.identify(talk.answer.firstBytes) == .http)
    }

    /// A packet that comes in pieces is waited for.
    @Test func greetingInPieces() throws {
        let server = try ScriptedServer { client in
            for byte in [12, 0, 0, 0, 10] + Array("8.0.1".utf8) + [0, 1, 2, 3, 4, 5] { client.say([byte]) }
            client.waitForEnd()
        }
        let answer = ProtocolTrial(patience: 5, wait: 5).speak(.mysql, server.endpoint)
        #expect(answer.isSpoken)
        #expect(answer.detail == "8.0.1")
        #expect(answer.firstBytes.count == 16)
    }

    /// Every server but its own is told apart by every protocol.
    @Test(arguments: [SpokenProtocol.redis, .memcached, .mongo, .amqp, .http2, .mysql, .ssh, .vnc, .postgres, .jdwp])
    func anotherServer(_ spoken: SpokenProtocol) throws {
        let server = try ScriptedServer { client in
            client.say("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
        }
        let answer = ProtocolTrial(patience: 5, wait: 5).speak(spoken, server.endpoint)
        #expect(!answer.isSpoken)
    }

    @Test func wordsOfConnects() {
        #expect(ConnectOutcome.Result.connected.word == "connected")
        #expect(ConnectOutcome.Result.refused.word == "refused")
        #expect(ConnectOutcome.Result.silent.word == "silent")
        #expect(ConnectOutcome.Result.failed("EHOSTUNREACH").word == "EHOSTUNREACH")
    }
}
