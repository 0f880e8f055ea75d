extension Family {
    /// Chromium's net error list, its console and error pages.
    static let chromium = Family(
        "Chromium",
        [
            MessageRule(
                .connectionRefused, .sure,
                ["ERR_CONNECTION_REFUSED", "TypeError: Failed to fetch", "{host} refused to connect"]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_CLOSED", "ERR_CONTENT_LENGTH_MISMATCH",
                    "ERR_INCOMPLETE_CHUNKED_ENCODING", "{host} didn't send any data", "didn't send any data",
                    "{host} unexpectedly closed the connection",
                    "unexpectedly closed the connection",
                    "ERR_SOCKET_NOT_CONNECTED",
                ]),
            MessageRule(.reset, .sure, ["ERR_CONNECTION_RESET", "ERR_CONNECTION_ABORTED", "The connection was reset"]),
            MessageRule(
                .timeout, .sure,
                [
                    "ERR_CONNECTION_TIMED_OUT", "ERR_TIMED_OUT", "{host} took too long to respond",
                    "took too long to respond",
                ]),
            MessageRule(.connectFailed, .sure, ["ERR_CONNECTION_FAILED"]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "ERR_SSL_PROTOCOL_ERROR", "ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "net::ERR_SSL_*",
                    "{host} sent an invalid response", "sent an invalid response", "ERR_BAD_SSL_CLIENT_AUTH_CERT",
                    "ERR_ECH_*",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "ERR_CERT_AUTHORITY_INVALID", "ERR_CERT_COMMON_NAME_INVALID", "ERR_CERT_DATE_INVALID", "ERR_CERT_*",
                    "Your connection is not private", "ERR_CERTIFICATE_*", "ERR_SSL_CLIENT_AUTH_CERT*",
                    "ERR_SSL_PINNED_KEY*", "ERR_SSL_SERVER_CERT_BAD_FORMAT", "ERR_SSL_SERVER_CERT_CHANGED",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "ERR_NAME_NOT_RESOLVED", "ERR_INTERNET_DISCONNECTED", "ERR_NAME_RESOLUTION_FAILED", "ERR_DNS_*",
                    "DNS_PROBE_*", "ERR_ICANN_NAME_COLLISION", "{host}'s server IP address could not be found",
                    "server IP address could not be found",
                ]),
            MessageRule(
                .proxy, .sure,
                [
                    "ERR_PROXY_CONNECTION_FAILED", "ERR_TUNNEL_CONNECTION_FAILED", "ERR_PROXY_*",
                    "ERR_SOCKS_CONNECTION_*", "ERR_MANDATORY_PROXY_*", "ERR_NO_SUPPORTED_PROXIES", "ERR_PAC_*",
                    "ERR_UNEXPECTED_PROXY_AUTH",
                ]),
            MessageRule(
                .tooManyRedirects, .sure,
                ["ERR_TOO_MANY_REDIRECTS", "{host} redirected you too many times", "redirected you too many times"]),
            MessageRule(.hostUnreachable, .sure, ["ERR_ADDRESS_UNREACHABLE"]),
            MessageRule(.notAvailable, .sure, ["ERR_ADDRESS_INVALID"]),
            MessageRule(.addressInUse, .sure, ["ERR_ADDRESS_IN_USE"]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "ERR_NETWORK_ACCESS_DENIED", "ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS",
                    "ERR_BLOCKED_BY_LOCAL_NETWORK*",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "ERR_INVALID_HTTP_RESPONSE", "ERR_HTTP2_PROTOCOL_ERROR", "net::ERR_HTTP2_*",
                    "ERR_QUIC_PROTOCOL_ERROR",
                    "ERR_INVALID_RESPONSE", "ERR_HTTP_1_1_REQUIRED", "ERR_RESPONSE_HEADERS_MULTIPLE*",
                    "ERR_INVALID_CHUNKED_ENCODING", "ERR_HTTP_RESPONSE_CODE_FAILURE", "ERR_SPDY_*",
                ]),
            MessageRule(.headerTooLarge, .sure, ["ERR_RESPONSE_HEADERS_TOO_BIG"]),
            MessageRule(.unsafePort, .sure, ["ERR_UNSAFE_PORT"]),
            MessageRule(.badPort, .sure, ["ERR_INVALID_URL"]),
            MessageRule(.addressInUse, .own, ["Cannot start http server for devtools"]),
            MessageRule(
                .connectFailed, .own,
                [
                    "WebSocket connection to '{address}*failed", "This site can't be reached", "0 Unknown Error",
                    "Http failure response for {address}: 0 Unknown Error",
                ]),
            MessageRule(.debuggerInfo, .own, ["DevTools listening on {address}"]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "WebSocket connection to '{address}*ERR_CONNECTION_REFUSED",
                    "Error in connection establishment: net::ERR_CONNECTION_REFUSED",
                ]),
        ])

    static let firefox = Family(
        "Firefox",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "NS_ERROR_CONNECTION_REFUSED", "Firefox can't establish a connection to the server at {address}",
                    "can't establish a connection to the server at {address}", "about:neterror?e=connectionFailure",
                    "NetworkError when attempting to fetch resource",
                ]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "NS_ERROR_NET_EMPTY_RESPONSE", "NS_ERROR_NET_PARTIAL_TRANSFER", "PR_END_OF_FILE_ERROR",
                    "was interrupted while the page was loading", "NS_ERROR_NET_INTERRUPT",
                ]),
            MessageRule(
                .reset, .sure,
                [
                    "NS_ERROR_NET_RESET", "PR_CONNECT_RESET_ERROR", "The connection to the server was reset",
                    "about:neterror?e=netReset", "PR_CONNECT_ABORTED_ERROR",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "NS_ERROR_NET_TIMEOUT", "PR_IO_TIMEOUT_ERROR", "about:neterror?e=netTimeout",
                    "The connection has timed out", "is taking too long to respond",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "NS_ERROR_UNKNOWN_HOST", "can't connect to the server at {host}",
                    "having trouble finding that site", "about:neterror?e=dnsNotFound", "Server Not Found",
                    "NS_ERROR_OFFLINE", "PR_DIRECTORY_LOOKUP_ERROR",
                ]),
            MessageRule(
                .unsafePort, .sure,
                [
                    "NS_ERROR_PORT_ACCESS_NOT_ALLOWED", "This address is restricted",
                    "about:neterror?e=deniedPortAccess",
                    "uses a network port which is normally used for purposes other than Web browsing",
                ]),
            MessageRule(
                .tooManyRedirects, .sure,
                ["NS_ERROR_REDIRECT_LOOP", "The page isn't redirecting properly", "about:neterror?e=redirectLoop"]),
            MessageRule(
                .proxy, .sure,
                [
                    "NS_ERROR_PROXY_CONNECTION_REFUSED", "NS_ERROR_UNKNOWN_PROXY_HOST", "NS_ERROR_PROXY_*",
                    "The proxy server is refusing connections", "Unable to find the proxy server",
                ]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "SSL_ERROR_RX_RECORD_TOO_LONG", "SSL_ERROR_UNSUPPORTED_VERSION", "SSL_ERROR_NO_CYPHER_OVERLAP",
                    "SSL_ERROR_*", "SSL_ERROR_INTERNAL_ERROR_ALERT", "Secure Connection Failed",
                    "NS_ERROR_NET_INADEQUATE_SECURITY",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "SSL_ERROR_BAD_CERT_DOMAIN", "SEC_ERROR_UNKNOWN_ISSUER", "SEC_ERROR_*", "MOZILLA_PKIX_ERROR_*",
                    "SSL_ERROR_BAD_CERT_ALERT", "SSL_ERROR_EXPIRED_CERT_ALERT", "SSL_ERROR_REVOKED_CERT_ALERT",
                    "SSL_ERROR_UNKNOWN_CA_ALERT", "Potential Security Risk Ahead",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "NS_ERROR_INVALID_CONTENT_ENCODING", "NS_ERROR_NET_HTTP2_SENT_GOAWAY", "NS_ERROR_CORRUPTED_CONTENT",
                    "NS_ERROR_PARSING_HTTP_STATUS_LINE",
                ]),
            MessageRule(.permissionDenied, .sure, ["NS_ERROR_SOCKET_ADDRESS_DENIED"]),
            MessageRule(.hostUnreachable, .sure, ["PR_HOST_UNREACHABLE_ERROR"]),
            MessageRule(.networkUnreachable, .sure, ["PR_NETWORK_UNREACHABLE_ERROR", "PR_NETWORK_DOWN_ERROR"]),
            MessageRule(.connectionRefused, .sure, ["PR_CONNECT_REFUSED_ERROR"]),
            MessageRule(.addressInUse, .sure, ["PR_ADDRESS_IN_USE_ERROR"]),
            MessageRule(.notAvailable, .sure, ["PR_ADDRESS_NOT_AVAILABLE_ERROR"]),
            MessageRule(.connectFailed, .own, ["CORS request did not succeed"]),
        ])

    static let safari = Family(
        "Safari",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Safari can't connect to the server",
                    "can't open the page '{address}' because Safari can't connect to the server",
                    "Could not connect to the server$", "can't open the page because it couldn't connect to the server",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "because Safari can't find the server", "Safari can't find the server",
                    "can't open the page '{address}' because Safari can't find the server",
                ]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "Safari can't establish a secure connection to the server",
                    "because Safari can't establish a secure connection to the server '{host}'",
                ]),
            MessageRule(
                .earlyClose, .sure,
                ["the server unexpectedly dropped the connection", "The network connection was lost"]),
            MessageRule(.timeout, .sure, ["the server where this page is located isn't responding"]),
            MessageRule(.tooManyRedirects, .sure, ["Too many redirects occurred trying to open"]),
            MessageRule(
                .certificate, .sure,
                [
                    "This Connection Is Not Private",
                    "The certificate for this server is invalid. You might be connecting to a server that is pretending to be '{host}",
                ]),
            MessageRule(
                .unsafePort, .sure,
                ["Not allowed to use restricted network port", "Not allowed to use restricted network port {port}"]),
            MessageRule(
                .connectFailed, .own,
                ["TypeError: Load failed", "Fetch API cannot load {address} due to access control checks"]),
        ])
}
