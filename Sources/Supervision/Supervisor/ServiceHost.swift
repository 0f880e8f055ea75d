package import Stack

/// What holds the processes of a stack: the guardian, or a stand-in for it in a test.
package protocol ServiceHost: AnyObject {
    /// Readable while events wait.
    var descriptor: Int32 { get }
    /// Starts a process; `failed` or `spawned` follows. The three descriptors are passed on and stay the caller's.
    func spawn(_ launch: Launch)
    /// The stop signal, the grace, then SIGKILL, for everything of it.
    func stop(_ id: UInt32)
    /// SIGKILL for everything of it, at once.
    func kill(_ id: UInt32)
    /// What has happened since the last call, without waiting.
    func events() -> [HostEvent]
}

/// A process to be started.
package struct Launch: Hashable, Sendable {
    /// Given by the supervisor, never used twice.
    package var id: UInt32
    package var arguments: [String]
    /// The whole environment, `NAME=value`.
    package var environment: [String]
    package var directory: String
    package var input: Int32
    package var output: Int32
    package var errors: Int32
    /// Whether `input` is to become the controlling terminal.
    package var hasTerminal: Bool
    package var stopSignal: Int32
    /// Seconds from that signal until SIGKILL.
    package var grace: Double

    package init(
        id: UInt32, arguments: [String], environment: [String], directory: String, input: Int32, output: Int32,
        errors: Int32, hasTerminal: Bool = false, stopSignal: Int32 = 15, grace: Double = 10
    ) {
        self.id = id
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.input = input
        self.output = output
        self.errors = errors
        self.hasTerminal = hasTerminal
        self.stopSignal = stopSignal
        self.grace = grace
    }
}

package enum HostEvent: Hashable, Sendable {
    case spawned(UInt32, pid: Int32)
    /// The program could not be started; the error number.
    case failed(UInt32, Int32)
    /// The process itself ended.
    case exited(UInt32, Ending)
    /// Nothing that it started is left.
    case emptied(UInt32)
    /// The guardian itself is gone.
    case lost
}
