import Testing

@testable import Diagnosis

@Suite("Who speaks")
struct SpeakerTests {
    @Test(
        "The wording tells, not the port",
        arguments: [
            ("Error: connect ECONNREFUSED 127.0.0.1:5432", "Node.js"),
            ("Error: connect ECONNREFUSED 127.0.0.1:27017", "Node.js"),
            ("Error: connect ECONNREFUSED 127.0.0.1:6379", "Node.js"),
            ("dial tcp 127.0.0.1:5432: connect: connection refused", "Go"),
            ("dial tcp 127.0.0.1:6379: connect: connection refused", "Go"),
            ("listen tcp :8080: bind: address already in use", "Go"),
            ("ConnectionRefusedError: [Errno 111] Connection refused", "Python"),
            ("OSError: [Errno 98] Adres jest ju\u{17C} w u\u{17C}yciu", "Python"),
            (
                "redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.",
                "Python clients"
            ),
            (
                "pymongo.errors.ServerSelectionTimeoutError: localhost:27017: [Errno 111] Connection refused",
                "Python clients"
            ),
            ("java.net.BindException: Address already in use", "Java"),
            ("org.postgresql.util.PSQLException: Connection to localhost:5432 refused.", "Java clients"),
            ("Error: Os { code: 98, kind: AddrInUse, message: \"Address already in use\" }", "Rust"),
            ("error: Uncaught (in promise) TypeError: error sending request for url (http://localhost:1/)", "Deno"),
            ("System.Net.Sockets.SocketException (111): Connection refused", ".NET"),
            ("Address already in use - bind(2) for \"127.0.0.1\" port 3000 (Errno::EADDRINUSE)", "Ruby"),
            ("SQLSTATE[HY000] [2002] Connection refused", "PHP"),
            ("** (Mint.TransportError) connection refused", "Erlang/Elixir"),
            ("SocketException: Connection refused (OS Error: Connection refused, errno = 111)", "Dart"),
            ("rpc error: code = Unavailable desc = connection closed", "gRPC"),
            ("psql: error: connection to server at \"127.0.0.1\", port 5432 failed: Connection refused", "PostgreSQL"),
            ("nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)", "nginx"),
            ("curl: (7) Failed to connect to localhost port 3000: Connection refused", "curl"),
            ("ssh: connect to host localhost port 22: Connection refused", "OpenSSH"),
            ("GET http://localhost:3000/ net::ERR_CONNECTION_REFUSED", "Chromium"),
        ])
    func speakers(line: String, runtime: String) {
        #expect(ErrorMessages.read(line: line)?.runtime == runtime)
    }

    @Test(
        "What anybody may print is nobody's",
        arguments: [
            "Error: ECONNREFUSED", "code: ECONNREFUSED", "Port 3000 is already in use",
            "connection refused by 10.0.0.1:5432",
            "port 5432: connection refused", "Port 6379 is not available", "authentication failed",
        ])
    func nobody(line: String) {
        let report = ErrorMessages.read(line: line)
        #expect(report != nil)
        #expect(report?.runtime == nil)
    }

    @Test(
        "The outermost speaker counts",
        arguments: [
            (
                "Error response from daemon: driver failed: listen tcp4 0.0.0.0:80: bind: address already in use",
                "Docker"
            ),
            ("Unable to connect to the server: dial tcp 127.0.0.1:6443: connect: connection refused", "Kubernetes"),
            ("Error: rootlessport listen tcp 0.0.0.0:80: bind: address already in use", "Podman"),
            ("rpc error: code = Unavailable desc = dial tcp 127.0.0.1:80: connect: connection refused", "gRPC"),
            (
                "psycopg2.OperationalError: connection to server at \"db\", port 5432 failed: Connection refused",
                "Python clients"
            ),
        ])
    func outermost(line: String, runtime: String) {
        #expect(ErrorMessages.read(line: line)?.runtime == runtime)
    }

    @Test("A debugger's words are its own, whatever exception they quote")
    func debuggers() {
        let line = "Unable to open debugger port (localhost:5005): java.net.ConnectException \"Connection refused\""
        #expect(ErrorMessages.read(line: line)?.runtime == "IntelliJ IDEA")
    }

    @Test("Every speaker can be recognised in a line that has only its mark and an error")
    func marks() {
        for speaker in Speaker.all {
            #expect(!speaker.patterns.isEmpty)
            for pattern in speaker.patterns {
                #expect(MessagePattern(pattern).weight >= 5, "\(pattern)")
            }
        }
    }
}
