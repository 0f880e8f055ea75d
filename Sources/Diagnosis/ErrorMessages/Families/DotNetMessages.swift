extension Family {
    static let dotNet = Family(
        ".NET",
        [
            MessageRule(
                .addressInUse, .own,
                [
                    "Failed to bind to address {address}: address already in use", "SocketException (98)",
                    "SocketException (48)", "SocketException (10048)", "AddressInUseException",
                    "conflicts with an existing registration on the machine",
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
                    "unexpected packet format", "Authentication.AuthenticationException: Authentication failed",
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
                    "error occurred using the connection to database * on server '{address}",
                ]),
            MessageRule(.hostHeader, .own, ["Bad Request - Invalid Hostname"]),
            MessageRule(.certificate, .own, ["ASP.NET Core developer certificate is not trusted"]),
            MessageRule(
                .timeout, .own,
                ["The connection pool has been exhausted", "Timeout performing {w}", "Timeout awaiting response"]),
        ])
}
