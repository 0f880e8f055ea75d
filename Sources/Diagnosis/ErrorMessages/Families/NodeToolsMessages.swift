extension Family {
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
                    "Port {port} is in use by", "Could not find an open port",
                    "Port {port} is in use, using available port", "already running on port {port}",
                    "Unable to find an available port (tried {port} on host '{host}')",
                    "Unable to find an available port",
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
            MessageRule(
                .hostHeader, .own,
                ["Blocked request. This host ('{host}') is not allowed", "This host ('{host}') is not allowed"]),
            MessageRule(.connectFailed, .vague, ["AxiosError: Network Error", "TypeError: Network request failed"]),
            MessageRule(.hostHeader, .own, ["^Invalid Host header$"]),
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
            MessageRule(
                .connectFailed, .own,
                ["Could not start a new session. Possible causes are invalid address", "UnreachableBrowserException"]),
        ])
}
