extension Family {
    static let redis = Family(
        "Redis",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Could not connect to Redis at {address}: Connection refused",
                    "Error connecting to Redis on {address} (Errno::ECONNREFUSED",
                    "Redis connection to {address} failed - connect ECONNREFUSED",
                    "Error {n} connecting to {address}. Connection refused",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "MaxRetriesPerRequestError", "Could not connect to Redis at {address}",
                    "Could not connect to Valkey at {address}",
                    "Redis connection to {address} failed", "It was not possible to connect to the redis server",
                    "Error connecting to Redis", "[ioredis] Unhandled error event", "Could not connect to any Redis",
                    "UnableToConnect on {address}",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "Could not connect to Redis at {address}: Connection timed out", "Timeout connecting to server",
                    "Timeout reading from {address}", "Timeout reading from socket", "Command timed out",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Could not create server TCP listening socket {address}: bind: Address already in use",
                    "Failed listening on port {port} (TCP), aborting", "Failed listening on port {port}",
                    "Creating Server TCP listening socket {address}: bind: Address already in use",
                ]),
            MessageRule(.notAvailable, .sure, ["listening socket {address}: bind: Cannot assign requested address"]),
            MessageRule(.permissionDenied, .sure, ["listening socket {address}: bind: Permission denied"]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Protocol error, got", "Possible SECURITY ATTACK detected", "ERR Protocol error",
                    "Protocol error: invalid", "ERR unknown command 'GET", "Protocol error, got 'H' as reply type byte",
                    "ReplyError: ERR Protocol",
                ]),
            MessageRule(
                .auth, .sure,
                [
                    "NOAUTH Authentication required", "WRONGPASS", "NOPERM", "ERR invalid password", "ERR AUTH",
                    "DENIED Redis is running in protected mode", "-DENIED",
                ]),
            MessageRule(.startingUp, .sure, ["LOADING Redis is loading the dataset in memory", "BusyLoadingError"]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "Error: Server closed the connection", "Connection lost and command aborted",
                    "Socket closed unexpectedly", "SocketClosedUnexpectedlyError",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "Connection timeout. ETIMEDOUT"
                ]),
            MessageRule(.connectFailed, .sure, ["All sentinels are unreachable", "All sentinels down"]),
            MessageRule(.earlyClose, .vague, ["Connection is closed."]),
        ])
}
