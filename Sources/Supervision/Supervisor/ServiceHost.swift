package import LinuxKernel

/// What holds the processes of a stack: the guardian, or a stand-in for it in a test.
package protocol ServiceHost: AnyObject {
    /// Readable, for poll(2), while events wait; -1 once it is gone.
    var descriptor: Int32 { get }
    /// Starts a process; `spawned` or `failed` follows. The streams stay the caller's.
    func spawn(_ request: SpawnRequest, streams: StandardStreams) throws(SystemError)
    /// The stop signal, the grace, then SIGKILL, for everything of it; `emptied` follows.
    func stop(_ id: ServiceID, signal: Signal?, grace: Double?) throws(SystemError)
    /// SIGKILL for everything of it, at once.
    func kill(_ id: ServiceID) throws(SystemError)
    /// What has happened since the last call, without waiting; `ended` is the last there ever is.
    func receive() throws(SystemError) -> [GuardianEvent]
}

extension GuardianClient: ServiceHost {}
