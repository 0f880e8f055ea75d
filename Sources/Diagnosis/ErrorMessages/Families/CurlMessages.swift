extension Family {
    /// Exit codes and texts of curl and libcurl (curl_easy_strerror).
    static let curl = Family(
        "curl",
        [
            MessageRule(
                .connectFailed, .vague,
                [
                    "curl: (7) Failed to connect to {address} port {port}",
                    "curl: (7) Failed to connect to {host} port {port}",
                    "Failed to connect to {host} port {port}<| after {n} ms>: Couldn't connect to server",
                    "Failed to connect to {host} port {port}<| after {n} ms>: Could not connect to server", "curl: (7)",
                    "Failed to connect to {host} port {port} via {w}", "Couldn't connect to server",
                    "Failed to connect to {host} port {port}",
                ]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "connect to {host} port {port} <from {w} port {n} |>failed: Connection refused",
                    "Failed to connect to {host} port {port}<:| after {n} ms:> Connection refused",
                    "curl: (7) Failed to connect to {host} port {port}<:| after {n} ms:> Connection refused",
                    "connect to {host} port {port} failed: Verbindungsaufbau abgelehnt",
                ]),
            MessageRule(
                .hostUnreachable, .sure,
                [
                    "connect to {host} port {port} <from {w} port {n} |>failed: No route to host",
                    "Failed to connect to {host} port {port}<:| after {n} ms:> No route to host",
                ]),
            MessageRule(
                .networkUnreachable, .sure,
                [
                    "connect to {host} port {port} <from {w} port {n} |>failed: Network is unreachable",
                    "Failed to connect to {host} port {port}<:| after {n} ms:> Network is unreachable",
                    "Immediate connect fail for {host}: Network is unreachable",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "Failed to connect to {host} port {port} after {n} ms: Timeout was reached",
                    "Failed to connect to {host} port {port}<:| after {n} ms:> Connection timed out",
                    "Failed to connect to {host} port {port}<:| after {n} ms:> Operation timed out",
                    "connect to {host} port {port} <from {w} port {n} |>failed: Connection timed out", "curl: (28)",
                    "Connection timed out after {n} milliseconds", "Connection timeout after {n} ms",
                    "Operation timed out after {n} milliseconds", "Resolving timed out after {n} milliseconds",
                    "SSL connection timeout", "Operation too slow",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "Could not resolve host: {host}", "Couldn't resolve host '{host}'", "curl: (6)",
                    "Resolving timed out",
                ]),
            MessageRule(
                .proxy, .sure,
                [
                    "Could not resolve proxy: {host}", "Couldn't resolve proxy '{host}'", "curl: (5)",
                    "Proxy CONNECT aborted", "Received HTTP code {n} from proxy after CONNECT",
                    "CONNECT tunnel failed, response {n}", "curl: (97)", "Failed to connect to proxy",
                    "Can't complete SOCKS", "SOCKS4 reply", "cannot complete SOCKS5 connection",
                    "connect to proxy {address}", "Failed to connect to {host} port {port} *connect to proxy",
                    "407 Proxy Authentication Required",
                    "proxy handshake error", "Unsupported proxy",
                ]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "curl: (52)", "Empty reply from server", "curl: (18)", "transfer closed with",
                    "end of response with {n} bytes missing", "Server returned nothing (no headers, no data)",
                ]),
            MessageRule(
                .reset, .sure,
                [
                    "curl: (56) Recv failure: Connection reset by peer",
                    "curl: (55) Send failure: Connection reset by peer", "Recv failure: Connection reset by peer",
                    "Send failure: Connection reset by peer", "curl: (56) Recv failure",
                    "curl: (35) Recv failure: Connection was reset", "Recv failure: Connection was reset",
                    "curl: (35) Recv failure: Connection reset by peer",
                    "curl: (56) OpenSSL SSL_read: Connection reset by peer",
                ]),
            MessageRule(.brokenPipe, .sure, ["Send failure: Broken pipe", "curl: (55)"]),
            MessageRule(
                .tlsMismatch, .sure, ["curl: (35)", "curl: (35) Recv failure", "SSL connect error", "curl: (64)"]),
            MessageRule(
                .certificate, .sure,
                [
                    "curl: (60)", "curl: (51)", "curl: (77)", "curl: (58)", "curl: (90)", "curl: (91)", "curl: (83)",
                    "curl: (82)", "SSL certificate problem", "error setting certificate verify locations",
                    "error adding trust anchors from file",
                    "SSL: no alternative certificate subject name matches target host name '{host}'",
                    "SSL: certificate subject name '*' does not match target host name '{host}'",
                    "unable to set private key file", "could not load PEM client certificate",
                ]),
            MessageRule(.tooManyRedirects, .sure, ["curl: (47)", "Maximum ({n}) redirects followed"]),
            MessageRule(
                .badPort, .sure,
                [
                    "curl: (3) URL *port", "Port number was not a decimal number", "curl: (3) *Bad port",
                    "URL using bad/illegal format or missing URL",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "curl: (1)", "curl: (8)", "Received HTTP/0.9 when not allowed", "curl: (92)", "curl: (16)",
                    "Unsupported HTTP version", "HTTP/2 stream {n} was not closed cleanly", "Weird server reply",
                    "curl: (43)", "Error in the HTTP2 framing layer", "HTTP/2 framing layer", "Invalid status line",
                    "curl: (96)", "curl: (95)", "Refused WebSockets upgrade",
                ]),
            MessageRule(
                .notAvailable, .sure,
                [
                    "curl: (45)", "bind failed with errno {n}: Cannot assign requested address",
                    "Couldn't bind to '{host}'", "Couldn't bind to interface",
                ]),
            MessageRule(.auth, .sure, ["curl: (67)"]),
            MessageRule(
                .earlyClose, .sure,
                ["curl: (56) OpenSSL SSL_read*unexpected eof", "curl: (56) OpenSSL SSL_read: error*unexpected eof"]),
        ])
}
