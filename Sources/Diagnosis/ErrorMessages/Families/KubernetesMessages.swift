extension Family {
    static let kubernetes = Family(
        "Kubernetes",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "The connection to the server {address} was refused",
                    "server API group list: get '{address}': *connection refused",
                    "connection to the server {address} was refused",
                    "dial <tcp4|tcp> {address}: connect: connection refused IPv6",
                    "failed to connect to {address} inside namespace*IPv4: dial tcp4 {address}: connect: connection refused",
                    "Liveness probe failed: *dial tcp {address}: connect: connection refused",
                    "Readiness probe failed: *dial tcp {address}: connect: connection refused",
                    "error forwarding port {port} to pod *connection refused",
                ]),
            MessageRule(
                .listenFailed, .sure,
                [
                    "Unable to listen on any of the requested ports: [{{port} {n}}]",
                    "Unable to listen on any of the requested ports",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Unable to listen on port {port}: *Error listen tcp4 {address}: bind: address already in use",
                    "Unable to listen on port {port}: *unable to create listener: Error listen <tcp4|tcp6> {address}: bind: address already in use",
                    "provided port is already allocated",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "Unable to listen on port {port}: *Error listen tcp4 {address}: bind: permission denied",
                    "Unable to listen on port {port}: *Error listen tcp4 {address}: bind: An attempt was made",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "Unable to connect to the server: tls: failed to verify certificate",
                    "Unable to connect to the server: x509",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "Unable to connect to the server: net/http: TLS handshake timeout",
                    "server API group list: get '{address}': *timeout",
                    "Unable to connect to the server: dial tcp {address}: i/o timeout",
                    "error creating error stream for port {port} -> {n}: Timeout",
                    "error creating forwarding stream for port {port} -> {n}: Timeout",
                ]),
            MessageRule(.nameResolution, .sure, ["Unable to connect to the server: dial tcp: lookup {host}"]),
            MessageRule(
                .earlyClose, .own,
                [
                    "lost connection to pod", "error creating forwarding stream",
                    "Unable to connect to the server: EOF", "error: lost connection",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "an error occurred forwarding {port} ->", "error upgrading connection",
                    "couldn't get current server API group list", "Unable to connect to the server",
                    "error forwarding port",
                ]),
            MessageRule(.auth, .own, ["You must be logged in to the server", "error: You must be logged in"]),
            MessageRule(.oomKilled, .sure, ["Reason: OOMKilled"]),
        ])
}
