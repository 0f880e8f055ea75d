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
                    "host not found in upstream '{host}", "{host} could not be resolved",
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

    static let haproxy = Family(
        "HAProxy",
        [
            MessageRule(
                .addressInUse, .sure,
                [
                    "cannot bind socket (Address already in use) <for |>[{address}]",
                    "cannot bind socket (Address already in use)*[{address}", "cannot bind socket [{address}]",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "cannot bind socket (Permission denied) <for |>[{address}]",
                    "cannot bind socket (Permission denied)*[{address}",
                ]),
            MessageRule(
                .notAvailable, .sure, ["cannot bind socket (Cannot assign requested address) <for |>[{address}]"]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Layer4 connection problem, info: 'Connection refused",
                    "No server is available to handle this request",
                ]),
            MessageRule(.connectFailed, .own, ["Layer4 connection problem", "has no server available"]),
            MessageRule(
                .timeout, .sure, ["reason: Layer4 timeout", "reason: Layer7 timeout", "reason: Layer6 timeout"]),
            MessageRule(.tlsMismatch, .sure, ["Layer6 invalid response", "reason: Layer6"]),
            MessageRule(.protocolMismatch, .sure, ["Layer7 invalid response", "Layer7 wrong status"]),
            MessageRule(.nameResolution, .sure, ["could not resolve address '{host}'"]),
        ])

    static let envoy = Family(
        "Envoy",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "upstream connect error*reset reason: connection failure*Connection refused",
                    "delayed connect error: 111", "delayed connect error: Connection refused",
                    "delayed connect error: 61",
                ]),
            MessageRule(
                .connectFailed, .own,
                [
                    "upstream connect error or disconnect/reset before headers*connection failure",
                    "upstream connect error or disconnect/reset before headers", "no healthy upstream",
                    "remote connection failure",
                ]),
            MessageRule(
                .earlyClose, .sure,
                ["reset before headers. reset reason: connection termination", "reset reason: connection termination"]),
            MessageRule(.reset, .sure, ["reset reason: remote reset"]),
            MessageRule(.timeout, .sure, ["upstream request timeout", "reset reason: connection timeout"]),
            MessageRule(.tlsMismatch, .sure, ["TLS error:*WRONG_VERSION_NUMBER", "TLS_error:*WRONG_VERSION_NUMBER"]),
            MessageRule(
                .certificate, .sure, ["TLS error:*CERTIFICATE_VERIFY_FAILED", "TLS_error:*CERTIFICATE_VERIFY_FAILED"]),
            MessageRule(.protocolMismatch, .sure, ["reset reason: protocol error"]),
            MessageRule(.addressInUse, .sure, ["cannot bind '{address}': Address already in use"]),
        ])
}
