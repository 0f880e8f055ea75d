extension Family {
    /// `net`, `net/http`, `crypto/tls`: `Op net source->addr: error` (net.OpError.Error).
    static let go = Family(
        "Go",
        [
            MessageRule(
                .connectionRefused,
                [
                    "dial <tcp|tcp4|tcp6> {address}: connect: connection refused",
                    "dial <tcp|tcp4|tcp6> {address}: connectex: No connection could be made",
                    "dial <udp|tcp> {w}->{address}: *connection refused",
                    "read <tcp|udp> {w}->{address}: read: connection refused",
                    "dial unix {w} connect: connection refused",
                    "dial <tcp|tcp4|tcp6> {w}->{address}: connect: connection refused",
                    "dial tcp {address}: getsockopt: connection refused",
                ]),
            MessageRule(.socketMissing, ["dial unix {w} connect: no such file or directory"]),
            MessageRule(
                .permissionDenied,
                [
                    "dial unix {w} connect: permission denied", "dial tcp {address}: connect: permission denied",
                    "dial tcp {address}: connect: operation not permitted",
                    "listen <tcp|tcp4|tcp6|udp> {address}: bind: permission denied",
                    "listen <tcp|tcp4|tcp6> {address}: bind: An attempt was made",
                ]),
            MessageRule(
                .addressInUse,
                [
                    "listen <tcp|tcp4|tcp6|udp|udp4|udp6> {address}: bind: address already in use",
                    "listen <tcp|tcp4|tcp6|udp> {address}: bind: Only one usage",
                    "listen unix {w} bind: address already in use",
                ]),
            MessageRule(
                .notAvailable,
                [
                    "listen <tcp|tcp4|tcp6|udp> {address}: bind: cannot assign requested address",
                    "listen <tcp|tcp4|tcp6|udp> {address}: bind: can't assign requested address",
                    "dial tcp {address}: connect: cannot assign requested address",
                    "listen <tcp|tcp4|tcp6> {address}: bind: The requested address is not valid",
                ]),
            MessageRule(
                .timeout,
                [
                    "dial <tcp|tcp4|tcp6> {address}: i/o timeout",
                    "dial <tcp|tcp4|tcp6> {address}: connect: <connection|operation> timed out",
                    "dial tcp {address}: connectex: A connection attempt failed",
                    "dial tcp {address}: connect: operation timed out",
                    "<get|post|put|head|delete|patch> '{address}*context deadline exceeded",
                    "<get|post|put|head|delete|patch> '{address}*Client.Timeout exceeded",
                    "<get|post|put|head|delete|patch> '{address}*net/http: request canceled",
                    "net/http: TLS handshake timeout", "net/http: timeout awaiting response headers",
                    "read tcp {w}->{address}: i/o timeout", "read tcp {w}->{address}: read: connection timed out",
                    "write tcp {w}->{address}: i/o timeout",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "lookup {host} on {w} no such host", "lookup {host} on {w} server misbehaving",
                    "lookup {host}: no such host", "lookup {host}: Temporary failure in name resolution",
                    "lookup {host} on {w} read udp", "lookup {host} on {w} dial udp", "lookup {host}: i/o timeout",
                    "lookup {host}: device or resource busy", "lookup {host} on {w} cannot unmarshal",
                    "lookup {host}: getaddrinfow", "lookup {host} on {w} <no answer|i/o timeout>",
                ]),
            MessageRule(
                .networkUnreachable,
                [
                    "dial <tcp|tcp4|tcp6> {address}: connect: network is unreachable",
                    "dial udp {address}: connect: network is unreachable",
                ]),
            MessageRule(.hostUnreachable, ["dial <tcp|tcp4|tcp6> {address}: connect: no route to host"]),
            MessageRule(
                .fdLimit,
                [
                    "dial tcp {address}: socket: too many open files",
                    "accept tcp {address}: accept4: too many open files", "accept: too many open files",
                ]),
            MessageRule(
                .reset,
                [
                    "read tcp {w}->{address}: read: connection reset by peer",
                    "read tcp {w}->{address}: wsarecv: An existing connection was forcibly closed",
                    "write tcp {w}->{address}: write: connection reset by peer",
                    "read tcp {w}->{address}: read: *reset",
                ]),
            MessageRule(.brokenPipe, ["write tcp {w}->{address}: write: broken pipe", "write: broken pipe"]),
            MessageRule(
                .earlyClose,
                [
                    "<get|post|put|head|delete|patch> '{address}': EOF",
                    "<get|post|put|head|delete|patch> '{address}: EOF", "'{address}': EOF",
                    "'{address}': unexpected EOF", "http: server closed idle connection",
                    "transport connection broken: unexpected EOF",
                ]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "server API group list: get 'http://{address}': EOF", "server API group list: get '{address}': EOF",
                    "<get|post|put|head> '{address}': http: server gave HTTP response to HTTPS client",
                    "<get|post|put|head> '{address}': tls: first record does not look like a TLS handshake",
                    "<get|post|put|head|delete> '{address}': remote error: tls:",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "<get|post|put|head|delete|patch> '{address}*x509:", "tls: failed to verify certificate",
                    "<get|post|put|head|delete|patch> '{address}*tls: failed to verify certificate",
                ]),
            MessageRule(
                .proxy, .sure,
                [
                    "proxyconnect tcp: dial tcp {address}", "proxyconnect tcp: tls", "proxyconnect tcp: EOF",
                    "proxyconnect tcp", "socks connect tcp {address}", "socks connect",
                ]),
            MessageRule(
                .protocolMismatch,
                [
                    "malformed HTTP response", "malformed HTTP status code", "malformed HTTP version",
                    "<get|post|put|head|delete> '{address}*malformed HTTP", "http2: frame too large",
                    "http2: server sent GOAWAY", "bogus greeting", "websocket: bad handshake", "http2: unexpected",
                ]),
            MessageRule(
                .connectFailed, .vague,
                ["<get|post|put|head|delete|patch> '{address}': dial"]),
            MessageRule(
                .badPort,
                [
                    "dial tcp: address {port}: invalid port", "listen tcp: address {port}: invalid port",
                    "address {host}:{port}: invalid port", "dial tcp: address {address}: invalid port",
                    "listen tcp: address {address}: invalid port", "missing port in address",
                    "lookup tcp/{w} unknown port", "unknown port",
                ]),
            MessageRule(
                nil, .place,
                [
                    "<dial|listen|accept|read|write> <tcp|udp><4|6|> {address}: ",
                    "<dial|read|write> <tcp|udp><4|6|> {w}->{address}: ",
                ]),
            MessageRule(.tooManyRedirects, ["stopped after {n} redirects"]),
            MessageRule(
                .ipv6Disabled,
                [
                    "dial tcp {address}: socket: address family not supported",
                    "listen tcp {address}: socket: address family not supported by protocol",
                ]),
        ])

    /// Caddy, Traefik and others that are written in Go.
    static let goServers = Family(
        "Go servers",
        [
            MessageRule(
                .addressInUse,
                [
                    "listening on {address}: listen tcp {address}: bind: address already in use",
                    "error opening listener: listen tcp {address}",
                    "cannot listen on the TCP port: listen <tcp|tcp4|tcp6> {address}: bind: address already in use",
                ])
        ])
}
