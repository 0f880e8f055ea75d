extension Family {
    static let docker = Family(
        "Docker",
        [
            MessageRule(
                .daemonNotRunning, .sure,
                [
                    "Cannot connect to the Docker daemon at unix", "Cannot connect to the Docker daemon",
                    "Is the docker daemon running", "docker daemon is not running", "Cannot connect to Podman",
                    "unable to connect to Podman socket", "open //./pipe/docker", "dockerDesktopLinuxEngine",
                    "Couldn't connect to Docker daemon", "Docker Desktop is not running",
                    "Error while fetching server API version",
                ]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Cannot connect to the Docker daemon at tcp://{address}",
                    "Cannot connect to the Docker daemon at http://{address}",
                    "error during connect: *dial tcp {address}: connect: connection refused",
                    "unable to connect to Podman*dial tcp {address}: connect: connection refused",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "permission denied while trying to connect to the Docker",
                    "Got permission denied while trying to connect to the Docker daemon socket",
                    "dial unix /var/run/docker.sock: connect: permission denied",
                ]),
            MessageRule(
                .earlyClose, .sure,
                ["error during connect: Get '{address}': EOF", "error during connect: *'{address}': EOF"]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Error starting userland proxy: listen <tcp|tcp4|tcp6|udp|udp4> {address}: bind: address already in use",
                    "Bind for {address} failed: port is already allocated",
                    "Bind for {address} failed: port is already",
                    "listen <tcp|tcp4|tcp6> {address}: bind: address already in use",
                    "failed to bind host port for {address}*address already in use",
                    "failed to bind host port {address}*address already in use",
                    "failed to bind port {address}: *Address already in use",
                    "rootlessport listen <tcp|udp> {address}: bind: address already in use",
                    "Ports are not available: exposing port TCP {address} -> {w} listen tcp {w} bind: Only one usage",
                    "Ports are not available: exposing port TCP {address}*address already in use",
                    "Ports are not available: *listen tcp {address}: bind: address already in use",
                    "failed to set up container networking: *Bind for {address} failed: port is already allocated",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "Ports are not available: *listen tcp {address}: bind: An attempt was made",
                    "Ports are not available: exposing port TCP {address} -> *forbidden by its access permissions",
                    "rootlessport cannot expose privileged port {port}", "cannot expose privileged port {port}",
                ]),
            MessageRule(
                .notAvailable, .sure,
                [
                    "Error starting userland proxy: listen <tcp|tcp4|tcp6|udp> {address}: bind: cannot assign requested address",
                    "failed to bind host port for {address}*cannot assign requested address",
                ]),
            MessageRule(
                .firewallRulesMissing, .sure,
                [
                    "(iptables failed: *--dport {port} *No chain/target/match by that name",
                    "iptables failed*--dport {port}*", "iptables: No chain/target/match by that name",
                    "No chain/target/match by that name", "iptables failed", "Failed to Setup IP tables",
                    "Chain 'DOCKER' does not exist", "Chain 'DOCKER*' does not exist",
                    "unable to <add|enable|insert> *DOCKER* rule", "failed to create NAT chain DOCKER",
                    "Failed to program FILTER chain", "nftables*no such file or directory", "Unable to enable * DROP",
                ]),
            MessageRule(
                .subnetOverlap, .sure,
                [
                    "could not find an available, non-overlapping IPv4 address pool",
                    "Pool overlaps with other one on this address space", "non-overlapping IPv4 address pool",
                    "all predefined address pools have been fully subnetted", "conflicts with network",
                    "subnet {w} is already used", "subnet {w} overlaps", "invalid pool request: Pool overlaps",
                    "networks have overlapping IPv4", "address space overlaps", "subnet {w} is already being used",
                    "cannot create network *conflicts with",
                ]),
            MessageRule(
                .connectFailed, .vague, ["error during connect", "driver failed programming external connectivity"]),
            MessageRule(
                .badPort, .sure,
                [
                    "Invalid <hostPort|containerPort|host port|container port>: {port}",
                    "invalid port specification: '{w}'", "invalid publish opts",
                ]),
            MessageRule(
                .oomKilled, .sure,
                [
                    "OOMKilled", "exited with code 137", "Exited (137)", "Exit Code: 137", "exit code 137",
                    "OOM killed", "oom_kill",
                ]),
            MessageRule(
                .versionMismatch, .sure,
                [
                    "client version {w} is too <new|old>", "Maximum supported API version is",
                    "Minimum supported API version is", "client and server don't have same version",
                ]),
            MessageRule(.auth, .own, ["unauthorized: authentication required", "pull access denied"]),
        ])

    static let kubernetes = Family(
        "Kubernetes",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "The connection to the server {address} was refused",
                    "server API group list: get '{address}': *connection refused",
                    "connection to the server {address} was refused",
                    "dial <tcp4|tcp> {address}: connect: connection refused IPv6",
                    "failed to connect to {address} inside namespace*IPv4: dial tcp4 {address}: connect: connection refused",
                    "Liveness probe failed: *dial tcp {address}: connect: connection refused",
                    "Readiness probe failed: *dial tcp {address}: connect: connection refused",
                    "error forwarding port {port} to pod *connection refused",
                ]),
            MessageRule(
                .listenFailed, .sure,
                [
                    "Unable to listen on any of the requested ports: [{{port} {n}}]",
                    "Unable to listen on any of the requested ports",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Unable to listen on port {port}: *Error listen tcp4 {address}: bind: address already in use",
                    "Unable to listen on port {port}: *unable to create listener: Error listen <tcp4|tcp6> {address}: bind: address already in use",
                    "provided port is already allocated",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "Unable to listen on port {port}: *Error listen tcp4 {address}: bind: permission denied",
                    "Unable to listen on port {port}: *Error listen tcp4 {address}: bind: An attempt was made",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "Unable to connect to the server: tls: failed to verify certificate",
                    "Unable to connect to the server: x509",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "Unable to connect to the server: net/http: TLS handshake timeout",
                    "server API group list: get '{address}': *timeout",
                    "Unable to connect to the server: dial tcp {address}: i/o timeout",
                    "net/http: request canceled while waiting for connection",
                ]),
            MessageRule(.nameResolution, .sure, ["Unable to connect to the server: dial tcp: lookup {host}"]),
            MessageRule(
                .earlyClose, .own,
                [
                    "lost connection to pod", "error creating forwarding stream",
                    "Unable to connect to the server: EOF", "error: lost connection",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "an error occurred forwarding {port} ->", "error upgrading connection",
                    "couldn't get current server API group list", "Unable to connect to the server",
                    "error forwarding port",
                ]),
            MessageRule(.auth, .own, ["You must be logged in to the server", "error: You must be logged in"]),
            MessageRule(.oomKilled, .sure, ["Reason: OOMKilled"]),
        ])

    static let grpc = Family(
        "gRPC",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "last error: {w} ipv<4|6>:{address}: Failed to connect to remote host: Connection refused",
                    "ipv4:{address}: Failed to connect to remote host*Connection refused",
                    "ipv6:{address}: Failed to connect to remote host*Connection refused",
                    "ipv6:%5B::1%5D:{port}: *Connection refused",
                    "Error while dialing<: dial|dial|: *dial| dial> tcp {address}: connect: connection refused",
                    "Error while dialing* dial tcp {address}: connect: connection refused",
                    "No connection established. Last error: connect ECONNREFUSED {address}",
                    "No connection established. Last error: *ECONNREFUSED {address}", "Connection refused: /{address}",
                ]),
            MessageRule(
                .connectFailed, .own,
                [
                    "14 UNAVAILABLE: Connect Failed", "StatusRuntimeException: UNAVAILABLE",
                    "14 UNAVAILABLE: No connection established",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "UNAVAILABLE: io exception", "14 UNAVAILABLE", "failed to connect to all addresses",
                    "code = Unavailable", "StatusCode.UNAVAILABLE", "StatusCode='Unavailable'", "status: Unavailable",
                    "Error starting gRPC call", "Connection dropped", "Name resolution failed for target dns:{address}",
                    "transport: Error while dialing",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Trying to connect an http1.x server", "Failed parsing HTTP/2",
                    "Expected SETTINGS frame as the first frame", "ipv4:{address}: Failed parsing HTTP/2",
                    "http2 error: frame", "First received frame was not SETTINGS",
                    "unexpected HTTP status code received from server", "received HTTP status code * from server",
                    "invalid content-type", "error reading server preface: http2: frame too large",
                    "error reading server preface", "Received RST_STREAM with code 2", "Missing status header",
                    "Bad gRPC response", "Protocol error: *HTTP/2", "Received unexpected content-type", "RST_STREAM",
                    "HTTP/2 client preface string missing or corrupt", "bogus greeting", "expected SETTINGS",
                ]),
            MessageRule(.earlyClose, .sure, ["error reading server preface: EOF", "Socket closed"]),
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "authentication handshake failed: tls: first record", "Handshake failed ({w}*WRONG_VERSION_NUMBER",
                    "Ssl handshake failed", "Handshake read failed", "authentication handshake failed: EOF",
                ]),
            MessageRule(
                .certificate, .sure,
                [
                    "authentication handshake failed: x509", "authentication handshake failed: tls: failed to verify",
                    "No match found for server name: {host}", "Handshake failed*CERTIFICATE_VERIFY_FAILED",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "DEADLINE_EXCEEDED", "context deadline exceeded", "4 DEADLINE_EXCEEDED", "code = DeadlineExceeded",
                    "Deadline Exceeded", "StatusCode='DeadlineExceeded'",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "Name resolution failed for target dns:{address}", "DNS resolution failed for {host}",
                    "C-ares status is not ARES_SUCCESS", "DNS resolution failed",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "No address added out of total {n} resolved", "Failed to add * port: Address already in use",
                    "Failed to bind to address {address}",
                ]),
        ])

    static let webSocket = Family(
        "WebSocket",
        [
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Unexpected server response: {n}",
                    "Error during WebSocket handshake: Unexpected response code: {n}",
                    "WebSocket connection to '{address}*Error during WebSocket handshake",
                    "Error during WebSocket handshake", "websocket: the client is not using the websocket protocol",
                    "Sec-WebSocket-Accept", "websocket: bad handshake", "Invalid Sec-WebSocket-Accept header",
                    "HTTP error: 200 OK", "WebSocket upgrade failed", "Invalid WebSocket frame",
                    "Missing or invalid Sec-WebSocket-Key header", "Invalid Upgrade header",
                    "WebSocket protocol error: Handshake not finished", "Invalid HTTP status.",
                    "server rejected WebSocket connection", "Server sent no subprotocol", "websocket: close 1002",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "WebSocket connection to '{address}*failed",
                    "can't establish a connection to the server at {address}",
                    "WebSocket is closed before the connection is established",
                ]),
            MessageRule(
                .earlyClose, .own,
                [
                    "WebSocket is closed before the connection is established", "no close frame received or sent",
                    "websocket: close 1006", "close 1006 (abnormal closure)",
                    "WebSocket was closed before the connection was established",
                    "ConnectionClosedError: no close frame",
                ]),
            MessageRule(.reset, .own, ["Connection reset without closing handshake"]),
        ])
}
