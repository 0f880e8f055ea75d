extension Family {
    static let php = Family(
        "PHP",
        [
            MessageRule(
                .addressInUse,
                [
                    "Failed to listen on {address} (reason: Address already in use", "(reason: Address already in use)",
                    "unable to bind listening socket for address '{address}': Address already in use",
                    "Another FPM instance seems to already listen on {address}",
                ]),
            MessageRule(.permissionDenied, ["Failed to listen on {address} (reason: Permission denied"]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "php_network_getaddresses: getaddrinfo for {host} failed",
                    "php_network_getaddresses: getaddrinfo failed", "php_network_getaddresses",
                ]),
            MessageRule(.notAvailable, ["Failed to listen on {address} (reason: Cannot assign requested address"]),
            MessageRule(.nameResolution, ["Failed to listen on {address} (reason: ?)"]),
            MessageRule(
                .listenFailed, .sure,
                [
                    "Failed to listen on {n}.{n}.{n}.{n}:{n} (reason: ?)",
                    "Failed to listen on localhost:{n} (reason: ?)",
                ]),
            MessageRule(
                .socketMissing, .sure,
                [
                    "SQLSTATE[HY000] [2002] No such file or directory",
                    "mysqli_real_connect(): (HY000/2002): No such file or directory",
                    "(HY000/2002): No such file or directory",
                ]),
            MessageRule(
                .connectionRefused,
                [
                    "SQLSTATE[HY000] [2002] Connection refused", "(HY000/2002): Connection refused",
                    "RedisException: Connection refused", "{w}({address}*: Failed to open stream: Connection refused",
                    "unable to connect to {address} (Connection refused)", "Connection refused [{address}]",
                    "Connection refused [tcp://{address}]",
                    "stream_socket_client(): *connect to {address} (Connection refused)",
                    "fsockopen(): *connect to {address} (Connection refused)",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "file_get_contents({address}", "fsockopen(): <u|U>nable to connect to {address}",
                    "Uncaught PDOException", "unable to connect to {address}",
                    "cURL error 7: Failed to connect to {address} port {port}",
                    "cURL error 7: Failed to connect to {host} port {port}",
                    "Predis\\\\Connection\\\\ConnectionException",
                ]),
            MessageRule(.addressInUse, ["Failed to listen on {address}: Address already in use"]),
            MessageRule(.timeout, ["SQLSTATE[HY000] [2002] Connection timed out", "cURL error 28"]),
            MessageRule(
                .nameResolution,
                ["cURL error 6: Could not resolve host: {host}", "cURL error 6: Couldn't resolve host '{host}'"]),
            MessageRule(.auth, ["SQLSTATE[HY000] [1045]", "SQLSTATE[28000]", "NOAUTH Authentication required"]),
            MessageRule(.socketMissing, ["connect() to unix:{w} failed (2: No such file or directory)"]),
        ])
}
