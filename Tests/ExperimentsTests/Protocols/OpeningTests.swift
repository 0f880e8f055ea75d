import Diagnosis
import TestSupport
import Testing

@testable import Experiments

/// What is made of answers, without a server.
@Suite struct OpeningTests {
    private func read(_ spoken: SpokenProtocol, _ bytes: [UInt8]) throws -> Opening.Reading {
        try #require(Opening.of(spoken, host: "localhost")).read(bytes)
    }

    @Test(
        arguments: [
            (.redis, "+PONG\r\n", true, "+PONG"),
            (.redis, "-NOAUTH Authentication required.\r\n", true, "-NOAUTH Authentication required."),
            (.redis, "HTTP/1.1 400 Bad Request\r\n", false, "HTTP/1.1 400 Bad Request"),
            (.memcached, "VERSION 1.6.18\r\n", true, "VERSION 1.6.18"), (.memcached, "-ERR x\r\n", false, "-ERR x"),
            (.ssh, "SSH-2.0-OpenSSH_9.2\r\n", true, "SSH-2.0-OpenSSH_9.2"),
            (.ssh, "Welcome\r\nSSH-2.0-x\r\n", true, "SSH-2.0-x"), (.ssh, "220 hello\r\n", false, ""),
            (.vnc, "RFB 003.008\n", true, "RFB 003.008"), (.smtp, "220 a ESMTP b\r\n", true, "220 a ESMTP b"),
            (.smtp, "220 ready\r\n", true, "220 ready"), (.smtp, "220 vsFTPd\r\n", false, "220 vsFTPd"),
            (.ftp, "220 vsFTPd\r\n", true, "220 vsFTPd"), (.ftp, "SSH-2.0-x\r\n", false, ""), (.ftp, "", false, ""),
            (.jdwp, "JDWP-Handshake", true, ""), (.jdwp, "HTTP/1.1 400 B", false, ""), (.postgres, "S", true, "S"),
            (.postgres, "N", true, "N"), (.postgres, "SSH-2.0-x", false, ""), (.postgres, "", false, ""),
            (.postgres, "EFATAL:  no\n", true, "FATAL:  no"),
            (.debugpy, "Content-Length: 2\r\n\r\n{}", true, ""),
            (
                .nodeInspector,
                "HTTP/1.0 200 OK\r\nContent-Length: 60\r\n\r\n{\n  \"Browser\": \"node.js/v20.1.0\",\n  \"Protocol-Version\": \"1.1\"\n}",
                true, "node.js/v20.1.0"
            ),
            (.nodeInspector, "HTTP/1.1 404 Not Found\r\n\r\n{\"Browser\": \"x\"}", false, ""),
        ] as [(SpokenProtocol, String, Bool, String)])
    func words(_ spoken: SpokenProtocol, _ text: String, _ isSpoken: Bool, _ detail: String) throws {
        #expect(try read(spoken, Array(text.utf8)) == Opening.Reading(isSpoken: isSpoken, detail: detail))
    }

    @Test(
        arguments: [
            (
                .mysql, [74, 0, 0, 0, 10] + Array("8.0.36".utf8) + [0, 1, 2], true, "8.0.36"
            ),
            (
                .mysql, [69, 0, 0, 0, 0xFF, 0x6A, 4] + Array("Host 'x' is not allowed".utf8), true,
                "error 1130 Host 'x' is not allowed"
            ),
            (
                .mysql, [69, 0, 0, 0, 0xFF, 0x10, 4] + Array("#08004Too many connections".utf8), true,
                "error 1040 Too many connections"
            ), (.mysql, [1, 2], false, ""), (.http2, [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1], true, "SETTINGS"),
            (.http2, [0, 0, 8, 7, 0, 0, 0, 0, 0], true, "GOAWAY"), (.http2, Array("HTTP/1.1 400".utf8), false, ""),
            (.amqp, [1, 0, 0, 0, 0, 2, 0, 0, 10, 0, 10, 0, 9, 0], true, "0-9"),
            (.amqp, Array("AMQP".utf8) + [3, 1, 0, 0], true, "wants 1.0.0"), (.amqp, Array("AMQ".utf8), false, ""),
            (
                .postgres,
                [0x45, 0, 0, 0, 60]
                    + Array("SFATAL\u{0}VFATAL\u{0}C53300\u{0}Msorry, too many clients already\u{0}\u{0}".utf8),
                true, "FATAL 53300 sorry, too many clients already"
            ),
        ] as [(SpokenProtocol, [UInt8], Bool, String)])
    func frames(_ spoken: SpokenProtocol, _ bytes: [UInt8], _ isSpoken: Bool, _ detail: String) throws {
        #expect(try read(spoken, bytes) == Opening.Reading(isSpoken: isSpoken, detail: detail))
    }

