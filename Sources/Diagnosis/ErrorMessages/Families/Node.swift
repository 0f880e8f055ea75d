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
                    "getaddrinfo EAI_FAIL {host}", "getaddrinfo EAI_NODATA {host}",
                ]),
            MessageRule(
                .earlyClose,
                [
                    "socket hang up", "other side closed", "UND_ERR_SOCKET",
                    "Client network socket disconnected before secure TLS connection was established",
                    "ERR_STREAM_PREMATURE_CLOSE", "aborted ECONNRESET",
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

    /// Development servers and proxies of the Node world.
    static let nodeTools = Family(
        "Node.js tools",
        [
            MessageRule(
                .connectFailed, .vague,
                [
                    "[vite] http proxy error", "[vite] ws proxy error", "http proxy error at", "http proxy error:",
                    "ws proxy error",
                    "Error occurred while trying to proxy", "Failed to proxy {address}", "Could not proxy request",
                    "Proxy error: Could not proxy request {w} from {w} to {address}",
                    "Could not proxy request {w} from {w} to {address}",
                    "Error occurred while * proxy* request {w} from {w} to {address}",
                    "trying to proxy<:| to:| request> * to {address}", "Connection error: Connection error",
                ]),
            MessageRule(
                .nameResolution, .own,
                [
                    "proxy request {w} from {w} to {address}* (ENOENT)",
                    "proxy request {w} from {w} to {address} (ENOTFOUND)",
                ]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "proxy<| request|:> {w} from {w} to {address}* (ECONNREFUSED)",
                    "proxy* request * to {address}* <(|[>ECONNREFUSED",
                ]),
            MessageRule(.reset, .own, ["proxy* request * to {address}* <(|[>ECONNRESET"]),
            MessageRule(.timeout, .own, ["proxy* request * to {address}* <(|[>ETIMEDOUT"]),
            MessageRule(
                .addressInUse, .own,
                [
                    "Something is already running on port {port}", "Port {port} is in use, trying another one",
                    "Port {port} is in use, <trying|using>", "Port {port} is already in use. Use '--port'",
                    "Port {port} is already in use", "Port {port} is in use by", "Could not find an open port",
                    "Port {port} is in use, using available port", "already running on port {port}",
                    "Port {port} is not available", "Unable to find an available port", "Port {port} is occupied",
                ]),
            MessageRule(
                .connectFailed, .own,
                [
                    "WebSocket connection to 'ws://{address}* failed", "[vite] failed to connect to websocket",
                    "[webpack-dev-server] WebSocketClient", "failed to connect to websocket",
                ]),
            MessageRule(.hostHeader, .own, ["[webpack-dev-server] Invalid Host", "Invalid Host/Origin header"]),
            MessageRule(
                .connectFailed, .vague,
                ["npm error network", "npm ERR! network request to", "request to {address}* failed, reason:"]),
            MessageRule(
                .connectionRefused, .own, ["request to {address} failed, reason: $", "npm error code ECONNREFUSED"]),
            MessageRule(.timeout, .own, ["network timeout at: {address}", "ERR_SOCKET_TIMEOUT"]),
        ])

    /// Browser drivers.
    static let testing = Family(
        "browser drivers",
        [
            MessageRule(
                .connectionRefused, .own,
                [
                    "'cy.visit()' failed trying to load: {address}",
                    "Cypress failed to verify that your server is running",
                    "Cypress could not verify that this server is running", "cy.visit() failed trying to load",
                    "connect_over_cdp: connect ECONNREFUSED {address}",
                    "retrieving websocket url from {address}*ECONNREFUSED",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "Timed out waiting {n}ms from config.webServer", "TimeoutError: page.goto: Timeout {n}ms exceeded",
                    "Navigation timeout of {n} ms exceeded",
                    "Timed out after {n} ms while waiting for the WS endpoint",
                    "Timed out after {n} ms while trying to connect to the browser",
                    "timeout: Timed out receiving message from renderer",
                    "Timed out waiting for: {address}", "ESOCKETTIMEDOUT",
                ]),
            MessageRule(
                .addressInUse, .own,
                [
                    "{address} is already used, make sure that nothing is running on the port",
                    "is already used, make sure that nothing is running on the port",
                ]),
            MessageRule(
                .connectFailed, .own,
                [
                    "unable to connect to renderer", "chrome not reachable",
                    "session not created: cannot connect to chrome at {address}",
                    "cannot connect to chrome at {address}",
                    "DevToolsActivePort file doesn't exist", "unknown error: cannot connect to chrome",
                    "Failed to fetch browser webSocket URL from {address}", "Failed to fetch browser webSocket URL",
                    "Process from config.webServer was not able to start", "Unable to obtain driver",
                    "Can not connect to the Service", "disconnected: unable to connect",
                ]),
            MessageRule(.versionMismatch, .own, ["This version of ChromeDriver only supports Chrome version"]),
            MessageRule(
                .addressInUse, .own,
                [
                    "bind() failed: Address already in use", "bind() returned an error, errno=98",
                    "Starting ChromeDriver * port {port}*failed",
                ]),
        ])

    static let vsCode = Family(
        "VS Code",
        [
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Cannot connect to <runtime process|the target>*connect ECONNREFUSED {address}",
                    "Could not connect to debug target at {address}*ECONNREFUSED",
                    "Failed to attach to * connect ECONNREFUSED {address}",
                    "Could not connect to debug target at {address}: Could not find any debuggable target",
                    "Cannot connect to runtime process*ECONNREFUSED",
                ]),
            MessageRule(
                .debuggerAttachFailed, .sure,
                [
                    "Cannot connect to runtime process*socket hang up",
                    "Could not connect to debug target at {address}", "Could not attach to main target",
                    "Cannot connect to runtime process", "Error processing attach:", "Error processing launch:",
                    "Unable to attach to browser", "Could not attach to process",
                    "Failed to attach to remote debuggee VM. Reason: * Failed to attach to {address}",
                    "Failed to attach to remote debuggee VM", "Unable to launch browser:",
                    "Unable to find an installation of the browser",
                ]),
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Failed to attach to remote debuggee VM*Connection refused",
                    "Failed to launch debuggee VM*Connection refused",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Cannot connect to the target: \\<!DOCTYPE", "Cannot connect to the target: \\<html",
                    "Cannot connect to the target: Unexpected",
                ]),
            MessageRule(
                .debuggerStartFailed, .own,
                ["Failed to launch debuggee VM", "Couldn't start client", "Failed to launch: "]),
            MessageRule(
                .connectFailed, .own,
                [
                    "Could not establish connection to '{host}'",
                    "Failed to connect to the remote extension host server",
                    "Failed to set up dynamic port forwarding connection", "Unable to forward port",
                    "Could not fetch remote environment", "The VS Code Server failed to start",
                    "Failed to parse remote port from server output",
                ]),
            MessageRule(.debuggerInfo, .own, ["Attached to process", "Debugger attached"]),
        ])
}
