extension Family {
    /// libuv's words and Node's `net`, `http`, `tls`, `fetch` (undici) and inspector.
    static let node = Family(
        "Node.js",
        [
            MessageRule(
                .connectionRefused,
                ["connect ECONNREFUSED {address}", "connect ECONNREFUSED", "AggregateError [ECONNREFUSED]"]),
            MessageRule(.socketMissing, ["connect ENOENT"]),
            MessageRule(
                .addressInUse,
                [
                    "listen EADDRINUSE<: address already in use| > {address}",
                    "listen EADDRINUSE: address already in use", "listen EADDRINUSE {address}",
                    "bind EADDRINUSE {address}", "listen EADDRINUSE",
                ]),
            MessageRule(
                .permissionDenied,
                [
                    "listen EACCES: permission denied {address}", "listen EACCES {address}", "connect EACCES {address}",
                    "bind EACCES {address}",
                    "connect EPERM {address}", "listen EPERM: operation not permitted {address}", "listen EPERM",
                ]),
            MessageRule(.notAvailable, ["EADDRNOTAVAIL<: address not available|> {address}"]),
            MessageRule(
                .timeout,
                [
                    "connect ETIMEDOUT {address}", "UND_ERR_CONNECT_TIMEOUT", "ConnectTimeoutError",
                    "UND_ERR_HEADERS_TIMEOUT", "HeadersTimeoutError", "BodyTimeoutError",
                    "aborted due to timeout", "ERR_SOCKET_CONNECTION_TIMEOUT",
                    "Connect Timeout Error (attempted address: {address}", "Connect Timeout Error",
                ]),
            MessageRule(.hostUnreachable, ["connect EHOSTUNREACH {address}"]),
            MessageRule(.networkUnreachable, ["connect ENETUNREACH {address}"]),
            MessageRule(
                .nameResolution,
                [
                    "getaddrinfo ENOTFOUND {host}", "getaddrinfo EAI_AGAIN {host}",
                    "getaddrinfo ENOTFOUND {host} {host}:{port}", "queryA {w} {host}",
                    "syscall: 'getaddrinfo', hostname: '{host}'", "'syscall':'getaddrinfo','hostname':'{host}'",
                    "getaddrinfo EAI_FAIL {host}", "getaddrinfo EAI_NODATA {host}",
                ]),
            MessageRule(
                .earlyClose,
                [
                    "socket hang up", "other side closed", "UND_ERR_SOCKET",
                    "Client network socket disconnected before secure TLS connection was established",
                    "ERR_STREAM_PREMATURE_CLOSE", "aborted ECONNRESET", "^Error: aborted", "at connResetException",
                    "other side closed*remoteAddress: '{host}', remotePort: {port}",
                ]),
            MessageRule(.reset, ["read ECONNRESET", "write ECONNRESET", "write ECONNABORTED", "read ECONNABORTED"]),
            MessageRule(.brokenPipe, ["write EPIPE"]),
            MessageRule(.connectFailed, .vague, ["TypeError: fetch failed", "fetch failed"]),
            MessageRule(
                .protocolMismatch,
                [
                    "ERR_HTTP2_ERROR", "Parse Error: *", "HPE_INVALID_CONSTANT", "HPE_INVALID_*", "Expected HTTP/",
                    "ERR_HTTP2_*",
                    "Unexpected server response: {n}", "HTTPParserError", "NGHTTP2_*",
                ]),
            MessageRule(.unsafePort, .sure, ["[cause]: Error: bad port"]),
            MessageRule(.debuggerInfo, .own, ["Debugger listening on {address}", "Debugger attached"]),
            MessageRule(.debuggerWaiting, .own, ["Waiting for the debugger to disconnect"]),
            MessageRule(
                .debuggerPortInUse, .sure,
                [
                    "Starting inspector on {address} failed: address already in use",
                    "Starting inspector on {address} failed",
                ]),
        ])

    static let deno = Family(
        "Deno",
        [
            MessageRule(
                .permissionDenied, .own,
                ["Requires net access to '{address}", "Requires net access", "--allow-net", "NotCapable: Requires"]),
            MessageRule(
                .debuggerStartFailed, .own,
                ["Failed to start inspector server at '{address}", "Failed to start inspector server"]),
        ])

    static let bun = Family(
        "Bun",
        [
            MessageRule(
                .addressInUse, .own, ["Failed to start server. Is port {port} in use", "Is port {port} in use"]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "Unable to connect. Is the computer able to access the url", "code: 'ConnectionRefused'",
                    "path: '{address}*errno*ConnectionRefused",
                ]),
            MessageRule(.earlyClose, .own, ["The socket connection was closed unexpectedly"]),
            MessageRule(.listenFailed, .vague, ["Failed to listen at {host}", "Failed to listen at"]),
        ])
}
