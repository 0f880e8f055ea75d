extension Family {
    /// `java.net`, NIO and `java.net.http`.
    static let java = Family(
        "Java",
        [
            MessageRule(
                .connectionRefused,
                [
                    "ConnectException: Connection refused: {address}",
                    "Connection refused: no further information: {address}", "Connection refused: {address}",
                    "Connection refused: connect", "HttpHostConnectException: Connect to {address}*refused",
                    "Connect to {address} [*failed: Connection refused",
                    "Connect to http<s|>://{address} *failed: Connection refused", "Connection refused to host: {host}",
                    "Couldn't connect to host, port: {host}, {port}",
                    "I/O error on {w} request for '{address}*Connection refused",
                    "Failed to connect to {address}*refused",
                    "executing {w} {address}*refused",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "java.net.ConnectException$", "java.net.ConnectException", "ClosedChannelException",
                    "ResourceAccessException: I/O error on {w} request for '{address}",
                    "Failed to connect to {address}", "HttpHostConnectException: Connect to {address}",
                    "Couldn't connect to host, port: {host}, {port}",
                    "Communications link failure", "Could not open JDBC Connection",
                    "Unable to connect to the child process",
                ]),
            MessageRule(
                .addressInUse,
                [
                    "java.net.BindException: Address already in use", "BindException: Address already in use: bind",
                    "BindException: Address already in use: JVM_Bind", "BindException: Failed to bind to<:|> {address}",
                    "IOException: Failed to bind to {address}", "PortInUseException: Port {port} is already in use",
                    "BindException: *in use*\\<null>:{port}",
                ]),
            MessageRule(
                .permissionDenied,
                ["java.net.BindException: Permission denied", "java.net.SocketException: Permission denied"]),
            MessageRule(
                .notAvailable,
                [
                    "java.net.BindException: Cannot assign requested address",
                    "BindException: Can't assign requested address",
                ]),
            MessageRule(
                .timeout,
                [
                    "ConnectException: Connection timed out", "SocketTimeoutException", "HttpTimeoutException",
                    "HttpConnectTimeoutException", "Connect timed out", "Read timed out",
                    "ConnectTimeoutException: connection timed out: {address}",
                    "connection timed out<| after {n} ms>: {address}", "ReadTimeoutException",
                    "Connect to {address} *failed: connect timed out", "ConnectTimeoutException: Connect to {address}",
                ]),
            MessageRule(.hostUnreachable, ["NoRouteToHostException"]),
            MessageRule(.networkUnreachable, ["SocketException: Network is unreachable"]),
            MessageRule(
                .nameResolution,
                [
                    "UnknownHostException: <Failed to resolve '|>{host}",
                    "UnknownHostException: {host}: <Name|Temporary|nodename|Der|Nom>", "UnknownHostException",
                    "UnresolvedAddressException", "Unable to resolve host '{host}'",
                    "DnsNameResolverTimeoutException: *{host}",
                ]),
            MessageRule(
                .reset,
                [
                    "SocketException: Connection reset", "SocketException: Software caused connection abort",
                    "Connection or outbound has closed",
                ]),
            MessageRule(.brokenPipe, ["ClientAbortException: *Broken pipe", "SocketException: Broken pipe"]),
            MessageRule(
                .earlyClose,
                [
                    "header parser received no bytes", "EOF reached while reading", "HttpConnectionClosedException",
                    "NoHttpResponseException: {address} failed to respond", "NoHttpResponseException",
                    "NoHttpResponseException: The target server failed to respond",
                    "Unexpected end of file from server", "Connection prematurely closed BEFORE response",
                    "PrematureCloseException", "unexpected end of stream on {address}", "unexpected end of stream on",
                    "java.io.EOFException", "GOAWAY received",
                ]),
            MessageRule(.loopbackBroken, .sure, ["Unable to establish loopback connection"]),
            MessageRule(
                .protocolMismatch,
                [
                    "ProtocolException: Invalid status line", "Invalid Http response",
                    "ProtocolException: Unexpected status line", "Unexpected status line", "Invalid status line",
                    "unexpected HTTP response", "UnsupportedHttpVersionException", "parser received non-HTTP",
                    "The server failed to respond with a valid HTTP response", "Server returned invalid",
                    "WebSocketHandshakeException", "Invalid handshake response", "Not a valid HTTP response",
                    "Unexpected opening handshake",
                ]),
            MessageRule(
                .badPort,
                [
                    "IllegalArgumentException: port out of range:{port}", "Port value out of range: {port}",
                    "IllegalArgumentException: Port value out of range",
                ]),
            MessageRule(
                .fdLimit, ["java.net.SocketException: Too many open files", "java.io.IOException: Too many open files"]),
            MessageRule(
                .proxy, .sure,
                [
                    "Unable to tunnel through proxy", "SOCKS: Connection refused", "Can't connect to SOCKS proxy",
                    "Malformed reply from SOCKS server", "ProxyConnectException",
                ]),

        ])
}
