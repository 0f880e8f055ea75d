import Testing

@testable import Diagnosis

@Suite("Wordings: Python")
struct PythonWordingTests {
    @Test("Python")
    func python() {
        Wording.expect(
            #"""
            address-in-use 10.0.0.5 4200 | error while attempting to bind on address 10.0.0.5:4200: address already in use
            address-in-use - - | OSError: [Errno 12] Address already in use
            address-in-use - - | [Errno 98]
            address-in-use - - | [Errno 48]
            address-in-use - - | [Errno 10048]
            permission-denied - - | PermissionError
            permission-denied 10.0.0.5 9200 | error while attempting to bind on address 10.0.0.5:9200: permission denied
            permission-denied - - | [Errno 13]
            not-available 172.18.0.3 5000 | error while attempting to bind on address 172.18.0.3:5000: cannot assign requested address
            connection-refused - - | ConnectionRefusedError
            connection-refused 127.0.0.1 4200 | [Errno 111] Connect call failed 127.0.0.1:4200
            connection-refused localhost 9092 | [Errno 61] Connect call failed localhost:9092
            connection-refused - - | [WinError 1225]
            connection-refused 192.168.1.20 5432 | Connect call failed 192.168.1.20:5432
            reset - - | ConnectionResetError
            reset - - | ConnectionAbortedError
            timeout - - | socket.timeout
            timeout - - | TimeoutError: timed out
            timeout - - | asyncio.TimeoutError
            timeout - - | asyncio.exceptions.TimeoutError
            name-resolution - - | gaierror
            name-resolution - - | [Errno -2]
            name-resolution - - | [Errno -3]
            name-resolution - - | [Errno -5]
            name-resolution - - | [Errno 8] nodename
            protocol-mismatch - - | BadStatusLine
            protocol-mismatch - - | http.client.UnknownProtocol
            protocol-mismatch - - | IncompleteRead
            protocol-mismatch - - | BadHttpMessage
            protocol-mismatch - - | InvalidHeader
            protocol-mismatch - - | http.client.LineTooLong
            protocol-mismatch - - | http.client.RemoteProtocolError
            early-close - - | RemoteDisconnected
            early-close - - | BadStatusLine: ''
            early-close - - | IncompleteReadError
            early-close - - | IncompleteRead(
            fd-limit - - | socket.accept() out of system resource
            bad-port - - | OverflowError: ... port must be 0-65535
            bad-port - - | bind(): port must be
            bad-port - - | connect_ex(): port must be
            host-unreachable - - | OSError: [Errno 113]
            host-unreachable - - | OSError: [Errno 65]
            network-unreachable - - | OSError: [Errno 101]
            network-unreachable - - | OSError: [Errno 51]
            """#)
    }

    @Test("Python servers")
    func pythonServers() {
        Wording.expect(
            #"""
            address-in-use - - | That port is already in use
            address-in-use - 27017 | Port 27017 is in use by another program
            address-in-use 10.0.0.5 5000 | Connection in use: 10.0.0.5:5000
            address-in-use 192.168.1.20 8081 | Couldn't listen on 192.168.1.20:8081: [Errno 12] Address already in use
            address-in-use 172.18.0.3 4200 | No socket could be created -- (172.18.0.3:4200: [Errno 12] Address already in use
            address-in-use - 9092 | The port 9092 is already in use, trying another
            address-in-use - - | ERROR: the Jupyter server could not be started because no available port could be found
            address-in-use - - | ERROR: the notebook server could not be started because no available port could be found
            address-in-use - - | no available port could be found
            address-in-use - 6379 | Cannot find empty port in range: 6379-
            address-in-use - - | Cannot find empty port
            address-in-use - 27017 | The port 27017 is already in use
            address-in-use - 5000 | Address already in use Port 5000 is in use
            permission-denied - - | You don't have permission to access that port
            permission-denied - 4200 | Permission to listen on port 4200 denied
            not-available - - | That IP address can't be assigned to
            not-available 172.18.0.3 3000 | Invalid address: 172.18.0.3:3000
            timeout - - | WORKER TIMEOUT
            tls-mismatch - - | Invalid HTTP request received
            tls-mismatch - - | accessing the development server over HTTPS
            connection-refused - - | Connection was refused by other side
            connection-refused 192.168.1.20 27017 | Retrying in 12 seconds ...  Cannot connect to 192.168.1.20:27017
            host-header 172.18.0.3 5000 | Invalid HTTP_HOST header: '172.18.0.3:5000'
            host-header db.local - | Invalid HTTP_HOST header: 'db.local'
            oom-killed - - | was sent SIGKILL! Perhaps out of memory
            """#)
    }

    @Test("debugpy")
    func debugpy() {
        Wording.expect(
            #"""
            debugger-port-in-use - - | Can't listen for client connections: [Errno 12] Address already in use
            debugger-port-in-use - - | Can't listen for client connections
            debugger-port-in-use - - | debugpy ... Address already in use
            debugger-port-in-use - 8080 | Could not bind to port: 8080
            debugger-disconnected db.local 6379 | s - Could not connect to db.local: 6379
            debugger-disconnected 127.0.0.1 9200 | Could not connect to 127.0.0.1: 9200
            debugger-disconnected localhost 27017 | Could not connect to debugger at localhost:27017
            debugger-disconnected - - | pydevd: Could not connect
            debugger-connect-refused 192.168.1.20 8081 | Could not connect to debug server at 192.168.1.20:8081
            debugger-connect-refused 172.18.0.3 4200 | debugpy ... connect ECONNREFUSED 172.18.0.3:4200
            debugger-connect-refused - - | pydevd ... Connection refused
            debugger-waiting - - | Waiting for debugger attach
            debugger-waiting - - | wait_for_client()
            debugger-start-failed - - | timed out waiting for adapter to connect
            debugger-start-failed - - | error starting debug adapter
            debugger-start-failed - - | timed out while waiting for ...  adapter
            debugger-start-failed - - | debugpy is not supported
            debugger-start-failed - - | debug adapter ...  failed
            debugger-info - - | pydev debugger: starting
            debugger-info - - | pydev debugger: process 12 is connecting
            debugger-info - - | Connected to pydev debugger
            debugger-info - - | debugger attached
            debugger-attach-failed - - | Attach to process failed
            debugger-attach-failed - - | attach timeout
            debugger-attach-failed - - | Timed out waiting for debug server to connect
            debugger-attach-failed - - | Timed out waiting for launcher to connect
            """#)
    }
}
