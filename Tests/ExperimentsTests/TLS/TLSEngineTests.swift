import Diagnosis
import TestSupport
import Testing

@testable import Experiments

/// The engine without a network: bytes in, bytes out.
@Suite struct TLSEngineTests {
    /// The ClientHello's extension types and bytes, taken apart (RFC 8446 section 4.1.2).
    private func hello(_ bytes: [UInt8]) throws -> (version: [UInt8], extensions: [Int: [UInt8]]) {
        #expect(bytes.starts(with: [22, 3]))
        var rest = bytes[5...].dropFirst(4)
        let version = Array(rest.prefix(2))
        rest = rest.dropFirst(34)
        rest = rest.dropFirst(1 + Int(try #require(rest.first)))
        func word(_ slice: ArraySlice<UInt8>) -> Int { slice.prefix(2).reduce(0) { $0 << 8 | Int($1) } }
        rest = rest.dropFirst(2 + word(rest))
        rest = rest.dropFirst(1 + Int(try #require(rest.first)))
        rest = rest.dropFirst(2).prefix(word(rest))
        var extensions: [Int: [UInt8]] = [:]
        while rest.count >= 4 {
            let size = word(rest.dropFirst(2))
            extensions[word(rest)] = Array(rest.dropFirst(4).prefix(size))
            rest = rest.dropFirst(4 + size)
        }
        return (version, extensions)
    }

    @Test func whatItOffers() throws {
        let engine = try TLSEngine(TLSGreeting(serverName: "app.test", protocols: ["h2", "http/1.1"]))
        #expect(engine.phase == .handshaking)
        #expect(engine.version == nil)
        let offered = try hello(engine.takeOutgoing())
        let name = try #require(offered.extensions[0])
        #expect(Array(name.suffix(8)) == Array("app.test".utf8))
        let protocols = try #require(offered.extensions[16])
        #expect(Array(protocols.dropFirst(2)) == [2] + Array("h2".utf8) + [8] + Array("http/1.1".utf8))
        #expect(offered.extensions[43] != nil)
        #expect(engine.takeOutgoing().isEmpty)
    }

    @Test(arguments: ["127.0.0.1", "::1", ""])
    func namesThatAreNotSent(_ name: String) throws {
        let engine = try TLSEngine(TLSGreeting(serverName: name))
        let offered = try hello(engine.takeOutgoing())
        #expect(offered.extensions[0] == nil)
        #expect(offered.extensions[16] == nil)
    }

    @Test(
        arguments: [(TLSAsk.Version.tls10, [3, 1]), (.tls11, [3, 2]), (.tls12, [3, 3])] as [(TLSAsk.Version, [UInt8])])
    func notNewerThanAsked(_ newest: TLSAsk.Version, _ wire: [UInt8]) throws {
        let engine = try TLSEngine(TLSGreeting(serverName: "a", newest: newest))
        let offered = try hello(engine.takeOutgoing())
        #expect(offered.version == wire)
        #expect(offered.extensions[43] == nil)
    }

    @Test(
        arguments: [
            (40, "handshake_failure"), (70, "protocol_version"), (112, "unrecognized_name"), (80, "internal_error"),
            (120, "no_application_protocol"), (48, "unknown_ca"),
        ] as [(UInt8, String)])
    func alerts(_ number: UInt8, _ name: String) throws {
        let engine = try TLSEngine(TLSGreeting(serverName: "a"))
        _ = engine.takeOutgoing()
        engine.feed([21, 3, 3, 0, 2, 2, number])
        #expect(engine.phase == .alert(name))
    }

    /// Nonsense ends the handshake and nothing else, whatever it is and however it comes.
    @Test func nonsense() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<60 {
            let engine = try TLSEngine(TLSGreeting(serverName: "a"))
            _ = engine.takeOutgoing()
            var bytes: [UInt8] = [22, 3, 3, 0, UInt8.random(in: 1...200, using: &generator)]
            bytes += (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            engine.feed(Array(bytes[..<cut]))
            engine.feed(Array(bytes[cut...]))
            #expect(engine.phase != .established)
            #expect(engine.phase != .handshaking)
            #expect(engine.chain.isEmpty)
        }
    }

    @Test func endsTwiceAsOnce() throws {
        let engine = try TLSEngine(TLSGreeting(serverName: "a"))
        _ = engine.finish()
        #expect(engine.finish().isEmpty)
        #expect(engine.phase == .handshaking)
    }

    @Test func rootsMustBeCertificates() {
        #expect(throws: (any Error).self) { try TLSEngine(TLSGreeting(serverName: "a", roots: [[1, 2, 3]])) }
    }

    @Test(
        arguments: [
            ([], false), ([22], true), ([22, 3], true), ([21, 3, 1], true), ([22, 2], false), ([72, 84], false),
            ([24], false),
        ] as [([UInt8], Bool)])
    func records(_ bytes: [UInt8], _ isPossible: Bool) {
        #expect(TLSRecord.isPossible(bytes) == isPossible)
    }
}
