import Testing

@testable import Diagnosis

@Suite("Wordings: Browsers")
struct BrowsersWordingTests {
    @Test("Chromium")
    func chromium() {
        Wording.expect(
            #"""
            connection-refused - - | ERR_CONNECTION_REFUSED
            connection-refused - - | TypeError: Failed to fetch
            connection-refused 192.168.1.20 - | 192.168.1.20 refused to connect
            early-close - - | ERR_EMPTY_RESPONSE
            early-close - - | ERR_CONNECTION_CLOSED
            early-close - - | ERR_CONTENT_LENGTH_MISMATCH
            early-close - - | ERR_INCOMPLETE_CHUNKED_ENCODING
            early-close 10.0.0.5 - | 10.0.0.5 didn't send any data
            early-close - - | didn't send any data
            early-close 172.18.0.3 - | 172.18.0.3 unexpectedly closed the connection
            early-close - - | unexpectedly closed the connection
            early-close - - | ERR_SOCKET_NOT_CONNECTED
            reset - - | ERR_CONNECTION_RESET
            reset - - | ERR_CONNECTION_ABORTED
            reset - - | The connection was reset
            timeout - - | ERR_CONNECTION_TIMED_OUT
            timeout - - | ERR_TIMED_OUT
            timeout 127.0.0.1 - | 127.0.0.1 took too long to respond
            timeout - - | took too long to respond
            connect-failed - - | ERR_CONNECTION_FAILED
            tls-mismatch - - | ERR_SSL_PROTOCOL_ERROR
            tls-mismatch - - | ERR_SSL_VERSION_OR_CIPHER_MISMATCH
            tls-mismatch - - | net::ERR_SSL_ ...
            tls-mismatch 127.0.0.1 - | 127.0.0.1 sent an invalid response
            tls-mismatch - - | sent an invalid response
            tls-mismatch - - | ERR_BAD_SSL_CLIENT_AUTH_CERT
            tls-mismatch - - | ERR_ECH_ ...
            certificate - - | ERR_CERT_AUTHORITY_INVALID
            certificate - - | ERR_CERT_COMMON_NAME_INVALID
            certificate - - | ERR_CERT_DATE_INVALID
            certificate - - | ERR_CERT_ ...
            certificate - - | Your connection is not private
            certificate - - | ERR_CERTIFICATE_ ...
            certificate - - | ERR_SSL_CLIENT_AUTH_CERT ...
            certificate - - | ERR_SSL_PINNED_KEY ...
            certificate - - | ERR_SSL_SERVER_CERT_BAD_FORMAT
            certificate - - | ERR_SSL_SERVER_CERT_CHANGED
            name-resolution - - | ERR_NAME_NOT_RESOLVED
            name-resolution - - | ERR_INTERNET_DISCONNECTED
            name-resolution - - | ERR_NAME_RESOLUTION_FAILED
            name-resolution - - | ERR_DNS_ ...
            name-resolution - - | DNS_PROBE_ ...
            name-resolution - - | ERR_ICANN_NAME_COLLISION
            name-resolution 10.0.0.5 - | 10.0.0.5's server IP address could not be found
            name-resolution - - | server IP address could not be found
            proxy - - | ERR_PROXY_CONNECTION_FAILED
            proxy - - | ERR_TUNNEL_CONNECTION_FAILED
            proxy - - | ERR_PROXY_ ...
            proxy - - | ERR_SOCKS_CONNECTION_ ...
            proxy - - | ERR_MANDATORY_PROXY_ ...
            proxy - - | ERR_NO_SUPPORTED_PROXIES
            proxy - - | ERR_PAC_ ...
            proxy - - | ERR_UNEXPECTED_PROXY_AUTH
            too-many-redirects - - | ERR_TOO_MANY_REDIRECTS
            too-many-redirects localhost - | localhost redirected you too many times
            too-many-redirects - - | redirected you too many times
            host-unreachable - - | ERR_ADDRESS_UNREACHABLE
            not-available - - | ERR_ADDRESS_INVALID
            address-in-use - - | ERR_ADDRESS_IN_USE
            permission-denied - - | ERR_NETWORK_ACCESS_DENIED
            permission-denied - - | ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS
            permission-denied - - | ERR_BLOCKED_BY_LOCAL_NETWORK ...
            protocol-mismatch - - | ERR_INVALID_HTTP_RESPONSE
            protocol-mismatch - - | ERR_HTTP2_PROTOCOL_ERROR
            protocol-mismatch - - | net::ERR_HTTP2_ ...
            protocol-mismatch - - | ERR_QUIC_PROTOCOL_ERROR
            protocol-mismatch - - | ERR_INVALID_RESPONSE
            protocol-mismatch - - | ERR_HTTP_1_1_REQUIRED
            protocol-mismatch - - | ERR_RESPONSE_HEADERS_MULTIPLE ...
            protocol-mismatch - - | ERR_INVALID_CHUNKED_ENCODING
            protocol-mismatch - - | ERR_HTTP_RESPONSE_CODE_FAILURE
            protocol-mismatch - - | ERR_SPDY_ ...
            header-too-large - - | ERR_RESPONSE_HEADERS_TOO_BIG
            unsafe-port - - | ERR_UNSAFE_PORT
            bad-port - - | ERR_INVALID_URL
            address-in-use - - | Cannot start http server for devtools
            connect-failed db.local 9092 | WebSocket connection to 'db.local:9092 ... failed
            connect-failed - - | This site can't be reached
            connect-failed - - | 0 Unknown Error
            connect-failed 10.0.0.5 8080 | Http failure response for 10.0.0.5:8080: 0 Unknown Error
            debugger-info 192.168.1.20 6379 | DevTools listening on 192.168.1.20:6379
            connection-refused 172.18.0.3 9200 | WebSocket connection to '172.18.0.3:9200 ... ERR_CONNECTION_REFUSED
            connection-refused - - | Error in connection establishment: net::ERR_CONNECTION_REFUSED
            """#)
    }

    @Test("Firefox")
    func firefox() {
        Wording.expect(
            #"""
            connection-refused - - | NS_ERROR_CONNECTION_REFUSED
            connection-refused localhost 8081 | Firefox can't establish a connection to the server at localhost:8081
            connection-refused 10.0.0.5 4200 | can't establish a connection to the server at 10.0.0.5:4200
            connection-refused - - | about:neterror?e=connectionFailure
            connection-refused - - | NetworkError when attempting to fetch resource
            early-close - - | NS_ERROR_NET_EMPTY_RESPONSE
            early-close - - | NS_ERROR_NET_PARTIAL_TRANSFER
            early-close - - | PR_END_OF_FILE_ERROR
            early-close - - | was interrupted while the page was loading
            early-close - - | NS_ERROR_NET_INTERRUPT
            reset - - | NS_ERROR_NET_RESET
            reset - - | PR_CONNECT_RESET_ERROR
            reset - - | The connection to the server was reset
            reset - - | about:neterror?e=netReset
            reset - - | PR_CONNECT_ABORTED_ERROR
            timeout - - | NS_ERROR_NET_TIMEOUT
            timeout - - | PR_IO_TIMEOUT_ERROR
            timeout - - | about:neterror?e=netTimeout
            timeout - - | The connection has timed out
            timeout - - | is taking too long to respond
            name-resolution - - | NS_ERROR_UNKNOWN_HOST
            name-resolution 192.168.1.20 - | can't connect to the server at 192.168.1.20
            name-resolution - - | having trouble finding that site
            name-resolution - - | about:neterror?e=dnsNotFound
            name-resolution - - | Server Not Found
            name-resolution - - | NS_ERROR_OFFLINE
            name-resolution - - | PR_DIRECTORY_LOOKUP_ERROR
            unsafe-port - - | NS_ERROR_PORT_ACCESS_NOT_ALLOWED
            unsafe-port - - | This address is restricted
            unsafe-port - - | about:neterror?e=deniedPortAccess
            unsafe-port - - | uses a network port which is normally used for purposes other than Web browsing
            too-many-redirects - - | NS_ERROR_REDIRECT_LOOP
            too-many-redirects - - | The page isn't redirecting properly
            too-many-redirects - - | about:neterror?e=redirectLoop
            proxy - - | NS_ERROR_PROXY_CONNECTION_REFUSED
            proxy - - | NS_ERROR_UNKNOWN_PROXY_HOST
            proxy - - | NS_ERROR_PROXY_ ...
            proxy - - | The proxy server is refusing connections
            proxy - - | Unable to find the proxy server
            tls-mismatch - - | SSL_ERROR_RX_RECORD_TOO_LONG
            tls-mismatch - - | SSL_ERROR_UNSUPPORTED_VERSION
            tls-mismatch - - | SSL_ERROR_NO_CYPHER_OVERLAP
            tls-mismatch - - | SSL_ERROR_ ...
            tls-mismatch - - | SSL_ERROR_INTERNAL_ERROR_ALERT
            tls-mismatch - - | Secure Connection Failed
            tls-mismatch - - | NS_ERROR_NET_INADEQUATE_SECURITY
            certificate - - | SSL_ERROR_BAD_CERT_DOMAIN
            certificate - - | SEC_ERROR_UNKNOWN_ISSUER
            certificate - - | SEC_ERROR_ ...
            certificate - - | MOZILLA_PKIX_ERROR_ ...
            certificate - - | SSL_ERROR_BAD_CERT_ALERT
            certificate - - | SSL_ERROR_EXPIRED_CERT_ALERT
            certificate - - | SSL_ERROR_REVOKED_CERT_ALERT
            certificate - - | SSL_ERROR_UNKNOWN_CA_ALERT
            certificate - - | Potential Security Risk Ahead
            protocol-mismatch - - | NS_ERROR_INVALID_CONTENT_ENCODING
            protocol-mismatch - - | NS_ERROR_NET_HTTP2_SENT_GOAWAY
            protocol-mismatch - - | NS_ERROR_CORRUPTED_CONTENT
            protocol-mismatch - - | NS_ERROR_PARSING_HTTP_STATUS_LINE
            permission-denied - - | NS_ERROR_SOCKET_ADDRESS_DENIED
            host-unreachable - - | PR_HOST_UNREACHABLE_ERROR
            network-unreachable - - | PR_NETWORK_UNREACHABLE_ERROR
            network-unreachable - - | PR_NETWORK_DOWN_ERROR
            connection-refused - - | PR_CONNECT_REFUSED_ERROR
            address-in-use - - | PR_ADDRESS_IN_USE_ERROR
            not-available - - | PR_ADDRESS_NOT_AVAILABLE_ERROR
            connect-failed - - | CORS request did not succeed
            """#)
    }

    @Test("Safari")
    func safari() {
        Wording.expect(
            #"""
            connection-refused - - | Safari can't connect to the server
            connection-refused 10.0.0.5 9200 | can't open the page '10.0.0.5:9200' because Safari can't connect to the server
            connection-refused - - | can't open the page because it couldn't connect to the server
            name-resolution - - | because Safari can't find the server
            name-resolution - - | Safari can't find the server
            name-resolution localhost 9092 | can't open the page 'localhost:9092' because Safari can't find the server
            tls-mismatch - - | Safari can't establish a secure connection to the server
            tls-mismatch 192.168.1.20 - | because Safari can't establish a secure connection to the server '192.168.1.20'
            early-close - - | the server unexpectedly dropped the connection
            timeout - - | the server where this page is located isn't responding
            too-many-redirects - - | Too many redirects occurred trying to open
            certificate - - | This Connection Is Not Private
            certificate 192.168.1.20 - | The certificate for this server is invalid. You might be connecting to a server that is pretending to be '192.168.1.20
            unsafe-port - - | Not allowed to use restricted network port
            unsafe-port - 9092 | Not allowed to use restricted network port 9092
            connect-failed - - | TypeError: Load failed
            connect-failed localhost 5432 | Fetch API cannot load localhost:5432 due to access control checks
            """#)
    }
}
