package import Diagnosis
package import Endpoints
import LinuxKernel

/// One empty UDP datagram (RFC 768 allows it), and what comes back.
package enum DatagramTrial {
    /// Sends it and listens for an ICMP message.
    ///
    /// - Parameter listening: seconds to wait for one; an answering datagram ends the wait.
    package static func run(_ endpoint: Endpoint, scope: UInt32 = 0, listening: Double = 0.1) -> DatagramOutcome {
        let socket: ProbeSocket
        do throws(SystemError) {
            socket = try ProbeSocket(endpoint.address.family, .udp)
        } catch {
            return DatagramOutcome(failure: error.name)
        }
        socket.keepErrors()
        let deadline = Clock.monotonic() + listening
        if case .failed(let error) = socket.connect(endpoint, scope: scope, until: deadline) {
            return DatagramOutcome(failure: error.name, icmp: socket.icmpMessage())
        }
        if let error = socket.send([], until: deadline).failure {
            return DatagramOutcome(failure: error.name, icmp: socket.icmpMessage())
        }
        switch socket.receive(limit: 64, until: deadline) {
        case .reset(let error): return DatagramOutcome(failure: error.name, icmp: socket.icmpMessage())
        case .bytes, .closed, .nothing: return DatagramOutcome(icmp: socket.icmpMessage())
        }
    }
}
