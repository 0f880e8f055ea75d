extension Family {
    /// std, tokio, hyper, reqwest, rustls.
    static let rust = Family(
        "Rust",
        [
            Wording(
                .connectionRefused,
                [
                    "kind: ConnectionRefused", "host: Some(Domain('{host}')), port: Some({port})*Connection refused",
                    "host: Some(Ipv4({host})), port: Some({port})*Connection refused",
                    "error sending request for url ({address}*Connection refused",
                    "error trying to connect: tcp connect error: Connection refused",
                    "tcp connect error: Connection refused", "error sending request for url ({address}*os error 61",
                    "error sending request for url ({address}*os error 10061",
                ]),
            Wording(
                .tlsMismatch,
                [
                    "error sending request for url ({address}*InvalidContentType",
                    "error sending request for url ({address}*wrong version number",
                    "received corrupt message of type InvalidContentType",
                    "error sending request for url ({address}*corrupt message",
                ]),
            Wording(
                .notAvailable,
                ["kind: AddrNotAvailable", "error sending request for url ({address}*Cannot assign requested address"]),
            Wording(
                .addressInUse,
                [
                    "kind: AddrInUse",
                    "error binding to {address}: error creating server listener: Address already in use",
                    "error creating server listener: Address already in use",
                ]),
            Wording(.permissionDenied, ["kind: PermissionDenied"]),
            Wording(
                .reset,
                [
                    "kind: ConnectionReset", "kind: ConnectionAborted",
                    "error sending request for url ({address}*Connection reset",
                ]),
            Wording(
                .timeout,
                [
                    "kind: TimedOut", "error sending request for url ({address}*operation timed out",
                    "reqwest::Error { kind: Request, * TimedOut", "deadline has elapsed",
                    "error sending request for url ({address}*deadline has elapsed",
                ]),
            Wording(
                .earlyClose,
                [
                    "kind: UnexpectedEof", "connection closed before message completed",
                    "error sending request for url ({address}*connection closed before message completed",
                    "IncompleteMessage", "hyper::Error(IncompleteMessage)",
                ]),
            Wording(.brokenPipe, ["kind: BrokenPipe"]),
            Wording(.hostUnreachable, ["kind: HostUnreachable"]),
            Wording(.networkUnreachable, ["kind: NetworkUnreachable"]),
            Wording(
                .nameResolution,
                [
                    "failed to lookup address information", "error sending request for url ({address}*dns error",
                    "error trying to connect: dns error",
                ]),
            Wording(
                .certificate, ["invalid peer certificate", "error sending request for url ({address}*certificate"]),
            Wording(
                .protocolMismatch,
                [
                    "invalid HTTP version parsed", "hyper::Error(Parse(", "invalid HTTP status-code parsed",
                    "hyper::Error(Http2", "error sending request for url ({address}*invalid HTTP",
                    "HTTP format error: invalid", "hyper::Error(Parse",
                ]),
            Wording(
                .connectFailed, .vague,
                [
                    "error sending request for url ({address}", "error trying to connect", "hyper::Error(Connect",
                    "client error (Connect)",
                ]),
        ])

    static let ruby = Family(
        "Ruby",
        [
            Wording(
                .connectionRefused,
                [
                    "Errno::ECONNREFUSED", "Connection refused - connect(2) for '{host}' port {port}",
                    "Connection refused - connect(2) for {address}",
                    "Failed to open TCP connection to {address} (Connection refused",
                    "Error connecting to Redis on {address} (Errno::ECONNREFUSED",
                    "Connection refused - *connect(2) for '{host}' port {port}",
                    "Connection refused - Connection refused - connect(2) for {address}",
                ]),
            Wording(
                .addressInUse,
                [
                    "Errno::EADDRINUSE", "Address already in use - bind(2) for '{host}' port {port}",
                    "Address already in use - bind(2) for {host}:{port}",
                ]),
            Wording(.permissionDenied, ["Errno::EACCES", "Permission denied - bind(2) for '{host}' port {port}"]),
            Wording(
                .notAvailable,
                [
                    "Errno::EADDRNOTAVAIL", "Cannot assign requested address - bind(2) for '{host}' port {port}",
                    "Can't assign requested address - bind(2) for '{host}' port {port}",
                    "Failed to open TCP connection to {address} (Cannot assign requested address",
                    "Cannot assign requested address - connect(2) for '{host}' port {port}",
                ]),
            Wording(
                .timeout,
                [
                    "Net::OpenTimeout", "Net::ReadTimeout", "Errno::ETIMEDOUT",
                    "Failed to open TCP connection to {address} (execution expired", "execution expired",
                    "Faraday::TimeoutError", "Net::WriteTimeout", "Redis::TimeoutError", "IO::TimeoutError",
                ]),
            Wording(
                .nameResolution,
                [
                    "getaddrinfo: Name or service not known",
                    "Failed to open TCP connection to {host}:{port} (getaddrinfo", "Socket::ResolutionError",
                    "getaddrinfo(3): ", "SocketError) getaddrinfo",
                ]),
            Wording(
                .hostUnreachable,
                ["Errno::EHOSTUNREACH", "Failed to open TCP connection to {address} (No route to host"]),
            Wording(.networkUnreachable, ["Errno::ENETUNREACH"]),
            Wording(.reset, ["Errno::ECONNRESET", "Errno::ECONNABORTED"]),
            Wording(.brokenPipe, ["Errno::EPIPE"]),
            Wording(.fdLimit, ["Errno::EMFILE"]),
            Wording(.earlyClose, ["end of file reached (EOFError)", "EOFError"]),
            Wording(
                .tlsMismatch, .sure,
                [
                    "SSL_connect returned=1 errno=0 peeraddr={address} state=error: wrong version number",
                    "SSL_connect returned=1 errno=0 state=error: wrong version number",
                    "peeraddr={address} state=*record layer failure",
                ]),
            Wording(
                .certificate, .sure,
                [
                    "SSL_connect returned=1 errno=0 peeraddr={address} state=error: certificate verify failed",
                    "state=error: certificate verify failed",
                ]),
            Wording(.stalePidFile, ["A server is already running"]),
            Wording(
                .tlsMismatch, .sure, .pattern,
                ["HTTP parse error, malformed request", "non-SSL Puma", "Puma::HttpParserError"]),
            Wording(
                .protocolMismatch,
                ["Net::HTTPBadResponse", "wrong status line", "Redis::ProtocolError", "Got '*' as initial reply byte"]),
            Wording(.tooManyRedirects, ["Faraday::FollowRedirects", "RedirectLimitReached"]),
            Wording(.hostHeader, ["Blocked hosts: {address}", "Blocked host: {address}"]),
            Wording(.debuggerInfo, .own, ["DEBUGGER: Debugger can attach via", "DEBUGGER: Connected"]),
            Wording(
                .debuggerWaiting, .own, ["DEBUGGER: wait for debugger connection", "DEBUGGER: Waiting for debugger"]),
            Wording(
                .debuggerPortInUse, .sure,
                ["DEBUGGER: *Address already in use", "rdbg*EADDRINUSE", "rdbg*Address already in use"]),
            Wording(.debuggerDisconnected, .own, ["DEBUGGER: Disconnected"]),
            Wording(.debuggerConnectRefused, .sure, ["DEBUGGER: *Connection refused", "rdbg*ECONNREFUSED"]),
            Wording(
                .debuggerAttachFailed, .own,
                ["There is no debug gate", "There is no attach target", "debuggee is not found"]),
            Wording(
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
            Wording(
                .addressInUse,
                [
                    "Failed to listen on {address} (reason: Address already in use", "(reason: Address already in use)",
                    "unable to bind listening socket for address '{address}': Address already in use",
                    "Another FPM instance seems to already listen on {address}",
                ]),
            Wording(.permissionDenied, ["Failed to listen on {address} (reason: Permission denied"]),
            Wording(
                .nameResolution, .sure,
                [
                    "php_network_getaddresses: getaddrinfo for {host} failed",
                    "php_network_getaddresses: getaddrinfo failed", "php_network_getaddresses",
                ]),
            Wording(.notAvailable, ["Failed to listen on {address} (reason: Cannot assign requested address"]),
            Wording(.nameResolution, ["Failed to listen on {address} (reason: ?)"]),
            Wording(
                .socketMissing, .sure,
                [
                    "SQLSTATE[HY000] [2002] No such file or directory",
                    "mysqli_real_connect(): (HY000/2002): No such file or directory",
                    "(HY000/2002): No such file or directory", "Can't connect to local MySQL server through socket",
                    "Can't connect to local server through socket",
                    "Can't connect to local MariaDB server through socket",
                ]),
            Wording(
                .connectionRefused,
                [
                    "SQLSTATE[HY000] [2002] Connection refused", "(HY000/2002): Connection refused",
                    "RedisException: Connection refused", "{w}({address}*: Failed to open stream: Connection refused",
                    "unable to connect to {address} (Connection refused)", "Connection refused [{address}]",
                    "Connection refused [tcp://{address}]",
                    "stream_socket_client(): *connect to {address} (Connection refused)",
                    "fsockopen(): *connect to {address} (Connection refused)",
                ]),
            Wording(
                .connectFailed, .vague,
                [
                    "file_get_contents({address}", "fsockopen(): <u|U>nable to connect to {address}",
                    "Uncaught PDOException", "unable to connect to {address}",
                    "cURL error 7: Failed to connect to {address} port {port}",
                    "cURL error 7: Failed to connect to {host} port {port}",
                    "Predis\\\\Connection\\\\ConnectionException",
                ]),
            Wording(.addressInUse, ["Failed to listen on {address}: Address already in use"]),
            Wording(.timeout, ["SQLSTATE[HY000] [2002] Connection timed out", "cURL error 28"]),
            Wording(
                .nameResolution,
                ["cURL error 6: Could not resolve host: {host}", "cURL error 6: Couldn't resolve host '{host}'"]),
            Wording(.auth, ["SQLSTATE[HY000] [1045]", "SQLSTATE[28000]", "NOAUTH Authentication required"]),
            Wording(.socketMissing, ["connect() to unix:{w} failed (2: No such file or directory)"]),
        ])

    static let dotNet = Family(
        ".NET",
        [
            Wording(
                .addressInUse, .own,
                [
                    "Failed to bind to address {address}: address already in use", "SocketException (98)",
                    "SocketException (48)", "SocketException (10048)", "AddressInUseException",
                    "Failed to bind to address {address}", "conflicts with an existing registration on the machine",
                ]),
            Wording(
                .permissionDenied, .own,
                [
                    "SocketException (13)", "SocketException (10013)", "SocketException (0x80004005): Access denied",
                    "SocketException (0x80004005): Permission denied",
                    "Failed to bind to address {address}: *permission",
                ]),
            Wording(.notAvailable, .own, ["SocketException (99)", "SocketException (10049)", "SocketException (49)"]),
            Wording(
                .connectionRefused, .own,
                [
                    "SocketException (111)", "SocketException (61)", "SocketException (10061)",
                    "SocketException (0x80004005): Connection refused", "Connection refused ({address})",
                    "actively refused it. ({address})", "actively refused it {address}", "Connection refused {address}",
                ]),
            Wording(
                .timeout, .own,
                [
                    "SocketException (110)", "SocketException (10060)", "HttpClient.Timeout of {n} seconds elapsing",
                    "The request was canceled due to the configured HttpClient.Timeout", "The operation has timed out",
                    "System.TimeoutException", "SocketException (60)",
                ]),
            Wording(
                .nameResolution, .own,
                [
                    "SocketException (11001)", "SocketException (0x00000005)", "SocketException (00000005, 0xFFFDFFFF)",
                    "No such host is known. ({host}:{port})", "Name or service not known ({host}:{port})",
                    "nodename nor servname provided, or not known ({host}:{port})",
                    "Temporary failure in name resolution ({host}:{port})",
                    "Resource temporarily unavailable ({host}:{port})",
                    "The remote name could not be resolved: '{host}'", "SocketException (-131073",
                ]),
            Wording(
                .hostUnreachable, .own,
                [
                    "SocketException (113)", "SocketException (10065)", "SocketException (65)",
                    "No route to host ({address})",
                ]),
            Wording(.networkUnreachable, .own, ["SocketException (101)", "SocketException (10051)"]),
            Wording(
                .reset, .own,
                ["SocketException (104)", "SocketException (10054)", "SocketException (54)", "SocketException (10053)"]),
            Wording(
                .certificate, .own,
                [
                    "The SSL connection could not be established, see inner exception. *remote certificate",
                    "The remote certificate was rejected", "The remote certificate is invalid",
                    "Unable to configure HTTPS endpoint. No server certificate was specified",
                    "unable to find * developer certificate",
                ]),
            Wording(
                .tlsMismatch, .own,
                [
                    "The SSL connection could not be established", "Cannot determine the frame size",
                    "unexpected packet format", "AuthenticationException: Authentication failed",
                    "received an unexpected EOF or 0 bytes from the transport stream",
                    "Authentication failed because the remote party",
                ]),
            Wording(.earlyClose, .own, ["The response ended prematurely", "ResponseEnded"]),
            Wording(
                .protocolMismatch, .own,
                [
                    "The server returned an invalid or unrecognized response", "Received an invalid status line",
                    "Received an invalid header", "Unable to connect to the server using HTTP/2",
                    "The HTTP/2 server closed the connection", "HTTP_1_1_REQUIRED",
                    "The request was aborted: * protocol",
                    "The server returned status code '{n}' when status code '101' was expected",
                ]),
            Wording(
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
            Wording(.hostHeader, .own, ["Bad Request - Invalid Hostname"]),
            Wording(.certificate, .own, ["ASP.NET Core developer certificate is not trusted"]),
        ])

    /// Erlang's atoms, with Elixir's and Phoenix's wording.
    static let erlang = Family(
        "Erlang/Elixir",
        [
            Wording(
                .addressInUse, .own,
                [
                    "eaddrinuse", "<:|>eaddrinuse", "Protocol 'inet_tcp': register/listen error: eaddrinuse",
                    "port {port}* is already in use", "at http on port {port}: :eaddrinuse",
                    "Running *at {address}*:eaddrinuse", "failed to start listener*eaddrinuse",
                    "at {address} (http*eaddrinuse",
                    "Protocol 'inet_tcp': the name {w} seems to be in use by another Erlang node",
                    "seems to be in use by another Erlang node",
                ]),
            Wording(
                .connectionRefused, .own,
                [
                    "econnrefused", "failed_connect,[{to_address,{'{host}',{port}}}*econnrefused",
                    "tcp connect ({host}:{port}): connection refused - :econnrefused",
                    "tcp connect ({address}): connection refused",
                    "failed to connect: ** (DBConnection.ConnectionError) tcp connect ({address}): connection refused",
                    "Mint.TransportError{reason: :econnrefused}", "HTTPoison.Error{*econnrefused",
                ]),
            Wording(
                .timeout, .own,
                [
                    "{error,timeout}", "{:error, :timeout}", "{error,etimedout}", ":etimedout", "reason: :timeout",
                    "failed_connect,[{to_address,{'{host}',{port}}}*timeout", "tcp connect ({address}): timeout",
                    "tcp connect ({host}:{port}): timeout", "tcp connect ({address}): connection timed out",
                ]),
            Wording(
                .nameResolution, .own,
                [
                    "nxdomain", "tcp connect ({host}:{port}): non-existing domain",
                    "failed_connect,[{to_address,{'{host}',{port}}}*nxdomain",
                ]),
            Wording(.permissionDenied, .own, ["{error,eacces}", ":eacces"]),
            Wording(.notAvailable, .own, ["eaddrnotavail"]),
            Wording(
                .hostUnreachable, .own, ["ehostunreach", "failed_connect,[{to_address,{'{host}',{port}}}*ehostunreach"]),
            Wording(.networkUnreachable, .own, ["enetunreach"]),
            Wording(.reset, .own, ["{error,econnreset}", ":econnreset"]),
            Wording(
                .earlyClose, .own,
                ["{error,closed}", "{:error, :closed}", "socket_closed_remotely", "tcp recv*: closed", "tcp_closed"]),
            Wording(.fdLimit, .own, ["{error,emfile}", ":emfile"]),
            Wording(.tlsMismatch, .own, ["{tls_alert", ":tls_alert", "unexpected_message"]),
            Wording(.connectFailed, .vague, ["Connection attempt from node {w} rejected", "failed_connect"]),
            Wording(.auth, .own, ["Connection attempt from * rejected. Invalid challenge reply"]),
            Wording(
                .daemonNotRunning, .own,
                ["Cannot contact epmd", "epmd: Cannot connect to local epmd", "cannot connect to local epmd"]),
        ])

    static let swiftNIO = Family(
        "Swift",
        [
            Wording(
                .connectionRefused, .sure,
                [
                    "NSURLErrorDomain Code=-1004*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1004",
                    "connection reset (error set): Connection refused",
                    "connect(descriptor:addr:size:): Connection refused (errno: {n})",
                    "NIOConnectionError(host: '{host}', port: {port}*(errno: 111)",
                    "NIOConnectionError(host: '{host}', port: {port}*(errno: 61)",
                    "NIOConnectionError(host: '{host}', port: {port}*refused", "Could not connect to the server",
                ]),
            Wording(
                .addressInUse, .own,
                [
                    "bind(descriptor:ptr:bytes:): Address already in use",
                    "bind(descriptor:ptr:bytes:) failed: Address already in use",
                ]),
            Wording(.permissionDenied, .own, ["bind(descriptor:ptr:bytes:): Permission denied"]),
            Wording(
                .timeout, .sure,
                [
                    "NSURLErrorDomain Code=-1001*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1001",
                    "connectTimeout(", "HTTPClientError.connectTimeout", "HTTPClientError.readTimeout",
                    "HTTPClientError.deadlineExceeded", "ChannelError.connectTimeout",
                ]),
            Wording(
                .nameResolution, .sure,
                [
                    "NSURLErrorDomain Code=-1003*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1003",
                    "A server with the specified hostname could not be found",
                    "NIOConnectionError(host: '{host}', port: {port}, dnsAError: Optional(*, connectionErrors: [])",
                ]),
            Wording(.networkUnreachable, .sure, ["NSURLErrorDomain Code=-1009"]),
            Wording(
                .earlyClose, .sure,
                [
                    "NSURLErrorDomain Code=-1005", "The network connection was lost",
                    "HTTPClientError.remoteConnectionClosed", "remoteConnectionClosed",
                ]),
            Wording(
                .certificate, .sure,
                ["NSURLErrorDomain Code=-1202*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1202"]),
            Wording(
                .tlsMismatch, .sure,
                [
                    "NSURLErrorDomain Code=-1200*NSErrorFailingURL{w}={address}", "NSURLErrorDomain Code=-1200",
                    "NIOSSLError.handshakeFailed", "handshakeFailed(NIOSSL",
                ]),
            Wording(.tooManyRedirects, .sure, ["NSURLErrorDomain Code=-1007", "HTTPClientError.redirectLimitReached"]),
            Wording(.connectFailed, .vague, ["NIOConnectionError(host: '{host}', port: {port}", "NSURLErrorDomain"]),
            Wording(.protocolMismatch, .own, ["NSURLErrorDomain Code=-1017", "cannot parse response"]),
        ])

    static let perl = Family(
        "Perl",
        [
            Wording(
                .addressInUse, .own,
                ["IO::Socket::INET: Address already in use", "IO::Socket::INET6: Address already in use"]),
            Wording(
                .connectionRefused, .own,
                ["IO::Socket::INET: connect: Connection refused", "Can't connect to {address} (Connection refused)"]),
            Wording(
                .timeout, .own,
                [
                    "IO::Socket::INET: connect: timeout", "Can't connect to {address} (timeout)",
                    "Can't connect to {address} (Connection timed out)",
                ]),
            Wording(.nameResolution, .own, ["Bad hostname '{host}'", "IO::Socket::INET: Bad hostname"]),
        ])
}
