extension Family {
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
                [
                    "unable to resolve host address '{host}'", "bad address '{host}<:{port}|>",
                    "Failed to resolve * host",
                ]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "awaiting response... No data received", "No data received", "error getting response: *closed",
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
            MessageRule(.earlyClose, .vague, ["wget: error getting response"]),
        ])
}
