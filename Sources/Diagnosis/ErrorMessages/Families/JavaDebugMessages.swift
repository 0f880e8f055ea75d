extension Family {
    /// The JVM's debug agent and jdb.
    static let jdwp = Family(
        "JDWP",
        [
            MessageRule(
                .debuggerConnectRefused, .sure, .line,
                [
                    "ERROR: transport error 202: connect failed: Connection refused",
                    "transport error 202: connect failed", "^java.net.ConnectException: Connection refused$",
                ]),
            MessageRule(
                .debuggerPortInUse, .sure,
                [
                    "transport error 202: bind failed: Address already in use", "transport error 202: bind failed",
                    "transport error 202: listen failed", "transport error 202: gethostbyname: *bind",
                ]),
            MessageRule(
                .debuggerBadAddress, .sure,
                [
                    "transport error 202: getaddrinfo", "transport error 202: gethostbyname: unknown host",
                    "transport error 103: invalid port number specified", "transport error 103",
                    "transport error 202: failed to parse",
                    "transport error 202: bind failed: Cannot assign requested address",
                    "transport error 202: bind failed: Can't assign requested address", "malformed address",
                    "unable to resolve host name",
                ]),
            MessageRule(.permissionDenied, .sure, ["transport error 202: bind failed: Permission denied"]),
            MessageRule(.ipv6Disabled, .sure, ["transport error 202: socket creation failed: Address family"]),
            MessageRule(
                .debuggerHandshake, .sure, .pattern,
                [
                    "handshake failed - received", "handshake failed - connection prematurally closed",
                    "handshake failed - connection prematurely closed", "timeout during handshake", "JDWP-Handshake",
                    "handshake failed - unrecognized message from target VM",
                    "Debugger failed to attach: handshake failed", "Debugger failed to attach: timeout",
                ]),
            MessageRule(
                .debuggerStartFailed, .sure,
                [
                    "transport error 202: setsockopt", "transport error 202", "JDWP No transports initialized",
                    "JDWP Transport dt_socket failed to initialize", "AGENT_ERROR_TRANSPORT_INIT",
                    "AGENT_ERROR_TRANSPORT_LOAD", "JDWP exit error", "JDWP unable to initialize", "JDWP Can't load",
                    "Cannot load this JVM TI agent twice", "JDWP option syntax error",
                    "agent library failed to init: jdwp", "agent library failed Agent_OnLoad: jdwp",
                    "Could not find agent library jdwp", "JDWP Initialization failed", "JDWP Specify", "jdwp option",
                ]),
            MessageRule(
                .debuggerAttachFailed, .sure,
                [
                    "Unable to attach to target VM", "Failed to attach to remote", "VM connection attach failed",
                    "Failed to connect to remote VM", "Unable to open socket file", "AttachNotSupportedException",
                    "jdwpTransport",
                ]),
            MessageRule(
                .debuggerDisconnected, .sure,
                [
                    "The application has been disconnected", "VMDisconnectedException", "The VM has been disconnected",
                    "Target VM disconnected", "Connection to target VM lost", "Got disconnected from VM",
                ]),
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Failed to connect to remote VM. Connection refused",
                    "Failed to connect to remote VM*Connection refused", "Unable to attach*Connection refused",
                    "Unable to connect to target VM*Connection refused",
                ]),
            MessageRule(
                .debuggerInfo, .own,
                [
                    "Listening for transport dt_socket at address: {port}",
                    "Listening for transport dt_socket at address: {address}", "Listening for transport dt_socket",
                ]),
            MessageRule(.debuggerWaiting, .own, ["Waiting for debugger to attach"]),
        ])

    static let intelliJ = Family(
        "IntelliJ IDEA",
        [
            MessageRule(
                .debuggerDisconnected, .sure,
                [
                    "Disconnected <from|to> the target VM, address: '{address}", "Disconnected from the target VM",
                    "Disconnected from server", "Process disconnected from * debugger",
                ]),
            MessageRule(
                .debuggerInfo, .sure,
                [
                    "Connected to the target VM, address: '{address}", "Connected to the target VM",
                    "Connected to server", "Connected to pydev",
                ]),
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Unable to open debugger port ({address}*Connection refused",
                    "Unable to open debugger port ({address})", "Unable to open debugger port",
                    "Unable to open debugger port ({address}): java.net.ConnectException",
                ]),
            MessageRule(
                .debuggerPortInUse, .sure,
                [
                    "Unable to open debugger port ({address}): java.net.BindException",
                    "Unable to open debugger port*Address already in use", "Address localhost:{port} is already in use",
                    "Address {address} is already in use",
                ]),
            MessageRule(
                .debuggerHandshake, .sure,
                [
                    "Unable to open debugger port ({address}): java.io.IOException 'handshake failed",
                    "Unable to open debugger port ({address}*handshake",
                ]),
            MessageRule(
                .debuggerDisconnected, .own,
                ["Connection to debugger was lost", "debugger disconnected", "debug session ended"]),
            MessageRule(
                .debuggerWaiting, .own, ["Waiting for debugger to connect", "Waiting for connection from debugger"]),
        ])
}
