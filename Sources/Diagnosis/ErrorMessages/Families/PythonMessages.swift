extension Family {
    /// CPython's exceptions, asyncio, urllib, http.client.
    static let python = Family(
        "Python",
        [
            MessageRule(
                .addressInUse,
                [
                    "error while attempting to bind on address {address}: address already in use",
                    "OSError: [Errno {n}] Address already in use", "[Errno 98]", "[Errno 48]", "[Errno 10048]",
                ]),
            MessageRule(
                .permissionDenied,
                [
                    "PermissionError", "error while attempting to bind on address {address}: permission denied",
                    "[Errno 13]",
                ]),
            MessageRule(
                .notAvailable, ["error while attempting to bind on address {address}: cannot assign requested address"]),
            MessageRule(
                .connectionRefused,
                [
                    "ConnectionRefusedError", "[Errno 111] Connect call failed {address}",
                    "[Errno 61] Connect call failed {address}", "[WinError 1225]", "Connect call failed {address}",
                ]),
            MessageRule(.reset, ["ConnectionResetError", "ConnectionAbortedError"]),
            MessageRule(
                .timeout,
                [
                    "socket.timeout", "TimeoutError: timed out", "asyncio.TimeoutError",
                    "asyncio.exceptions.TimeoutError", "TimeoutError$",
                ]),
            MessageRule(.nameResolution, ["gaierror", "[Errno -2]", "[Errno -3]", "[Errno -5]", "[Errno 8] nodename"]),
            MessageRule(
                .protocolMismatch,
                [
                    "BadStatusLine", "http.client.UnknownProtocol", "IncompleteRead", "BadHttpMessage", "InvalidHeader",
                    "http.client.LineTooLong", "http.client.RemoteProtocolError",
                ]),
            MessageRule(
                .earlyClose, .own,
                ["RemoteDisconnected", "BadStatusLine: ''", "IncompleteReadError", "IncompleteRead("]),
            MessageRule(.fdLimit, .sure, ["socket.accept() out of system resource"]),
            MessageRule(
                .badPort,
                [
                    "OverflowError: *port must be 0-65535", "port must be 0-65535", "bind(): port must be",
                    "connect_ex(): port must be",
                ]),
            MessageRule(.hostUnreachable, ["OSError: [Errno 113]", "OSError: [Errno 65]"]),
            MessageRule(.networkUnreachable, ["OSError: [Errno 101]", "OSError: [Errno 51]"]),
        ])

    /// Servers and frameworks.
    static let pythonServers = Family(
        "Python servers",
        [
            MessageRule(
                .addressInUse, .own,
                [
                    "That port is already in use", "Port {port} is in use by another program",
                    "Connection in use: {address}", "Couldn't listen on {address}: [Errno {n}] Address already in use",
                    "No socket could be created -- ({address}: [Errno {n}] Address already in use",
                    "The port {port} is already in use, trying another",
                    "ERROR: the <Jupyter|notebook> server could not be started because no available port could be found",
                    "no available port could be found",
                    "Cannot find empty port in range: {port}-", "Cannot find empty port",
                    "The port {port} is already in use",
                    "Address already in use Port {port} is in use",
                ]),
            MessageRule(
                .permissionDenied, .own,
                ["You don't have permission to access that port", "Permission to listen on port {port} denied"]),
            MessageRule(.notAvailable, .own, ["That IP address can't be assigned to", "Invalid address: {address}"]),
            MessageRule(.timeout, .own, ["WORKER TIMEOUT"]),
            MessageRule(
                .tlsMismatch, .own, .pattern,
                ["Invalid HTTP request received", "accessing the development server over HTTPS"]),
            MessageRule(
                .connectionRefused, .own, .line,
                ["Connection was refused by other side", "Retrying in {n} seconds* Cannot connect to {address}"]),
            MessageRule(.hostHeader, .own, ["Invalid HTTP_HOST header: '{host}<:{port}|>'"]),
            MessageRule(.oomKilled, .own, ["was sent SIGKILL! Perhaps out of memory"]),
        ])

    static let debugpy = Family(
        "debugpy",
        [
            MessageRule(
                .debuggerPortInUse, .sure,
                [
                    "Can't listen for client connections: [Errno {n}] Address already in use",
                    "Can't listen for client connections", "debugpy*Address already in use",
                    "Could not bind to port: {port}",
                ]),
            MessageRule(
                .debuggerDisconnected, .sure,
                [
                    "s - Could not connect to {host}: {port}", "Could not connect to {host}: {port}",
                    "Could not connect to debugger at {address}", "pydevd: Could not connect",
                ]),
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Could not connect to debug server at {address}", "debugpy*connect ECONNREFUSED {address}",
                    "pydevd*Connection refused",
                ]),
            MessageRule(.debuggerWaiting, .own, ["Waiting for debugger attach", "wait_for_client()"]),
            MessageRule(
                .debuggerStartFailed, .own,
                [
                    "timed out waiting for adapter to connect", "error starting debug adapter",
                    "timed out while waiting for * adapter", "debugpy is not supported", "debug adapter * failed",
                ]),
            MessageRule(
                .debuggerInfo, .own,
                [
                    "pydev debugger: starting", "pydev debugger: process {n} is connecting",
                    "Connected to pydev debugger", "debugger attached",
                ]),
            MessageRule(
                .debuggerAttachFailed, .own,
                [
                    "Attach to process failed", "attach timeout", "Timed out waiting for debug server to connect",
                    "Timed out waiting for launcher to connect",
                ]),
        ])
}