    private static func string(_ name: String, _ value: String) -> [UInt8] {
        [2] + Array(name.utf8) + [0, UInt8(value.utf8.count + 1), 0, 0, 0] + Array(value.utf8) + [0]
    }

    private static func document(_ elements: [UInt8]) -> [UInt8] {
        [UInt8(elements.count + 5), 0, 0, 0] + elements + [0]
    }

    private static let hello: [UInt8] = {
        let hosts = document(string("0", "db1:27017") + string("1", "db2:27017"))
        return document(
            [8] + Array("ismaster".utf8) + [0, 1] + [3] + Array("topologyVersion".utf8) + [0] + document([])
                + [9] + Array("localTime".utf8) + [0, 1, 2, 3, 4, 5, 6, 7, 8] + string("setName", "rs0")
                + [4] + Array("hosts".utf8) + [0] + hosts + [1] + Array("ok".utf8) + [0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
    }()

    private static let mongoReply: [UInt8] =
        [UInt8(36 + hello.count), 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0] + [UInt8](repeating: 0, count: 20)
        + hello

    @Test func mongo() throws {
        let reading = try read(.mongo, Self.mongoReply)
        #expect(reading.isSpoken)
        #expect(reading.detail == "ok=1 ismaster=true setName=rs0 hosts=db1:27017,db2:27017")
    }

    /// A broken document is read as far as it goes and never further.
    @Test func brokenDocuments() {
        for cut in Self.hello.indices { #expect(BSON.read(Self.hello[..<cut]) == nil) }
        for place in Self.hello.indices {
            for value in [0, 3, 5, 0x7F, 0x80, 0xFF] as [UInt8] {
                var changed = Self.hello
                changed[place] = value
                #expect((BSON.read(changed[...]) ?? []).count < 200)
            }
        }
    }

    /// No answer, however it is cut, is taken for another protocol's or makes a reader fall over.
    @Test(arguments: SpokenProtocol.allCases)
    func everyCut(_ spoken: SpokenProtocol) {
        guard let opening = Opening.of(spoken, host: "h") else {
            #expect(spoken == .http || spoken == .tls)
            return
        }
        for bytes in [Self.mongoReply, [74, 0, 0, 0, 10, 56, 46, 48, 0, 9], [0x45, 0, 0, 0, 9, 0x53, 0x46, 0, 0]] {
            for cut in 0...bytes.count {
                let part = Array(bytes[..<cut])
                _ = opening.isEnough(part)
                let reading = opening.read(part)
                if reading.isSpoken { #expect([.mongo, .mysql, .postgres].contains(spoken)) }
            }
        }
    }

    @Test func textInJSON() {
        let text = Array(#"{"a": 1, "Browser" : "x/1", "b": 2}"#.utf8)
        #expect(JSONText.string("Browser", in: text) == "x/1")
        #expect(JSONText.string("a", in: text) == nil)
        #expect(JSONText.string("none", in: text) == nil)
        #expect(JSONText.string("Browser", in: []) == nil)
    }
}
