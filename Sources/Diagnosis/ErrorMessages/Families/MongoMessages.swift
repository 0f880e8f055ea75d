extension Family {
    static let mongo = Family(
        "MongoDB",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Error connecting to {address} :: caused by :: Connection refused",
                    "Error connecting to {address} ({address}) :: caused by :: Connection refused",
                    "{address}: [Errno 111] Connection refused", "{address}: [Errno 61] Connection refused",
                    "failed to connect to server [{address}] on first connect*ECONNREFUSED {address}",
                    "couldn't connect to server {address}, connection attempt failed: SocketException",
                    "couldn't connect to server {address}",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "MongoNetworkError", "MongooseServerSelectionError", "MongoServerSelectionError",
                    "ServerSelectionTimeoutError", "server selection error", "No suitable servers found",
                    "failed to connect to server [{address}] on first connect", "MongoSocketOpenException",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "server selection timeout", "Server selection timed out after", "MongoNetworkTimeoutError",
                    "Operation `*` buffering timed out", "buffering timed out after",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Failed to set up listener: SocketException: Address already in use",
                    "Failed to set up listener*Address already in use",
                    "listen(): bind() failed Address already in use for socket: {address}",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "trying to access MongoDB over HTTP",
                    "Client sent an HTTP request over a native MongoDB connection",
                    "HTTP request over a native MongoDB",
                ]),
            MessageRule(
                .auth, .sure,
                [
                    "MongoServerError: Authentication failed", "MongoError: Authentication failed",
                    "pymongo*Authentication failed", "command {w} requires authentication", "not authorized on",
                    "bad auth : Authentication failed",
                ]),
            MessageRule(
                .earlyClose, .own,
                [
                    "MongoNetworkError: connection {n} to {address} closed",
                    "MongoNetworkError: connection {n} to {address} interrupted",
                ]),
            MessageRule(.nameResolution, .own, ["querySrv ENOTFOUND {host}", "querySrv ECONNREFUSED {host}"]),
            MessageRule(.stalePidFile, .own, ["Unable to lock the lock file", "DBPathInUse"]),
            MessageRule(.permissionDenied, .own, ["Failed to unlink socket file"]),
        ])
}
