package import Endpoints
package import LinuxKernel

/// A process by pid and start time, the only identity that survives reuse of its number.
package struct ProcessKey: Hashable, Sendable {
    package var pid: Int32
    /// Clock ticks after boot.
    package var startTicks: UInt64

    package init(_ pid: Int32, startTicks: UInt64) {
        self.pid = pid
        self.startTicks = startTicks
    }
}

/// A socket to be freed and the processes that hold it.
package struct FreeSocket: Hashable, Sendable {
    package var row: SocketRow
    /// Each holder once, with one of its descriptors of the socket.
    package var holders: [FreeHolder]
    /// Whether processes that may not be looked into could hold it as well.
    package var mayHaveHidden: Bool

    package init(_ row: SocketRow, holders: [FreeHolder], mayHaveHidden: Bool = false) {
        self.row = row
        self.holders = holders
        self.mayHaveHidden = mayHaveHidden
    }

    /// The cookie, or the inode where the table has none: what tells this socket from its successor.
    package var identity: UInt64 { WaitRules.identity(row) }
    package var endpoint: Endpoint { row.local }
}

/// A hold on a socket.
package struct FreeHolder: Hashable, Sendable {
    package var process: ProcessKey
    package var descriptor: Int32

    package init(_ process: ProcessKey, descriptor: Int32) {
        self.process = process
        self.descriptor = descriptor
    }
}

/// What has to be known of a process before it may be stopped.
package struct FreeProcess: Hashable, Sendable {
    /// Why a process must not be stopped without being told twice.
    package enum Protection: Hashable, Sendable {
        case firstProcess
        case ourselves
        /// A parent of ours: the shell, terminal, editor or agent this command was typed in.
        case ancestor
    }

    package var key: ProcessKey
    package var name: String
    package var parent: Int32
    package var protection: Protection?
    /// Whether we may send it a signal.
    package var maySignal: Bool
    /// Whether it is stopped (state T): SIGTERM waits until it runs again.
    package var isStopped: Bool
    package var manager: FreeManager?
    package var supervisor: FreeSupervisor?
    /// The name of the parent, to be called the one who restarts it when it comes back.
    package var parentName: String?

    package init(
        _ key: ProcessKey, name: String, parent: Int32 = 1, parentName: String? = nil, protection: Protection? = nil,
        maySignal: Bool = true,
        isStopped: Bool = false, manager: FreeManager? = nil, supervisor: FreeSupervisor? = nil
    ) {
        self.key = key
        self.name = name
        self.parent = parent
        self.parentName = parentName
        self.protection = protection
        self.maySignal = maySignal
        self.isStopped = isStopped
        self.manager = manager
        self.supervisor = supervisor
    }

    package var label: ProcessLabel { ProcessLabel(pid: key.pid, name: name) }
}

/// What is to be stopped instead of the process.
package enum FreeManager: Hashable, Sendable {
    /// With the command that manages it, `docker` or `podman`, its number and its name.
    case container(engine: String, id: String, name: String)
    /// A systemd unit, with the sockets that would start it again.
    case unit(name: String, isUser: Bool, sockets: [String])
    /// A container engine's own proxy whose container could not be found: never stopped by hand.
    case engineProxy

    /// `container shop-db-1`, `unit nginx.service`.
    package var title: String {
        switch self {
        case .container(_, _, let name): "container \(name)"
        case .unit(let name, _, _): "unit \(name)"
        case .engineProxy: "container engine"
        }
    }

    /// The command that does the same as we do, for people to read; `grace` in seconds.
    package func stopCommand(grace: Double) -> [String]? {
        switch self {
        case .container(let engine, _, let name): [engine, "stop", "-t", "\(Int(grace.rounded(.up)))", name]
        case .unit(let name, let isUser, let sockets):
            // The sockets first: they would start the unit again at the next connection.
            ["systemctl"] + (isUser ? ["--user"] : []) + ["--no-ask-password", "stop", "--"] + sockets + [name]
        case .engineProxy: nil
        }
    }
}

/// What will start the process again once it has ended.
package struct FreeSupervisor: Hashable, Sendable {
    /// `nodemon`, `systemd`, `docker`.
    package var kind: String
    package var process: ProcessLabel?
    /// The command that stops it for good.
    package var stop: String?

    package init(kind: String, process: ProcessLabel? = nil, stop: String? = nil) {
        self.kind = kind
        self.process = process
        self.stop = stop
    }
}

/// One thing to do.
package enum FreeStep: Hashable, Sendable {
    /// Send the signal to a process; with a leader, only if it still holds on after the leader was told.
    case signal(FreeProcess, leader: Int32?)
    /// Stop what manages the processes.
    case stop(FreeManager, [FreeProcess])
    /// Shut the listening socket down and let the process live.
    case shutDown(FreeProcess, descriptor: Int32, SocketRow)
}

/// Why a socket is left alone.
package struct FreeRefusal: Hashable, Sendable {
    /// `protected`, `not-permitted`, `hidden-owner`, `no-owner`, `container-engine`.
    package var code: String
    package var endpoint: Endpoint
    package var process: ProcessLabel?
    /// One line.
    package var reason: String
    package var hint: String?

    package init(_ code: String, _ endpoint: Endpoint, _ process: ProcessLabel?, _ reason: String, hint: String? = nil)
    {
        self.code = code
        self.endpoint = endpoint
        self.process = process
        self.reason = reason
        self.hint = hint
    }
}

/// How freeing was asked for.
package struct FreeOptions: Hashable, Sendable {
    package var signal: Signal
    /// Seconds the processes get before it is said that they did not stop.
    package var grace: Double
    /// Whether protected processes may be stopped and SIGKILL follows the grace.
    package var force: Bool
    package var keepProcess: Bool
    /// Seconds to watch afterwards whether somebody takes the port again.
    package var watch: Double

    package init(
        signal: Signal = .terminate, grace: Double = 5, force: Bool = false, keepProcess: Bool = false,
        watch: Double = 0
    ) {
        self.signal = signal
        self.grace = grace
        self.force = force
        self.keepProcess = keepProcess
        self.watch = watch
    }
}

/// What will be done, decided before anything is.
package struct FreePlan: Hashable, Sendable {
    package var sockets: [FreeSocket] = []
    package var steps: [FreeStep] = []
    package var refusals: [FreeRefusal] = []
    /// The sockets of the refusals, by identity: they were there before, so they take nothing again.
    package var spared: Set<UInt64> = []

    /// A plan to do nothing.
    package init() {}

    /// The processes that get a signal.
    package var signalled: [FreeProcess] {
        steps.compactMap { step in
            if case .signal(let process, _) = step { process } else { nil }
        }
    }

    /// Whoever will start again what is to be stopped.
    package var supervisors: [FreeSupervisor] { signalled.compactMap(\.supervisor) }

    /// Who restarted a process that took the port again: a known supervisor, or the parent that it shares with one
    /// of those that were stopped.
    package func restarter(of process: FreeProcess) -> FreeSupervisor? {
        if let supervisor = process.supervisor ?? supervisors.first { return supervisor }
        guard process.parent > 1, let name = process.parentName,
            signalled.contains(where: { $0.parent == process.parent })
        else { return nil }
        return FreeSupervisor(
            kind: name, process: ProcessLabel(pid: process.parent, name: name), stop: "kill \(process.parent)")
    }
}
