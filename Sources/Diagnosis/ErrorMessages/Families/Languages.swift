extension Family {
    /// std, tokio, hyper, reqwest, rustls.
    static let rust = Family(
        "Rust",
        [
            MessageRule(
                .connectionRefused,
                [
                    "kind: ConnectionRefused", "host: Some(Domain('{host}')), port: Some({port})*Connection refused",
                    "host: Some(Ipv4({host})), port: Some({port})*Connection refused",
                    "error sending request for url ({address}*Connection refused",
                    "error trying to connect: tcp connect error: Connection refused",
                    "tcp connect error: Connection refused", "error sending request for url ({address}*os error 61",
                    "error sending request for url ({address}*os error 10061",
                ]),
            MessageRule(
                .tlsMismatch,
                [
                    "error sending request for url ({address}*InvalidContentType",
                    "error sending request for url ({address}*wrong version number",
                    "received corrupt message of type InvalidContentType",
                    "error sending request for url ({address}*corrupt message",
                ]),
            MessageRule(
                .notAvailable,
                ["kind: AddrNotAvailable", "error sending request for url ({address}*Cannot assign requested address"]),
            MessageRule(
                .addressInUse,
                [
                    "kind: AddrInUse",
                    "error binding to {address}: error creating server listener: Address already in use",
                    "error creating server listener: Address already in use",
                ]),
            MessageRule(.permissionDenied, ["kind: PermissionDenied"]),
            MessageRule(
                .reset,
                [
                    "kind: ConnectionReset", "kind: ConnectionAborted",
                    "error sending request for url ({address}*Connection reset",
                ]),
            MessageRule(
                .timeout,
                [
                    "kind: TimedOut", "error sending request for url ({address}*operation timed out",
                    "reqwest::Error { kind: Request, * TimedOut", "deadline has elapsed",
                    "error sending request for url ({address}*deadline has elapsed",
                ]),
            MessageRule(
                .earlyClose,
                [
                    "kind: UnexpectedEof", "connection closed before message completed",
                    "error sending request for url ({address}*connection closed before message completed",
                    "IncompleteMessage", "hyper::Error(IncompleteMessage)",
                ]),
            MessageRule(.brokenPipe, ["kind: BrokenPipe"]),
            MessageRule(.hostUnreachable, ["kind: HostUnreachable"]),
            MessageRule(.networkUnreachable, ["kind: NetworkUnreachable"]),
            MessageRule(
                .nameResolution,
                [
                    "failed to lookup address information", "error sending request for url ({address}*dns error",
                    "error trying to connect: dns error",
                ]),
            MessageRule(
                .certificate, ["invalid peer certificate", "error sending request for url ({address}*certificate"]),
            MessageRule(
                .protocolMismatch,
                [
                    "invalid HTTP version parsed", "hyper::Error(Parse(", "invalid HTTP status-code parsed",
                    "hyper::Error(Http2", "error sending request for url ({address}*invalid HTTP",
                    "HTTP format error: invalid", "hyper::Error(Parse",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "error sending request for url ({address}", "error trying to connect", "hyper::Error(Connect",
                    "client error (Connect)",
                ]),
        ])

    static let ruby = Family(
        "Ruby",
        [
            MessageRule(
                .connectionRefused,
                [
                    "Errno::ECONNREFUSED", "Connection refused - connect(2) for '{host}' port {port}",
                    "Connection refused - connect(2) for {address}",
                    "Failed to open TCP connection to {address} (Connection refused",
                    "Error connecting to Redis on {address} (Errno::ECONNREFUSED",
                    "Connection refused - *connect(2) for '{host}' port {port}",
                    "Connection refused - Connection refused - connect(2) for {address}",
                ]),
            MessageRule(
                .addressInUse,
                [
                    "Errno::EADDRINUSE", "Address already in use - bind(2) for '{host}' port {port}",
                    "Address already in use - bind(2) for {host}:{port}",
                ]),
            MessageRule(.permissionDenied, ["Errno::EACCES", "Permission denied - bind(2) for '{host}' port {port}"]),
            MessageRule(
                .notAvailable,
                [
                    "Errno::EADDRNOTAVAIL", "Cannot assign requested address - bind(2) for '{host}' port {port}",
                    "Can't assign requested address - bind(2) for '{host}' port {port}",
                    "Failed to open TCP connection to {address} (Cannot assign requested address",
                    "Cannot assign requested address - connect(2) for '{host}' port {port}",
                ]),
            MessageRule(
                .timeout,
                [
                    "Net::OpenTimeout", "Net::ReadTimeout", "Errno::ETIMEDOUT",
                    "Failed to open TCP connection to {address} (execution expired", "execution expired",
                    "Faraday::TimeoutError", "Net::WriteTimeout", "Redis::TimeoutError", "IO::TimeoutError",
                ]),
            MessageRule(
                .nameResolution,
                [
                    "getaddrinfo: Name or service not known",
                    "Failed to open TCP connection to {host}:{port} (getaddrinfo", "Socket::ResolutionError",
                    "getaddrinfo(3): ", "SocketError) getaddrinfo",
                ]),
            MessageRule(
                .hostUnreachable,
                ["Errno::EHOSTUNREACH", "Failed to open TCP connection to {address} (No route to host"]),
            MessageRule(.networkUnreachable, ["Errno::ENETUNREACH"]),
            MessageRule(.reset, ["Errno::ECONNRESET", "Errno::ECONNABORTED"]),
            MessageRule(.brokenPipe, ["Errno::EPIPE"]),
            MessageRule(.fdLimit, ["Errno::EMFILE"]),
            MessageRule(.earlyClose, ["end of file reached (EOFError)", "EOFError"]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "SSL_connect returned=1 errno=0 peeraddr={address} state=error: wrong version number",
                    "SSL_connect returned=1 errno=0 state=error: wrong version number",
                    "peeraddr={address} state=*record layer failure",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "SSL_connect returned=1 errno=0 peeraddr={address} state=error: certificate verify failed",
                    "state=error: certificate verify failed",
                ]),
            MessageRule(.stalePidFile, ["A server is already running"]),
            MessageRule(
                .tlsMismatch, .sure, .pattern,
                ["HTTP parse error, malformed request", "non-SSL Puma", "Puma::HttpParserError"]),
            MessageRule(
                .protocolMismatch,
                ["Net::HTTPBadResponse", "wrong status line", "Redis::ProtocolError", "Got '*' as initial reply byte"]),
            MessageRule(.tooManyRedirects, ["Faraday::FollowRedirects", "RedirectLimitReached"]),
            MessageRule(.hostHeader, ["Blocked hosts: {address}", "Blocked host: {address}"]),
            MessageRule(.debuggerInfo, .own, ["DEBUGGER: Debugger can attach via", "DEBUGGER: Connected"]),
            MessageRule(
                .debuggerWaiting, .own, ["DEBUGGER: wait for debugger connection", "DEBUGGER: Waiting for debugger"]),
            MessageRule(
                .debuggerPortInUse, .sure,
                ["DEBUGGER: *Address already in use", "rdbg*EADDRINUSE", "rdbg*Address already in use"]),
            MessageRule(.debuggerDisconnected, .own, ["DEBUGGER: Disconnected"]),
            MessageRule(.debuggerConnectRefused, .sure, ["DEBUGGER: *Connection refused", "rdbg*ECONNREFUSED"]),
            MessageRule(
                .debuggerAttachFailed, .own,
                ["There is no debug gate", "There is no attach target", "debuggee is not found"]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "Redis::CannotConnectError", "Faraday::ConnectionFailed", "PG::ConnectionBad",
                    "Error connecting to Redis on {address}", "Failed to open TCP connection to {address}",
                    "Excon::Error::Socket", "Redis client could not connect", "bind(2) for '{host}' port {port}",
                    "connect(2) for '{host}' port {port}",
                ]),
        ])

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
                .socketMissing, .sure,
                [
                    "SQLSTATE[HY000] [2002] No such file or directory",
                    "mysqli_real_connect(): (HY000/2002): No such file or directory",
                    "(HY000/2002): No such file or directory", "Can't connect to local MySQL server through socket",
                    "Can't connect to local server through socket",
                    "Can't connect to local MariaDB server through socket",
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

    static let dotNet = Family(
        ".NET",
        [
            MessageRule(
                .addressInUse, .own,
                [
                    "Failed to bind to address {address}: address already in use", "SocketException (98)",
                    "SocketException (48)", "SocketException (10048)", "AddressInUseException",
                    "Failed to bind to address {address}", "conflicts with an existing registration on the machine",
                ]),
            MessageRule(
                .permissionDenied, .own,
                [
                    "SocketException (13)", "SocketException (10013)", "SocketException (0x80004005): Access denied",
                    "SocketException (0x80004005): Permission denied",
                    "Failed to bind to address {address}: *permission",
                ]),
            MessageRule(
                .notAvailable, .own, ["SocketException (99)", "SocketException (10049)", "SocketException (49)"]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "SocketException (111)", "SocketException (61)", "SocketException (10061)",
                    "SocketException (0x80004005): Connection refused", "Connection refused ({address})",
                    "actively refused it. ({address})", "actively refused it {address}", "Connection refused {address}",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "SocketException (110)", "SocketException (10060)", "HttpClient.Timeout of {n} seconds elapsing",
                    "The request was canceled due to the configured HttpClient.Timeout", "The operation has timed out",
                    "System.TimeoutException", "SocketException (60)",
                ]),
            MessageRule(
                .nameResolution, .own,
                [
                    "SocketException (11001)", "SocketException (0x00000005)", "SocketException (00000005, 0xFFFDFFFF)",
                    "No such host is known. ({host}:{port})", "Name or service not known ({host}:{port})",
                    "nodename nor servname provided, or not known ({host}:{port})",
                    "Temporary failure in name resolution ({host}:{port})",
                    "Resource temporarily unavailable ({host}:{port})",
                    "The remote name could not be resolved: '{host}'", "SocketException (-131073",
                ]),
            MessageRule(
                .hostUnreachable, .own,
                [
                    "SocketException (113)", "SocketException (10065)", "SocketException (65)",
                    "No route to host ({address})",
                ]),
            MessageRule(.networkUnreachable, .own, ["SocketException (101)", "SocketException (10051)"]),
            MessageRule(
                .reset, .own,
                ["SocketException (104)", "SocketException (10054)", "SocketException (54)", "SocketException (10053)"]),
            MessageRule(
                .certificate, .own,
                [
                    "The SSL connection could not be established, see inner exception. *remote certificate",
                    "The remote certificate was rejected", "The remote certificate is invalid",
                    "Unable to configure HTTPS endpoint. No server certificate was specified",
                    "unable to find * developer certificate",
                ]),
            MessageRule(
                .tlsMismatch, .own,
                [
                    "The SSL connection could not be established", "Cannot determine the frame size",
                    "unexpected packet format", "AuthenticationException: Authentication failed",
                    "received an unexpected EOF or 0 bytes from the transport stream",
                    "Authentication failed because the remote party",
                ]),
            MessageRule(.earlyClose, .own, ["The response ended prematurely", "ResponseEnded"]),
            MessageRule(
                .protocolMismatch, .own,
                [
                    "The server returned an invalid or unrecognized response", "Received an invalid status line",
                    "Received an invalid header", "Unable to connect to the server using HTTP/2",
                    "The HTTP/2 server closed the connection", "HTTP_1_1_REQUIRED",
                    "The request was aborted: * protocol",
                    "The server returned status code '{n}' when status code '101' was expected",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "HttpRequestException", "An error occurred while sending the request",
                    "Unable to connect to the remote server",
                    "A network-related or instance-specific error occurred while establishing a connection to SQL Server",
                    "Unable to connect to any of the specified MySQL hosts", "NpgsqlException",
                    "Npgsql.NpgsqlException (0x80004005): Failed to connect to {address}",
                    "Failed to connect to {address}", "It was not possible to connect to the redis server",
                    "UnableToConnect on {address}", "BrokerUnreachableException",
                    "None of the specified endpoints were reachable",
                ]),
            MessageRule(.hostHeader, .own, ["Bad Request - Invalid Hostname"]),
            MessageRule(.certificate, .own, ["ASP.NET Core developer certificate is not trusted"]),
        ])

    /// Erlang's atoms, with Elixir's and Phoenix's wording.
    static let erlang = Family(
        "Erlang/Elixir",
        [
            MessageRule(
                .addressInUse, .own,
                [
                    "eaddrinuse", "<:|>eaddrinuse", "Protocol 'inet_tcp': register/listen error: eaddrinuse",
                    "port {port}* is already in use", "at http on port {port}: :eaddrinuse",
                    "Running *at {address}*:eaddrinuse", "failed to start listener*eaddrinuse",
                    "at {address} (http*eaddrinuse",
                    "Protocol 'inet_tcp': the name {w} seems to be in use by another Erlang node",
                    "seems to be in use by another Erlang node",
                ]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "econnrefused", "failed_connect,[{to_address,{'{host}',{port}}}*econnrefused",
                    "tcp connect ({host}:{port}): connection refused - :econnrefused",
                    "tcp connect ({address}): connection refused",
                    "failed to connect: ** (DBConnection.ConnectionError) tcp connect ({address}): connection refused",
                    "Mint.TransportError{reason: :econnrefused}", "HTTPoison.Error{*econnrefused",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "{error,timeout}", "{:error, :timeout}", "{error,etimedout}", ":etimedout", "reason: :timeout",
                    "failed_connect,[{to_address,{'{host}',{port}}}*timeout", "tcp connect ({address}): timeout",
                    "tcp connect ({host}:{port}): timeout", "tcp connect ({address}): connection timed out",
                ]),
            MessageRule(
                .nameResolution, .own,
                [
                    "nxdomain", "tcp connect ({host}:{port}): non-existing domain",
                    "failed_connect,[{to_address,{'{host}',{port}}}*nxdomain",
                ]),
            MessageRule(.permissionDenied, .own, ["{error,eacces}", ":eacces"]),
            MessageRule(.notAvailable, .own, ["eaddrnotavail"]),
            MessageRule(
                .hostUnreachable, .own, ["ehostunreach", "failed_connect,[{to_address,{'{host}',{port}}}*ehostunreach"]),
            MessageRule(.networkUnreachable, .own, ["enetunreach"]),
            MessageRule(.reset, .own, ["{error,econnreset}", ":econnreset"]),
            MessageRule(
                .earlyClose, .own,
                ["{error,closed}", "{:error, :closed}", "socket_closed_remotely", "tcp recv*: closed", "tcp_closed"]),
            MessageRule(.fdLimit, .own, ["{error,emfile}", ":emfile"]),
            MessageRule(.tlsMismatch, .own, ["{tls_alert", ":tls_alert", "unexpected_message"]),
            MessageRule(.connectFailed, .vague, ["Connection attempt from node {w} rejected", "failed_connect"]),
            MessageRule(.auth, .own, ["Connection attempt from * rejected. Invalid challenge reply"]),
            MessageRule(
                .daemonNotRunning, .own,
                ["Cannot contact epmd", "epmd: Cannot connect to local epmd", "cannot connect to local epmd"]),
        ])

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
                    "NIOConnectionError(host: '{host}', port: {port}*refused", "Could not connect to the server",
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

    static let perl = Family(
        "Perl",
        [
            MessageRule(
                .addressInUse, .own,
                ["IO::Socket::INET: Address already in use", "IO::Socket::INET6: Address already in use"]),
            MessageRule(
                .connectionRefused, .own,
                ["IO::Socket::INET: connect: Connection refused", "Can't connect to {address} (Connection refused)"]),
            MessageRule(
                .timeout, .own,
                [
                    "IO::Socket::INET: connect: timeout", "Can't connect to {address} (timeout)",
                    "Can't connect to {address} (Connection timed out)",
                ]),
            MessageRule(.nameResolution, .own, ["Bad hostname '{host}'", "IO::Socket::INET: Bad hostname"]),
        ])
}
