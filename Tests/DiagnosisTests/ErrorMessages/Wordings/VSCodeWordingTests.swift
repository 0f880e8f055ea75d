import Testing

@testable import Diagnosis

@Suite("Wordings: VSCode")
struct VSCodeWordingTests {
    @Test("VS Code")
    func vsCode() {
        Wording.expect(
            #"""
            debugger-connect-refused 192.168.1.20 6379 | Cannot connect to runtime process ... connect ECONNREFUSED 192.168.1.20:6379
            debugger-connect-refused 172.18.0.3 9200 | Cannot connect to the target ... connect ECONNREFUSED 172.18.0.3:9200
            debugger-connect-refused db.local 27017 | Could not connect to debug target at db.local:27017 ... ECONNREFUSED
            debugger-connect-refused 127.0.0.1 5000 | Failed to attach to ...  connect ECONNREFUSED 127.0.0.1:5000
            debugger-connect-refused - - | Cannot connect to runtime process ... ECONNREFUSED
            debugger-attach-failed - - | Cannot connect to runtime process ... socket hang up
            debugger-attach-failed 192.168.1.20 9092 | Could not connect to debug target at 192.168.1.20:9092
            debugger-attach-failed - - | Could not attach to main target
            debugger-attach-failed - - | Cannot connect to runtime process
            debugger-attach-failed - - | Error processing attach:
            debugger-attach-failed - - | Error processing launch:
            debugger-attach-failed - - | Unable to attach to browser
            debugger-attach-failed 192.168.1.20 27017 | Failed to attach to remote debuggee VM. Reason: ...  Failed to attach to 192.168.1.20:27017
            debugger-attach-failed - - | Failed to attach to remote debuggee VM
            debugger-attach-failed - - | Unable to launch browser:
            debugger-attach-failed - - | Unable to find an installation of the browser
            debugger-connect-refused - - | Failed to attach to remote debuggee VM ... Connection refused
            debugger-connect-refused - - | Failed to launch debuggee VM ... Connection refused
            protocol-mismatch - - | Cannot connect to the target: <!DOCTYPE
            protocol-mismatch - - | Cannot connect to the target: <html
            protocol-mismatch - - | Cannot connect to the target: Unexpected
            debugger-start-failed - - | Failed to launch debuggee VM
            debugger-start-failed - - | Couldn't start client
            connect-failed 192.168.1.20 - | Could not establish connection to '192.168.1.20'
            connect-failed - - | Failed to connect to the remote extension host server
            connect-failed - - | Failed to set up dynamic port forwarding connection
            connect-failed - - | Unable to forward port
            connect-failed - - | Could not fetch remote environment
            connect-failed - - | The VS Code Server failed to start
            connect-failed - - | Failed to parse remote port from server output
            debugger-info - - | Attached to process
            """#)
    }
}
