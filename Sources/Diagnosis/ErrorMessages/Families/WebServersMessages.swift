extension Family {
    /// `ngx_log_error` with the connection's log handler: `while doing what, client: …, upstream: "…"`.
    static let nginx = Family(
        "nginx",
        [
            MessageRule(
                .addressInUse, .sure,
                [
                    "bind() to {address} failed (98", "bind() to {address} failed (48",
                    "bind() to {address} failed (10048", "still could not bind()",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "bind() to {address} failed (13", "bind() to {address} failed (10013",
                    "connect() to {address} failed (13", "connect() to {address} failed (1:",
                ]),
            MessageRule(
                .notAvailable, .sure,
                [
                    "bind() to {address} failed (99", "bind() to {address} failed (49",
                    "connect() to {address} failed (99",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "host not found in upstream '{host}", "{host} could not be resolved (",
                    "host not found in resolver '{host}", "host not found in <upstream|resolver|'listen'>",
                    "host not found in '{host}", "no resolver defined to resolve {host}",
                ]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "connect() failed (111*upstream: '{address}", "connect() failed (61*upstream: '{address}",
                    "connect() failed (10061*upstream: '{address}", "connect() failed (111",
                    "connect() to {address} failed (111",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "upstream timed out (*upstream: '{address}", "upstream timed out",
                    "connect() failed (110*upstream: '{address}",
                ]),
            MessageRule(
                .hostUnreachable, .sure,
                ["connect() failed (113*upstream: '{address}", "connect() to {address} failed (113"]),
            MessageRule(
                .networkUnreachable, .sure,
                ["connect() failed (101*upstream: '{address}", "connect() to {address} failed (101"]),
            MessageRule(
                .reset, .sure,
                [
                    "recv() failed (104*upstream: '{address}", "writev() failed (104*upstream: '{address}",
                    "send() failed (104*upstream: '{address}", "readv() failed (104*upstream: '{address}",
                    "recv() failed (104",
                ]),
            MessageRule(
                .brokenPipe, .sure,
                [
                    "writev() failed (32*upstream: '{address}", "send() failed (32", "sendfile() failed (32",
                    "writev() failed (32",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "upstream SSL certificate verify error: *upstream: '{address}",
                    "upstream SSL certificate does not match '{host}'", "cannot load certificate",
                ]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "SSL_do_handshake() failed (*upstream: '{address}",
                    "peer closed connection in SSL handshake *upstream: '{address}", "SSL_do_handshake() failed",
                    "client sent plain HTTP request to HTTPS port", "400 The plain HTTP request was sent to HTTPS port",
                    "upstream prematurely closed connection*upstream: 'http://{host}:{tlsport}/",
                    "peer closed connection in SSL handshake",
                ]),
            MessageRule(
                .earlyClose, .sure,
                ["upstream prematurely closed connection*upstream: '{address}", "upstream prematurely closed"]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "upstream sent no valid HTTP/1.0 header*upstream: '{address}",
                    "upstream sent invalid header*upstream: '{address}",
                    "upstream sent unsupported FastCGI*upstream: '{address}", "upstream sent no valid",
                    "upstream sent invalid", "client sent invalid method", "client sent invalid request while",
                    "client sent invalid header line",
                ]),
            MessageRule(
                .headerTooLarge, .sure,
                [
                    "upstream sent too big header*upstream: '{address}", "client sent too long header line",
                    "client sent too long URI", "client sent too large request",
                ]),
            MessageRule(.socketMissing, .sure, ["connect() to unix:{w} failed (2: No such file or directory)"]),
            MessageRule(.connectionRefused, .sure, ["connect() to unix:{w} failed (111"]),
            MessageRule(.permissionDenied, .sure, ["connect() to unix:{w} failed (13"]),
            MessageRule(
                .fdLimit, .sure,
                [
                    "accept4() failed (24", "accept() failed (24", "socket() failed (24",
                    "worker_connections are not enough", "open() '*' failed (24",
                ]),
            MessageRule(
                .connectFailed, .own,
                ["no live upstreams while connecting to upstream*upstream: '{address}", "no live upstreams"]),
            MessageRule(
                .hostHeader, .own,
                ["client sent invalid host header", "client sent HTTP/1.1 request without 'Host' header"]),
            MessageRule(
                .badPort, .own,
                [
                    "invalid port in '{host}:{port}' of the 'listen' directive",
                    "invalid port in upstream '{host}:{port}", "invalid port in",
                ]),
            MessageRule(.stalePidFile, .own, ["invalid PID number '' in"]),
            MessageRule(.ipv6Disabled, .sure, ["socket() {address} failed (97"]),
        ])

    static let apache = Family(
        "Apache httpd",
        [
            MessageRule(
                .permissionDenied, .sure,
                [
                    "(13)Permission denied: AH00072: make_sock: could not bind to address {address}",
                    "(13)Permission denied: AH00957: {w}: attempt to connect to {address}",
                    "(13)Permission denied: AH02454",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "(98)Address already in use: AH00072: make_sock: could not bind to address {address}",
                    "(48)Address already in use: AH00072: make_sock: could not bind to address {address}",
                    "OS 10048)*make_sock: could not bind to address {address}",
                    "(98)Address already in use: * could not bind to address {address}",
                ]),
            MessageRule(
                .notAvailable, .sure,
                ["(99)Cannot assign requested address: AH00072: make_sock: could not bind to address {address}"]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "(111)Connection refused: AH00957: {w}: attempt to connect to {address} ({w}) failed",
                    "(111)Connection refused: *attempt to connect to {address}",
                    "(61)Connection refused: *attempt to connect to {address}", "(111)Connection refused",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "(110)Connection timed out: *attempt to connect to {address}",
                    "(70007)The timeout specified has expired",
                    "AH01102: error reading status line from remote server {address}*timeout",
                ]),
            MessageRule(.listenFailed, .own, ["no listening sockets available"]),
            MessageRule(
                .connectFailed, .own,
                [
                    "AH01114: HTTP: failed to make connection to backend: {address}",
                    "AH01114: HTTP: failed to make connection to backend: {host}",
                    "AH00957: {w}: attempt to connect to {address}",
                    "AH01079: failed to make connection to backend: {host}",
                    "failed to make connection to backend: {host}",
                ]),
            MessageRule(
                .earlyClose, .own,
                ["AH01102: error reading status line from remote server {address}", "Error reading from remote server"]),
            MessageRule(
                .tlsMismatch, .own,
                [
                    "AH02032", "speaking plain HTTP to an SSL-enabled server port",
                    "AH01996: SSL handshake failed: HTTP spoken on HTTPS port", "AH01998", "AH01961",
                ]),
            MessageRule(nil, .sure, ["AH00558"]),
            MessageRule(.proxy, .own, ["AH01144: No protocol handler was valid"]),
            MessageRule(
                .stalePidFile, .own,
                ["httpd (pid {n}) already running", "httpd (pid {n}?) not running", "AH00098: pid file"]),
        ])
}
