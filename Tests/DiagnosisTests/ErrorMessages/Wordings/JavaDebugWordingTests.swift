import Testing

@testable import Diagnosis

@Suite("Wordings: JavaDebug")
struct JavaDebugWordingTests {
    @Test("JDWP")
    func jdwp() {
        Wording.expect(
            #"""
            debugger-connect-refused - - | ERROR: transport error 202: connect failed: Connection refused
            debugger-connect-refused - - | transport error 202: connect failed
            debugger-connect-refused - - | java.net.ConnectException: Connection refused
            debugger-port-in-use - - | transport error 202: bind failed: Address already in use
            debugger-port-in-use - - | transport error 202: bind failed
            debugger-port-in-use - - | transport error 202: listen failed
            debugger-port-in-use - - | transport error 202: gethostbyname: ... bind
            debugger-bad-address - - | transport error 202: getaddrinfo
            debugger-bad-address - - | transport error 202: gethostbyname: unknown host
            debugger-bad-address - - | transport error 103: invalid port number specified
            debugger-bad-address - - | transport error 103
            debugger-bad-address - - | transport error 202: failed to parse
            debugger-bad-address - - | transport error 202: bind failed: Cannot assign requested address
            debugger-bad-address - - | transport error 202: bind failed: Can't assign requested address
            debugger-bad-address - - | malformed address
            debugger-bad-address - - | unable to resolve host name
            permission-denied - - | transport error 202: bind failed: Permission denied
            ipv6-disabled - - | transport error 202: socket creation failed: Address family
            debugger-handshake - - | handshake failed - received
            debugger-handshake - - | handshake failed - connection prematurally closed
            debugger-handshake - - | handshake failed - connection prematurely closed
            debugger-handshake - - | timeout during handshake
            debugger-handshake - - | JDWP-Handshake
            debugger-handshake - - | handshake failed - unrecognized message from target VM
            debugger-handshake - - | Debugger failed to attach: handshake failed
            debugger-handshake - - | Debugger failed to attach: timeout
            debugger-start-failed - - | transport error 202: setsockopt
            debugger-start-failed - - | transport error 202
            debugger-start-failed - - | JDWP No transports initialized
            debugger-start-failed - - | JDWP Transport dt_socket failed to initialize
            debugger-start-failed - - | AGENT_ERROR_TRANSPORT_INIT
            debugger-start-failed - - | AGENT_ERROR_TRANSPORT_LOAD
            debugger-start-failed - - | JDWP exit error
            debugger-start-failed - - | JDWP unable to initialize
            debugger-start-failed - - | JDWP Can't load
            debugger-start-failed - - | Cannot load this JVM TI agent twice
            debugger-start-failed - - | JDWP option syntax error
            debugger-start-failed - - | agent library failed to init: jdwp
            debugger-start-failed - - | agent library failed Agent_OnLoad: jdwp
            debugger-start-failed - - | Could not find agent library jdwp
            debugger-start-failed - - | JDWP Initialization failed
            debugger-start-failed - - | JDWP Specify
            debugger-start-failed - - | jdwp option
            debugger-attach-failed - - | Unable to attach to target VM
            debugger-attach-failed - - | Failed to attach to remote
            debugger-attach-failed - - | VM connection attach failed
            debugger-attach-failed - - | Failed to connect to remote VM
            debugger-attach-failed - - | Unable to open socket file
            debugger-attach-failed - - | AttachNotSupportedException
            debugger-attach-failed - - | jdwpTransport
            debugger-disconnected - - | The application has been disconnected
            debugger-disconnected - - | VMDisconnectedException
            debugger-disconnected - - | The VM has been disconnected
            debugger-disconnected - - | Target VM disconnected
            debugger-disconnected - - | Connection to target VM lost
            debugger-disconnected - - | Got disconnected from VM
            debugger-connect-refused - - | Failed to connect to remote VM. Connection refused
            debugger-connect-refused - - | Failed to connect to remote VM ... Connection refused
            debugger-connect-refused - - | Unable to attach ... Connection refused
            debugger-connect-refused - - | Unable to connect to target VM ... Connection refused
            debugger-info - 5432 | Listening for transport dt_socket at address: 5432
            debugger-info 127.0.0.1 8080 | Listening for transport dt_socket at address: 127.0.0.1:8080
            debugger-info - - | Listening for transport dt_socket
            debugger-waiting - - | Waiting for debugger to attach
            """#)
    }

    @Test("IntelliJ IDEA")
    func intelliJ() {
        Wording.expect(
            #"""
            debugger-disconnected 192.168.1.20 27017 | Disconnected from the target VM, address: '192.168.1.20:27017
            debugger-disconnected 172.18.0.3 5000 | Disconnected to the target VM, address: '172.18.0.3:5000
            debugger-disconnected - - | Disconnected from the target VM
            debugger-disconnected - - | Disconnected from server
            debugger-disconnected - - | Process disconnected from ...  debugger
            debugger-info 10.0.0.5 3000 | Connected to the target VM, address: '10.0.0.5:3000
            debugger-info - - | Connected to the target VM
            debugger-info - - | Connected to server
            debugger-info - - | Connected to pydev
            debugger-connect-refused 127.0.0.1 9200 | Unable to open debugger port (127.0.0.1:9200 ... Connection refused
            debugger-connect-refused localhost 27017 | Unable to open debugger port (localhost:27017)
            debugger-connect-refused - - | Unable to open debugger port
            debugger-connect-refused 192.168.1.20 8081 | Unable to open debugger port (192.168.1.20:8081): java.net.ConnectException
            debugger-port-in-use 172.18.0.3 4200 | Unable to open debugger port (172.18.0.3:4200): java.net.BindException
            debugger-port-in-use - - | Unable to open debugger port ... Address already in use
            debugger-port-in-use localhost 3000 | Address localhost:3000 is already in use
            debugger-port-in-use localhost 5432 | Address localhost:5432 is already in use
            debugger-handshake 10.0.0.5 8080 | Unable to open debugger port (10.0.0.5:8080): java.io.IOException 'handshake failed
            debugger-handshake 192.168.1.20 6379 | Unable to open debugger port (192.168.1.20:6379 ... handshake
            debugger-disconnected - - | Connection to debugger was lost
            debugger-disconnected - - | debugger disconnected
            debugger-disconnected - - | debug session ended
            debugger-waiting - - | Waiting for debugger to connect
            debugger-waiting - - | Waiting for connection from debugger
            """#)
    }
}
