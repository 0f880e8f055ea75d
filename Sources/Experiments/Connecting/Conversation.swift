import Diagnosis
import LinuxKernel

/// A connection to speak over, plain or inside TLS. Deadlines are of `Clock.monotonic()`.
protocol Conversation: AnyObject {
    /// Hands everything to the kernel.
    ///
    /// - Returns: false when the time was over first, or the connection was.
    func say(_ bytes: [UInt8], until deadline: Double) -> Bool
    /// Waits for the next bytes, 4 KiB at most, or the end.
    func hear(until deadline: Double) -> ProbeSocket.Arrival
    /// The alert by which the other side ended it, where it speaks TLS.
    var alert: String? { get }
}

extension ProbeSocket: Conversation {
    func say(_ bytes: [UInt8], until deadline: Double) -> Bool { send(bytes, until: deadline).count == bytes.count }
    func hear(until deadline: Double) -> Arrival { receive(until: deadline) }
    var alert: String? { nil }
}

/// What is heard until it is enough, the other side ends or the time is over.
struct Heard {
    var bytes: [UInt8] = []
    var ending = Ending.open

    /// - Parameters:
    ///   - limit: bytes after which to stop.
    ///   - isEnough: asked of everything so far, after each arrival.
    init(
        _ conversation: some Conversation, limit: Int = 16384, until deadline: Double, isEnough: ([UInt8]) -> Bool
    ) {
        while bytes.count < limit {
            switch conversation.hear(until: deadline) {
            case .bytes(let more): bytes += more
            case .closed:
                ending = .closed
                return
            case .reset:
                ending = .reset
                return
            case .nothing: return
            }
            if isEnough(bytes) { return }
        }
    }
}
