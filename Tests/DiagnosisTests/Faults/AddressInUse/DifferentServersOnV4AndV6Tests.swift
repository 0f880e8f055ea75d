import Diagnosis
import Endpoints
import Testing

@Suite struct DifferentServersOnV4AndV6Tests {
    private func scene(
        _ text: String = "http://localhost:5173/", four: ProcessFact? = BindScene.process(812, "node", ["node", "a"]),
        six: ProcessFact? = BindScene.process(813, "python3", ["python3", "b"])
    ) throws -> TestScene {
        try TestScene.using(
            text,
            sockets: [
                BindScene.listener("127.0.0.1:5173", four.map { [$0.pid] } ?? [], uid: 0),
                BindScene.listener("[::1]:5173", six.map { [$0.pid] } ?? [], uid: 0, v6Only: true),
            ], processes: BindScene.roots + [four, six].compactMap { $0 })
    }

    @Test func twoProgramsBehindOneName() throws {
        let scene = try scene()
        let finding = try #require(scene.judge(DifferentServersOnV4AndV6.self))
        #expect(
            finding.summary
                == "localhost:5173 is two servers: node, pid 812 answers on 127.0.0.1 and python3, pid 813 on [::1].")
        #expect(scene.findings().first?.fault == "different-servers-on-v4-and-v6")
    }

    @Test func anAddressMeansOneOfThem() throws {
        #expect(try scene("http://127.0.0.1:5173/").judge(DifferentServersOnV4AndV6.self) == nil)
        #expect(try scene("http://[::1]:5173/").judge(DifferentServersOnV4AndV6.self) == nil)
    }

    @Test func oneProgramOnBothIsHealthy() throws {
        let one = BindScene.process(812, "node")
        #expect(try scene(four: one, six: one).judge(DifferentServersOnV4AndV6.self) == nil)
        let worker = BindScene.process(813, "node", parent: 812)
        #expect(try scene(four: one, six: worker).judge(DifferentServersOnV4AndV6.self) == nil)
        let proxies = [812, 813].map { BindScene.process($0, "docker-proxy", ["docker-proxy", "\($0)"], parent: 1) }
        #expect(try scene(four: proxies[0], six: proxies[1]).judge(DifferentServersOnV4AndV6.self) == nil)
    }

    @Test func hiddenOwnersAreToldApartByTheirAnswers() throws {
        var scene = try scene(four: nil, six: nil)
        let ends = [Endpoint(.tcp, .loopbackV4, 5173), Endpoint(.tcp, .loopbackV6, 5173)]
        #expect(scene.judge(DifferentServersOnV4AndV6.self) == nil)
        for (end, page) in zip(ends, ["OLD", "NEW"]) {
            scene.set(
                .http(HTTPAsk(end, host: "localhost:5173")),
                .http(HTTPOutcome(.answered, status: 200, body: Array(page.utf8))))
        }
        let finding = try #require(scene.judge(DifferentServersOnV4AndV6.self))
        #expect(finding.evidence.last?.result == "different pages on IPv4 and IPv6")
    }

    @Test func aWildcardOfBothIsOneServer() throws {
        let scene = try TestScene.using(
            "localhost:5173", sockets: [BindScene.listener("[::]:5173", v6Only: false)],
            processes: [BindScene.process()])
        #expect(scene.findings().isEmpty)
    }
}
