import Testing

@testable import Diagnosis

@Suite("Wordings: Redis")
struct RedisWordingTests {
    @Test("Redis")
    func redis() {
        Wording.expect(
            #"""
            connection-refused 192.168.1.20 27017 | Could not connect to Redis at 192.168.1.20:27017: Connection refused
            connection-refused 172.18.0.3 5000 | Error connecting to Redis on 172.18.0.3:5000 (Errno::ECONNREFUSED
            connection-refused db.local 8081 | Redis connection to db.local:8081 failed - connect ECONNREFUSED
            connection-refused 127.0.0.1 4200 | Error 12 connecting to 127.0.0.1:4200. Connection refused
            connect-failed - - | MaxRetriesPerRequestError
            connect-failed 10.0.0.5 3000 | Could not connect to Redis at 10.0.0.5:3000
            connect-failed 192.168.1.20 5432 | Could not connect to Valkey at 192.168.1.20:5432
            connect-failed 172.18.0.3 8080 | Redis connection to 172.18.0.3:8080 failed
            connect-failed - - | Error connecting to Redis
            connect-failed - - | [ioredis] Unhandled error event
            connect-failed - - | Could not connect to any Redis
            connect-failed 192.168.1.20 8081 | UnableToConnect on 192.168.1.20:8081
            timeout 172.18.0.3 4200 | Could not connect to Redis at 172.18.0.3:4200: Connection timed out
            timeout - - | Timeout connecting to server
            timeout 127.0.0.1 3000 | Timeout reading from 127.0.0.1:3000
            timeout - - | Timeout reading from socket
            timeout - - | Command timed out
            address-in-use 192.168.1.20 6379 | Could not create server TCP listening socket 192.168.1.20:6379: bind: Address already in use
            address-in-use - 9200 | Failed listening on port 9200 (TCP), aborting
            address-in-use - 27017 | Failed listening on port 27017
            address-in-use 127.0.0.1 5000 | Creating Server TCP listening socket 127.0.0.1:5000: bind: Address already in use
            not-available localhost 8081 | listening socket localhost:8081: bind: Cannot assign requested address
            permission-denied 10.0.0.5 4200 | listening socket 10.0.0.5:4200: bind: Permission denied
            protocol-mismatch - - | Protocol error, got
            protocol-mismatch - - | Possible SECURITY ATTACK detected
            protocol-mismatch - - | ERR Protocol error
            protocol-mismatch - - | Protocol error: invalid
            protocol-mismatch - - | ERR unknown command 'GET
            protocol-mismatch - - | Protocol error, got 'H' as reply type byte
            protocol-mismatch - - | ReplyError: ERR Protocol
            auth - - | NOPERM
            auth - - | ERR invalid password
            auth - - | ERR AUTH
            auth - - | DENIED Redis is running in protected mode
            auth - - | -DENIED
            starting-up - - | LOADING Redis is loading the dataset in memory
            starting-up - - | BusyLoadingError
            early-close - - | Error: Server closed the connection
            early-close - - | Connection lost and command aborted
            early-close - - | Connection is closed.
            early-close - - | Socket closed unexpectedly
            early-close - - | SocketClosedUnexpectedlyError
            timeout - - | Connection timeout. ETIMEDOUT
            """#)
    }
}
