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
                .auth, .sure,
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
                    "Could not connect to Redis at {address}", "Could not connect to Valkey at {address}",
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
                    "Connection is closed.", "Socket closed unexpectedly", "SocketClosedUnexpectedlyError",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "Connection timeout. ETIMEDOUT", "MaxRetriesPerRequestError",
                    "Reached the max retries per request limit",
                ]),
        ])

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
                    "Authentication failed", "command {w} requires authentication", "not authorized on",
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

    /// Elasticsearch, Kafka, RabbitMQ, memcached, MQTT, NATS, ZooKeeper.
    static let searchAndQueues = Family(
        "brokers and search",
        [
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "received plaintext http traffic on an https channel*localAddress={address}",
                    "received plaintext http traffic on an https channel",
                    "received plaintext traffic on an encrypted channel",
                    "Failed authentication with {w} (SSL handshake failed)", "SSL handshake failed",
                ]),
            MessageRule(
                .advertisedAddress, .sure,
                [
                    "LEADER_NOT_AVAILABLE", "Error while fetching metadata",
                    "Connection to node {n} ({address}*) could not be established. <Broker|Node> may not be available*advertised",
                    "advertised.listeners",
                ]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "Connect to ipv<4|6>#{address} failed: Connection refused",
                    "Connection to node {n} ({address}) could not be established",
                    "Connection to node -{n} ({address}) could not be established",
                    "Connection to node {n} ({w}) could not be established",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "Timed out waiting for a node assignment", "not present in metadata after {n} ms",
                    "Connection setup timed out", "Timeout expired while fetching topic metadata",
                    "Failed to update metadata after {n} ms", "connection setup timed out in state CONNECT",
                    "KafkaJSRequestTimeoutError", "Batch expired",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "Bootstrap broker {address} <|(id: {w} rack: null) >disconnected",
                    "Bootstrap broker {address} (id: -{n} rack: null) disconnected", "Broker transport failure",
                    "{n}/{n} brokers are down", "brokers are down", "No Living connections",
                    "KafkaJSConnectionError: Connection error: connect ECONNREFUSED {address}",
                    "KafkaJSNumberOfRetriesExceeded", "client has run out of available brokers",
                    "ConnectionError: connect", "NoLivingConnectionsError", "All brokers are down",
                    "Unable to revive connection: {address}", "No living connections",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Invalid receive (size =", "InvalidReceiveException", "bad_header", "{bad_header",
                    "{handshake_timeout", "Unexpected AMQP method", "Frame size too large", "Received invalid AMQP",
                    "AMQP * version mismatch", "Connection from client using * bad protocol",
                    "Client * disconnected due to protocol error", "disconnected due to protocol error",
                    "SERVER_ERROR_NOT_HTTP", "IncompatibleProtocolError", "protocol header mismatch",
                    "Unknown protocol from", "Unsupported protocol version",
                ]),
            MessageRule(
                .auth, .sure,
                [
                    "ACCESS_REFUSED", "Connection Refused: not authorised",
                    "Connection refused: Bad username or password",
                    "missing authentication credentials for REST request", "unable to authenticate user",
                    "Connection Refused: bad user name or password", "security_exception", "SASL authentication error",
                    "SaslAuthenticationException", "Authorization Violation",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "failed to listen on one of interface(s) {address}: Address already in use",
                    "failed to listen on TCP port {port}: Address already in use",
                    "failed to listen on TCP port {port}", "BindTransportException: Failed to bind to {address}",
                    "BindHttpException: Failed to bind to", "Failed to bind to {w}:[{port}",
                    "Socket server failed to bind to {address}: Address already in use",
                    "Socket server failed to bind to {address}", "Error: Address already in use",
                    "failed to start listener*eaddrinuse", "BIND_ADDRESS*already in use",
                ]),
            MessageRule(
                .permissionDenied, .sure, ["failed to listen on one of interface(s) {address}: Permission denied"]),
            MessageRule(
                .stalePidFile, .own,
                ["failed to obtain node locks", "node with name '*' is already running", "another node running"]),
            MessageRule(
                .earlyClose, .own,
                [
                    "ConnectionClosedByBroker", "StreamLostError", "Unexpected close of", "connection_closed_abruptly",
                    "closing AMQP connection * client unexpectedly closed TCP connection",
                    "client unexpectedly closed TCP connection", "Heartbeat missing with heartbeat",
                ]),
            MessageRule(
                .daemonNotRunning, .own,
                [
                    "unable to perform an operation on node", "TCP connection succeeded but Erlang distribution failed",
                    "Error: unable to connect to node", "nodedown",
                ]),
        ])
}
