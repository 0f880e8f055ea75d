import LinuxKernel
package import Stack

/// Where a stack keeps what outlives a command.
package struct StackFolders: Hashable, Sendable {
    /// Below `$XDG_STATE_HOME/ostia`: runs, their logs and crash cards.
    package let state: String
    /// Below `$XDG_RUNTIME_DIR/ostia`: the control socket and the guardian's record.
    package let runtime: String

    package init(state: String, runtime: String) {
        self.state = state
        self.runtime = runtime
    }

    /// The folders of one stack below those of all.
    package init(of identity: StackIdentity, state: String, runtime: String) {
        self.init(state: "\(state)/stacks/\(identity.id)", runtime: "\(runtime)/stacks/\(identity.id)")
    }

    package var controlSocket: String { "\(runtime)/control.sock" }
    /// What the guardian keeps of the processes it holds, for the case that it is killed.
    package var guardianRecord: String { "\(runtime)/guardian" }
    package var runs: String { "\(state)/runs" }
}
