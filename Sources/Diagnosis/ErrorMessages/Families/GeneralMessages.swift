/// What programs of any kind say in words of their own: a verb that failed, a state that a port is in.
///
/// These are phrases, not messages; where a runtime's wording is known, it counts more.
extension Family {
    static let general = Family(
        nil,
        [
            MessageRule(
                .addressInUse, .plain,
                states.map { "<port|ports|address|addr|socket|endpoint>< {w}| {w} {w}|>\(copulas) \($0)" } + [
                    "already <running|listening|serving> <on|at> <port {port}|{address}>",
                    "already <bound|listening> <to|on|at> <port {port}|{address}>",
                    "another *using port {port}", "already using the port {port}",
                    "already using <port {port}|{address}>", "already using <the |>{w} port {port}",
                    "<port|ports> already in use: {port}", "<port|ports> are already in use: {port}",
                    "<port|ports> <is |are |>in use: {port}",
                    "already have a server listening on",
                    "address already bound", "socket already bound", "already bound by another",
                    "is already listening on",
                    "<process|program|application|instance|server|service|app> is <already |>bound to",
                    "is already using port", "is already using the port", "is using port {port}",
                    "in use by another <process|program|application|instance|server|service|app>",
                    "used by another <process|program|application|instance|server|service|app>*port",
                ]),
            MessageRule(
                .listenFailed, .vague,
                listening.map { "\(failing) \($0)" }
                    + [" bind", " listen on", " listen", " open"].map {
                        "\(failing)\($0)< {w}| {w} {w}| {w} {w} {w}|> <port|socket|sockets|address|listener|interface|endpoint>"
                    } + [
                        "error binding", "error listening", "error while binding", "error while listening",
                        "error starting <the |>server",
                        "error starting <the |>listener", "error setting up <the |>listener",
                        "listener failed to start",
                        "server failed to start", "failed binding", "<failed|error|unable> trying to <bind|listen>",
                        "binding failed", "bind error", "listen error",
                        "error in bind", "bind() failed", "listen() failed",
                    ]),
            MessageRule(
                .connectFailed, .vague,
                [" reach", " contact", " access", " talk to", " communicate with", " open"].map {
                    "\(failing)\($0)< {w}| {w} {w}|> <server|host|service|endpoint|daemon|broker|database|backend|node|upstream|remote|connection|proxy>"
                } + [
                    "\(failing) connect<$|:|.|,|;>", "\(failing) establish< {w}| {w} {w}| {w} {w} {w}|> connection",
                    "\(failing) create< {w}| {w} {w}|> connection", "\(failing) make< {w}| {w} {w}|> connection",
                    "\(failing) <obtain|acquire|get>< {w}| {w} {w}|> connection",
                    "connecting <to |>{w} failed", "connection failed", "connection failure", "connect failed",
                    "connection error", "failed connection", "connection attempt failed", "connection problem",
                    "error connecting", "error while connecting", "error during connect", "error when connecting",
                    "failed connecting", "is not reachable", "isn't reachable", "is unreachable", "not reachable",
                    "lost connection to", "connection to {address} <lost|was lost|broken|is broken>",
                    "server is not running on", "no server running", "is the server running", "server running?",
                    "connect error", "ConnectException", "ConnectError", "ConnectionException", "ConnectFailure",
                    "failed to fetch", "<failed|error|unable> trying to connect",
                    "connect to server at '{host}' failed", "connect to {w} failed", "connect to {w} {w} failed",
                    "could not be contacted", "error connecting to {address}",
                ]),
            MessageRule(
                .connectionRefused, .vague,
                [
                    "connection *refused", "connections *refused", "connect *refused", "connecting *refused",
                    "{address} refused", "refused by {address}", "refuses connection", "refusing connection",
                ]),
            MessageRule(
                .reset, .vague,
                ["connection *was reset", "connection *aborted", "reset *connection", "aborted the connection"]),
            MessageRule(
                .earlyClose, .vague,
                [
                    "connection <was |is |has been |got |>closed <before|unexpectedly|without|prematurely|while|during|abruptly>",
                    "closed *connection unexpectedly", "closed *connection prematurely", "closed unexpectedly",
                    "unexpectedly closed", "hung up", "server hung up", "connection lost", "connection was lost",
                    "connection has been lost", "unexpected disconnect", "disconnected unexpectedly",
                    "connection dropped", "dropped the connection", "connection was dropped",
                ]),
            MessageRule(
                .nameResolution, .plain,
                named.flatMap {
                    ["\(failing) resolve <the |>\($0)<:|> <'|>{host}", "\(failing) find <the |>\($0)<:|> '{host}'"]
                }
                    + [
                        "\(failing) resolve <'|>{host}<'|>: <Name|Temporary|nodename|No such host|Unknown host|No address>",
                        "Resolving {host} ({w}... failed", "Resolving {host}... failed",
                        "resolving <host |>{address} failed",
                        "error resolving <host |hostname |address |name |>{address}", "unknown host<:|> '{host}'",
                        "host '{host}' not found", "hostname '{host}' not found", "host {address} not found",
                        "can't resolve '{host}': <Name|Temporary>",
                        "no DNS record", "DNSError", "DNS server returned",
                        "dns lookup failed", "dns lookup error", "dns query failed", "dns request failed",
                        "getaddrinfo <failed|error|returned>",
                        "gethostbyname failed", "hostname lookup failed", "name lookup failed", "host lookup failed",
                        "could not be resolved", "cannot be resolved to an address", "couldn't be resolved",
                        "\(failing) look up '{host}'", "\(failing) lookup '{host}'", "lookup failed for {host}",
                        "lookup failure for:<| > {host}", "lookup failure for {host}",
                        "DNS lookup failure for: {host}",
                    ]),
            MessageRule(
                .tlsMismatch, .vague,
                [
                    "SSLError", "SSLException", "SSLHandshakeException", "ssl error", "tls error", "TLSError",
                    "<ssl|tls> handshake <failed|failure|error|problem>", "<ssl|tls> connection <failed|error>",
                    "failed *<ssl|tls> handshake", "error *<ssl|tls> handshake",
                ]),
            MessageRule(
                .certificate, .vague,
                [
                    "certificate *<invalid|expired|not trusted|untrusted|mismatch|not valid|rejected>",
                    "<invalid|untrusted|expired|wrong> certificate", "certificate error", "certificate problem",
                    "verify <the |>certificate", "certificate verification",
                ]),
            MessageRule(
                .timeout, .vague,
                [
                    "connection *timeout", "timeout *connection", "timeout *connect", "no response from",
                    "is not responding", "not responding", "did not respond", "does not respond", "didn't respond",
                    "took too long", "wait* timeout", "timing out",
                ]),
            MessageRule(
                .permissionDenied, .vague,
                ["not allowed to <bind|listen|connect|open>", "not permitted to <bind|listen|connect|open>"]),
        ].map(spelledOut) + chromiumNumbers)

