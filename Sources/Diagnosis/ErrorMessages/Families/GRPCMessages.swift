extension Family {
    static let grpc = Family(
        "gRPC",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "last error: {w} ipv<4|6>:{address}: Failed to connect to remote host: Connection refused",
                    "ipv4:{address}: Failed to connect to remote host*Connection refused",
                    "ipv6:{address}: Failed to connect to remote host*Connection refused",
                    "ipv6:%5B::1%5D:{port}: *Connection refused",
                    "Error while dialing<: dial|dial|: *dial| dial> tcp {address}: connect: connection refused",
                    "Error while dialing* dial tcp {address}: connect: connection refused",
                    "No connection established. Last error: connect ECONNREFUSED {address}",
                    "No connection established. Last error: *ECONNREFUSED {address}",
                ]),
            MessageRule(
                .connectFailed, .own,
                [
                    "14 UNAVAILABLE: Connect Failed",
                    "14 UNAVAILABLE: No connection established",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "UNAVAILABLE: io exception", "14 UNAVAILABLE", "failed to connect to all addresses",
                    "code = Unavailable", "StatusCode.UNAVAILABLE", "StatusCode='Unavailable'", "status: Unavailable",
                    "Error starting gRPC call", "Connection dropped", "Name resolution failed for target dns:{address}",
                    "transport: Error while dialing",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Trying to connect an http1.x server", "Failed parsing HTTP/2",
                    "Expected SETTINGS frame as the first frame", "ipv4:{address}: Failed parsing HTTP/2",
                    "http2 error: frame", "First received frame was not SETTINGS",
                    "unexpected HTTP status code received from server", "received HTTP status code * from server",
                    "invalid content-type", "error reading server preface: http2: frame too large",
                    "error reading server preface", "Received RST_STREAM with code 2", "Missing status header",
                    "Bad gRPC response", "Protocol error: *HTTP/2", "Received unexpected content-type", "RST_STREAM",
                    "HTTP/2 client preface string missing or corrupt", "bogus greeting", "expected SETTINGS",
                ]),
            MessageRule(.earlyClose, .sure, ["error reading server preface: EOF", "Socket closed"]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "authentication handshake failed: tls: first record", "Handshake failed ({w}*WRONG_VERSION_NUMBER",
                    "Ssl handshake failed", "Handshake read failed", "authentication handshake failed: EOF",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "authentication handshake failed: x509", "authentication handshake failed: tls: failed to verify",
                    "No match found for server name: {host}", "Handshake failed*CERTIFICATE_VERIFY_FAILED",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "DEADLINE_EXCEEDED", "context deadline exceeded", "4 DEADLINE_EXCEEDED", "code = DeadlineExceeded",
                    "Deadline Exceeded", "StatusCode='DeadlineExceeded'",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "Name resolution failed for target dns:{address}", "DNS resolution failed for {host}",
                    "C-ares status is not ARES_SUCCESS", "DNS resolution failed",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "No address added out of total {n} resolved",
                    "No address added out of total {n} resolved*Address already in use",
                    "Failed to add * port: Address already in use",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "No address added out of total {n} resolved*Permission denied",
                    "Failed to add *port: Permission denied",
                ]),
            MessageRule(
                .notAvailable, .sure,
                ["No address added out of total {n} resolved*Cannot assign requested address"]),
            MessageRule(.connectFailed, .vague, ["StatusRuntimeException: UNAVAILABLE"]),
            MessageRule(.earlyClose, .sure, ["error reading from server: EOF"]),
        ])

    static let webSocket = Family(
        "WebSocket",
        [
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Unexpected server response: {n}",
                    "Error during WebSocket handshake: Unexpected response code: {n}",
                    "WebSocket connection to '{address}*Error during WebSocket handshake",
                    "Error during WebSocket handshake", "websocket: the client is not using the websocket protocol",
                    "Sec-WebSocket-Accept", "websocket: bad handshake", "Invalid Sec-WebSocket-Accept header",
                    "HTTP error: 200 OK", "WebSocket upgrade failed", "Invalid WebSocket frame",
                    "Missing or invalid Sec-WebSocket-Key header", "Invalid Upgrade header",
                    "WebSocket protocol error: Handshake not finished", "Invalid HTTP status.",
                    "Http(Response { status: {n}", "No 'Connection: upgrade'", "No 'Upgrade: websocket'",
                    "server rejected WebSocket connection", "Server sent no subprotocol", "websocket: close 1002",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "WebSocket connection to '{address}*failed",
                    "can't establish a connection to the server at {address}",
                    "WebSocket is closed before the connection is established", "WebSocket connection failure",
                    "xhr poll error", "Error: websocket error", "failed to do websocket handshake",
                ]),
            MessageRule(
                .earlyClose, .own,
                [
                    "WebSocket is closed before the connection is established", "no close frame received or sent",
                    "websocket: close 1006", "close 1006 (abnormal closure)",
                    "WebSocket was closed before the connection was established",
                    "WebSocket connection to '{address}*Connection closed before receiving a handshake response",
                    "Connection closed before receiving a handshake response",
                    "ConnectionClosedError: no close frame",
                ]),
            MessageRule(.reset, .own, ["Connection reset without closing handshake"]),
        ])
}
