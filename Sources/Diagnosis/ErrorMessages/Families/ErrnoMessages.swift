/// What the system itself says, in whatever program: an errno by name, by number, in English words.
///
/// Numbers: Linux `asm-generic/errno.h`, macOS `sys/errno.h`, Windows Sockets error codes.
extension Family {
    static let errno = Family(
        nil,
        [
            MessageRule(
                .connectionRefused, .plain,
                [
                    "ECONNREFUSED", "WSAECONNREFUSED", "CONNECTION_REFUSED", "ConnectionRefused", "connection refused",
                    "connection was refused",
                    "connection is refused", "connection has been refused", "refused connection",
                    "refused the connection",
                    "refused to connect", "connection actively refused", "actively refused",
                    "connection attempt refused",
                    "connection refused by", "connection attempt was refused", "connect refused",
                    "connection rejected by",
                    "No connection could be made because the target machine actively refused it",
                ] + numbers(111, 61, 10061)),
            MessageRule(
                .addressInUse, .plain,
                [
                    "EADDRINUSE", "WSAEADDRINUSE", "AddrInUse", "AddressInUse", "ADDRESS_IN_USE",
                    "bind*was already in use",
                    "port {port}*was already in use", "address already in use", "address is already in use",
                    "address in use", "port already in use", "port is already in use", "port is in use", "port in use",
                    "port {port} is already in use", "port {port} already in use", "port {port} is in use",
                    "port {port} in use", "port {port} is already being used", "port {port} is already allocated",
                    "port {port} is occupied", "port {port} is being used", "port {port} was already in use",
                    "port {port} is already used", "port {port} is used by", "port {port} is already taken",
                    "port {port} is taken", "port {port} is not available", "port {port} is unavailable",
                    "port {port} is busy", "port: {port} is already in use", "port '{port}' is already in use",
                    "{address} is already in use", "{address} already in use", "{address} is in use",
                    "socket address already in use", "address already being used", "port is already allocated",
                    "port is already used", "port is being used", "port is already occupied", "port already bound",
                    "port is already being used", "port conflict", "port has already been",
                    "Only one usage of each socket address", "another process is already listening on",
                    "something is already running on port {port}", "already listening on port {port}",
                    "already something running on port {port}", "already something listening on port {port}",
                    "another process is using port {port}", "another application is using port {port}",
                    "port {port} is currently in use", "port {port} is already bound", "port {port} already bound",
                    "port {port} already allocated", "port number {port} is already in use", "EADDRINUSE {address}",
                    "EADDRINUSE<:|> <port |>{port}", "addr already in use",
                    "another instance is using port {port}", "is another process using", "address in use:",
                    "process is already using port {port}", "port {port} is already reserved",
                ] + numbers(98, 48, 10048)),
            MessageRule(
                .permissionDenied, .plain,
                [
                    "EACCES", "WSAEACCES", "PermissionDenied", "permission denied", "EPERM", "operation not permitted",
                    "forbidden by its access permissions", "access denied", "access is denied",
                    "insufficient privileges",
                    "permission to bind", "must be root to bind", "requires root privileges to bind",
                    "requires elevated privileges", "administratively prohibited", "ADMINISTRATIVELY_PROHIBITED",
                    "not have permission to bind", "insufficient permissions to bind",
                ] + numbers(13, 10013)),
            MessageRule(
                .timeout, .plain,
                [
                    "ETIMEDOUT", "ConnectionTimedOut", "CONNECTION_TIMED_OUT", "unexpectedly closed: timed out",
                    "<connect|connection|connection attempt|connection establishment|read|write|socket|request|handshake|response> timeout<$|:|!| error| after| while| exceeded| expired| occurred| when| for | on | reached| during>",
                    "ESOCKETTIMEDOUT", "WSAETIMEDOUT", "connection timed out",
                    "connect timed out",
                    "operation timed out", "timed out", "i/o timeout",
                    "timeout expired", "timeout exceeded", "deadline exceeded", "DeadlineExceeded",
                    "DEADLINE_EXCEEDED", "timed-out",
                    "timeout was reached",
                    "timeout error", "TimeoutError", "TimeoutException",
                    "timeout awaiting", "timeout waiting", "timeout during",
                    "timeout occurred",
                    "timeout while connecting", "timeout connecting", "timeout of {n}ms exceeded",
                    "failed to respond", "did not properly respond after a period of time", "exceeded the timeout",
                    "timeout reached", "timeout after {n}", "timeout has expired", "pool timeout", "pool timed out",
                    "PoolTimedOut",
                    "PoolTimeout", "couldn't get a connection after {n}", "connection pool has been exhausted",
                    "no response within", "did not respond within",
                ] + numbers(110, 60, 10060)),
            MessageRule(
                .hostUnreachable, .plain,
                [
                    "EHOSTUNREACH", "EHOSTDOWN", "WSAEHOSTUNREACH", "no route to host", "host is unreachable",
                    "host unreachable", "HostUnreachable", "host is down", "unreachable host",
                    "destination host unreachable",
                ] + numbers(113, 65, 10065)),
            MessageRule(
                .networkUnreachable, .plain,
                [
                    "ENETUNREACH", "ENETDOWN", "WSAENETUNREACH", "network is unreachable", "network unreachable",
                    "NetworkUnreachable", "unreachable network", "network is down",
                ] + numbers(101, 51, 10051)),
            MessageRule(
                .notAvailable, .plain,
                [
                    "EADDRNOTAVAIL", "WSAEADDRNOTAVAIL", "AddrNotAvailable", "AddressNotAvailable",
                    "cannot assign requested address",
                    "can't assign requested address", "can not assign requested address", "address not available",
                    "could not assign requested address", "requested address is not valid in its context",
                    "address is not available", "address is unavailable",
                ] + numbers(99, 49, 10049)),
            MessageRule(
                .reset, .plain,
                [
                    "ECONNRESET", "WSAECONNRESET", "ConnectionResetByPeer", "CONNECTION_RESET", "ECONNABORTED",
                    "ConnectionReset", "connection reset",
                    "reset by peer",
                    "connection was reset", "forcibly closed by the remote host", "ConnectionAborted",
                    "software caused connection abort", "connection has been reset", "reset the connection",
                    "connection was forcibly closed", "aborted by the software in your host machine",
                    "connection was reset by", "closed by remote host forcibly", "WSAECONNABORTED",

                ] + numbers(104, 54, 10054, 10053, 103)),
            MessageRule(
                .brokenPipe, .plain,
                ["EPIPE", "BrokenPipe", "broken pipe", "BrokenPipeError"] + numbers(32)),
            MessageRule(
                .fdLimit, .plain,
                [
                    "EMFILE", "ENFILE", "too many open files", "no file descriptors available",
                    "out of file descriptors",
                    "too many open file descriptors", "no more file descriptors", "file descriptor limit",
                    "file table overflow", "open files limit reached", "WSAEMFILE", "descriptor table full",
                    "ran out of file descriptors", "nofile limit",
                ] + numbers(24, 23, 10024)),
            MessageRule(
                .ipv6Disabled, .plain,
                [
                    "EAFNOSUPPORT", "address family not supported by protocol", "address family not supported",
                    "address family for hostname not supported", "incompatible with the requested protocol was used",
                    "protocol family unavailable", "address family is not supported", "IPv6 is not available",
                    "IPv6 is disabled", "IPv6 not supported", "IPv6 is not supported",
                ] + numbers(97, 47, 10047)),
            MessageRule(
                .nameResolution, .plain,
                [
                    "ENOTFOUND <'|>{host}", "ENOTFOUND", "EAI_AGAIN <'|>{host}", "EAI_AGAIN", "EAI_NONAME",
                    "name or service not known", "name does not resolve", "temporary failure in name resolution",
                    "nodename nor servname provided, or not known", "no such host is known. ({host}",
                    "no such host is known",
                    "no such host", "unknown host", "name resolution failed", "failed to resolve <host |>'{host}'",
                    "could not resolve host: {host}", "could not resolve host", "could not resolve '{host}'",
                    "failed to resolve", "getaddrinfo failed", "non-recoverable failure in name resolution",
                    "no address associated with <hostname|name>", "host not found", "hostname could not be found",
                    "NXDOMAIN", "unresolvable", "unable to resolve host",
                    "unable to resolve <host |hostname |>'{host}'",
                    "cannot resolve <host|hostname> <'|>{host}", "cannot resolve host", "DNS lookup failed",
                    "name resolution failure", "WSAHOST_NOT_FOUND", "failed to lookup address information",
                    "dns resolution failed", "dns error", "server misbehaving", "could not resolve hostname",
                    "could not translate host name '{host}'", "unresolved address", "UnresolvedAddressException",
                    "lookup {host} on {w}: <no such host|server misbehaving>", "lookup {host}: *no such host",
                    "DNS resolution failed for {host}", "temporary failure resolving '{host}'",
                    "name not resolved", "hostname not found", "name could not be resolved", "host name lookup failure",
                ] + numbers(11001, 11004, 11002)),
            MessageRule(
                .earlyClose, .plain,
                [
                    "unexpected EOF", "UnexpectedEof", "connection closed unexpectedly",
                    "closed the connection unexpectedly",
                    "closed connection unexpectedly", "connection closed before", "closed before message completed",
                    "connection closed by remote host", "closed connection without response", "empty reply",
                    "remote host closed connection", "end of file reached", "EOFError", "EOFException",
                    "premature close",
                    "prematurely closed", "connection closed prematurely", "premature EOF",
                    "server closed the connection",
                    "connection lost before", "closed without sending a response", "connection ended unexpectedly",
                    "connection closed by peer", "connection closed by server", "peer closed connection",
                    "unexpected end of stream",
                    "connection closed by foreign host", "remote closed the connection", "disconnected unexpectedly",
                    "connection terminated unexpectedly", "connection was terminated",
                    "unexpectedly closed the connection", "connection unexpectedly closed", "other side closed",
                ]),
            MessageRule(.auth, .plain, ["authentication failed", "authentication failure"]),
            MessageRule(
                .nameResolution, .plain, ["UnknownHostName", "TemporaryNameServerFailure", "NameServerFailure"]),
        ])

    /// The ways in which programs write an errno's number beside or instead of its words.
    private static func numbers(_ numbers: Int...) -> [String] {
        numbers.flatMap { number in
            [
                "errno \(number)", "os error \(number)", "WinError \(number)", "errno=\(number)", "errno: -\(number)",
                "errno: \(number)", "errno = \(number)", "errno -\(number)", "errno:\(number)",
                "SocketException (\(number))", "socket error \(number)",
                "system error: \(number)", "system error \(number)", "(\(number): ", "SocketErrorCode: \(number)",
                "winsock error \(number)", "WSA error \(number)", "WSAError \(number)", "WSAGetLastError() = \(number)",
            ]
                + (number > 10_000 || number == 111
                    ? [
                        "error \(number)", "(\(number))", "error code \(number)", "error code: \(number)",
                        "[\(number)]",
                    ] : [])
        }
    }
}
