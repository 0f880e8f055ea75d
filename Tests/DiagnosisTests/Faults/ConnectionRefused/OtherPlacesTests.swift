import Diagnosis
import Endpoints
import Testing

/// A server that is there, in another network namespace, on UDP, on a Unix socket, or on the other side of a container.
@Suite struct OtherPlacesTests {
    // MARK: - Another network namespace

    private func foreign(_ container: String? = nil) throws -> TestScene {
        var scene = try TestScene.using("http://localhost:3000/")
        scene.set(
            .otherNamespaces(3000),
            .otherNamespaces([
                ForeignListener(
                    try TestScene.endpoint("[::]:3000"), namespace: 4_026_532_500, pid: 88, name: "node",
                    container: container)
            ]))
        return scene
    }

    @Test func theNamespaceIsNamed() throws {
        let finding = try #require(try foreign().judge(ListeningInOtherNetns.self))
        #expect(finding.fault == "listening-in-other-netns")
        #expect(
            finding.summary
                == "node, pid 88, listens on [::]:3000 in network namespace 4026532500, not in this one: 127.0.0.1:3000 is refused."
        )
        #expect(finding.fixes.first?.command == "sudo nsenter -t 88 -n <the client's command>")
        #expect(try foreign().findings().first?.fault == "listening-in-other-netns")
    }

    @Test func aContainerIsNamedAndLeavesRoomForItsOwnRules() throws {
        let finding = try #require(try foreign("shop-db-1").judge(ListeningInOtherNetns.self))
        #expect(finding.summary.contains("in container shop-db-1, not in this one"))
        #expect(finding.confidence == 0.85)
    }

    @Test func whatListensHereIsNotElsewhere() throws {
        var scene = try foreign()
        scene.facts.sockets = [try .listener("127.0.0.1:3000", 5)]
        #expect(scene.judge(ListeningInOtherNetns.self) == nil)
        #expect(try TestScene.using("127.0.0.1:3000").judge(ListeningInOtherNetns.self) == nil)
    }

    // MARK: - UDP

    private func datagrams(_ asked: String, _ local: String, _ port: UInt16 = 8443) throws -> TestScene {
        try .using(
            asked, sockets: [SocketFact(.unconnected, try TestScene.endpoint(local, .udp), owners: [9])],
            processes: [ProcessFact(pid: 9, name: "statsd")])
    }

    @Test(arguments: ["127.0.0.1:8443", "0.0.0.0:8443"])
    func udpIsAPortOfItsOwn(local: String) throws {
        let finding = try #require(try datagrams("127.0.0.1:8443", local).judge(UDPOnlyService.self))
        #expect(finding.fault == "udp-only-service")
        #expect(finding.summary == "statsd, pid 9, listens on UDP \(local) only; TCP is refused there.")
        #expect(finding.confidence == 0.94)
    }

    @Test func aClientOfUDPHasAPortByChance() throws {
        let finding = try #require(try datagrams("127.0.0.1:40001", "0.0.0.0:40001").judge(UDPOnlyService.self))
        #expect(finding.confidence < Confidence.likely)
    }

    @Test func tcpOnlyIsTheReverse() throws {
        var scene = try TestScene.using(
            "udp://127.0.0.1:8125", sockets: [try .listener("127.0.0.1:8125", 9)],
            processes: [ProcessFact(pid: 9, name: "graphite")])
        let endpoint = try TestScene.endpoint("127.0.0.1:8125", .udp)
        scene.set(.datagram(endpoint), .datagram(DatagramOutcome(failure: "ECONNREFUSED")))
        let finding = try #require(scene.judge(UDPOnlyService.self))
        #expect(finding.summary == "graphite, pid 9, listens on TCP 127.0.0.1:8125 only; datagrams are refused there.")
        scene.set(.datagram(endpoint), .datagram(DatagramOutcome()))
        #expect(scene.judge(UDPOnlyService.self) == nil)
    }

    @Test func bothIsNoFault() throws {
        var scene = try datagrams("127.0.0.1:8443", "127.0.0.1:8443")
        scene.facts.sockets.append(try .listener("127.0.0.1:8443", 9))
        #expect(scene.judge(UDPOnlyService.self) == nil)
        #expect(try TestScene.using("127.0.0.1:8443").judge(UDPOnlyService.self) == nil)
    }

    // MARK: - Unix sockets

    private func unix(_ asked: String, _ path: String, _ name: String, _ reports: [ErrorReport] = []) throws
        -> TestScene
    {
        var scene = try TestScene.using(asked, processes: [ProcessFact(pid: 7, name: name, uid: 26)], reports: reports)
        scene.set(.unixListeners, .unixListeners([UnixFact(path: path, owners: [7], name: name)]))
        return scene
    }

    @Test(arguments: [
        ("127.0.0.1:5432", "/tmp/pg/.s.PGSQL.5432", "postgres", "psql -h /tmp/pg -p 5432"),
        ("127.0.0.1:3306", "/tmp/my/s", "mariadbd", "mysql --socket=/tmp/my/s"),
        ("redis://127.0.0.1:7000", "/tmp/redis.sock", "redis-server", "redis-cli -s /tmp/redis.sock"),
        ("127.0.0.1:2375", "/var/run/docker.sock", "dockerd", "export DOCKER_HOST=unix:///var/run/docker.sock"),
        ("127.0.0.1:9000", "/run/php/fpm.sock", "php-fpm8.3", "use the Unix socket /run/php/fpm.sock"),
    ])
    func theSocketIsNamed(_ asked: String, _ path: String, _ name: String, _ command: String) throws {
        let finding = try #require(try unix(asked, path, name).judge(ServiceUsesUnixSocketNotTCP.self))
        #expect(finding.fault == "service-uses-unix-socket-not-tcp")
        #expect(finding.confidence == 0.95)
        #expect(finding.summary.hasPrefix("\(name), pid 7, listens on the Unix socket \(path) only, not on TCP"))
        #expect(finding.fixes.first?.command == command)
    }

    @Test func whoWroteTheMessageTellsWhatIsExpected() throws {
        let report = ErrorReport(.connectionRefused, host: "127.0.0.1", port: 6543, runtime: "PostgreSQL")
        let scene = try unix("127.0.0.1:6543", "/run/.s.PGSQL.6543", "postgres", [report])
        #expect(scene.judge(ServiceUsesUnixSocketNotTCP.self)?.confidence == 0.95)
    }

    @Test func otherProgramsDoNotCount() throws {
        #expect(try unix("127.0.0.1:5432", "/run/app.sock", "gunicorn").judge(ServiceUsesUnixSocketNotTCP.self) == nil)
        #expect(
            try unix("127.0.0.1:3000", "/tmp/.s.PGSQL.5432", "postgres").judge(ServiceUsesUnixSocketNotTCP.self) == nil)
        #expect(
            try unix("http://127.0.0.1:5432", "/tmp/.s.PGSQL.5432", "postgres").judge(ServiceUsesUnixSocketNotTCP.self)
                == nil)
        var elsewhere = try unix("127.0.0.1:5433", "/tmp/.s.PGSQL.5432", "postgres")
        elsewhere.question.scheme = "postgres"
        elsewhere.facts.sockets = [try .listener("127.0.0.1:5432", 7)]
        #expect(elsewhere.judge(ServiceUsesUnixSocketNotTCP.self) == nil)
    }

    @Test func anotherUsersDaemonIsToldByItsCommandLine() throws {
        var scene = try TestScene.using(
            "127.0.0.1:3306",
            processes: [
                ProcessFact(pid: 7, name: "mariadbd", arguments: ["mariadbd", "--socket=/tmp/my/s"], uid: 65534)
            ])
        let finding = try #require(scene.judge(ServiceUsesUnixSocketNotTCP.self))
        #expect(finding.confidence == 0.84)
        #expect(finding.summary.contains("/tmp/my/s"))
        scene.facts.processes[7]?.arguments = ["mariadbd"]
        #expect(scene.judge(ServiceUsesUnixSocketNotTCP.self)?.confidence == 0.7)
        scene.facts.sockets = [try .listener("127.0.0.1:3307", uid: 65534)]
        #expect(scene.judge(ServiceUsesUnixSocketNotTCP.self) == nil)
    }

    // MARK: - Containers

    private func report(_ text: String) -> ErrorReport {
        ErrorReport(.connectionRefused, host: "127.0.0.1", port: 5432, runtime: "Node.js", text: text)
    }

    private func fromContainer(_ text: String, _ environment: [String: String] = [:]) throws -> TestScene {
        var scene = try TestScene.using(
            "127.0.0.1:5432", sockets: [try .listener("127.0.0.1:5432", 7)],
            processes: [ProcessFact(pid: 7, name: "postgres"), ProcessFact(pid: 8, name: "dockerd")],
            reports: [report(text)])
        scene.set(
            .containers,
            .containers(
                ContainerPicture(.answered, containers: [ContainerFact(id: "ab", name: "shop-app-1", pid: 300)])))
        scene.set(.environment(300), .environment(environment))
        return scene
    }

    @Test func aContainersEnvironmentNamesIt() throws {
        let finding = try #require(
            try fromContainer(
                "connect ECONNREFUSED 127.0.0.1:5432", ["DATABASE_URL": "postgres://a:secret@localhost:5432/a"]
            )
            .judge(LocalhostInsideContainerMeansItself.self))
        #expect(finding.fault == "localhost-inside-container-means-itself")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.evidence.last?.result == "DATABASE_URL names localhost:5432")
        #expect(!finding.evidence.contains { $0.result.contains("secret") })
    }

    @Test func composePutsTheContainerInFront() throws {
        let finding = try #require(
            try fromContainer("app-1  | Error: connect ECONNREFUSED 127.0.0.1:5432")
                .judge(LocalhostInsideContainerMeansItself.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.summary.hasPrefix("The client runs in container shop-app-1"))
    }

    @Test func withoutAContainerOrAMessageItIsNone() throws {
        var scene = try fromContainer("connect ECONNREFUSED 127.0.0.1:5432")
        #expect(scene.judge(LocalhostInsideContainerMeansItself.self) == nil)
        scene.question.reports = []
        #expect(scene.judge(LocalhostInsideContainerMeansItself.self) == nil)
        var other = try fromContainer("x", ["A": "localhost:54320"])
        #expect(other.judge(LocalhostInsideContainerMeansItself.self) == nil)
        other.question.reports = [report("10:00:00 | Error: connect ECONNREFUSED")]
        #expect(other.judge(LocalhostInsideContainerMeansItself.self) == nil)
    }

    @Test func askedInsideItIsAPossibility() throws {
        var scene = try TestScene.using("127.0.0.1:5432")
        scene.facts.surroundings = "container"
        #expect(scene.judge(LocalhostInsideContainerMeansItself.self)?.confidence == 0.55)
        #expect(scene.findings().first?.fault == "nothing-listening")
        scene.question.scheme = "http"
        let web = try #require(scene.judge(LocalhostInsideContainerMeansItself.self))
        #expect(web.confidence < Confidence.fallback)
        scene.facts.sockets = [try .listener("127.0.0.1:5432", 7)]
        #expect(scene.judge(LocalhostInsideContainerMeansItself.self) == nil)
    }
}
