extension Family {
    /// Wordings that only say that something failed, but where.
    static let endpoints = Family(
        nil,
        [
            MessageRule(
                .connectFailed, .vague,
                [
                    "failed to connect to <the |><server |host |broker |database |backend |upstream |remote host |target |>{address}",
                    "connect to {address} failed",
                    "could not connect to <the |><server |host |broker |database |upstream |>{address}",
                    "couldn't connect to <the |><server |host |broker |>{address}", "connection to {address} failed",
                    "unable to connect to <the |><server |host |broker |database |remote host |>{address}",
                    "cannot connect to <the |><server |host |broker |>{address}",
                    "can't connect to <the |><server |host |>{address}",
                    "error connecting to <server |>{address}", "failed connecting to {address}",
                    "failed to dial {address}",
                    "connection error: {address}", "connect to host {host} port {port}",
                    "connect to {host} port {port}",
                    "connect to host {host}, port {port}", "connect to {host}, port {port}",
                    "connection to <server |host |>{host}:{port} <failed|refused|could not be>",
                    "error while connecting to {address}", "unable to reach {address}", "could not reach {address}",
                    "cannot reach {address}", "failed to reach {address}", "dial to {address}", "dialing {address}",
                    "connection failed to {address}", "connecting to {address}", "connect call failed {address}",
                    "failed to establish a<| new> connection to {address}",
                    "failed to establish connection to {address}",
                    "failed to open <TCP |>connection to {address}", "host='{host}', port={port}",
                    "host={host}, port={port}",
                    "(host={host})(port={port})", "host:{host}, port:{port}", "host: '{host}', port: {port}",
                    "'host':'{host}','port':{port}", "to_address,{'{host}',{port}}", "peeraddr={address}",
                    "address: '{host}', port: {port}", "request to {address}", "connect to ipv<4|6>#{address} failed",
                    "failed to fetch {address}", "'{host}' (*port {port}", "server at '{host}', port {port}",
                    "server at '{host}' ({host}), port {port}", "host '{host}', port {port}",
                    "host '{host}' port {port}",
                ]),
            MessageRule(
                .listenFailed, .vague,
                [
                    "failed to listen on {address}", "failed to bind to <address |>{address}",
                    "unable to bind to <address |>{address}",
                    "could not bind to <address |>{address}", "cannot bind to <address |>{address}",
                    "can't bind to {address}",
                    "could not listen on {address}", "couldn't listen on {address}", "cannot listen on {address}",
                    "unable to listen on {address}", "failed to start server on {address}",
                    "error listening on {address}",
                    "bind to {address} failed", "bind({address})", "bind on address {address}",
                    "bind() to {address} failed",
                    "failed to bind <socket |>{address}", "failed to start server", "unable to start server",
                    "could not bind <|socket >to port {port}", "failed to bind <to |on |>port {port}",
                    "failed to listen on port {port}", "unable to listen on port {port}",
                    "cannot listen on port {port}",
                    "could not listen on port {port}", "could not bind to {address}", "cannot bind port {port}",
                    "unable to bind <to |>port {port}", "failed to start <web |http |>server on port {port}",
                    "could not start server on port {port}",
                    "failed to create server <TCP |>listening socket {address}",
                    "cannot bind socket * for <|[>{address}", "listen on {address} failed",
                    "error binding to {address}",
                    "failed to create listening socket for <port {port}|{address}>",
                    "cannot start <the |>server on port {port}", "could not create listening socket", "bind failed",
                ]),
            MessageRule(
                .badPort,
                [
                    "invalid port number<|:> <'|>{port}", "invalid port: <'|>{port}", "port out of range: {port}",
                    "port out of range:{port}",
                    "port number out of range<|: {port}>", "port must be 0-65535", "port must be between 0 and 65535",
                    "port should be >= 0 and \\< 65536. received <type number (|>{port}",
                    "port should be >= 0 and \\< 65536",
                    "options.port should be >= 0 and \\< 65536*{port}", "ERR_SOCKET_BAD_PORT",
                    "port argument must be >= 0 and \\< 65536: {port}",
                    "address {port}: invalid port", "invalid port value: {port}", "port value out of range<|: {port}>",
                    "invalid port '<:|>{port}' after host", "getsockaddrarg: port must be 0-65535",
                    "bad port number: {port}",
                    "bad port <'|>{port}", "invalid port <'|>{port}", "invalid port in *:{port}",
                    "port number too large<|: {port}>",
                    "port '{port}' out of range", "port {port} is out of range", "is not a valid port",
                    "{port} is not a valid port",
                    "invalid containerPort: {port}", "invalid hostPort: {port}", "invalid publish opts format",
                    "'{port}' is not a valid port", "illegal port number <'|>{port}", "port number is not valid",
                    "invalid port in URL",
                    "port number ended with", "badly formatted port", "bad port in URL",
                    "port could not be cast to integer value as '{port}'",
                    "servname not supported for ai_socktype", "invalid port range", "port range exceeds",
                ]),
            MessageRule(
                .unsafePort, .sure,
                [
                    "ERR_UNSAFE_PORT", "Error: bad port$", "cause: bad port$", "restricted port",
                    "port blocked by browser",
                ]),
            MessageRule(
                .headerTooLarge,
                [
                    "status code 431", "Request Header Fields Too Large", "HPE_HEADER_OVERFLOW", "header overflow",
                    "request header is too large", "request header or cookie too large", "header too large",
                    "headers too large",
                    "client sent too long header line", "size of a request header field exceeds server limit",
                    "limit request headers fields size", "request header too large", "header section has more than",
                    "UND_ERR_HEADERS_OVERFLOW", "got more than {n} headers",
                    "got more than {n} bytes * when reading header line",
                    "upstream sent too big header", "header list size", "http2: request header list larger",
                    "HTTP header line too long",
                ]),
            MessageRule(
                .tooManyRedirects,
                [
                    "too many redirects", "TooManyRedirects", "maximum redirects", "redirected too many times",
                    "redirect count exceeded",
                    "maximum * redirects followed", "redirections exceeded", "exceeded {n} redirects",
                    "stopped after {n} redirects",
                    "redirection limit", "maxRedirects", "redirect loop", "circular redirect",
                    "maximum redirect reached",
                    "too many redirections", "redirecting in a way that will never complete",
                    "server redirected too many times",
                    "too many HTTP redirects",
                ]),
        ])

