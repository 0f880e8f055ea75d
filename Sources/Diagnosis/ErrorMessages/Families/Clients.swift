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
                    "connect to proxy {address}", "407 Proxy Authentication Required",
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
        ])

    static let wget = Family(
        "Wget",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Connecting to {w} ({w})|{host}|:{port}... failed: Connection refused",
                    "Connecting to {address}... failed: Connection refused",
                    "can't connect to remote host ({host}): Connection refused",
                    "can't connect to remote host: Connection refused",
                    "Connecting to {address}*Verbindungsaufbau abgelehnt",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "Connecting to {address}... failed: Connection timed out",
                    "Connecting to {w} ({w})|{host}|:{port}... failed: Connection timed out",
                    "Read error (Connection timed out)", "download timed out",
                ]),
            MessageRule(
                .hostUnreachable, .sure,
                [
                    "Connecting to {address}... failed: No route to host",
                    "Connecting to {w} ({w})|{host}|:{port}... failed: No route to host",
                    "can't connect to remote host ({host}): No route to host",
                ]),
            MessageRule(
                .networkUnreachable, .sure,
                [
                    "Connecting to {w} ({w})|{host}|:{port}... failed: Network is unreachable",
                    "can't connect to remote host ({host}): Network is unreachable",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "ERROR: The certificate of '{host}' is not trusted", "ERROR: cannot verify {host}'s certificate",
                    "The certificate of '{host}'", "certificate's owner does not match hostname '{host}'",
                    "certificate common name '*' doesn't match requested host name '{host}'",
                    "To connect to {host} insecurely",
                ]),
            MessageRule(
                .nameResolution, .sure,
                ["unable to resolve host address '{host}'", "bad address '{host}", "Failed to resolve * host"]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "awaiting response... No data received", "No data received", "error getting response: *closed",
                    "wget: error getting response",
                ]),
            MessageRule(
                .reset, .sure,
                ["Read error (Connection reset by peer)", "awaiting response... Read error (Connection reset by peer)"]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "Unable to establish SSL connection", "wget: TLS error from peer",
                    "GnuTLS: An unexpected TLS packet was received",
                ]),
            MessageRule(.tooManyRedirects, .sure, ["redirections exceeded"]),
            MessageRule(.badPort, .sure, ["{w} Bad port number", "Bad port number"]),
            MessageRule(
                .connectFailed, .vague, ["Connecting to {address}... failed", "Connecting to {w} ({w})|{host}|:{port}"]),
            MessageRule(.proxy, .sure, ["Proxy tunneling failed", "Error parsing proxy URL"]),
            MessageRule(.protocolMismatch, .own, ["Malformed status line"]),
        ])

    static let ssh = Family(
        "OpenSSH",
        [
            MessageRule(
                .connectFailed, .vague,
                [
                    "ssh: connect to host {host} port {port}", "connect to host {host} port {port}",
                    "connect to address {host} port {port}", "channel {n}: open failed: connect failed",
                    "connect_to {host} port {port}: failed", "connect_to {host}: unknown host",
                ]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "ssh: connect to host {host} port {port}: Connection refused",
                    "channel {n}: open failed: connect failed: Connection refused",
                    "connect_to {host} port {port}: failed",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "Could not resolve hostname {host}:", "Could not resolve hostname {host}",
                    "connect_to {host}: unknown host", "open failed: connect failed: Name or service not known",
                    "open failed: connect failed: Temporary failure in name resolution",
                ]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "kex_exchange_identification: Connection closed by remote host",
                    "ssh_exchange_identification: Connection closed by remote host",
                    "kex_exchange_identification: Connection closed", "Connection closed by {host} port {port}",
                    "Connection to {host} closed by remote host", "Connection closed by remote host",
                    "ssh_dispatch_run_fatal",
                ]),
            MessageRule(
                .reset, .sure,
                [
                    "kex_exchange_identification: read: Connection reset by peer",
                    "kex_exchange_identification: *Connection reset",
                    "ssh_exchange_identification: read: Connection reset by peer",
                    "Connection reset by {host} port {port}", "client_loop: send disconnect: Connection reset",
                ]),
            MessageRule(
                .brokenPipe, .sure, ["client_loop: send disconnect: Broken pipe", "packet_write_wait: *Broken pipe"]),
            MessageRule(
                .listenFailed, .sure,
                [
                    "remote port forwarding failed for listen port {port}", "cannot listen to port: {port}",
                    "channel_setup_fwd_listener_tcpip: cannot listen to port: {port}",
                    "Could not request local forwarding",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Bind to port {port} on {host} failed: Address already in use",
                    "bind [{address}]:{port}: Address already in use", "bind [{host}]:{port}: Address already in use",
                    "Bind to port {port} on {host} failed: Address in use",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "bind [{host}]:{port}: Permission denied",
                    "Bind to port {port} on {host} failed: Permission denied",
                    "Privileged ports can only be forwarded by root", "administratively prohibited: open failed",
                    "open failed: administratively prohibited",
                ]),
            MessageRule(
                .notAvailable, .sure,
                [
                    "bind [{host}]:{port}: Cannot assign requested address",
                    "Bind to port {port} on {host} failed: Cannot assign requested address",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "ssh: connect to host {host} port {port}: <Connection|Operation> timed out",
                    "Connection timed out during banner exchange", "Connection to {host} port {port} timed out",
                    "Timeout, server {host} not responding", "Timeout before authentication",
                ]),
            MessageRule(
                .auth, .sure,
                [
                    "Permission denied (publickey", "Permission denied (password",
                    "Permission denied, please try again", "Too many authentication failures",
                    "Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED",
                    "Permission denied (keyboard",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Bad remote protocol version identification", "Protocol mismatch",
                    "kex_exchange_identification: banner line contains invalid characters",
                    "Bad protocol version identification", "banner line contains invalid characters",
                    "kex_exchange_identification: client sent invalid protocol identifier", "banner line * too long",
                    "banner exchange: * invalid format", "invalid protocol identifier",
                ]),
            MessageRule(
                .versionMismatch, .own,
                [
                    "Unable to negotiate with {host} port {port}: no matching", "no matching key exchange method found",
                    "no matching host key type found",
                ]),
            MessageRule(
                .badPort, .sure,
                [
                    "Bad local forwarding specification", "Bad port '{port}'", "Bad remote forwarding specification",
                    "bad port specification",
                ]),
            MessageRule(.ipv6Disabled, .own, ["socket: Address family not supported by protocol"]),
        ])

    static let git = Family(
        "Git",
        [
            MessageRule(
                .connectFailed, .own,
                [
                    "unable to access '{address}*Failed to connect to {address} port {port}",
                    "unable to access '{w} Failed to connect to {host} port {port}",
                ]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "fatal: unable to connect to {host}:$", "fatal: unable to connect to {host}",
                    "{host}[{n}: {w} errno=Connection refused",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "unable to access '{w} Could not resolve host: {host}", "unable to look up {host}",
                    "fatal: Unable to look up {host}",
                ]),
            MessageRule(.certificate, .sure, ["unable to access '{address}*certificate"]),
            MessageRule(
                .earlyClose, .own,
                ["The remote end hung up unexpectedly", "the remote end hung up upon initial contact", "early EOF"]),
            MessageRule(
                .auth, .own, ["fatal: Authentication failed for '{address}", "could not read Username for '{address}"]),
            MessageRule(.protocolMismatch, .own, ["protocol error: bad line length", "info/refs not valid"]),
        ])
}
