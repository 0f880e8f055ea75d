extension Family {
    static let postgres = Family(
        "PostgreSQL",
        [
            MessageRule(
                .connectFailed, .vague,
                [
                    "connection to server <at|on>*, port {port} failed",
                    "connection to server on socket '*/.s.PGSQL.{port}' failed",
                    "could not connect to server: ",
                    "Is the server running on host '{host}' ({host}) and accepting*on port {port}",
                ]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "connection to server at '{host}', port {port} failed: Connection refused",
                    "connection to server at '{host}' ({host}), port {port} failed: Connection refused",
                    "could not connect to server: Connection refused*host '{host}'*port {port}",
                    "could not connect to server: Connection refused*host '{host}' ({host})*port {port}",
                    "connection to server on socket '*.s.PGSQL.{port}' failed: Connection refused",
                    "Is the server running on host '{host}' <({host}) |>and accepting",
                ]),
            MessageRule(
                .socketMissing, .sure,
                [
                    "connection to server on socket '*.s.PGSQL.{port}' failed: No such file or directory",
                    "could not connect to server: No such file or directory",
                    "Verbindung zum Server auf Socket '*.s.PGSQL.{port}' fehlgeschlagen: Datei oder Verzeichnis nicht gefunden",
                    ".s.PGSQL.{port}*No such file or directory",
                    "Is the server running locally and accepting connections on",
                ]),
            MessageRule(
                .startingUp, .sure,
                [
                    "the database system is starting up", "the database system is not yet accepting connections",
                    "das Datenbanksystem startet", "the database system is in recovery mode",
                    "'*.s.PGSQL.{port}' failed: FATAL: the database system is starting up",
                    "port {port} failed: FATAL: the database system is starting up",
                    "the database system is shutting down", "le système de bases de données se lance",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "could not translate host name '{host}' to address", "konnte Hostnamen '{host}' nicht",
                    "n'a pas pu traduire le nom d'hôte ' {host} '",
                ] + ["无法解释主机名'{host}'", "no se pudo traducir el nombre '{host}'"]),
            MessageRule(
                .earlyClose, .own, ["server closed the connection unexpectedly", "terminating connection due to"]),
            MessageRule(.timeout, .own, ["port {port} failed: timeout expired", "timeout expired"]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "server does not support SSL, but SSL was required", "The server does not support SSL",
                    "failed: SSL error", "SSL was required", "The server does not support SSL connections",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "SSL error: certificate verify failed", "root certificate file '*' does not exist",
                    "server certificate for '{host}' does not match host name",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "received invalid response to SSL negotiation", "received invalid response to GSSAPI negotiation",
                    "invalid length of startup packet", "expected authentication request from server, but received",
                    "unsupported frontend protocol", "received invalid protocol negotiation", "invalid packet length",
                    "incomplete startup packet",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "could not bind <IPv4|IPv6|Unix> address '{host}': Address already in use",
                    "could not bind <IPv4|IPv6|Unix> <address|socket>*Address already in use",
                    "konnte <IPv4|IPv6>-Adresse '{host}' nicht binden: *verwendet",
                    "Is another postmaster already running on port {port}", "is another postmaster already running",
                ]),
            MessageRule(
                .notAvailable, .sure, ["could not bind <IPv4|IPv6> address '{host}': Cannot assign requested address"]),
            MessageRule(.permissionDenied, .sure, ["could not bind <IPv4|IPv6> address '{host}': Permission denied"]),
            MessageRule(
                .listenFailed, .own,
                [
                    "could not create listen socket for '{host}'", "could not create any TCP/IP sockets",
                    "could not create any Unix-domain sockets",
                ]),
            MessageRule(.auth, .sure, .pattern, ["no pg_hba.conf entry for", "pg_hba.conf rejects connection for"]),
            MessageRule(
                .stalePidFile, .sure,
                ["lock file '*' already exists", "pre-existing shared memory block", "Is another postmaster (PID"]),
            MessageRule(
                .auth, .sure,
                [
                    "password authentication failed for user", "Peer authentication failed for user",
                    "Ident authentication failed for user", "no password supplied",
                    "SCRAM authentication", "authentication failed for user", "role '*' does not exist",
                    "Passwort-Authentifizierung", "SASL: SCRAM-SERVER-FIRST-MESSAGE",
                ]),
        ])
}
