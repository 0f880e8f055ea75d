import Endpoints
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

    /// What the cookies of its runs begin with: the stack, and whose lock says whether it runs.
    ///
    /// Another user's stack of the same work tree, or one started with another `XDG_RUNTIME_DIR`, may be alive while
    /// nobody holds the lock in this folder: its processes are no leftovers.
    package var runName: String {
        let id = runtime.split(separator: "/").last.map(String.init) ?? ""
        return "\(id)-\(String(StableHash.fnv1a(runtime.utf8), radix: 36))"
    }

    package var controlSocket: String { "\(runtime)/control.sock" }
    /// What the guardian keeps of the processes it holds, for the case that it is killed.
    package var guardianRecord: String { "\(runtime)/guardian" }
    package var runs: String { "\(state)/runs" }
}
