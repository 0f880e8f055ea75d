import Testing

@testable import Diagnosis

@Suite("Wordings: MySQL")
struct MySQLWordingTests {
    @Test("MySQL and MariaDB")
    func mysql() {
        Wording.expect(
            #"""
            connection-refused 10.0.0.5 4200 | Can't connect to MySQL server on '10.0.0.5:4200' (111)
            connection-refused 192.168.1.20 9092 | Can't connect to MySQL server on '192.168.1.20:9092' (61)
            connection-refused 172.18.0.3 3000 | Can't connect to MySQL server on '172.18.0.3:3000' (10061)
            connection-refused db.local - | Can't connect to MySQL server on 'db.local' (111 ... )
            connection-refused 127.0.0.1 - | Can't connect to MySQL server on '127.0.0.1' (61 ... )
            connection-refused localhost - | Can't connect to MySQL server on 'localhost' (111 ... )
            connection-refused 10.0.0.5 - | Can't connect to MariaDB server on '10.0.0.5' (111 ... )
            connection-refused 192.168.1.20 - | Can't connect to server on '192.168.1.20' (111 ... )
            connection-refused 172.18.0.3 - | Can't connect to server on '172.18.0.3' (61 ... )
            connection-refused db.local 8081 | Can't connect to MySQL server on 'db.local:8081' ([Errno 111]
            connection-refused 127.0.0.1 4200 | Can't connect to MariaDB server on '127.0.0.1:4200' ([Errno 111]
            connection-refused localhost 9092 | Can't connect to server on 'localhost:9092' ([Errno 111]
            connection-refused 10.0.0.5 - | Can't connect to MySQL server on '10.0.0.5' ([Errno 111]
            connection-refused 192.168.1.20 - | Can't connect to MySQL server on '192.168.1.20' (10061 ... )
            connection-refused 172.18.0.3 - | Can't connect to MariaDB server on '172.18.0.3' (10061 ... )
            connection-refused db.local - | Can't connect to server on 'db.local' (10061 ... )
            connection-refused 127.0.0.1 9200 | Can't connect to MySQL server on '127.0.0.1:9200' ([Errno 61]
            timeout localhost 27017 | Can't connect to MySQL server on 'localhost:27017' (110 ... )
            timeout 10.0.0.5 - | Can't connect to MariaDB server on '10.0.0.5' (110 ... )
            timeout 192.168.1.20 8081 | Can't connect to server on '192.168.1.20:8081' (110 ... )
            timeout 172.18.0.3 4200 | Can't connect to MySQL server on '172.18.0.3:4200' (60 ... )
            timeout db.local - | Can't connect to MariaDB server on 'db.local' (60 ... )
            timeout 127.0.0.1 3000 | Can't connect to server on '127.0.0.1:3000' (60 ... )
            timeout localhost 5432 | Can't connect to MySQL server on 'localhost:5432' (10060 ... )
            timeout 10.0.0.5 - | Can't connect to MariaDB server on '10.0.0.5' (10060 ... )
            timeout 192.168.1.20 6379 | Can't connect to server on '192.168.1.20:6379' (10060 ... )
            timeout 172.18.0.3 9200 | Can't connect to MySQL server on '172.18.0.3:9200' (timed out)
            timeout db.local - | Can't connect to MariaDB server on 'db.local' (timed out)
            timeout 127.0.0.1 5000 | Can't connect to server on '127.0.0.1:5000' (timed out)
            host-unreachable localhost 8081 | Can't connect to MySQL server on 'localhost:8081' (113 ... )
            host-unreachable 10.0.0.5 - | Can't connect to MariaDB server on '10.0.0.5' (113 ... )
            host-unreachable 192.168.1.20 9092 | Can't connect to server on '192.168.1.20:9092' (113 ... )
            host-unreachable 172.18.0.3 3000 | Can't connect to MySQL server on '172.18.0.3:3000' (65 ... )
            host-unreachable db.local - | Can't connect to MariaDB server on 'db.local' (65 ... )
            host-unreachable 127.0.0.1 8080 | Can't connect to server on '127.0.0.1:8080' (65 ... )
            network-unreachable localhost 6379 | Can't connect to MySQL server on 'localhost:6379' (101 ... )
            network-unreachable 10.0.0.5 - | Can't connect to MariaDB server on '10.0.0.5' (101 ... )
            network-unreachable 192.168.1.20 27017 | Can't connect to server on '192.168.1.20:27017' (101 ... )
            permission-denied 172.18.0.3 5000 | Can't connect to MySQL server on '172.18.0.3:5000' (13)
            permission-denied db.local - | Can't connect to MariaDB server on 'db.local' (13)
            permission-denied 127.0.0.1 4200 | Can't connect to server on '127.0.0.1:4200' (13)
            connect-failed localhost 9092 | Can't connect to MySQL server on 'localhost:9092'
            connect-failed 10.0.0.5 - | Can't connect to MariaDB server on '10.0.0.5'
            connect-failed 192.168.1.20 5432 | Can't connect to server on '192.168.1.20:5432'
            connect-failed - - | Can't connect to MySQL server on
            connect-failed - - | Can't connect to MariaDB server on
            connect-failed - - | Can't connect to server on
            socket-missing - - | Can't connect to local MySQL server through socket ' ... ' (2)
            socket-missing - - | Can't connect to local MariaDB server through socket ' ... ' (2)
            socket-missing - - | Can't connect to local server through socket ' ... ' (2)
            socket-missing - - | Can't connect to local MySQL server through socket ' ... ' (2
            socket-missing - - | Can't connect to local MariaDB server through socket ' ... ' (2
            socket-missing - - | Can't connect to local server through socket ' ... ' (2
            socket-missing - - | Can't connect to local MySQL server through socket
            socket-missing - - | Can't connect to local MariaDB server through socket
            socket-missing - - | Can't connect to local server through socket
            connection-refused - - | Can't connect to local MySQL server through socket ' ... ' (111
            connection-refused - - | Can't connect to local MariaDB server through socket ' ... ' (111
            connection-refused - - | Can't connect to local server through socket ' ... ' (111
            connection-refused - - | Can't connect to local MySQL server through socket ' ... ' (61
            connection-refused - - | Can't connect to local MariaDB server through socket ' ... ' (61
            connection-refused - - | Can't connect to local server through socket ' ... ' (61
            permission-denied - - | Can't connect to local MySQL server through socket ' ... ' (13
            permission-denied - - | Can't connect to local MariaDB server through socket ' ... ' (13
            permission-denied - - | Can't connect to local server through socket ' ... ' (13
            name-resolution localhost - | Unknown MySQL server host 'localhost'
            name-resolution 10.0.0.5 - | Unknown MariaDB server host '10.0.0.5'
            name-resolution 192.168.1.20 - | Unknown server host '192.168.1.20'
            address-in-use - 5000 | Do you already have another mysqld server running on port: 5000
            address-in-use - 8081 | Do you already have another server running on port: 8081
            address-in-use - - | Bind on TCP/IP port. Got error: 98
            address-in-use - - | Bind on TCP/IP port: Address already in use
            address-in-use - - | Bind on TCP/IP port. Got error: 48
            address-in-use - 5432 | Do you already have another mysqld server running on port: 5432
            address-in-use - 8080 | Setup of bind-address: ' ... ' port: 8080 failed
            address-in-use - - | Another process with pid 12 is using unix socket file
            address-in-use - - | Do you already have another mysqld server running on socket
            not-available - - | Bind on TCP/IP port. Got error: 99
            not-available - - | Bind on TCP/IP port: Cannot assign requested address
            permission-denied - - | Bind on TCP/IP port. Got error: 13
            permission-denied - - | Bind on TCP/IP port: Permission denied
            early-close - - | Lost connection to MySQL server
            early-close - - | Lost connection to MariaDB server
            early-close - - | Lost connection to server
            early-close - - | MySQL server has gone away
            early-close - - | Server has gone away
            early-close - - | Lost connection to ...  at 'handshake
            early-close - - | PROTOCOL_CONNECTION_LOST
            early-close - - | Connection lost: The server closed the connection
            auth - - | is not allowed to connect to this MySQL server
            auth - - | is not allowed to connect to this MariaDB server
            auth - - | Authentication plugin 'caching_sha2_password' cannot be loaded
            auth - - | ER_ACCESS_DENIED_ERROR
            auth - - | ER_NOT_SUPPORTED_AUTH_MODE
            auth - - | does not support authentication protocol requested by server
            protocol-mismatch - - | Got packets out of order
            protocol-mismatch - - | Packets out of order
            protocol-mismatch - - | Malformed packet
            protocol-mismatch - - | Protocol mismatch; server version
            protocol-mismatch - - | Bad handshake
            protocol-mismatch - - | Malformed communication packet
            tls-mismatch - - | SSL connection error
            tls-mismatch - - | TLS/SSL error
            tls-mismatch - - | Server does not support secure connection
            tls-mismatch - - | ERROR 2026 (HY000)
            tls-mismatch - - | SSL is required but the server doesn't support it
            tls-mismatch - - | HANDSHAKE_NO_SSL_SUPPORT
            certificate - - | TLS/SSL error: self-signed certificate
            certificate - - | TLS/SSL error: ... certificate
            certificate - - | SSL connection error: ... certificate
            """#)
    }
}
