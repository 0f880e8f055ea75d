import Diagnosis
import Endpoints
import Testing

@Suite struct HostDockerInternalMissingTests {
    private static let report = ErrorReport(
        .nameResolution, host: "host.docker.internal", runtime: "Node.js",
        text: "Error: getaddrinfo ENOTFOUND host.docker.internal")

    @Test(arguments: ["host.docker.internal", "http://host.docker.internal:3000/", "HOST.docker.internal:80"])
    func theNameDoesNotResolve(_ asked: String) throws {
        let finding = try #require(
            try TestScene.using(asked, reports: [Self.report]).judge(HostDockerInternalMissing.self))
        #expect(finding.fault == "host-docker-internal-missing")
        #expect(finding.confidence > Confidence.proven)
        #expect(finding.summary.hasPrefix("host.docker.internal does not resolve"))
        #expect(finding.fixes[1].command == "extra_hosts: [\"host.docker.internal:host-gateway\"]")
    }

    @Test func theServerItMeansIsNamed() throws {
        let scene = try TestScene.using(
            "http://host.docker.internal:3000/",
            sockets: [SocketFact(.listen, try TestScene.endpoint("0.0.0.0:3000"), owners: [7])],
            processes: [ProcessFact(pid: 7, name: "python3")])
        let finding = try #require(scene.judge(HostDockerInternalMissing.self))
        #expect(finding.evidence.last == EvidenceLine("listener", "0.0.0.0:3000", "on this machine, python3, pid 7"))
        #expect(finding.fixes.last?.command == "use localhost:3000")
    }

    @Test func aContainersResolverMayLackWhatOursHas() throws {
        var scene = try TestScene.using("host.docker.internal:3000", reports: [Self.report])
        scene.set(.lookup("host.docker.internal"), .lookup(NameLookup([.loopbackV4])))
        let finding = try #require(scene.judge(HostDockerInternalMissing.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.summary.contains("resolves here"))
        scene.question.reports = []
        #expect(scene.judge(HostDockerInternalMissing.self) == nil)
    }

    @Test func otherNamesAreNot() throws {
        #expect(try TestScene.using("db.internal:5432").judge(HostDockerInternalMissing.self) == nil)
        #expect(try TestScene.using("localhost:3000").judge(HostDockerInternalMissing.self) == nil)
    }
}
