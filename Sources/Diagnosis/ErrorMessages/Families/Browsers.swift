extension Family {
    /// Chromium's net error list, its console and error pages.
    static let chromium = Family(
        "Chromium",
        [
            Wording(
                .connectionRefused, .sure,
                ["ERR_CONNECTION_REFUSED", "TypeError: Failed to fetch", "{host} refused to connect"]),
            Wording(
                .earlyClose, .sure,
                [
                    "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_CLOSED", "ERR_CONTENT_LENGTH_MISMATCH",
                    "ERR_INCOMPLETE_CHUNKED_ENCODING", "didn't send any data", "unexpectedly closed the connection",
                    "ERR_SOCKET_NOT_CONNECTED",
                ]),
            Wording(.reset, .sure, ["ERR_CONNECTION_RESET", "ERR_CONNECTION_ABORTED", "The connection was reset"]),
            Wording(.timeout, .sure, ["ERR_CONNECTION_TIMED_OUT", "ERR_TIMED_OUT", "took too long to respond"]),
            Wording(.connectFailed, .sure, ["ERR_CONNECTION_FAILED"]),
            Wording(
                .tlsMismatch, .sure,
                [
                    "ERR_SSL_PROTOCOL_ERROR", "ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "ERR_SSL_*",
                    "sent an invalid response", "ERR_BAD_SSL_CLIENT_AUTH_CERT", "ERR_ECH_*",
                ]),
            Wording(
                .certificate, .sure,
                [
                    "ERR_CERT_AUTHORITY_INVALID", "ERR_CERT_COMMON_NAME_INVALID", "ERR_CERT_DATE_INVALID", "ERR_CERT_*",
                    "Your connection is not private", "ERR_CERTIFICATE_*", "ERR_SSL_CLIENT_AUTH_CERT*",
                    "ERR_SSL_PINNED_KEY*", "ERR_SSL_SERVER_CERT_BAD_FORMAT", "ERR_SSL_SERVER_CERT_CHANGED",
                ]),
            Wording(
                .nameResolution, .sure,
                [
                    "ERR_NAME_NOT_RESOLVED", "ERR_INTERNET_DISCONNECTED", "ERR_NAME_RESOLUTION_FAILED", "ERR_DNS_*",
                    "DNS_PROBE_*", "ERR_ICANN_NAME_COLLISION", "{host}'s server IP address could not be found",
                    "server IP address could not be found",
                ]),
            Wording(
                .proxy, .sure,
                [
                    "ERR_PROXY_CONNECTION_FAILED", "ERR_TUNNEL_CONNECTION_FAILED", "ERR_PROXY_*",
                    "ERR_SOCKS_CONNECTION_*", "ERR_MANDATORY_PROXY_*", "ERR_NO_SUPPORTED_PROXIES", "ERR_PAC_*",
                    "ERR_UNEXPECTED_PROXY_AUTH",
                ]),
            Wording(.tooManyRedirects, .sure, ["ERR_TOO_MANY_REDIRECTS", "redirected you too many times"]),
            Wording(.hostUnreachable, .sure, ["ERR_ADDRESS_UNREACHABLE"]),
            Wording(.notAvailable, .sure, ["ERR_ADDRESS_INVALID"]),
            Wording(.addressInUse, .sure, ["ERR_ADDRESS_IN_USE"]),
            Wording(
                .permissionDenied, .sure,
                [
                    "ERR_NETWORK_ACCESS_DENIED", "ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS",
                    "ERR_BLOCKED_BY_LOCAL_NETWORK*",
                ]),
            Wording(
                .protocolMismatch, .sure,
                [
                    "ERR_INVALID_HTTP_RESPONSE", "ERR_HTTP2_PROTOCOL_ERROR", "ERR_HTTP2_*", "ERR_QUIC_PROTOCOL_ERROR",
                    "ERR_INVALID_RESPONSE", "ERR_HTTP_1_1_REQUIRED", "ERR_RESPONSE_HEADERS_MULTIPLE*",
                    "ERR_INVALID_CHUNKED_ENCODING", "ERR_HTTP_RESPONSE_CODE_FAILURE", "ERR_SPDY_*",
                ]),
            Wording(.headerTooLarge, .sure, ["ERR_RESPONSE_HEADERS_TOO_BIG"]),
            Wording(.unsafePort, .sure, ["ERR_UNSAFE_PORT"]),
            Wording(.badPort, .sure, ["ERR_INVALID_URL"]),
            Wording(.addressInUse, .own, ["Cannot start http server for devtools"]),
            Wording(
                .connectFailed, .own,
                [
                    "WebSocket connection to '{address}*failed", "This site can't be reached", "0 Unknown Error",
                    "Http failure response for {address}: 0 Unknown Error",
                ]),
            Wording(.debuggerInfo, .own, ["DevTools listening on {address}"]),
            Wording(
                .connectionRefused, .sure,
                [
                    "WebSocket connection to '{address}*ERR_CONNECTION_REFUSED",
                    "Error in connection establishment: net::ERR_CONNECTION_REFUSED",
                ]),
        ])

    static let firefox = Family(
        "Firefox",
        [
            Wording(
                .connectionRefused, .sure,
                [
                    "NS_ERROR_CONNECTION_REFUSED", "Firefox can't establish a connection to the server at {address}",
                    "can't establish a connection to the server at {address}", "about:neterror?e=connectionFailure",
                    "NetworkError when attempting to fetch resource",
                ]),
            Wording(
                .earlyClose, .sure,
                [
                    "NS_ERROR_NET_EMPTY_RESPONSE", "NS_ERROR_NET_PARTIAL_TRANSFER", "PR_END_OF_FILE_ERROR",
                    "was interrupted while the page was loading", "NS_ERROR_NET_INTERRUPT",
                ]),
            Wording(
                .reset, .sure,
                [
                    "NS_ERROR_NET_RESET", "PR_CONNECT_RESET_ERROR", "The connection to the server was reset",
                    "about:neterror?e=netReset", "PR_CONNECT_ABORTED_ERROR",
                ]),
            Wording(
                .timeout, .sure,
                [
                    "NS_ERROR_NET_TIMEOUT", "PR_IO_TIMEOUT_ERROR", "about:neterror?e=netTimeout",
                    "The connection has timed out", "is taking too long to respond",
                ]),
            Wording(
                .nameResolution, .sure,
                [
                    "NS_ERROR_UNKNOWN_HOST", "can't connect to the server at {host}",
                    "having trouble finding that site", "about:neterror?e=dnsNotFound", "Server Not Found",
                    "NS_ERROR_OFFLINE", "PR_DIRECTORY_LOOKUP_ERROR",
                ]),
            Wording(
                .unsafePort, .sure,
                [
                    "NS_ERROR_PORT_ACCESS_NOT_ALLOWED", "This address is restricted",
                    "about:neterror?e=deniedPortAccess",
                    "uses a network port which is normally used for purposes other than Web browsing",
                ]),
            Wording(
                .tooManyRedirects, .sure,
                ["NS_ERROR_REDIRECT_LOOP", "The page isn't redirecting properly", "about:neterror?e=redirectLoop"]),
            Wording(
                .proxy, .sure,
                [
                    "NS_ERROR_PROXY_CONNECTION_REFUSED", "NS_ERROR_UNKNOWN_PROXY_HOST", "NS_ERROR_PROXY_*",
                    "The proxy server is refusing connections", "Unable to find the proxy server",
                ]),
            Wording(
                .tlsMismatch, .sure,
                [
                    "SSL_ERROR_RX_RECORD_TOO_LONG", "SSL_ERROR_UNSUPPORTED_VERSION", "SSL_ERROR_NO_CYPHER_OVERLAP",
                    "SSL_ERROR_*", "SSL_ERROR_INTERNAL_ERROR_ALERT", "Secure Connection Failed",
                    "NS_ERROR_NET_INADEQUATE_SECURITY",
                ]),
            Wording(
                .certificate, .sure,
                [
                    "SSL_ERROR_BAD_CERT_DOMAIN", "SEC_ERROR_UNKNOWN_ISSUER", "SEC_ERROR_*", "MOZILLA_PKIX_ERROR_*",
                    "SSL_ERROR_BAD_CERT_ALERT", "SSL_ERROR_EXPIRED_CERT_ALERT", "SSL_ERROR_REVOKED_CERT_ALERT",
                    "SSL_ERROR_UNKNOWN_CA_ALERT", "Potential Security Risk Ahead",
                ]),
            Wording(
                .protocolMismatch, .sure,
                [
                    "NS_ERROR_INVALID_CONTENT_ENCODING", "NS_ERROR_NET_HTTP2_SENT_GOAWAY", "NS_ERROR_CORRUPTED_CONTENT",
                    "NS_ERROR_PARSING_HTTP_STATUS_LINE",
                ]),
            Wording(.permissionDenied, .sure, ["NS_ERROR_SOCKET_ADDRESS_DENIED"]),
            Wording(.hostUnreachable, .sure, ["PR_HOST_UNREACHABLE_ERROR"]),
            Wording(.networkUnreachable, .sure, ["PR_NETWORK_UNREACHABLE_ERROR", "PR_NETWORK_DOWN_ERROR"]),
            Wording(.connectionRefused, .sure, ["PR_CONNECT_REFUSED_ERROR"]),
            Wording(.addressInUse, .sure, ["PR_ADDRESS_IN_USE_ERROR"]),
            Wording(.notAvailable, .sure, ["PR_ADDRESS_NOT_AVAILABLE_ERROR"]),
        ])

    static let safari = Family(
        "Safari",
        [
            Wording(
                .connectionRefused, .sure,
                [
                    "Safari can't connect to the server",
                    "can't open the page '{address}' because Safari can't connect to the server",
                    "Could not connect to the server", "can't open the page because it couldn't connect to the server",
                ]),
            Wording(
                .nameResolution, .sure,
                [
                    "because Safari can't find the server", "Safari can't find the server",
                    "can't open the page '{address}' because Safari can't find the server",
                ]),
            Wording(
                .tlsMismatch, .sure,
                [
                    "Safari can't establish a secure connection to the server",
                    "because Safari can't establish a secure connection to the server '{host}'",
                ]),
            Wording(
                .earlyClose, .sure,
                ["the server unexpectedly dropped the connection", "The network connection was lost"]),
            Wording(.timeout, .sure, ["the server where this page is located isn't responding"]),
            Wording(.tooManyRedirects, .sure, ["Too many redirects occurred trying to open"]),
            Wording(
                .certificate, .sure,
                [
                    "This Connection Is Not Private",
                    "The certificate for this server is invalid. You might be connecting to a server that is pretending to be '{host}",
                ]),
            Wording(
                .unsafePort, .sure,
                ["Not allowed to use restricted network port", "Not allowed to use restricted network port {port}"]),
            Wording(
                .connectFailed, .own,
                ["TypeError: Load failed", "Fetch API cannot load {address} due to access control checks"]),
        ])
}
