package import Endpoints

/// What of this machine is used up, or nearly: ports to connect from, and descriptors of programs that listen.
package struct LimitsLook: Hashable, Sendable {
    /// The connections to one endpoint.
    package struct Crowd: Hashable, Sendable {
        package var remote: Endpoint
        /// Local ports of the ephemeral range that have a socket to it, in whatever state.
        package var ports: Int
        /// How many of the sockets are in TIME_WAIT.
        package var timeWaits: Int

        package init(_ remote: Endpoint, ports: Int, timeWaits: Int = 0) {
            self.remote = remote
            self.ports = ports
            self.timeWaits = timeWaits
        }
    }

    /// A process that has as many descriptors open as it may.
    package struct Starving: Hashable, Sendable {
        package var pid: Int32
        package var open: Int
        /// `RLIMIT_NOFILE`, the soft limit (getrlimit(2)).
        package var limit: Int

        package init(_ pid: Int32, open: Int, limit: Int) {
            self.pid = pid
            self.open = open
            self.limit = limit
        }
    }

    /// The endpoints with the most connections from here, the most first, a handful.
    package var crowds: [Crowd]
    package var starving: [Starving]

    package init(crowds: [Crowd] = [], starving: [Starving] = []) {
        self.crowds = crowds
        self.starving = starving
    }
}
