extension Family {
    static let swiftNIO = Family(
        "Swift",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "NSURLErrorDomain Code=-1004*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1004",
                    "connection reset (error set): Connection refused",
                    "connect(descriptor:addr:size:): Connection refused (errno: {n})",
                    "NIOConnectionError(host: '{host}', port: {port}*(errno: 111)",
                    "NIOConnectionError(host: '{host}', port: {port}*(errno: 61)",
                    "NIOConnectionError(host: '{host}', port: {port}*refused", "Could not connect to the server$",
                ]),
            MessageRule(
                .addressInUse, .own,
                [
                    "bind(descriptor:ptr:bytes:): Address already in use",
                    "bind(descriptor:ptr:bytes:) failed: Address already in use",
                ]),
            MessageRule(.permissionDenied, .own, ["bind(descriptor:ptr:bytes:): Permission denied"]),
            MessageRule(
                .timeout, .sure,
                [
                    "NSURLErrorDomain Code=-1001*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1001",
                    "connectTimeout(", "HTTPClientError.connectTimeout", "HTTPClientError.readTimeout",
                    "HTTPClientError.deadlineExceeded", "ChannelError.connectTimeout",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "NSURLErrorDomain Code=-1003*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1003",
                    "A server with the specified hostname could not be found",
                    "NIOConnectionError(host: '{host}', port: {port}, dnsAError: Optional(*, connectionErrors: [])",
                ]),
            MessageRule(.networkUnreachable, .sure, ["NSURLErrorDomain Code=-1009"]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "NSURLErrorDomain Code=-1005", "The network connection was lost",
                    "HTTPClientError.remoteConnectionClosed", "remoteConnectionClosed",
                ]),
            MessageRule(
                .certificate, .sure,
                ["NSURLErrorDomain Code=-1202*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1202"]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "NSURLErrorDomain Code=-1200*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1200",
                    "NIOSSLError.handshakeFailed", "handshakeFailed(NIOSSL",
                ]),
            MessageRule(
                .tooManyRedirects, .sure, ["NSURLErrorDomain Code=-1007", "HTTPClientError.redirectLimitReached"]),
            MessageRule(
                .connectFailed, .vague, ["NIOConnectionError(host: '{host}', port: {port}", "NSURLErrorDomain"]),
            MessageRule(.protocolMismatch, .own, ["NSURLErrorDomain Code=-1017", "cannot parse response"]),
        ])
}
