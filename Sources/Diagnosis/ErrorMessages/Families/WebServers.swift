extension Family {
    /// `ngx_log_error` with the connection's log handler: `while doing what, client: …, upstream: "…"`.
    static let nginx = Family(
        "nginx",
        [
            Wording(
                .addressInUse, .sure,
                [
                    "bind() to {address} failed (98", "bind() to {address} failed (48",
                    "bind() to {address} failed (10048", "still could not bind()",
                ]),
            Wording(
                .permissionDenied, .sure,
                [
                    "bind() to {address} failed (13", "bind() to {address} failed (10013",
                    "connect() to {address} failed (13", "connect() to {address} failed (1:",
                ]),
            Wording(
                .notAvailable, .sure,
                [
                    "bind() to {address} failed (99", "bind() to {address} failed (49",
                    "connect() to {address} failed (99",
                ]),
            Wording(
                .nameResolution, .sure,
                [
                    "host not found in upstream '{host}", "{host} could not be resolved",
                    "host not found in resolver '{host}", "host not found in <upstream|resolver|'listen'>",
                    "host not found in '{host}", "no resolver defined to resolve {host}",
                ]),
            Wording(
                .connectionRefused, .sure,
                [
                    "connect() failed (111*upstream: '{address}", "connect() failed (61*upstream: '{address}",
                    "connect() failed (10061*upstream: '{address}", "connect() failed (111",
                    "connect() to {address} failed (111",
                ]),
            Wording(
                .timeout, .sure,
                [
                    "upstream timed out (*upstream: '{address}", "upstream timed out",
                    "connect() failed (110*upstream: '{address}",
                ]),
            Wording(
                .hostUnreachable, .sure,
                ["connect() failed (113*upstream: '{address}", "connect() to {address} failed (113"]),
            Wording(
                .networkUnreachable, .sure,
                ["connect() failed (101*upstream: '{address}", "connect() to {address} failed (101"]),
            Wording(
                .reset, .sure,
                [
                    "recv() failed (104*upstream: '{address}", "writev() failed (104*upstream: '{address}",
                    "send() failed (104*upstream: '{address}", "readv() failed (104*upstream: '{address}",
                    "recv() failed (104",
                ]),
            Wording(
                .brokenPipe, .sure,
                [
                    "writev() failed (32*upstream: '{address}", "send() failed (32", "sendfile() failed (32",
                    "writev() failed (32",
                ]),
            Wording(
                .certificate, .sure,
                [
                    "upstream SSL certificate verify error: *upstream: '{address}",
                    "upstream SSL certificate does not match '{host}'", "cannot load certificate",
                ]),
            Wording(
                .tlsMismatch, .sure,
                [
                    "SSL_do_handshake() failed (*upstream: '{address}",
                    "peer closed connection in SSL handshake *upstream: '{address}", "SSL_do_handshake() failed",
                    "client sent plain HTTP request to HTTPS port", "400 The plain HTTP request was sent to HTTPS port",
                    "upstream prematurely closed connection*upstream: 'http://{host}:{tlsport}/",
                    "peer closed connection in SSL handshake",
                ]),
            Wording(
                .earlyClose, .sure,
                ["upstream prematurely closed connection*upstream: '{address}", "upstream prematurely closed"]),
            Wording(
                .protocolMismatch, .sure,
                [
                    "upstream sent no valid HTTP/1.0 header*upstream: '{address}",
                    "upstream sent invalid header*upstream: '{address}",
                    "upstream sent unsupported FastCGI*upstream: '{address}", "upstream sent no valid",
                    "upstream sent invalid", "client sent invalid method", "client sent invalid request while",
                    "client sent invalid header line",
                ]),
            Wording(
                .headerTooLarge, .sure,
                [
                    "upstream sent too big header*upstream: '{address}", "client sent too long header line",
                    "client sent too long URI", "client sent too large request",
                ]),
            Wording(.socketMissing, .sure, ["connect() to unix:{w} failed (2: No such file or directory)"]),
            Wording(.connectionRefused, .sure, ["connect() to unix:{w} failed (111"]),
            Wording(.permissionDenied, .sure, ["connect() to unix:{w} failed (13"]),
            Wording(
                .fdLimit, .sure,
                [
                    "accept4() failed (24", "accept() failed (24", "socket() failed (24",
                    "worker_connections are not enough", "open() '*' failed (24",
                ]),
            Wording(
                .connectFailed, .own,
                ["no live upstreams while connecting to upstream*upstream: '{address}", "no live upstreams"]),
            Wording(
                .hostHeader, .own,
                ["client sent invalid host header", "client sent HTTP/1.1 request without 'Host' header"]),
            Wording(
                .badPort, .own,
                [
                    "invalid port in '{host}:{port}' of the 'listen' directive",
                    "invalid port in upstream '{host}:{port}", "invalid port in",
                ]),
            Wording(.stalePidFile, .own, ["invalid PID number '' in"]),
            Wording(.ipv6Disabled, .sure, ["socket() {address} failed (97"]),
        ])

    static let apache = Family(
        "Apache httpd",
        [
            Wording(
                .permissionDenied, .sure,
                [
                    "(13)Permission denied: AH00072: make_sock: could not bind to address {address}",
                    "(13)Permission denied: AH00957: {w}: attempt to connect to {address}",
                    "(13)Permission denied: AH02454",
                ]),
            Wording(
                .addressInUse, .sure,
                [
                    "(98)Address already in use: AH00072: make_sock: could not bind to address {address}",
                    "(48)Address already in use: AH00072: make_sock: could not bind to address {address}",
                    "OS 10048)*make_sock: could not bind to address {address}",
                    "(98)Address already in use: * could not bind to address {address}",
                ]),
            Wording(
                .notAvailable, .sure,
                ["(99)Cannot assign requested address: AH00072: make_sock: could not bind to address {address}"]),
            Wording(
                .connectionRefused, .sure,
                [
                    "(111)Connection refused: AH00957: {w}: attempt to connect to {address} ({w}) failed",
                    "(111)Connection refused: *attempt to connect to {address}",
                    "(61)Connection refused: *attempt to connect to {address}", "(111)Connection refused",
                ]),
            Wording(
                .timeout, .sure,
                [
                    "(110)Connection timed out: *attempt to connect to {address}",
                    "(70007)The timeout specified has expired",
                    "AH01102: error reading status line from remote server {address}*timeout",
                ]),
            Wording(.listenFailed, .own, ["no listening sockets available"]),
            Wording(
                .connectFailed, .own,
                [
                    "AH01114: HTTP: failed to make connection to backend: {address}",
                    "AH01114: HTTP: failed to make connection to backend: {host}",
                    "AH00957: {w}: attempt to connect to {address}",
                    "AH01079: failed to make connection to backend: {host}",
                    "failed to make connection to backend: {host}",
                ]),
            Wording(
                .earlyClose, .own,
                ["AH01102: error reading status line from remote server {address}", "Error reading from remote server"]),
            Wording(
                .tlsMismatch, .own,
                [
                    "AH02032", "speaking plain HTTP to an SSL-enabled server port",
                    "AH01996: SSL handshake failed: HTTP spoken on HTTPS port", "AH01998", "AH01961",
                ]),
            Wording(nil, .sure, ["AH00558"]),
            Wording(.proxy, .own, ["AH01144: No protocol handler was valid"]),
            Wording(
                .stalePidFile, .own,
                ["httpd (pid {n}) already running", "httpd (pid {n}?) not running", "AH00098: pid file"]),
        ])

    static let haproxy = Family(
        "HAProxy",
        [
            Wording(
                .addressInUse, .sure,
                [
                    "cannot bind socket (Address already in use) <for |>[{address}]",
                    "cannot bind socket (Address already in use)*[{address}", "cannot bind socket [{address}]",
                ]),
            Wording(
                .permissionDenied, .sure,
                [
                    "cannot bind socket (Permission denied) <for |>[{address}]",
                    "cannot bind socket (Permission denied)*[{address}",
                ]),
            Wording(.notAvailable, .sure, ["cannot bind socket (Cannot assign requested address) <for |>[{address}]"]),
            Wording(
                .connectionRefused, .sure,
                [
                    "Layer4 connection problem, info: 'Connection refused",
                    "No server is available to handle this request",
                ]),
            Wording(.connectFailed, .own, ["Layer4 connection problem", "has no server available"]),
            Wording(.timeout, .sure, ["reason: Layer4 timeout", "reason: Layer7 timeout", "reason: Layer6 timeout"]),
            Wording(.tlsMismatch, .sure, ["Layer6 invalid response", "reason: Layer6"]),
            Wording(.protocolMismatch, .sure, ["Layer7 invalid response", "Layer7 wrong status"]),
            Wording(.nameResolution, .sure, ["could not resolve address '{host}'"]),
        ])

    static let envoy = Family(
        "Envoy",
        [
            Wording(
                .connectionRefused, .sure,
                [
                    "upstream connect error*reset reason: connection failure*Connection refused",
                    "delayed connect error: 111", "delayed connect error: Connection refused",
                    "delayed connect error: 61",
                ]),
            Wording(
                .connectFailed, .own,
                [
                    "upstream connect error or disconnect/reset before headers*connection failure",
                    "upstream connect error or disconnect/reset before headers", "no healthy upstream",
                    "remote connection failure",
                ]),
            Wording(
                .earlyClose, .sure,
                ["reset before headers. reset reason: connection termination", "reset reason: connection termination"]),
            Wording(.reset, .sure, ["reset reason: remote reset"]),
            Wording(.timeout, .sure, ["upstream request timeout", "reset reason: connection timeout"]),
            Wording(.tlsMismatch, .sure, ["TLS error:*WRONG_VERSION_NUMBER", "TLS_error:*WRONG_VERSION_NUMBER"]),
            Wording(
                .certificate, .sure, ["TLS error:*CERTIFICATE_VERIFY_FAILED", "TLS_error:*CERTIFICATE_VERIFY_FAILED"]),
            Wording(.protocolMismatch, .sure, ["reset reason: protocol error"]),
            Wording(.addressInUse, .sure, ["cannot bind '{address}': Address already in use"]),
        ])
}
