extension Family {
    /// Clients: requests, urllib3, httpx, aiohttp, and those of databases and brokers.
    static let pythonClients = Family(
        "Python clients",
        [
            MessageRule(
                .timeout,
                [
                    "HTTP<S|>ConnectionPool(host='{host}', port={port}): Read timed out",
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*ConnectTimeoutError",
                    "Connection to {host} timed out. (connect timeout",
                    "httpx.ReadTimeout", "httpx.ConnectTimeout", "httpx.PoolTimeout", "httpx.WriteTimeout",
                    "httpcore.ReadTimeout", "httpcore.ConnectTimeout", "ServerTimeoutError", "ConnectionTimeoutError",
                    "Connection timeout to host {address}",
                    "SocketTimeoutError", "requests.exceptions.Timeout", "ReadTimeoutError", "ConnectTimeout",
                ]),
            MessageRule(
                .connectionRefused,
                [
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*Connection refused",
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*actively refused",
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*[Errno 61]",
                    "Cannot connect to host {w} ssl:*Connect call failed {address}",
                    "Cannot connect to host {address} ssl:*refused", "Error 111 connecting to {address}",
                    "Error 61 connecting to {address}", "Error 10061 connecting to {address}",
                    "Unable to bootstrap from {address}",
                    "Multiple exceptions: [Errno 111]",
                ]),
            MessageRule(
                .nameResolution,
                [
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*Name or service not known",
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*NameResolutionError",
                    "Failed to resolve '{host}' ([Errno",
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*nodename nor servname",
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*getaddrinfo failed",
                    "HTTP<S|>ConnectionPool(host='{host}', port={port})*name resolution",
                    "Cannot connect to host {address} ssl:* Name or service not known",
                    "Cannot connect to host {address} ssl:* name resolution",
                    "ClientConnectorDNSError: Cannot connect to host {address}",
                ]),
            MessageRule(
                .certificate,
                [
                    "HTTPSConnectionPool(host='{host}', port={port})*CERTIFICATE_VERIFY_FAILED",
                    "ClientConnectorCertificateError: Cannot connect to host {address}",
                    "Cannot connect to host {address} ssl:*certificate",
                ]),
            MessageRule(
                .tlsMismatch,
                [
                    "HTTPSConnectionPool(host='{host}', port={port})*WRONG_VERSION_NUMBER",
                    "HTTPSConnectionPool(host='{host}', port={port})*SSLError(SSLE",
                    "ClientConnectorSSLError: Cannot connect to host {address}",
                    "HTTPSConnectionPool(host='{host}', port={port})*record layer",
                    "Your proxy appears to only use HTTP and not HTTPS",
                ]),
            MessageRule(.hostUnreachable, ["HTTP<S|>ConnectionPool(host='{host}', port={port})*No route to host"]),
            MessageRule(
                .networkUnreachable, ["HTTP<S|>ConnectionPool(host='{host}', port={port})*Network is unreachable"]),
            MessageRule(
                .proxy, .sure,
                [
                    "ProxyError('<Cannot|Unable> to connect to proxy", "ProxyError", "Cannot connect to proxy",
                    "Unable to connect to proxy",
                ]),
            MessageRule(.certificate, .sure, ["bad handshake: *certificate verify failed"]),
            MessageRule(.earlyClose, .sure, ["bad handshake: *Unexpected EOF"]),
            MessageRule(
                .earlyClose,
                [
                    "Server disconnected", "ServerDisconnectedError", "('Connection aborted.', RemoteDisconnected",
                    "RemoteProtocolError: Server disconnected", "ClientPayloadError",
                    "peer closed connection without sending complete message body",
                ]),
            MessageRule(
                .reset,
                [
                    "('Connection aborted.', ConnectionResetError", "Connection aborted.*Connection reset by peer",
                    "httpx.ReadError: [Errno 104]",
                ]),
            MessageRule(
                .tooManyRedirects, ["Exceeded {n} redirects", "Exceeded maximum allowed redirects", "TooManyRedirects"]),
            MessageRule(
                .protocolMismatch,
                [
                    "redis.exceptions.ConnectionError: Connection closed by server", "redis.exceptions.InvalidResponse",
                    "Protocol Error: ", "websockets.exceptions.InvalidStatus", "server rejected WebSocket connection",
                    "WebSocketBadStatusException", "Handshake status {n}",
                    "did not receive a valid HTTP response", "websockets.exceptions.InvalidMessage",
                    "websockets.exceptions.InvalidUpgrade", "missing Connection header", "illegal status line",
                    "illegal request line", "RemoteProtocolError: illegal", "WSServerHandshakeError",
                    "Invalid response status",
                    "ServerHandshakeError", "Received HTTP/0.9 when not allowed", "Expected HTTP",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "ConnectionError: Connection error", "AMQPConnectionError",
                    "httpx.ConnectError: All connection attempts failed", "All connection attempts failed",
                    "NewConnectionError", "Failed to establish a new connection", "ClientConnectorError",
                    "Cannot connect to host {address}", "OperationalError: could not connect", "ConnectionError",
                    "httpx.ConnectError", "MaxRetryError", "NoBrokersAvailable", "Bootstrap failed",
                ]),
            MessageRule(
                .auth,
                [
                    "AuthenticationError: ", "AuthenticationFailed", "ProbableAuthenticationError",
                    "invalid username-password pair",
                ]),
        ])
}
