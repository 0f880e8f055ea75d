extension Family {
    static let ruby = Family(
        "Ruby",
        [
            MessageRule(
                .connectionRefused,
                [
                    "Errno::ECONNREFUSED", "Connection refused - connect(2) for '{host}' port {port}",
                    "Connection refused - connect(2) for {address}",
                    "Failed to open TCP connection to {address} (Connection refused",
                    "Error connecting to Redis on {address} (Errno::ECONNREFUSED",
                    "Connection refused - *connect(2) for '{host}' port {port}",
                    "Connection refused - Connection refused - connect(2) for {address}",
                ]),
            MessageRule(
                .addressInUse,
                [
                    "Errno::EADDRINUSE", "Address already in use - bind(2) for '{host}' port {port}",
                    "Address already in use - bind(2) for {host}:{port}",
                ]),
            MessageRule(.permissionDenied, ["Errno::EACCES", "Permission denied - bind(2) for '{host}' port {port}"]),
            MessageRule(
                .notAvailable,
                [
                    "Errno::EADDRNOTAVAIL", "Cannot assign requested address - bind(2) for '{host}' port {port}",
                    "Can't assign requested address - bind(2) for '{host}' port {port}",
                    "Failed to open TCP connection to {address} (Cannot assign requested address",
                    "Cannot assign requested address - connect(2) for '{host}' port {port}",
                ]),
            MessageRule(
                .timeout,
                [
                    "Net::OpenTimeout", "Net::ReadTimeout", "Errno::ETIMEDOUT",
                    "Failed to open TCP connection to {address} (execution expired", "execution expired",
                    "Faraday::TimeoutError", "Net::WriteTimeout", "Redis::TimeoutError", "IO::TimeoutError",
                ]),
            MessageRule(
                .nameResolution,
                [
                    "getaddrinfo: Name or service not known",
                    "Failed to open TCP connection to {host}:{port} (getaddrinfo", "Socket::ResolutionError",
                    "getaddrinfo(3): ", "SocketError) getaddrinfo",
                ]),
            MessageRule(
                .hostUnreachable,
                ["Errno::EHOSTUNREACH", "Failed to open TCP connection to {address} (No route to host"]),
            MessageRule(.networkUnreachable, ["Errno::ENETUNREACH"]),
            MessageRule(.reset, ["Errno::ECONNRESET", "Errno::ECONNABORTED"]),
            MessageRule(.brokenPipe, ["Errno::EPIPE"]),
            MessageRule(.fdLimit, ["Errno::EMFILE"]),
            MessageRule(.earlyClose, ["end of file reached (EOFError)", "EOFError"]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "SSL_connect returned=1 errno=0 peeraddr={address} state=error: wrong version number",
                    "SSL_connect returned=1 errno=0 state=error: wrong version number",
                    "peeraddr={address} state=*record layer failure",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "SSL_connect returned=1 errno=0 peeraddr={address} state=error: certificate verify failed",
                    "state=error: certificate verify failed",
                ]),
            MessageRule(.stalePidFile, ["A server is already running"]),
            MessageRule(
                .tlsMismatch, .sure, .pattern,
                ["HTTP parse error, malformed request", "non-SSL Puma", "Puma::HttpParserError"]),
            MessageRule(
                .protocolMismatch,
                ["Net::HTTPBadResponse", "wrong status line", "Redis::ProtocolError", "Got '*' as initial reply byte"]),
            MessageRule(.tooManyRedirects, ["Faraday::FollowRedirects", "RedirectLimitReached"]),
            MessageRule(.hostHeader, ["Blocked hosts: {address}", "Blocked host: {address}"]),
            MessageRule(.debuggerInfo, .own, ["DEBUGGER: Debugger can attach via", "DEBUGGER: Connected"]),
            MessageRule(
                .debuggerWaiting, .own, ["DEBUGGER: wait for debugger connection", "DEBUGGER: Waiting for debugger"]),
            MessageRule(
                .debuggerPortInUse, .sure,
                ["DEBUGGER: *Address already in use", "rdbg*EADDRINUSE", "rdbg*Address already in use"]),
            MessageRule(.debuggerDisconnected, .own, ["DEBUGGER: Disconnected"]),
            MessageRule(.debuggerConnectRefused, .sure, ["DEBUGGER: *Connection refused", "rdbg*ECONNREFUSED"]),
            MessageRule(
                .debuggerAttachFailed, .own,
                ["There is no debug gate", "There is no attach target", "debuggee is not found"]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "Redis::CannotConnectError", "Faraday::ConnectionFailed", "PG::ConnectionBad",
                    "Error connecting to Redis on {address}", "Failed to open TCP connection to {address}",
                    "Excon::Error::Socket", "Redis client could not connect", "bind(2) for '{host}' port {port}",
                    "connect(2) for '{host}' port {port}",
                ]),
            MessageRule(.connectFailed, .vague, ["There is an issue connecting to your database"]),
        ])
}
