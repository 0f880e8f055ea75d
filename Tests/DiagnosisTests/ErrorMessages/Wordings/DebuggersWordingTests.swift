import Testing

@testable import Diagnosis

@Suite("Wordings: Debuggers")
struct DebuggersWordingTests {
    @Test("Native debuggers")
    func debuggers() {
        Wording.expect(
            #"""
            debugger-attach-failed - - | ptrace: Operation not permitted
            debugger-attach-failed - - | Could not attach to process
            debugger-attach-failed - - | ptrace: No such process
            debugger-attach-failed - - | error: attach failed
            debugger-attach-failed - - | Attaching to process 12 failed
            debugger-attach-failed - - | attach failed
            debugger-attach-failed - - | could not attach to pid 12
            debugger-attach-failed - - | warning: process 12 is already traced by process
            debugger-attach-failed - - | Cannot attach to process
            debugger-attach-failed - - | Cannot attach to lwp
            debugger-attach-failed - - | lost debug agent connection
            debugger-attach-failed - - | Not allowed to attach to process
            debugger-attach-failed - - | Could not attach to the process
            debugger-attach-failed - - | this could be caused by a kernel security setting
            protocol-mismatch - - | Remote connection closed
            protocol-mismatch - - | Ignoring packet error, continuing
            protocol-mismatch - - | Bogus trace status reply from target
            protocol-mismatch - - | Remote replied unexpectedly
            protocol-mismatch - - | Malformed response to offset query
            protocol-mismatch - - | failed to get reply to handshake packet
            protocol-mismatch - - | Remote 'g' packet reply is too long
            protocol-mismatch - - | Truncated register
            timeout db.local 27017 | db.local:27017: Connection timed out
            connection-refused 127.0.0.1 5000 | 127.0.0.1:5000: Connection refused
            connection-refused localhost 8081 | could not connect to remote process on localhost:8081
            connection-refused - - | error: Failed to connect port
            connection-refused 192.168.1.20 9092 | error: failed to connect to 192.168.1.20:9092
            host-unreachable 172.18.0.3 3000 | 172.18.0.3:3000: No route to host
            debugger-port-in-use - - | Can't bind address: Address already in use
            debugger-port-in-use 127.0.0.1 8080 | couldn't start listener: listen tcp 127.0.0.1:8080: bind: address already in use
            debugger-port-in-use localhost 6379 | couldn't start listener: listen tcp localhost:6379: bind
            debugger-port-in-use - - | could not start debugger ...  listen
            debugger-port-in-use - - | could not launch process: ... address already in use
            debugger-port-in-use - - | error: failed to listen ... Address already in use
            debugger-port-in-use - 8081 | Can't listen on port 8081
            debugger-port-in-use - 4200 | Can't listen on 4200
            debugger-info localhost 9092 | API server listening at: localhost:9092
            debugger-info 10.0.0.5 3000 | DAP server listening at: 10.0.0.5:3000
            debugger-info 192.168.1.20 - | Remote debugging from host 192.168.1.20
            debugger-info 172.18.0.3 8080 | Remote debugging using 172.18.0.3:8080
            debugger-disconnected - - | Detaching from process
            debugger-disconnected - - | Remote communication error. Target disconnected
            debugger-disconnected - - | Target disconnected
            debugger-start-failed - - | could not launch process
            debugger-start-failed - - | error: process launch failed
            debugger-start-failed - - | error: failed to launch
            debugger-start-failed - - | unable to locate lldb-server
            debugger-start-failed - - | Could not find ...  lldb-server
            version-mismatch - - | Version of Delve is too old
            version-mismatch - - | version of go is too new
            version-mismatch - - | version of go is too old
            version-mismatch - - | Version of Go is too new
            version-mismatch - - | Version of Go is too old
            """#)
    }

    @Test("Xdebug")
    func xdebug() {
        Wording.expect(
            #"""
            timeout localhost 8081 | Time-out connecting to debugging client ... Tried: localhost:8081
            timeout - - | Time-out connecting to debugging client
            debugger-connect-refused 192.168.1.20 9092 | Could not connect to debugging client. Tried: 192.168.1.20:9092
            debugger-connect-refused - - | Could not connect to debugging client
            debugger-connect-refused - - | Could not connect to client. :-(
            debugger-connect-refused - - | E: Could not connect to client
            debugger-connect-refused localhost 6379 | Could not connect to debugging client ... Tried: localhost:6379
            debugger-port-in-use - 9200 | Can't start listening for connections from 'xdebug': Port 9200 is busy
            debugger-port-in-use - - | Can't start listening for connections
            debugger-connect-refused 172.18.0.3 5000 | Creating socket for '172.18.0.3:5000', poll success, but error: Operation now in progress
            debugger-connect-refused db.local 8081 | Creating socket for 'db.local:8081', poll success, but error
            debugger-connect-refused 127.0.0.1 4200 | Creating socket for '127.0.0.1:4200', connect: Connection refused
            name-resolution localhost 9092 | Creating socket for 'localhost:9092', getaddrinfo
            debugger-info 10.0.0.5 3000 | Connected to debugging client: 10.0.0.5:3000
            debugger-info - - | Connected to client. :-)
            """#)
    }

    @Test("adb")
    func adb() {
        Wording.expect(
            #"""
            address-in-use - - | could not install  ... smartsocket ...  listener: Address already in use
            address-in-use - - | could not install _smartsocket_ listener: Address already in use
            address-in-use - - | smartsocket ...  listener: Address already in use
            address-in-use localhost 27017 | listener: cannot bind to localhost:27017
            address-in-use - - | cannot bind listener: Address already in use
            permission-denied - - | cannot bind listener: cannot listen on socket: An attempt
            permission-denied - - | cannot bind listener: Operation not permitted
            connection-refused db.local 9092 | failed to connect to 'db.local:9092': Connection refused
            connection-refused 127.0.0.1 3000 | unable to connect to 127.0.0.1:3000: Connection refused
            connection-refused localhost 5432 | cannot connect to localhost:5432: Connection refused
            connect-failed 10.0.0.5 8080 | failed to connect to 10.0.0.5:8080
            connect-failed - 6379 | cannot connect to daemon at tcp:6379
            connect-failed - - | cannot connect to daemon
            connect-failed - - | ADB server didn't ACK
            connect-failed - - | failed to start daemon
            daemon-not-running - 8081 | cannot connect to daemon at tcp:8081: Connection refused
            daemon-not-running - - | failed to check server version: cannot connect to daemon
            version-mismatch - - | adb server version (12) doesn't match this client (12)
            version-mismatch - - | adb server is out of date
            version-mismatch - - | server version (12) doesn't match
            auth - - | device unauthorized
            auth - - | failed to authenticate to
            """#)
    }
}
