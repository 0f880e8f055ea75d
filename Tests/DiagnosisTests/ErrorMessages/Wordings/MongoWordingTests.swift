import Testing

@testable import Diagnosis

@Suite("Wordings: Mongo")
struct MongoWordingTests {
    @Test("MongoDB")
    func mongo() {
        Wording.expect(
            #"""
            connection-refused db.local 9092 | Error connecting to db.local:9092 :: caused by :: Connection refused
            connection-refused 127.0.0.1 3000 | Error connecting to 127.0.0.1:3000 (127.0.0.1:3000) :: caused by :: Connection refused
            connection-refused localhost 5432 | localhost:5432: [Errno 111] Connection refused
            connection-refused 10.0.0.5 8080 | 10.0.0.5:8080: [Errno 61] Connection refused
            connection-refused 192.168.1.20 6379 | failed to connect to server [192.168.1.20:6379] on first connect ... ECONNREFUSED 192.168.1.20:6379
            connection-refused 172.18.0.3 9200 | couldn't connect to server 172.18.0.3:9200, connection attempt failed: SocketException
            connection-refused db.local 27017 | couldn't connect to server db.local:27017
            connect-failed - - | MongoNetworkError
            connect-failed - - | MongooseServerSelectionError
            connect-failed - - | MongoServerSelectionError
            connect-failed - - | server selection error
            connect-failed - - | No suitable servers found
            connect-failed 127.0.0.1 8080 | failed to connect to server [127.0.0.1:8080] on first connect
            connect-failed - - | MongoSocketOpenException
            timeout - - | server selection timeout
            timeout - - | Server selection timed out after
            timeout - - | MongoNetworkTimeoutError
            timeout - - | Operation ` ... ` buffering timed out
            timeout - - | buffering timed out after
            address-in-use - - | Failed to set up listener: SocketException: Address already in use
            address-in-use - - | Failed to set up listener ... Address already in use
            address-in-use 192.168.1.20 5432 | listen(): bind() failed Address already in use for socket: 192.168.1.20:5432
            protocol-mismatch - - | trying to access MongoDB over HTTP
            protocol-mismatch - - | Client sent an HTTP request over a native MongoDB connection
            protocol-mismatch - - | HTTP request over a native MongoDB
            auth - - | MongoServerError: Authentication failed
            auth - - | MongoError: Authentication failed
            auth - - | pymongo ... Authentication failed
            auth - - | command abc requires authentication
            auth - - | not authorized on
            auth - - | bad auth : Authentication failed
            early-close localhost 5432 | MongoNetworkError: connection 12 to localhost:5432 closed
            early-close 10.0.0.5 8080 | MongoNetworkError: connection 12 to 10.0.0.5:8080 interrupted
            name-resolution 192.168.1.20 - | querySrv ENOTFOUND 192.168.1.20
            name-resolution 172.18.0.3 - | querySrv ECONNREFUSED 172.18.0.3
            stale-pid-file - - | Unable to lock the lock file
            stale-pid-file - - | DBPathInUse
            permission-denied - - | Failed to unlink socket file
            """#)
    }
}