    private static let failing = "<failing>"

    /// The ways to say that something did not work. Each is spelled out before its verb: a verb alone is in many lines
    /// that are no error, and each of them would be looked at.
    private static let failures = [
        "failed to", "unable to", "could not", "couldn't", "cannot", "can not", "not able to",
    ]

    private static func spelledOut(_ rule: MessageRule) -> MessageRule {
        let patterns = rule.patterns.flatMap { pattern in
            pattern.hasPrefix(failing) ? failures.map { $0 + pattern.dropFirst(failing.count) } : [pattern]
        }
        return MessageRule(rule.kind, rule.level, rule.source, patterns)
    }

    private static let copulas = "< is| was| are| were| seems to be| appears to be| is currently| has been|>"

    private static let states = [
        "already in use", "in use by", "already being used", "already used", "already bound", "already taken",
        "already allocated", "already occupied", "occupied", "already open", "not free", "already claimed",
    ]

    private static let listening = [
        "start listening", "open port", "create <a |the |>listener", "create <a |the |>listening socket",
        "create <a |the |>server socket", "create <a |the |>socket server", "set up <a |the |>listener",
        "set up <a |the |>sockets", "set up <a |the |>socket", "setup <a |the |>listener", "start <a |the |>listener",
        "start <a |the |>server", "start <a |the |>http server", "start <a |the |>https server",
        "start <a |the |>web server", "start <a |the |>tcp server", "start <a |the |>dev server",
        "start <a |the |>grpc server", "start <a |the |>proxy server", "open <a |the |>listening socket",
        "open <a |the |>server socket", "allocate <a |the |>port", "reserve <a |the |>port", "acquire <a |the |>port",
    ]

    private static let named = [
        "host", "hostname", "host name", "server", "server name", "name", "address", "domain", "domain name",
        "remote host", "dns name", "ip address of", "ip for", "address for", "address of", "broker", "upstream host",
    ]

    /// Chromium logs the number of its net error instead of the name (`net_error_list.h`).
    private static let chromiumNumbers: [MessageRule] = [
        (.earlyClose, [100, 324]), (.reset, [101, 103]), (.connectionRefused, [102]), (.connectFailed, [104]),
        (.nameResolution, [105, 106, 137]), (.tlsMismatch, [107, 113]), (.hostUnreachable, [109]),
        (.timeout, [7, 118]), (.proxy, [111, 115, 130]), (.addressInUse, [147]),
        (.certificate, [200, 201, 202, 203, 206, 207, 213]), (.tooManyRedirects, [310]), (.unsafePort, [312]),
    ].map { kind, numbers in
        MessageRule(kind, .plain, numbers.flatMap { ["net_error -\($0)", "net error -\($0)", "netError=-\($0)"] })
    }
}
