extension Family {
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
