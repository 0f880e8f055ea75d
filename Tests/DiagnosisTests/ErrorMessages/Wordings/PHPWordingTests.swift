import Testing

@testable import Diagnosis

@Suite("Wordings: PHP")
struct PHPWordingTests {
    @Test("PHP")
    func php() {
        Wording.expect(
            #"""
            address-in-use db.local 8081 | Failed to listen on db.local:8081 (reason: Address already in use
            address-in-use - - | (reason: Address already in use)
            address-in-use localhost 9092 | unable to bind listening socket for address 'localhost:9092': Address already in use
            address-in-use 10.0.0.5 3000 | Another FPM instance seems to already listen on 10.0.0.5:3000
            permission-denied 192.168.1.20 5432 | Failed to listen on 192.168.1.20:5432 (reason: Permission denied
            name-resolution 172.18.0.3 - | php_network_getaddresses: getaddrinfo for 172.18.0.3 failed
            name-resolution - - | php_network_getaddresses: getaddrinfo failed
            name-resolution - - | php_network_getaddresses
            not-available localhost 27017 | Failed to listen on localhost:27017 (reason: Cannot assign requested address
            listen-failed 10.0.0.5 5000 | Failed to listen on 10.0.0.5:5000 (reason: ?)
            socket-missing - - | SQLSTATE[HY000] [2002] No such file or directory
            socket-missing - - | mysqli_real_connect(): (HY000/2002): No such file or directory
            socket-missing - - | (HY000/2002): No such file or directory
            connection-refused - - | SQLSTATE[HY000] [2002] Connection refused
            connection-refused - - | (HY000/2002): Connection refused
            connection-refused - - | RedisException: Connection refused
            connection-refused 192.168.1.20 6379 | abc(192.168.1.20:6379 ... : Failed to open stream: Connection refused
            connection-refused 172.18.0.3 9200 | unable to connect to 172.18.0.3:9200 (Connection refused)
            connection-refused db.local 27017 | Connection refused [db.local:27017]
            connection-refused 127.0.0.1 5000 | Connection refused [tcp://127.0.0.1:5000]
            connection-refused localhost 8081 | stream_socket_client(): ... connect to localhost:8081 (Connection refused)
            connection-refused 10.0.0.5 4200 | fsockopen(): ... connect to 10.0.0.5:4200 (Connection refused)
            connect-failed 192.168.1.20 9092 | file_get_contents(192.168.1.20:9092
            connect-failed 172.18.0.3 3000 | fsockopen(): unable to connect to 172.18.0.3:3000
            connect-failed db.local 5432 | fsockopen(): Unable to connect to db.local:5432
            connect-failed - - | Uncaught PDOException
            connect-failed localhost 6379 | unable to connect to localhost:6379
            connect-failed 10.0.0.5 9200 | cURL error 7: Failed to connect to 10.0.0.5:9200 port 9200
            connect-failed 192.168.1.20 27017 | cURL error 7: Failed to connect to 192.168.1.20 port 27017
            connect-failed - - | Predis\Connection\ConnectionException
            address-in-use db.local 8081 | Failed to listen on db.local:8081: Address already in use
            timeout - - | SQLSTATE[HY000] [2002] Connection timed out
            timeout - - | cURL error 28
            name-resolution 10.0.0.5 - | cURL error 6: Could not resolve host: 10.0.0.5
            name-resolution 192.168.1.20 - | cURL error 6: Couldn't resolve host '192.168.1.20'
            auth - - | SQLSTATE[HY000] [1045]
            auth - - | SQLSTATE[28000]
            auth - - | NOAUTH Authentication required
            socket-missing - - | connect() to unix:abc failed (2: No such file or directory)
            """#)
    }
}
