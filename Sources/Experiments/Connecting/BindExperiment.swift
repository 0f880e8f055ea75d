package import Diagnosis
package import Endpoints
import LinuxKernel

/// What bind(2) says of an endpoint.
package enum BindExperiment {
    /// Binds a socket of our own and closes it at once.
    ///
    /// It never listens, so no client can notice it. Nothing is lost by that: listen(2) only makes the check of bind(2)
    /// again (`inet_csk_get_port` of the kernel), and refuses what bind allowed only if another socket began to listen
    /// in between.
    ///
    /// - Parameter scope: the interface of a link-local address; 0 finds the one that has it.
    package static func run(_ endpoint: Endpoint, _ options: BindOptions, scope: UInt32 = 0) -> BindOutcome {
        do throws(SystemError) {
            let socket = try ProbeSocket(endpoint.address.family, endpoint.transport, asUser: options.asUser)
            socket.share(
                reuseAddress: options.reuseAddress, reusePort: options.reusePort, dualStack: options.dualStack)
            try socket.bind(endpoint, scope: scope)
            return BindOutcome()
        } catch {
            return BindOutcome(failure: error.name, call: error.call)
        }
    }
}
