import Testing

@testable import Diagnosis

@Suite("Wordings: Brokers")
struct BrokersWordingTests {
    @Test("Brokers and search")
    func searchAndQueues() {
        Wording.expect(
            #"""
            tls-mismatch 192.168.1.20 9092 | received plaintext http traffic on an https channel ... localAddress=192.168.1.20:9092
            tls-mismatch - - | received plaintext http traffic on an https channel
            tls-mismatch - - | received plaintext traffic on an encrypted channel
            tls-mismatch - - | Failed authentication with abc (SSL handshake failed)
            tls-mismatch - - | SSL handshake failed
            advertised-address - - | LEADER_NOT_AVAILABLE
            advertised-address - - | Error while fetching metadata
            advertised-address 172.18.0.3 5000 | Connection to node 12 (172.18.0.3:5000 ... ) could not be established. Broker may not be available ... advertised
            advertised-address db.local 8081 | Connection to node 12 (db.local:8081 ... ) could not be established. Node may not be available ... advertised
            advertised-address - - | advertised.listeners
            connection-refused localhost 9092 | Connect to ipv4#localhost:9092 failed: Connection refused
            connection-refused 10.0.0.5 3000 | Connect to ipv6#10.0.0.5:3000 failed: Connection refused
            connection-refused 192.168.1.20 5432 | Connection to node 12 (192.168.1.20:5432) could not be established
            connection-refused 172.18.0.3 8080 | Connection to node -12 (172.18.0.3:8080) could not be established
            connection-refused - - | Connection to node 12 (abc) could not be established
            timeout - - | Timed out waiting for a node assignment
            timeout - - | not present in metadata after 12 ms
            timeout - - | Connection setup timed out
            timeout - - | Timeout expired while fetching topic metadata
            timeout - - | Failed to update metadata after 12 ms
            timeout - - | connection setup timed out in state CONNECT
            timeout - - | KafkaJSRequestTimeoutError
            timeout - - | Batch expired
            connect-failed 10.0.0.5 8080 | Bootstrap broker 10.0.0.5:8080 disconnected
            connect-failed 192.168.1.20 6379 | Bootstrap broker 192.168.1.20:6379 (id: abc rack: null) disconnected
            connect-failed 172.18.0.3 9200 | Bootstrap broker 172.18.0.3:9200 (id: -12 rack: null) disconnected
            connect-failed - - | Broker transport failure
            connect-failed - - | 12/12 brokers are down
            connect-failed - - | brokers are down
            connect-failed - - | No Living connections
            connect-failed - - | KafkaJSNumberOfRetriesExceeded
            connect-failed - - | client has run out of available brokers
            connect-failed - - | ConnectionError: connect
            connect-failed - - | NoLivingConnectionsError
            connect-failed - - | All brokers are down
            connect-failed 192.168.1.20 27017 | Unable to revive connection: 192.168.1.20:27017
            connect-failed - - | No living connections
            protocol-mismatch - - | Invalid receive (size =
            protocol-mismatch - - | InvalidReceiveException
            protocol-mismatch - - | bad_header
            protocol-mismatch - - | {bad_header
            protocol-mismatch - - | {handshake_timeout
            protocol-mismatch - - | Unexpected AMQP method
            protocol-mismatch - - | Frame size too large
            protocol-mismatch - - | Received invalid AMQP
            protocol-mismatch - - | AMQP ...  version mismatch
            protocol-mismatch - - | Connection from client using ...  bad protocol
            protocol-mismatch - - | Client ...  disconnected due to protocol error
            protocol-mismatch - - | disconnected due to protocol error
            protocol-mismatch - - | SERVER_ERROR_NOT_HTTP
            protocol-mismatch - - | IncompatibleProtocolError
            protocol-mismatch - - | protocol header mismatch
            protocol-mismatch - - | Unknown protocol from
            protocol-mismatch - - | Unsupported protocol version
            auth - - | ACCESS_REFUSED
            auth - - | Connection Refused: not authorised
            auth - - | Connection refused: Bad username or password
            auth - - | missing authentication credentials for REST request
            auth - - | unable to authenticate user
            auth - - | Connection Refused: bad user name or password
            auth - - | security_exception
            auth - - | SASL authentication error
            auth - - | SaslAuthenticationException
            auth - - | Authorization Violation
            address-in-use 10.0.0.5 9200 | failed to listen on one of interface(s) 10.0.0.5:9200: Address already in use
            address-in-use - 27017 | failed to listen on TCP port 27017: Address already in use
            address-in-use - 5000 | failed to listen on TCP port 5000
            address-in-use db.local 8081 | BindTransportException: Failed to bind to db.local:8081
            address-in-use - - | BindHttpException: Failed to bind to
            address-in-use localhost 9092 | Failed to bind to localhost:[9092-
            address-in-use 10.0.0.5 3000 | Socket server failed to bind to 10.0.0.5:3000: Address already in use
            address-in-use 192.168.1.20 5432 | Socket server failed to bind to 192.168.1.20:5432
            address-in-use - - | Error: Address already in use
            address-in-use - - | BIND_ADDRESS ... already in use
            permission-denied 127.0.0.1 9200 | failed to listen on one of interface(s) 127.0.0.1:9200: Permission denied
            stale-pid-file - - | failed to obtain node locks
            stale-pid-file - - | node with name ' ... ' is already running
            stale-pid-file - - | another node running
            early-close - - | ConnectionClosedByBroker
            early-close - - | StreamLostError
            early-close - - | Unexpected close of
            early-close - - | connection_closed_abruptly
            early-close - - | closing AMQP connection ...  client unexpectedly closed TCP connection
            early-close - - | client unexpectedly closed TCP connection
            early-close - - | Heartbeat missing with heartbeat
            daemon-not-running - - | unable to perform an operation on node
            daemon-not-running - - | TCP connection succeeded but Erlang distribution failed
            daemon-not-running - - | Error: unable to connect to node
            daemon-not-running - - | nodedown
            early-close - - | likely server has closed socket
            early-close - - | EndOfStreamException
            early-close - - | Socket closed abruptly during opening handshake
            connect-failed - - | no servers available for connection
            """#)
    }
}
