extension Family {
    /// Spring Boot, Tomcat, Jetty, Netty, Gradle and the like.
    static let javaServers = Family(
        "Java servers",
        [
            MessageRule(
                .addressInUse,
                [
                    "Web server failed to start. Port {port} was already in use",
                    "process that's listening on port {port} or configure", "Port {port} was already in use",
                    "Embedded servlet container failed to start. Port {port} was already in use",
                    "Address already in use\\<null>:{port}", "Address already in use*\\<null>:{port}",
                    "Port(s): {port}*seem to be in use by another",
                    "Port {port} required by Tomcat", "ports (*) required by Tomcat", "Several ports (*) required by",
                    "ChannelBindException: Failed to bind on [{address}", "Unable to bind to *Address already in use",
                    "port {port} already bound", "{port}: port already in use",
                ]),
            MessageRule(
                .listenFailed, .vague,
                [
                    "Failed to create server shutdown socket on address [{host}] and port [{port}]",
                    "connector configured to listen on port {port} failed to start",
                    "Protocol handler initialization failed", "Protocol handler start failed",
                    "Failed to initialize component [Connector", "Failed to initialize connector",
                    "Failed to start connector", "Unable to start embedded Tomcat", "Unable to start web server",
                    "Unable to start embedded",
                    "Failed to initialize end point associated with ProtocolHandler *-{port}'",
                    "Failed to <start|initialize> component [Connector[<'|>{w}-{port}",
                    "Failed to start end point associated with ProtocolHandler *-{port}'",
                    "Could not start server on", "Unable to start ServletWebServerApplicationContext",
                    "Failed to start bean 'webServerStartStop'", "Unable to start reactive web server",
                ]),
            MessageRule(.addressInUse, .own, ["could not bind to the listen port : {port}"]),
            MessageRule(
                .connectFailed, .own,
                [
                    "Unable to connect to the child process", "Could not connect to the Gradle daemon",
                    "Could not connect to server * Gradle", "Could not receive a message from the daemon",
                    "Unable to start the daemon process", "Could not dispatch a message to the daemon",
                    "Connection to the Kotlin daemon has been",
                ]),
            MessageRule(
                .timeout, .own,
                ["Timeout waiting to connect to the Gradle daemon", "Timeout waiting to connect to * daemon"]),
            MessageRule(.earlyClose, .own, ["Gradle build daemon disappeared unexpectedly", "daemon disappeared"]),
            MessageRule(
                .tlsMismatch, .own, .pattern,
                [
                    "Invalid character found in method name [0x16", "Invalid character found in method name",
                    "HTTP method names must be tokens", "Illegal character CNTL=0x16", "Illegal character 0x16",
                    "bad HTTP/1.1 request",
                ]),
            MessageRule(.hostHeader, .own, ["The host [{host}] is not valid", "Invalid SNI", "Invalid host pattern"]),
            MessageRule(.addressInUse, .own, ["could not bind on port {port}. Attempting port"]),
            MessageRule(.addressInUse, .own, ["Port(s) already bound: {port}", "Port(s) already bound"]),
            MessageRule(.connectFailed, .own, ["Cannot execute request on any known server"]),
        ])

    /// Drivers of databases and brokers.
    static let javaClients = Family(
        "Java clients",
        [
            MessageRule(
                .connectionRefused,
                [
                    "Connection to {address} refused. Check that the hostname and port",
                    "Connection to {address} refused",
                    "Connect to address=(host={host})(port={port})*Connection refused",
                    "Could not connect to address=(host={host})(port={port})*Connection refused",
                    "Socket fail to connect to host:{host}, port:{port}. Connection refused",
                    "Socket fail to connect to {host}:{port}*refused",
                    "The TCP/IP connection to the host {host}, port {port} has failed*refused",
                    "The TCP/IP connection to the host {host}, port {port} has failed",
                    "Failed to connect to any host resolved for DNS name", "Listener refused the connection",

                    "Failed connecting to <host |>{address}", "Unable to connect to Redis server: {address}",
                    "Failed to create socket",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "JedisConnectionException", "RedisConnectionFailureException",
                    "RedisConnectionException: Unable to connect to {address}", "Unable to connect to Redis",
                    "Unable to connect to {address}", "SQLNonTransientConnectionException", "CommunicationsException",
                    "The connection attempt failed", "AmqpConnectException",
                    "The Network Adapter could not establish the connection", "Error connecting to node {address}",
                    "Could not connect to server [{w} port:{port}, addresses:[{address}]",
                    "MongoSocketOpenException: Exception opening socket", "Exception opening socket",
                    "NoNodeAvailableException", "AllNodesFailedException", "Could not reach any contact point",
                    "HikariPool-{n} - Exception during pool initialization",
                ]),
            MessageRule(
                .earlyClose, .own,
                [
                    "The last packet sent successfully to the server was {n} milliseconds ago. The driver has received",
                    "An I/O error occurred while sending to the backend", "This connection has been closed",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "Connection is not available, request timed out after", "Unable to acquire JDBC Connection",
                    "Timed out after {n} ms while waiting for a server that matches*{address={address}",
                    "Timed out while waiting for a server that matches",
                ]),
            MessageRule(
                .auth, .own,
                [
                    "FATAL: password authentication failed", "Access denied for user", "WRONGPASS",
                    "ACCESS_REFUSED",
                ]),
            MessageRule(
                .connectFailed, .own,
                [
                    "The driver has not received any packets from the server",
                    "The last packet sent successfully to the server was 0 milliseconds ago",
                ]),
            MessageRule(.nameResolution, .own, ["Error connecting to node {address}*UnknownHostException"]),
        ])
}
