package import Diagnosis
package import Endpoints
import LinuxKernel

/// One TCP connection: made, listened to for a moment, looked at from the server's side, closed. Nothing is sent, unless
/// the caller has something to say on it.
package struct ConnectTrial: Sendable {
    /// Seconds until a connect counts as silent. The first retransmit of a SYN comes after one second, so 1.2 s tell a
    /// drop on input (`TcpExt.TCPSynRetrans`) from one on output (`TcpExt.TCPRetransFail`).
    package var patience: Double
    /// Seconds to listen for what the server says or does unasked.
    package var listening: Double
    package var half: ServerHalf

    package init(patience: Double = 0.5, listening: Double = 0.06, half: ServerHalf = ServerHalf()) {
        self.patience = patience
        self.listening = listening
        self.half = half
    }

    /// The most of a greeting that is kept.
    static let greetingLimit = 4096

    package func run(_ endpoint: Endpoint, scope: UInt32 = 0) -> ConnectOutcome {
        run(endpoint, scope: scope) { _, _ in }
    }

    /// - Parameter then: goes on with the connection where it is open and the server has said nothing: with the socket and
    ///   the milliseconds the connect took. A server that waits for a request would take a connection that ends without
    ///   one for a client that went away, and some do not survive that.
    func run(
        _ endpoint: Endpoint, scope: UInt32 = 0, then: (ProbeSocket, _ milliseconds: Double) -> Void
    ) -> ConnectOutcome {
        let isV6 = endpoint.address.unmapped.family == .v6
        let before = NetworkCounters(isV6: isV6)
        let made = ProbeConnection.open(endpoint, scope: scope, patience: patience)
        var outcome = ConnectOutcome(made.result, milliseconds: made.milliseconds, icmp: made.icmp)
        if let silent = made.silent {
            // A half-open end (SYN_RECV) says that the SYN arrived and the answer to it did not.
            outcome.serverSide = silent.local.flatMap { half.look(server: endpoint, client: $0) }
        }
        if let socket = made.socket {
            outcome.local = socket.local
            outcome.isSelf = outcome.local != nil && outcome.local == socket.remote
            // A socket connected to itself would keep the port in TIME_WAIT, and from the server that wants it.
            if outcome.isSelf { socket.closeAbruptly() } else { listen(to: socket, &outcome) }
        }
        outcome.counters = NetworkCounters(isV6: isV6).growth(since: before)
        if let socket = made.socket, !outcome.isSelf, outcome.ending == .open, outcome.greeting.isEmpty {
            then(socket, made.milliseconds)
        }
        return outcome
    }

    private func listen(to socket: ProbeSocket, _ outcome: inout ConnectOutcome) {
        switch socket.receive(limit: Self.greetingLimit, until: Clock.monotonic() + listening) {
        case .bytes(let bytes):
            outcome.greeting = bytes
            outcome.ending = ending(of: socket)
        case .closed: outcome.ending = .closed
        case .reset: outcome.ending = .reset
        case .nothing: break
        }
        if outcome.ending == .open { outcome.serverSide = half.look(socket) }
    }

    /// Whether the end came in the same breath as the greeting.
    private func ending(of socket: ProbeSocket) -> Ending {
        switch socket.receive(limit: Self.greetingLimit, until: Clock.monotonic() + 0.005) {
        case .closed: .closed
        case .reset: .reset
        case .bytes, .nothing: .open
        }
    }
}

/// A connect and what became of it, for every experiment that begins with one.
struct ProbeConnection {
    /// `nil` unless connected.
    var socket: ProbeSocket?
    /// Still trying when the time was over; closed with this value.
    var silent: ProbeSocket?
    var result: ConnectOutcome.Result
    var milliseconds: Double
    var icmp: ICMPMessage?

    static func open(_ endpoint: Endpoint, scope: UInt32 = 0, patience: Double) -> ProbeConnection {
        let start = Clock.monotonic()
        func ended(_ result: ConnectOutcome.Result, _ socket: ProbeSocket? = nil) -> ProbeConnection {
            ProbeConnection(socket: socket, result: result, milliseconds: (Clock.monotonic() - start) * 1000)
        }
        let socket: ProbeSocket
        do throws(SystemError) {
            socket = try ProbeSocket(endpoint.address.family, .tcp)
        } catch {
            return ended(.failed(error.name))
        }
        socket.keepErrors()
        switch socket.connect(endpoint, scope: scope, until: start + patience) {
        case .done: return ended(.connected, socket)
        case .timedOut:
            var silent = ended(.silent)
            silent.icmp = socket.icmpMessage()
            silent.silent = socket
            return silent
        case .failed(let error):
            var failed = ended(error.isRefused ? .refused : .failed(error.name))
            failed.icmp = socket.icmpMessage()
            return failed
        }
    }
}

extension ProbeSocket {
    /// The last ICMP message of the error queue, which is read to its end.
    func icmpMessage() -> ICMPMessage? {
        var message: ICMPMessage?
        // Bounded: a queue that others keep filling must not hold us.
        for _ in 0..<16 {
            guard let error = takeError() else { break }
            guard error.origin == .icmp || error.origin == .icmp6 else { continue }
            message = ICMPMessage(
                type: error.icmpType, code: error.icmpCode, isV6: error.origin == .icmp6, sender: error.sender)
        }
        return message
    }
}
