import Testing

@testable import Diagnosis

@Suite("Wordings: any program's own")
struct GeneralWordingTests {
    @Test("A port or an address is taken")
    func taken() {
        Wording.expect(
            #"""
            address-in-use - 9000 | Error: Report server port (9000) already in use. You might be already running CLI
            address-in-use - 6274 | Port 6274 is already being used by another process.
            address-in-use - 7000 | port 7000 seems to be already in use
            address-in-use - 7000 | TCP port 7000 is already taken
            address-in-use - - | the address was already bound
            address-in-use - - | socket already occupied
            address-in-use - 8080 | EADDRINUSE: 8080 already in use
            address-in-use - - | It appears you already have a server listening on this port.
            address-in-use - 3000 | a server is already running on port 3000
            address-in-use - 3000 | another app is using port 3000
            address-in-use - - | E NETWORK [initandlisten] addr already in use
            """#)
    }

    @Test("Listening failed, and nobody says why")
    func listening() {
        Wording.expect(
            #"""
            listen-failed - - | Failed to set up sockets during startup.
            listen-failed - 4000 | unable to start the web server on port 4000
            listen-failed - 4000 | could not open a listening socket on port 4000
            listen-failed 10.0.0.5 8080 | cannot bind the given socket to 10.0.0.5:8080
            listen-failed - - | error starting listener
            listen-failed - - | Serve error: Sockets Error: Failed trying to bind to the address
            """#)
    }

    @Test("Connecting failed, and nobody says why")
    func connecting() {
        Wording.expect(
            #"""
            connect-failed - - | could not reach the server
            connect-failed db 5432 | unable to contact database at db:5432
            connect-failed - - | unable to connect.
            connect-failed - - | cannot establish a new connection
            connect-failed 10.0.0.5 80 | 10.0.0.5:80 is unreachable
            connect-failed - - | selenium.common.exceptions.WebDriverException: Message: chrome not reachable
            connect-failed - - | Error: xhr poll error
            """#)
    }

    @Test("A reason in words that no runtime owns")
    func reasons() {
        Wording.expect(
            #"""
            connection-refused 10.0.0.5 80 | the connection to 10.0.0.5:80 was actively refused
            connection-refused 10.0.0.5 80 | 10.0.0.5:80 refused
            reset - - | the connection to the broker was reset
            early-close - - | the server hung up
            early-close - - | connection closed before the greeting
            name-resolution users-db - | nslookup: can't resolve 'users-db': Name does not resolve
            name-resolution db - | unable to resolve host 'db'
            name-resolution backend - | AH00898: DNS lookup failure for: backend returned by /api
            name-resolution landing.example.com - | Resolving landing.example.com (landing.example.com)... failed: Temporary failure in name resolution.
            timeout - - | the backend is not responding
            certificate - - | the certificate of the peer has been rejected
            permission-denied - - | channel 3: open failed: administratively prohibited: open failed
            permission-denied - - | this user is not allowed to bind here
            """#)
    }

    @Test("Chromium's numbers instead of its names")
    func numbers() {
        Wording.expect(
            #"""
            connection-refused - - | handshake failed; returned -1, SSL error code 1, net_error -102
            certificate - - | handshake failed; returned -1, SSL error code 1, net_error -202
            timeout - - | load failed, net error -118
            name-resolution - - | dns failed netError=-105
            """#)
    }

    @Test("An errno beside a runtime's own words that only say it failed")
    func reasonBesideFailure() {
        Wording.expect(
            #"""
            connection-refused 127.0.0.1 3306 | 2003: Can't connect to MySQL server on '127.0.0.1:3306' (111 Connection refused)
            connection-refused localhost 9999 | curl: (7) Failed to connect to localhost port 9999 after 0 ms: Connection refused
            permission-denied localhost 50052 | UNKNOWN:No address added out of total 2 resolved for 'localhost:50052' {children:[UNAVAILABLE:bind: Permission denied]}
            """#)
    }

    @Test(
        "Such words without a network in them",
        arguments: [
            "Error: Failed to resolve import \"./App.vue\" from \"src/main.ts\". Does the file exist?",
            "NG8002: Can't bind to 'ngModel' since it isn't a known property of 'input'.",
            "Could not resolve com.example:library:0.10.4+.", "npm ERR! ERESOLVE unable to resolve dependency tree",
            "This e-mail address is already taken.", "cannot open file 'src/main.c': No such file or directory",
        ])
    func ordinary(line: String) {
        #expect(ErrorMessages.read(line: line) == nil)
    }
}
