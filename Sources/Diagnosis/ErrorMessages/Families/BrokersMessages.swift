extension Family {
    /// Elasticsearch, Kafka, RabbitMQ, memcached, MQTT, NATS, ZooKeeper.
    static let searchAndQueues = Family(
        "brokers and search",
        [
            MessageRule(
                .tlsMismatch, .sure,
                [
                    "received plaintext http traffic on an https channel*localAddress={address}",
                    "received plaintext http traffic on an https channel",
                    "received plaintext traffic on an encrypted channel",
                    "Failed authentication with {w} (SSL handshake failed)", "SSL handshake failed",
                ]),
            MessageRule(
                .advertisedAddress, .sure,
                [
                    "LEADER_NOT_AVAILABLE", "Error while fetching metadata",
                    "Connection to node {n} ({address}*) could not be established. <Broker|Node> may not be available*advertised",
                    "advertised.listeners",
                ]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "Connect to ipv<4|6>#{address} failed: Connection refused",
                    "Connection to node {n} ({address}) could not be established",
                    "Connection to node -{n} ({address}) could not be established",
                    "Connection to node {n} ({w}) could not be established",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "Timed out waiting for a node assignment", "not present in metadata after {n} ms",
                    "Connection setup timed out", "Timeout expired while fetching topic metadata",
                    "Failed to update metadata after {n} ms", "connection setup timed out in state CONNECT",
                    "KafkaJSRequestTimeoutError", "Batch expired",
                ]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "Bootstrap broker {address} <|(id: {w} rack: null) >disconnected",
                    "Bootstrap broker {address} (id: -{n} rack: null) disconnected", "Broker transport failure",
                    "{n}/{n} brokers are down", "brokers are down", "No Living connections",
                    "KafkaJSConnectionError: Connection error: connect ECONNREFUSED {address}",
                    "KafkaJSNumberOfRetriesExceeded", "client has run out of available brokers",
                    "ConnectionError: connect", "NoLivingConnectionsError", "All brokers are down",
                    "Unable to revive connection: {address}", "No living connections",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Invalid receive (size =", "InvalidReceiveException", "bad_header", "{bad_header",
                    "{handshake_timeout", "Unexpected AMQP method", "Frame size too large", "Received invalid AMQP",
                    "AMQP * version mismatch", "Connection from client using * bad protocol",
                    "Client * disconnected due to protocol error", "disconnected due to protocol error",
                    "SERVER_ERROR_NOT_HTTP", "IncompatibleProtocolError", "protocol header mismatch",
                    "Unknown protocol from", "Unsupported protocol version",
                ]),
            MessageRule(
                .auth, .sure,
                [
                    "ACCESS_REFUSED", "Connection Refused: not authorised",
                    "Connection refused: Bad username or password",
                    "missing authentication credentials for REST request", "unable to authenticate user",
                    "Connection Refused: bad user name or password", "security_exception", "SASL authentication error",
                    "SaslAuthenticationException", "Authorization Violation",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "failed to listen on one of interface(s) {address}: Address already in use",
                    "failed to listen on TCP port {port}: Address already in use",
                    "failed to listen on TCP port {port}", "BindTransportException: Failed to bind to {address}",
                    "BindHttpException: Failed to bind to", "Failed to bind to {host}:[{port}-",
                    "Socket server failed to bind to {address}: Address already in use",
                    "Socket server failed to bind to {address}", "Error: Address already in use",
                    "BIND_ADDRESS*already in use",
                ]),
            MessageRule(
                .permissionDenied, .sure, ["failed to listen on one of interface(s) {address}: Permission denied"]),
            MessageRule(
                .stalePidFile, .own,
                ["failed to obtain node locks", "node with name '*' is already running", "another node running"]),
            MessageRule(
                .earlyClose, .own,
                [
                    "ConnectionClosedByBroker", "StreamLostError", "Unexpected close of", "connection_closed_abruptly",
                    "closing AMQP connection * client unexpectedly closed TCP connection",
                    "client unexpectedly closed TCP connection", "Heartbeat missing with heartbeat",
                ]),
            MessageRule(
                .daemonNotRunning, .own,
                [
                    "unable to perform an operation on node", "TCP connection succeeded but Erlang distribution failed",
                    "Error: unable to connect to node", "nodedown",
                ]),
            MessageRule(
                .earlyClose, .own,
                [
                    "likely server has closed socket", "EndOfStreamException",
                    "Socket closed abruptly during opening handshake",
                ]),
            MessageRule(
                .nameResolution, .own,
                ["Couldn't resolve server {address} from bootstrap.servers", "No resolvable bootstrap urls"]),
            MessageRule(.connectFailed, .vague, ["No alive nodes found in your cluster", "NoNodesAvailableException"]),
            MessageRule(.connectFailed, .vague, ["no servers available for connection"]),
        ])
}
