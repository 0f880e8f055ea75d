package import LinuxKernel

/// What the guardian is to start. It leads a session of its own, with all signals at their defaults and no descriptor but
/// its three streams.
package struct SpawnRequest: Hashable, Sendable {
    package var id: ServiceID
    /// For the record: how the service is called.
    package var name: String
    /// The program and its arguments. A program without a slash is looked up in the `PATH` of `environment`.
    package var arguments: [String]
    /// All of its variables; the run's two cookies are added when it is sent.
    package var environment: [String: String]
    /// Where it runs, absolute.
    package var directory: String
    /// Standard input is a terminal and becomes the session's own.
    package var hasTerminal: Bool
    /// What the leader leaves behind when it ends by itself lives on; else it is stopped as the whole service would be.
    /// For a command that makes itself a daemon.
    package var keepsDescendants: Bool
    package var stopSignal: Signal
    /// Seconds between the stop signal and SIGKILL.
    package var grace: Double

    package init(
        id: ServiceID, name: String, arguments: [String], environment: [String: String], directory: String,
        hasTerminal: Bool = false, keepsDescendants: Bool = false, stopSignal: Signal = .terminate, grace: Double = 10
    ) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.hasTerminal = hasTerminal
        self.keepsDescendants = keepsDescendants
        self.stopSignal = stopSignal
        self.grace = grace
    }
}

/// A service's standard streams, as open descriptors. They stay the caller's, who may close them once the request is sent.
package struct StandardStreams: Hashable, Sendable {
    package var input: Int32
    package var output: Int32
    package var error: Int32

    package init(input: Int32, output: Int32, error: Int32) {
        self.input = input
        self.output = output
        self.error = error
    }

    /// One descriptor for all three: a terminal.
    package init(terminal: Int32) { self.init(input: terminal, output: terminal, error: terminal) }
}
