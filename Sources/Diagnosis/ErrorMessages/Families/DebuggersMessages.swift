extension Family {
    /// gdb, gdbserver, lldb, Delve.
    static let debuggers = Family(
        "native debuggers",
        [
            MessageRule(.debuggerBadAddress, .sure, ["invalid host:port specification"]),
            MessageRule(
                .debuggerAttachFailed, .sure,
                [
                    "ptrace: Operation not permitted", "Could not attach to process", "ptrace: No such process",
                    "error: attach failed", "Attaching to process {n} failed", "attach failed",
                    "could not attach to pid {n}", "warning: process {n} is already traced by process",
                    "Cannot attach to process", "Cannot attach to lwp", "lost debug agent connection",
                    "Not allowed to attach to process", "Could not attach to the process",
                    "this could be caused by a kernel security setting",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Remote connection closed", "Ignoring packet error, continuing",
                    "Bogus trace status reply from target", "Remote replied unexpectedly",
                    "Malformed response to offset query", "failed to get reply to handshake packet",
                    "Remote 'g' packet reply is too long", "Truncated register",
                ]),
            MessageRule(.timeout, .own, ["^{address}: Connection timed out"]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "^{address}: Connection refused", "could not connect to remote process on {address}",
                    "error: Failed to connect port", "error: failed to connect to {address}",
                ]),
            MessageRule(.hostUnreachable, .own, ["^{address}: No route to host"]),
            MessageRule(
                .debuggerPortInUse, .sure,
                [
                    "Can't bind address: Address already in use",
                    "couldn't start listener: listen tcp {address}: bind: address already in use",
                    "couldn't start listener: listen tcp {address}: bind", "could not start debugger * listen",
                    "could not launch process: *address already in use",
                    "error: failed to listen*Address already in use", "Can't listen on <port |>{port}",
                ]),
            MessageRule(
                .debuggerInfo, .own,
                [
                    "API server listening at: {address}",
                    "DAP server listening at: {address}", "Remote debugging from host {host}",
                    "Remote debugging using {address}",
                ]),
            MessageRule(
                .debuggerDisconnected, .own,
                [
                    "Detaching from process", "error: lost connection",
                    "Remote communication error. Target disconnected", "Target disconnected",
                ]),
            MessageRule(
                .debuggerStartFailed, .own,
                [
                    "could not launch process", "error: process launch failed", "error: failed to launch",
                    "unable to locate lldb-server", "Could not find * lldb-server",
                ]),
            MessageRule(
                .versionMismatch, .own,
                ["Version of Delve is too old", "version of go is too <new|old>", "Version of Go is too <new|old>"]),
        ])

    static let xdebug = Family(
        "Xdebug",
        [
            MessageRule(
                .timeout, .sure,
                ["Time-out connecting to debugging client*Tried: {address}", "Time-out connecting to debugging client"]),
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Could not connect to debugging client. Tried: {address}", "Could not connect to debugging client",
                    "Could not connect to client. :-(", "E: Could not connect to client",
                    "Could not connect to debugging client*Tried: {address}",
                ]),
            MessageRule(
                .debuggerPortInUse, .sure,
                [
                    "Can't start listening for connections from 'xdebug': Port {port} is busy",
                    "Can't start listening for connections",
                ]),
            MessageRule(
                .debuggerConnectRefused, .own,
                [
                    "Creating socket for '{address}', poll success, but error: Operation now in progress",
                    "Creating socket for '{address}', poll success, but error",
                    "Creating socket for '{address}', connect: Connection refused",
                ]),
            MessageRule(.nameResolution, .own, ["Creating socket for '{host}:{port}', getaddrinfo"]),
            MessageRule(.debuggerInfo, .own, ["Connected to debugging client: {address}", "Connected to client. :-)"]),
        ])

    static let adb = Family(
        "adb",
        [
            MessageRule(
                .addressInUse, .sure,
                [
                    "could not install <*smartsocket*|_smartsocket_> listener: Address already in use",
                    "smartsocket* listener: Address already in use", "listener: cannot bind to {address}",
                    "cannot bind listener: Address already in use",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "cannot bind listener: cannot listen on socket: An attempt",
                    "cannot bind listener: Operation not permitted",
                ]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "failed to connect to '{address}': Connection refused",
                    "unable to connect to {address}: Connection refused",
                    "cannot connect to {address}: Connection refused",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "failed to connect to {address}", "cannot connect to daemon at tcp:{port}",
                    "cannot connect to daemon", "ADB server didn't ACK", "failed to start daemon",
                ]),
            MessageRule(
                .daemonNotRunning, .own,
                [
                    "cannot connect to daemon at tcp:{port}: Connection refused",
                    "failed to check server version: cannot connect to daemon",
                ]),
            MessageRule(
                .versionMismatch, .sure,
                [
                    "adb server version ({n}) doesn't match this client ({n})", "adb server is out of date",
                    "server version ({n}) doesn't match",
                ]),
            MessageRule(.auth, .own, ["device unauthorized", "failed to authenticate to"]),
        ])
}
