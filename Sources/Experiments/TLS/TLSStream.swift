import Diagnosis
import LinuxKernel

/// TLS over a socket of ours.
final class TLSStream: Conversation {
    enum Handshake: Equatable {
        case established
        case alert(String)
        case notTLS
        case ended(Ending)
        case silent
        case failed(String)
    }

    private let socket: ProbeSocket
    let engine: TLSEngine
    /// The first bytes as they came, 256 at most.
    private(set) var firstBytes: [UInt8] = []
    private(set) var isUnverified = false

    /// - Returns: `nil` when the library refuses what was asked.
    init?(_ socket: ProbeSocket, _ greeting: TLSGreeting) {
        guard let engine = try? TLSEngine(greeting) else { return nil }
        self.socket = socket
        self.engine = engine
    }

    var alert: String? {
        if case .alert(let name) = engine.phase { name } else { nil }
    }

    func shakeHands(until deadline: Double) -> Handshake {
        while true {
            _ = flush(until: deadline)
            switch engine.phase {
            case .handshaking: break
            case .established, .ended: return .established
            case .alert(let name): return .alert(name)
            case .unverified:
                isUnverified = true
                return .failed("CERTIFICATE_VERIFY_FAILED")
            case .failed(let reason): return .failed(reason)
            }
            switch socket.receive(limit: 16384, until: deadline) {
            case .bytes(let bytes):
                firstBytes += bytes.prefix(256 - firstBytes.count)
                guard TLSRecord.isPossible(firstBytes) else { return .notTLS }
                engine.feed(bytes)
            case .closed: return .ended(.closed)
            case .reset: return .ended(.reset)
            case .nothing: return .silent
            }
        }
    }

    func say(_ bytes: [UInt8], until deadline: Double) -> Bool {
        engine.write(bytes)
        return flush(until: deadline)
    }

    func hear(until deadline: Double) -> ProbeSocket.Arrival {
        while true {
            let received = engine.takeReceived()
            if !received.isEmpty { return .bytes(received) }
            if engine.phase != .established { return .closed }
            let arrival = socket.receive(limit: 16384, until: deadline)
            guard case .bytes(let bytes) = arrival else { return arrival }
            engine.feed(bytes)
            _ = flush(until: deadline)
        }
    }

    /// Says goodbye without waiting for an answer.
    func finish() {
        let words = engine.finish()
        if !words.isEmpty { _ = socket.send(words, until: 0) }
    }

    private func flush(until deadline: Double) -> Bool {
        let outgoing = engine.takeOutgoing()
        return outgoing.isEmpty || socket.say(outgoing, until: deadline)
    }
}

/// The frame of TLS on the wire (RFC 8446 section 5.1).
enum TLSRecord {
    /// Whether these first bytes can begin TLS: a record's kind and the 3 of every version.
    static func isPossible(_ bytes: [UInt8]) -> Bool {
        guard let kind = bytes.first, (20...23).contains(kind) else { return false }
        return bytes.count < 2 || bytes[1] == 3
    }
}
