extension Family {
    /// std, tokio, hyper, reqwest, rustls, sqlx.
    static let rust = Family(
        "Rust",
        [
            MessageRule(
                .connectionRefused,
                [
                    "kind: ConnectionRefused", "host: Some(Domain('{host}')), port: Some({port})*Connection refused",
                    "host: Some(Ipv4({host})), port: Some({port})*Connection refused",
                    "error sending request for url ({address}*Connection refused",
                    "error trying to connect: tcp connect error: Connection refused",
                    "tcp connect error: Connection refused", "error sending request for url ({address}*os error 61",
                    "error sending request for url ({address}*os error 10061",
                ]),
            MessageRule(
                .tlsMismatch,
                [
                    "error sending request for url ({address}*InvalidContentType",
                    "error sending request for url ({address}*wrong version number",
                    "received corrupt message of type InvalidContentType",
                    "error sending request for url ({address}*corrupt message",
                ]),
            MessageRule(
                .notAvailable,
                ["kind: AddrNotAvailable", "error sending request for url ({address}*Cannot assign requested address"]),
            MessageRule(
                .addressInUse,
                [
                    "kind: AddrInUse",
                    "error binding to {address}: error creating server listener: Address already in use",
                    "error creating server listener: Address already in use",
                ]),
            MessageRule(.permissionDenied, ["kind: PermissionDenied"]),
            MessageRule(
                .reset,
                [
                    "kind: ConnectionReset", "kind: ConnectionAborted",
                    "error sending request for url ({address}*Connection reset",
                ]),
            MessageRule(
                .timeout,
                [
                    "kind: TimedOut", "error sending request for url ({address}*operation timed out",
                    "reqwest::Error { kind: Request, * TimedOut", "deadline has elapsed",
                    "error sending request for url ({address}*deadline has elapsed",
                ]),
            MessageRule(
                .earlyClose,
                [
                    "kind: UnexpectedEof", "connection closed before message completed",
                    "error sending request for url ({address}*connection closed before message completed",
                    "IncompleteMessage", "hyper::Error(IncompleteMessage)",
                ]),
            MessageRule(.brokenPipe, ["kind: BrokenPipe"]),
            MessageRule(.hostUnreachable, ["kind: HostUnreachable"]),
            MessageRule(.networkUnreachable, ["kind: NetworkUnreachable"]),
            MessageRule(
                .nameResolution,
                [
                    "failed to lookup address information", "error sending request for url ({address}*dns error",
                    "error trying to connect: dns error",
                ]),
            MessageRule(
                .certificate, ["invalid peer certificate", "error sending request for url ({address}*certificate"]),
            MessageRule(
                .protocolMismatch,
                [
                    "invalid HTTP version parsed", "hyper::Error(Parse(", "invalid HTTP status-code parsed",
                    "hyper::Error(Http2", "error sending request for url ({address}*invalid HTTP",
                    "HTTP format error: invalid", "hyper::Error(Parse",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "error sending request for url ({address}", "error trying to connect", "hyper::Error(Connect",
                    "client error (Connect)",
                ]),
        ])
}
