import Diagnosis
import Endpoints
import Testing

/// Faults that the words of a program tell, with or without an endpoint.
@Suite struct MessageAloneTests {
    /// As `--error` asks: with the reports that are recognised, and the words themselves.
    private func scene(_ text: String) -> TestScene {
        var question = QuestionReader.question(from: ErrorMessages.read(text))
        question.message = text
        if question.intent == .machine { question.intent = .use }
        return TestScene(question)
    }

    @Test(
        arguments: [
            (
                "error during connect: Get \"http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/json\": dial unix "
                    + "/var/run/docker.sock: connect: no such file or directory", "docker-daemon-not-running"
            ),
            (
                "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: "
                    + "dial unix /var/run/docker.sock: connect: permission denied", "docker-daemon-not-running"
            ),
            (
                "'bind 127.0.0.1:8443' : inconsistencies between private key and certificate loaded '/tmp/b.pem'.",
                "certificate-key-mismatch"
            ),
            ("tls: failed to parse private key", "certificate-key-mismatch"),
            (
                "[W ServerApp] Blocking request with non-local 'Host' devbox.test (devbox.test:8888).",
                "host-header-blocked-dev-server"
            ),
            (
                "Error: listen EACCES: permission denied 0.0.0.0:50070 at C:\\Users\\me\\app\\server.js",
                "windows-excluded-port-range"
            ),
            (
                "RuntimeError: Can't listen for client connections: [Errno 98] Address already in use",
                "debugpy-port-in-use"
            ),
            ("FATAL:  the database system is starting up", "server-still-starting"),
            (
                "net/http: HTTP/1.x transport connection broken: malformed HTTP response \"SSH-2.0-OpenSSH_9.2p1\" "
                    + "Get http://127.0.0.1:2022/", "http-to-ssh"
            ),
        ])
    func told(_ text: String, _ fault: String) { #expect(scene(text).findings().first?.fault == fault) }

    @Test func anAddressWithoutAPortIsTriedOnAnyPort() throws {
        var scene = scene(
            "LOG:  could not bind IPv4 address \"10.8.0.5\": Cannot assign requested address")
        let address = try #require(IPAddress("10.8.0.5"))
        let any = Endpoint(.tcp, address, 0)
        scene.set(.bind(any, BindOptions()), .bind(BindOutcome(failure: "EADDRNOTAVAIL")))
        #expect(scene.findings().first?.fault == "bind-address-not-local")
        scene.set(.bind(any, BindOptions()), .bind(BindOutcome()))
        #expect(scene.judge(BindAddressNotLocal.self) == nil)
    }

    @Test func linuxHasNoExcludedRanges() {
        let here = scene("Error: listen EACCES: permission denied 0.0.0.0:50070 at /home/me/app/server.js")
        #expect(here.judge(WindowsExcludedPortRange.self) == nil)
    }

    @Test func gRPCOfGo() throws {
        let text = "rpc error: code = Unavailable desc = failed to do connect handshake: HTTP/1.1 403 Forbidden"
        #expect(scene(text).findings().isEmpty)
        var question = try QuestionReader.read("127.0.0.1:50051", .use)
        question.message = text
        #expect(Scene(question).isGRPC && !Scene(question).isOfHTTP)
    }

    @Test func aServerThatLoadsSaysSo() throws {
        var scene = try TestScene.using(
            "127.0.0.1:6379", sockets: [try SocketFact.listener("127.0.0.1:6379", 9)],
            processes: [ProcessFact(pid: 9, name: "redis-server")],
            reports: [ErrorReport(.startingUp, runtime: "Redis", text: "LOADING Redis is loading the dataset")])
        let redis = Experiment.speak(.redis, try TestScene.endpoint("127.0.0.1:6379"))
        scene.set(redis, .speak(ProtocolAnswer(isSpoken: true, detail: "-LOADING Redis is loading the dataset")))
        let finding = try #require(scene.judge(ServerStillStarting.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.hasSuffix("is still loading its data."))
        scene.set(redis, .speak(ProtocolAnswer(isSpoken: true, detail: "+PONG")))
        #expect(scene.judge(ServerStillStarting.self)?.summary.contains("is ready now") == true)
    }

    @Test func aServerThatEndsInALoopIsNoCrashOnRequest() throws {
        let shell = ProcessFact(
            pid: 60, name: "bash", arguments: ["bash", "-c", "while :; do ruby app.rb; done"], age: 0.5)
        let server = ProcessFact(pid: 61, parent: 60, name: "ruby", arguments: ["ruby", "app.rb"], age: 0.4)
        var scene = try TestScene.using(
            "http://127.0.0.1:4567/", sockets: [try SocketFact.listener("127.0.0.1:4567", 61)],
            processes: [shell, server])
        let ask = HTTPAsk(try TestScene.endpoint("127.0.0.1:4567"), host: "127.0.0.1:4567")
        scene.set(.http(ask), .http(HTTPOutcome(.endedSilently, ending: .closed)))
        scene.set(.connections(4567, after: ask), .connections(ConnectionsLook(listeners: [])))
        scene.watch(4567, "..##..##..")
        #expect(scene.judge(ServerCrashLoop.self)?.summary.contains("bash, pid 60") == true)
        #expect(scene.judge(ServerCrashesOnRequest.self) == nil)
        scene.watch(4567, "..........")
        #expect(scene.judge(ServerCrashLoop.self) == nil)
        #expect(scene.judge(ServerCrashesOnRequest.self) != nil)
    }
}
