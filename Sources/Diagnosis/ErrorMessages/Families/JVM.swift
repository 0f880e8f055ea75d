extension Family {
    /// `java.net`, NIO and `java.net.http`.
    static let java = Family(
        "Java",
        [
            MessageRule(
                .connectionRefused,
                [
                    "ConnectException: Connection refused: {address}",
                    "Connection refused: no further information: {address}", "Connection refused: {address}",
                    "Connection refused: connect", "HttpHostConnectException: Connect to {address}*refused",
                    "Connect to {address} [*failed: Connection refused",
                    "Connect to http<s|>://{address} *failed: Connection refused", "Connection refused to host: {host}",
                    "Couldn't connect to host, port: {host}, {port}",
                    "I/O error on {w} request for '{address}*Connection refused",
                    "Failed to connect to {address}*refused",
                    "executing {w} {address}*refused",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "java.net.ConnectException$", "java.net.ConnectException", "ClosedChannelException",
                    "ResourceAccessException: I/O error on {w} request for '{address}",
                    "Failed to connect to {address}", "HttpHostConnectException: Connect to {address}",
                    "Couldn't connect to host, port: {host}, {port}",
                    "Communications link failure", "Could not open JDBC Connection",
                    "Unable to connect to the child process",
                ]),
            MessageRule(
                .addressInUse,
                [
                    "java.net.BindException: Address already in use", "BindException: Address already in use: bind",
                    "BindException: Address already in use: JVM_Bind", "Failed to bind to: {address}",
                    "Failed to bind to {address}", "PortInUseException: Port {port} is already in use",
                    "BindException: *in use*\\<null>:{port}",
                ]),
            MessageRule(
                .permissionDenied,
                ["java.net.BindException: Permission denied", "java.net.SocketException: Permission denied"]),
            MessageRule(
                .notAvailable,
                [
                    "java.net.BindException: Cannot assign requested address",
                    "BindException: Can't assign requested address",
                ]),
            MessageRule(
                .timeout,
                [
                    "ConnectException: Connection timed out", "SocketTimeoutException", "HttpTimeoutException",
                    "HttpConnectTimeoutException", "Connect timed out", "Read timed out",
                    "ConnectTimeoutException: connection timed out: {address}",
                    "connection timed out<| after {n} ms>: {address}", "ReadTimeoutException",
                    "Connect to {address} *failed: connect timed out", "ConnectTimeoutException: Connect to {address}",
                ]),
            MessageRule(.hostUnreachable, ["NoRouteToHostException"]),
            MessageRule(.networkUnreachable, ["SocketException: Network is unreachable"]),
            MessageRule(
                .nameResolution,
                [
                    "UnknownHostException: <Failed to resolve '|>{host}",
                    "UnknownHostException: {host}: <Name|Temporary|nodename|Der|Nom>", "UnknownHostException",
                    "UnresolvedAddressException", "Unable to resolve host '{host}'",
                    "DnsNameResolverTimeoutException: *{host}",
                ]),
            MessageRule(
                .reset,
                [
                    "SocketException: Connection reset", "SocketException: Software caused connection abort",
                    "Connection or outbound has closed",
                ]),
            MessageRule(.brokenPipe, ["ClientAbortException: *Broken pipe", "SocketException: Broken pipe"]),
            MessageRule(
                .earlyClose,
                [
                    "header parser received no bytes", "EOF reached while reading", "HttpConnectionClosedException",
                    "NoHttpResponseException: {address} failed to respond", "NoHttpResponseException",
                    "NoHttpResponseException: The target server failed to respond",
                    "Unexpected end of file from server", "Connection prematurely closed BEFORE response",
                    "PrematureCloseException", "unexpected end of stream on {address}", "unexpected end of stream on",
                    "java.io.EOFException", "GOAWAY received",
                ]),
            MessageRule(.loopbackBroken, .sure, ["Unable to establish loopback connection"]),
            MessageRule(
                .protocolMismatch,
                [
                    "ProtocolException: Invalid status line", "Invalid Http response",
                    "ProtocolException: Unexpected status line", "Unexpected status line", "Invalid status line",
                    "unexpected HTTP response", "UnsupportedHttpVersionException", "parser received non-HTTP",
                    "The server failed to respond with a valid HTTP response", "Server returned invalid",
                    "WebSocketHandshakeException", "Invalid handshake response", "Not a valid HTTP response",
                    "Unexpected opening handshake",
                ]),
            MessageRule(
                .badPort,
                [
                    "IllegalArgumentException: port out of range:{port}", "Port value out of range: {port}",
                    "IllegalArgumentException: Port value out of range",
                ]),
            MessageRule(
                .fdLimit, ["java.net.SocketException: Too many open files", "java.io.IOException: Too many open files"]),
            MessageRule(
                .proxy, .sure,
                [
                    "Unable to tunnel through proxy", "SOCKS: Connection refused", "Can't connect to SOCKS proxy",
                    "Malformed reply from SOCKS server", "ProxyConnectException",
                ]),
            MessageRule(.connectFailed, .own, ["StatusRuntimeException: UNAVAILABLE"]),
        ])

    /// The JVM's debug agent and jdb.
    static let jdwp = Family(
        "JDWP",
        [
            MessageRule(
                .debuggerConnectRefused, .sure, .line,
                [
                    "ERROR: transport error 202: connect failed: Connection refused",
                    "transport error 202: connect failed", "^java.net.ConnectException: Connection refused$",
                ]),
            MessageRule(
                .debuggerPortInUse, .sure,
                [
                    "transport error 202: bind failed: Address already in use", "transport error 202: bind failed",
                    "transport error 202: listen failed", "transport error 202: gethostbyname: *bind",
                ]),
            MessageRule(
                .debuggerBadAddress, .sure,
                [
                    "transport error 202: getaddrinfo", "transport error 202: gethostbyname: unknown host",
                    "transport error 103: invalid port number specified", "transport error 103",
                    "transport error 202: failed to parse",
                    "transport error 202: bind failed: Cannot assign requested address",
                    "transport error 202: bind failed: Can't assign requested address", "malformed address",
                    "unable to resolve host name",
                ]),
            MessageRule(.permissionDenied, .sure, ["transport error 202: bind failed: Permission denied"]),
            MessageRule(.ipv6Disabled, .sure, ["transport error 202: socket creation failed: Address family"]),
            MessageRule(
                .debuggerHandshake, .sure, .pattern,
                [
                    "handshake failed - received", "handshake failed - connection prematurally closed",
                    "handshake failed - connection prematurely closed", "timeout during handshake", "JDWP-Handshake",
                    "handshake failed - unrecognized message from target VM",
                    "Debugger failed to attach: handshake failed", "Debugger failed to attach: timeout",
                    "handshake failed",
                ]),
            MessageRule(
                .debuggerStartFailed, .sure,
                [
                    "transport error 202: setsockopt", "transport error 202", "JDWP No transports initialized",
                    "JDWP Transport dt_socket failed to initialize", "AGENT_ERROR_TRANSPORT_INIT",
                    "AGENT_ERROR_TRANSPORT_LOAD", "JDWP exit error", "JDWP unable to initialize", "JDWP Can't load",
                    "Cannot load this JVM TI agent twice", "JDWP option syntax error",
                    "agent library failed to init: jdwp", "agent library failed Agent_OnLoad: jdwp",
                    "Could not find agent library jdwp", "JDWP Initialization failed", "JDWP Specify", "jdwp option",
                ]),
            MessageRule(
                .debuggerAttachFailed, .sure,
                [
                    "Unable to attach to target VM", "Failed to attach to remote", "VM connection attach failed",
                    "Failed to connect to remote VM", "Unable to open socket file", "AttachNotSupportedException",
                    "jdwpTransport",
                ]),
            MessageRule(
                .debuggerDisconnected, .sure,
                [
                    "The application has been disconnected", "VMDisconnectedException", "The VM has been disconnected",
                    "Target VM disconnected", "Connection to target VM lost", "Got disconnected from VM",
                ]),
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Failed to connect to remote VM. Connection refused",
                    "Failed to connect to remote VM*Connection refused", "Unable to attach*Connection refused",
                    "Unable to connect to target VM*Connection refused",
                ]),
            MessageRule(
                .debuggerInfo, .own,
                [
                    "Listening for transport dt_socket at address: {port}",
                    "Listening for transport dt_socket at address: {address}", "Listening for transport dt_socket",
                ]),
            MessageRule(.debuggerWaiting, .own, ["Waiting for debugger to attach"]),
        ])

    static let intelliJ = Family(
        "IntelliJ IDEA",
        [
            MessageRule(
                .debuggerDisconnected, .sure,
                [
                    "Disconnected <from|to> the target VM, address: '{address}", "Disconnected from the target VM",
                    "Disconnected from server", "Process disconnected from * debugger",
                ]),
            MessageRule(
                .debuggerInfo, .sure,
                [
                    "Connected to the target VM, address: '{address}", "Connected to the target VM",
                    "Connected to server", "Connected to pydev",
                ]),
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Unable to open debugger port ({address}*Connection refused",
                    "Unable to open debugger port ({address})", "Unable to open debugger port",
                    "Unable to open debugger port ({address}): java.net.ConnectException",
                ]),
            MessageRule(
                .debuggerPortInUse, .sure,
                [
                    "Unable to open debugger port ({address}): java.net.BindException",
                    "Unable to open debugger port*Address already in use", "Address localhost:{port} is already in use",
                    "Address {address} is already in use",
                ]),
            MessageRule(
                .debuggerHandshake, .sure,
                [
                    "Unable to open debugger port ({address}): java.io.IOException 'handshake failed",
                    "Unable to open debugger port ({address}*handshake",
                ]),
            MessageRule(
                .debuggerDisconnected, .own,
                ["Connection to debugger was lost", "debugger disconnected", "debug session ended"]),
            MessageRule(
                .debuggerWaiting, .own, ["Waiting for debugger to connect", "Waiting for connection from debugger"]),
        ])

    /// Spring Boot, Tomcat, Jetty, Netty, Gradle and the like.
    static let javaServers = Family(
        "Java servers",
        [
            MessageRule(
                .addressInUse,
                [
                    "Web server failed to start. Port {port} was already in use",
                    "process that's listening on port {port} or configure", "Port {port} was already in use",
                    "Port {port} is already in use",
                    "Embedded servlet container failed to start. Port {port} was already in use",
                    "Address already in use\\<null>:{port}", "Address already in use*\\<null>:{port}",
                    "Port(s): {port}*seem to be in use by another",
                    "Port {port} required by Tomcat", "ports (*) required by Tomcat", "Several ports (*) required by",
                    "Failed to bind to {address}", "Failed to bind to /{address}",
                    "ChannelBindException: Failed to bind on [{address}", "Unable to bind to *Address already in use",
                    "port {port} already bound", "{port}: port already in use",
                ]),
            MessageRule(
                .listenFailed,
                [
                    "connector configured to listen on port {port} failed to start",
                    "Protocol handler initialization failed", "Protocol handler start failed",
                    "Failed to initialize component [Connector", "Failed to initialize connector",
                    "Failed to start connector", "Unable to start embedded Tomcat", "Unable to start web server",
                    "Unable to start embedded",
                    "Failed to initialize end point associated with ProtocolHandler *-{port}'",
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
                    "ORA-12541", "Network Adapter could not establish the connection",
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
                    "MongoSocketOpenException: Exception opening socket", "Exception opening socket",
                    "NoNodeAvailableException", "AllNodesFailedException", "Could not reach any contact point",
                    "HikariPool-{n} - Exception during pool initialization",
                ]),
            MessageRule(
                .earlyClose, .own,
                [
                    "The last packet sent successfully to the server was {n} milliseconds ago",
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
                    "FATAL: password authentication failed", "Access denied for user", "ORA-01017", "WRONGPASS",
                    "ACCESS_REFUSED",
                ]),
        ])
}
