import Testing

@testable import Diagnosis

@Suite("Wordings: JavaServers")
struct JavaServersWordingTests {
    @Test("Java servers")
    func javaServers() {
        Wording.expect(
            #"""
            address-in-use - 8080 | Web server failed to start. Port 8080 was already in use
            address-in-use - 6379 | process that's listening on port 6379 or configure
            address-in-use - 9200 | Port 9200 was already in use
            address-in-use - 27017 | Embedded servlet container failed to start. Port 27017 was already in use
            address-in-use - 5000 | Address already in use<null>:5000
            address-in-use - 8081 | Address already in use ... <null>:8081
            address-in-use - 4200 | Port(s): 4200 ... seem to be in use by another
            address-in-use - 9092 | Port 9092 required by Tomcat
            address-in-use - - | ports ( ... ) required by Tomcat
            address-in-use - - | Several ports ( ... ) required by
            address-in-use 10.0.0.5 8080 | ChannelBindException: Failed to bind on [10.0.0.5:8080
            address-in-use - - | Unable to bind to ... Address already in use
            address-in-use - 27017 | 27017: port already in use
            listen-failed 127.0.0.1 5000 | Failed to create server shutdown socket on address [127.0.0.1] and port [5000]
            listen-failed - 8081 | connector configured to listen on port 8081 failed to start
            listen-failed - - | Protocol handler initialization failed
            listen-failed - - | Protocol handler start failed
            listen-failed - - | Failed to initialize component [Connector
            listen-failed - - | Failed to initialize connector
            listen-failed - - | Failed to start connector
            listen-failed - - | Unable to start embedded Tomcat
            listen-failed - - | Unable to start web server
            listen-failed - - | Unable to start embedded
            listen-failed - 5000 | Failed to initialize end point associated with ProtocolHandler ... -5000'
            listen-failed - - | Could not start server on
            listen-failed - - | Unable to start ServletWebServerApplicationContext
            listen-failed - - | Failed to start bean 'webServerStartStop'
            listen-failed - - | Unable to start reactive web server
            address-in-use - 5432 | could not bind to the listen port : 5432
            connect-failed - - | Could not connect to the Gradle daemon
            connect-failed - - | Could not connect to server ...  Gradle
            connect-failed - - | Could not receive a message from the daemon
            connect-failed - - | Unable to start the daemon process
            connect-failed - - | Could not dispatch a message to the daemon
            connect-failed - - | Connection to the Kotlin daemon has been
            timeout - - | Timeout waiting to connect to the Gradle daemon
            timeout - - | Timeout waiting to connect to ...  daemon
            early-close - - | Gradle build daemon disappeared unexpectedly
            early-close - - | daemon disappeared
            tls-mismatch - - | Invalid character found in method name [0x16
            tls-mismatch - - | Invalid character found in method name
            tls-mismatch - - | HTTP method names must be tokens
            tls-mismatch - - | Illegal character CNTL=0x16
            tls-mismatch - - | Illegal character 0x16
            tls-mismatch - - | bad HTTP/1.1 request
            host-header 192.168.1.20 - | The host [192.168.1.20] is not valid
            host-header - - | Invalid SNI
            host-header - - | Invalid host pattern
            address-in-use - 8080 | could not bind on port 8080. Attempting port
            """#)
    }

    @Test("Java clients")
    func javaClients() {
        Wording.expect(
            #"""
            connection-refused localhost 6379 | Connection to localhost:6379 refused. Check that the hostname and port
            connection-refused 10.0.0.5 9200 | Connection to 10.0.0.5:9200 refused
            connection-refused 192.168.1.20 27017 | Connect to address=(host=192.168.1.20)(port=27017) ... Connection refused
            connection-refused 172.18.0.3 5000 | Could not connect to address=(host=172.18.0.3)(port=5000) ... Connection refused
            connection-refused db.local 8081 | Socket fail to connect to host:db.local, port:8081. Connection refused
            connection-refused 127.0.0.1 4200 | Socket fail to connect to 127.0.0.1:4200 ... refused
            connection-refused localhost 9092 | The TCP/IP connection to the host localhost, port 9092 has failed ... refused
            connection-refused 10.0.0.5 3000 | The TCP/IP connection to the host 10.0.0.5, port 3000 has failed
            connection-refused - - | Failed to connect to any host resolved for DNS name
            connection-refused - - | Listener refused the connection
            connection-refused db.local 6379 | Failed connecting to host db.local:6379
            connection-refused 127.0.0.1 9200 | Failed connecting to 127.0.0.1:9200
            connection-refused localhost 27017 | Unable to connect to Redis server: localhost:27017
            connection-refused - - | Failed to create socket
            connect-failed - - | JedisConnectionException
            connect-failed - - | RedisConnectionFailureException
            connect-failed db.local 9092 | RedisConnectionException: Unable to connect to db.local:9092
            connect-failed - - | Unable to connect to Redis
            connect-failed localhost 5432 | Unable to connect to localhost:5432
            connect-failed - - | SQLNonTransientConnectionException
            connect-failed - - | CommunicationsException
            connect-failed - - | The connection attempt failed
            connect-failed - - | AmqpConnectException
            connect-failed - - | The Network Adapter could not establish the connection
            connect-failed localhost 8081 | Error connecting to node localhost:8081
            connect-failed 10.0.0.5 4200 | Could not connect to server [abc port:4200, addresses:[10.0.0.5:4200]
            connect-failed - - | MongoSocketOpenException: Exception opening socket
            connect-failed - - | Exception opening socket
            connect-failed - - | NoNodeAvailableException
            connect-failed - - | AllNodesFailedException
            connect-failed - - | Could not reach any contact point
            connect-failed - - | HikariPool-12 - Exception during pool initialization
            early-close - - | The last packet sent successfully to the server was 12 milliseconds ago. The driver has received
            early-close - - | An I/O error occurred while sending to the backend
            early-close - - | This connection has been closed
            timeout - - | Connection is not available, request timed out after
            timeout - - | Unable to acquire JDBC Connection
            timeout 10.0.0.5 3000 | Timed out after 12 ms while waiting for a server that matches ... {address=10.0.0.5:3000
            timeout - - | Timed out while waiting for a server that matches
            auth - - | FATAL: password authentication failed
            auth - - | Access denied for user
            auth - - | WRONGPASS
            connect-failed - - | The driver has not received any packets from the server
            connect-failed - - | The last packet sent successfully to the server was 0 milliseconds ago
            name-resolution 172.18.0.3 4200 | Error connecting to node 172.18.0.3:4200 ... UnknownHostException
            """#)
    }
}
