extension Family {
    static let mysql = Family(
        "MySQL/MariaDB",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Can't connect to MySQL server on '{host}:{port}' (111)",
                    "Can't connect to MySQL server on '{host}:{port}' (61)",
                    "Can't connect to MySQL server on '{host}:{port}' (10061)",
                    "Can't connect to MySQL server on '{host}' (111*)",
                    "Can't connect to MySQL server on '{host}' (61*)",
                    "Can't connect to <MySQL |MariaDB |>server on '{host}' (111*)",
                    "Can't connect to server on '{host}' (61*)",
                    "Can't connect to <MySQL |MariaDB |>server on '{host}:{port}' ([Errno 111]",
                    "Can't connect to MySQL server on '{host}' ([Errno 111]",
                    "Can't connect to <MySQL |MariaDB |>server on '{host}' (10061*)",
                    "Can't connect to MySQL server on '{address}' ([Errno 61]",
                    "Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (<111|61|10061>",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (110*)",
                    "Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (60*)",
                    "Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (10060*)",
                    "Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (timed out)",
                ]),
            MessageRule(
                .hostUnreachable, .sure,
                [
                    "Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (113*)",
                    "Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (65*)",
                ]),
            MessageRule(
                .networkUnreachable, .sure, ["Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (101*)"]),
            MessageRule(
                .permissionDenied, .sure, ["Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>' (13)"]),
            MessageRule(
                .connectFailed, .own,
                [
                    "Can't connect to <MySQL |MariaDB |>server on '{host}<:{port}|>'",
                    "Can't connect to <MySQL |MariaDB |>server on",
                ]),
            MessageRule(
                .socketMissing, .sure,
                [
                    "Can't connect to local <MySQL |MariaDB |>server through socket '*' (2)",
                    "Can't connect to local <MySQL |MariaDB |>server through socket '*' (2 ",
                    "Can't connect to local <MySQL |MariaDB |>server through socket",
                ]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Can't connect to local <MySQL |MariaDB |>server through socket '*' (111",
                    "Can't connect to local <MySQL |MariaDB |>server through socket '*' (61",
                ]),
            MessageRule(
                .permissionDenied, .sure, ["Can't connect to local <MySQL |MariaDB |>server through socket '*' (13"]),
            MessageRule(.nameResolution, .sure, ["Unknown <MySQL |MariaDB |>server host '{host}'"]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Do you already have another <mysqld |>server running on port: {port}",
                    "Bind on TCP/IP port. Got error: 98", "Bind on TCP/IP port: Address already in use",
                    "Bind on TCP/IP port. Got error: 48",
                    "Do you already have another mysqld server running on port: {port}",
                    "Setup of bind-address: '*' port: {port} failed",
                    "Another process with pid {n} is using unix socket file",
                    "Do you already have another mysqld server running on socket",
                ]),
            MessageRule(
                .notAvailable, .sure,
                ["Bind on TCP/IP port. Got error: 99", "Bind on TCP/IP port: Cannot assign requested address"]),
            MessageRule(
                .permissionDenied, .sure,
                ["Bind on TCP/IP port. Got error: 13", "Bind on TCP/IP port: Permission denied"]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "Lost connection to <MySQL |MariaDB |>server", "MySQL server has gone away", "Server has gone away",
                    "Lost connection to * at 'handshake", "PROTOCOL_CONNECTION_LOST",
                    "Connection lost: The server closed the connection",
                ]),
            MessageRule(
                .auth, .sure, .pattern,
                [
                    "Access denied for user", "is not allowed to connect to this <MySQL|MariaDB> server",
                    "Authentication plugin 'caching_sha2_password' cannot be loaded", "ER_ACCESS_DENIED_ERROR",
                    "ER_NOT_SUPPORTED_AUTH_MODE", "does not support authentication protocol requested by server",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Got packets out of order", "Packets out of order", "Malformed packet",
                    "Protocol mismatch; server version", "Bad handshake", "Malformed communication packet",
                ]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "SSL connection error", "TLS/SSL error", "Server does not support secure connection",
                    "ERROR 2026 (HY000)", "SSL is required but the server doesn't support it",
                    "HANDSHAKE_NO_SSL_SUPPORT",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "TLS/SSL error: self-signed certificate", "TLS/SSL error: *certificate",
                    "SSL connection error: *certificate",
                ]),
        ])
}
