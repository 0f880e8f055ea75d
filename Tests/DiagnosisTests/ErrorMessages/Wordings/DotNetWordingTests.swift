import Testing

@testable import Diagnosis

@Suite("Wordings: DotNet")
struct DotNetWordingTests {
    @Test(".NET")
    func dotNet() {
        Wording.expect(
            #"""
            address-in-use db.local 6379 | Failed to bind to address db.local:6379: address already in use
            address-in-use - - | SocketException (98)
            address-in-use - - | SocketException (48)
            address-in-use - - | SocketException (10048)
            address-in-use - - | AddressInUseException
            address-in-use - - | conflicts with an existing registration on the machine
            permission-denied - - | SocketException (13)
            permission-denied - - | SocketException (10013)
            permission-denied - - | SocketException (0x80004005): Access denied
            permission-denied - - | SocketException (0x80004005): Permission denied
            permission-denied 192.168.1.20 6379 | Failed to bind to address 192.168.1.20:6379: ... permission
            not-available - - | SocketException (99)
            not-available - - | SocketException (10049)
            not-available - - | SocketException (49)
            connection-refused - - | SocketException (111)
            connection-refused - - | SocketException (61)
            connection-refused - - | SocketException (10061)
            connection-refused - - | SocketException (0x80004005): Connection refused
            connection-refused db.local 5432 | Connection refused (db.local:5432)
            connection-refused 127.0.0.1 8080 | actively refused it. (127.0.0.1:8080)
            connection-refused localhost 6379 | actively refused it localhost:6379
            connection-refused 10.0.0.5 9200 | Connection refused 10.0.0.5:9200
            timeout - - | SocketException (110)
            timeout - - | SocketException (10060)
            timeout - - | HttpClient.Timeout of 12 seconds elapsing
            timeout - - | The request was canceled due to the configured HttpClient.Timeout
            timeout - - | The operation has timed out
            timeout - - | System.TimeoutException
            timeout - - | SocketException (60)
            name-resolution - - | SocketException (11001)
            name-resolution - - | SocketException (0x00000005)
            name-resolution - - | SocketException (00000005, 0xFFFDFFFF)
            name-resolution localhost 27017 | No such host is known. (localhost:27017)
            name-resolution 10.0.0.5 5000 | Name or service not known (10.0.0.5:5000)
            name-resolution 192.168.1.20 8081 | nodename nor servname provided, or not known (192.168.1.20:8081)
            name-resolution 172.18.0.3 4200 | Temporary failure in name resolution (172.18.0.3:4200)
            name-resolution db.local 9092 | Resource temporarily unavailable (db.local:9092)
            name-resolution 127.0.0.1 - | The remote name could not be resolved: '127.0.0.1'
            name-resolution - - | SocketException (-131073
            host-unreachable - - | SocketException (113)
            host-unreachable - - | SocketException (10065)
            host-unreachable - - | SocketException (65)
            host-unreachable db.local 27017 | No route to host (db.local:27017)
            network-unreachable - - | SocketException (101)
            network-unreachable - - | SocketException (10051)
            reset - - | SocketException (104)
            reset - - | SocketException (10054)
            reset - - | SocketException (54)
            reset - - | SocketException (10053)
            certificate - - | The SSL connection could not be established, see inner exception. ... remote certificate
            certificate - - | The remote certificate was rejected
            certificate - - | The remote certificate is invalid
            certificate - - | Unable to configure HTTPS endpoint. No server certificate was specified
            certificate - - | unable to find ...  developer certificate
            tls-mismatch - - | The SSL connection could not be established
            tls-mismatch - - | Cannot determine the frame size
            tls-mismatch - - | unexpected packet format
            tls-mismatch - - | Authentication.AuthenticationException: Authentication failed
            tls-mismatch - - | received an unexpected EOF or 0 bytes from the transport stream
            tls-mismatch - - | Authentication failed because the remote party
            early-close - - | The response ended prematurely
            early-close - - | ResponseEnded
            protocol-mismatch - - | The server returned an invalid or unrecognized response
            protocol-mismatch - - | Received an invalid status line
            protocol-mismatch - - | Received an invalid header
            protocol-mismatch - - | Unable to connect to the server using HTTP/2
            protocol-mismatch - - | The HTTP/2 server closed the connection
            protocol-mismatch - - | HTTP_1_1_REQUIRED
            protocol-mismatch - - | The request was aborted: ...  protocol
            protocol-mismatch - - | The server returned status code '12' when status code '101' was expected
            connect-failed - - | HttpRequestException
            connect-failed - - | An error occurred while sending the request
            connect-failed - - | Unable to connect to the remote server
            connect-failed - - | A network-related or instance-specific error occurred while establishing a connection to SQL Server
            connect-failed - - | Unable to connect to any of the specified MySQL hosts
            connect-failed - - | NpgsqlException
            connect-failed 192.168.1.20 9092 | Npgsql.NpgsqlException (0x80004005): Failed to connect to 192.168.1.20:9092
            connect-failed 172.18.0.3 3000 | Failed to connect to 172.18.0.3:3000
            connect-failed - - | It was not possible to connect to the redis server
            connect-failed 127.0.0.1 8080 | UnableToConnect on 127.0.0.1:8080
            connect-failed - - | BrokerUnreachableException
            connect-failed - - | None of the specified endpoints were reachable
            certificate - - | ASP.NET Core developer certificate is not trusted
            timeout - - | The connection pool has been exhausted
            timeout - - | Timeout performing abc
            timeout - - | Timeout awaiting response
            """#)
    }
}
