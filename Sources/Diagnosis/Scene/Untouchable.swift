package import Endpoints

/// Programs that a mere connection harms: it uses up Delve's only client, makes a JVM's debug agent print a failed
/// handshake, reopens gdbserver, and locks an address out of VNC. They are recognised by their process, never by trying.
package enum Untouchable: String, Hashable, Sendable, CaseIterable {
    case jdwp = "JVM debug agent"
    case delve = "Delve"
    case gdbserver
    case lldbServer = "lldb-server"
    case debugpy
    case rdbg
    case nodeInspector = "Node inspector"
    case adb
    case vnc = "VNC"

    /// What a process is on this port; `nil` when a connection does it no harm.
    package init?(_ process: ProcessFact, port: UInt16) {
        let arguments = process.arguments
        let name = process.name
        // What the environment adds stands before the arguments, as the JVM and Node read it.
        for words in [arguments, arguments.prefix(1) + process.debugOptions] {
            if let agent = JDWPAgent.all(in: words).first(where: { $0.port == port }) ?? JDWPAgent.only(in: words),
                agent.port == port || agent.port == nil || agent.port == 0
            {
                self = .jdwp
                return
            }
        }
        switch name {
        case "dlv", "dlv-dap": self = .delve
        case "gdbserver": self = .gdbserver
        case "lldb-server", "debugserver": self = .lldbServer
        case "adb": self = .adb
        case "rdbg": self = .rdbg
        case "Xtigervnc", "Xvnc", "x11vnc", "vncserver", "vino-server", "gnome-remote-de": self = .vnc
        default:
            if arguments.contains(where: { $0 == "debugpy" || $0 == "debugpy.adapter" || Self.isDebugpyPath($0) }) {
                guard Self.debugpyPort(arguments).map({ $0 == port }) ?? true else { return nil }
                self = .debugpy
            } else if Self.inspectorPort(arguments) == port
                || Self.inspectorPort([name] + process.debugOptions) == port
            {
                self = .nodeInspector
            } else {
                return nil
            }
        }
    }

    private static func isDebugpyPath(_ argument: String) -> Bool {
        argument.hasSuffix("/debugpy") || argument.hasSuffix("/debugpy/adapter")
            || argument.hasSuffix("/debugpy/launcher")
            || argument.hasSuffix("pydevd.py")
    }

    /// The port after `--listen`, `--connect` or `--port`; `nil` when the command line does not say.
    static func debugpyPort(_ arguments: [String]) -> UInt16? {
        for (option, value) in zip(arguments, arguments.dropFirst()) where ["--listen", "--port"].contains(option) {
            return value.split(separator: ":").last.flatMap { UInt16($0) }
        }
        return nil
    }

    /// The port of `--inspect`, `--inspect-brk`, `--inspect-wait` (9229 unless it says otherwise); `nil` without one.
    static func inspectorPort(_ arguments: [String]) -> UInt16? {
        for argument in arguments.dropFirst() {
            for option in ["--inspect-brk", "--inspect-wait", "--inspect"] where argument.hasPrefix(option) {
                let rest = argument.dropFirst(option.count)
                if rest.isEmpty { return 9229 }
                guard rest.hasPrefix("=") else { continue }
                return rest.dropFirst().split(separator: ":").last.flatMap { UInt16($0) } ?? 9229
            }
        }
        return nil
    }
}

extension Scene {
    /// What stands at an endpoint that must not be connected to.
    package func untouchable(_ endpoint: Endpoint) -> Untouchable? {
        for listener in listeners(answering: endpoint) {
            for owner in owners(of: listener) {
                if let kind = Untouchable(owner, port: endpoint.port) { return kind }
            }
            // Where owners are hidden, command lines are not: a debugger that is told this port, of the socket's user.
            guard listener.owners.isEmpty, let uid = listener.uid else { continue }
            for process in facts.processes.values where process.uid == uid && process.namesInOption(endpoint.port) {
                if let kind = Untouchable(process, port: endpoint.port) { return kind }
            }
        }
        return nil
    }
}

extension ProcessFact {
    /// Whether an option or word of its command line names this port, or stands for it: Node's inspector has 9229.
    fileprivate func namesInOption(_ port: UInt16) -> Bool {
        guard !arguments.isEmpty else { return false }
        if JDWPAgent.all(in: arguments).contains(where: { $0.port == port }) { return true }
        return Untouchable.inspectorPort(arguments) == port || Untouchable.debugpyPort(arguments) == port
            || ["gdbserver", "lldb-server", "dlv", "rdbg"].contains(name) && names(port: port)
    }
}
