import Endpoints
package import LinuxKernel
import Ports

/// One try of an HTTP check, from a thread of its own so that a silent server holds up nobody.
package enum HTTPProbe {
    /// Asks once; `nil` when the answer is the one hoped for, else what came.
    package static func failure(
        _ machine: Machine, host: String, port: UInt16, path: String, status: Int?, timeout: Double
    ) -> String? {
        // localhost is two addresses, and a server may have either.
        if host == "localhost" {
            let first = failure(
                machine, host: "127.0.0.1", port: port, path: path, status: status, timeout: timeout)
            guard first != nil else { return nil }
            let second = failure(machine, host: "::1", port: port, path: path, status: status, timeout: timeout)
            return second == nil ? nil : first
        }
        let address = IPAddress(host) ?? .loopbackV4
        let target = address.isUnspecified ? (address.family == .v4 ? IPAddress.loopbackV4 : .loopbackV6) : address
        let shown = host.contains(":") ? "[\(host)]" : host
        let pattern = status.flatMap { StatusPattern("\($0)") } ?? .usual
        let expectation = HTTPExpectation(host: "\(shown):\(port)", path: path, status: pattern)
        let answer = LiveWaitingWorld(machine) { _ in false }
            .get(Endpoint(.tcp, target, port), expectation, seconds: timeout)
        if case .status(let code) = answer, pattern.matches(code) { return nil }
        return "\(path) \(answer.text)"
    }
}