    /// Lines with words of an error that tell of none.
    static let harmless = Family(
        nil,
        [
            MessageRule(
                nil, .sure,
                [
                    "no errors", "generat<e|es|ed|ing> * self-signed", "using * self-signed",
                    "creat<e|es|ed|ing> * self-signed", "0 errors", "timed out: 0", "timeouts: 0", "timeout=none",
                    "reset: 0", "errors=0", "errors: 0",
                    "without errors", "0 timeouts", "0 refused", "if * timed out", "when * timed out",
                    "no longer too many open files",
                    "connection reset handler", "access denied: 0", "permission denied: 0",
                ])
        ])

    /// The words of browsers and web servers that no runtime owns.
    static let web = Family(
        "HTTP",
        [
            MessageRule(
                .hostHeader,
                [
                    "Invalid Host header", "Invalid HTTP_HOST header: '{host}<:{port}|>'", "Blocked host: {address}",
                    "Blocked request. This host ('{host}') is not allowed", "This host ('{host}') is not allowed",
                    "host is not allowed", "Blocked hosts: {address}",
                    "Host header is specified and is not an IP address or localhost",
                    "Bad Request - Invalid Hostname", "Untrusted Host '{host}'", "Invalid host header",
                    "Unrecognized host",
                    "HTTP_HOST header * is not valid", "to `ALLOWED_HOSTS`", "to ALLOWED_HOSTS", "DisallowedHost",
                    "disallowed host",
                    "421 Misdirected", "host not allowed", "hostname is not allowed",
                    "Blocked cross-origin request from {host}",
                    "HostFiltering", "Invalid hostname <in|for>", "server.allowedHosts",
                    "ActionDispatch::HostAuthorization",
                    "Host '{host}' is not allowed", "not in the list of allowed hosts", "SuspiciousOperation",
                ]),
            MessageRule(.connectFailed, .own, ["Bad Gateway", "502 Proxy Error", "upstream connect error"]),
            MessageRule(.timeout, .own, ["Gateway Timeout", "Gateway Time-out"]),
            MessageRule(nil, .sure, ["' 502 {n}$", "HTTP/1.1' 504 {n}$"]),
        ])
}
