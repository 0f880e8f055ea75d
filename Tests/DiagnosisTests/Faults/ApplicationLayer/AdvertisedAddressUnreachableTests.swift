import Diagnosis
import Endpoints
import Testing

@Suite struct AdvertisedAddressUnreachableTests {
    private let asked = "127.0.0.1:9092"

    private func scene(_ report: ErrorReport) throws -> TestScene {
        try TestScene.serving(asked, at: asked, ProcessFact(pid: 4, name: "java"), reports: [report])
    }

    private let kafka = ErrorReport(
        .nameResolution, host: "kafka", port: 9092,
        text: "Error connecting to node kafka:9092 java.net.UnknownHostException: kafka")

    @Test func aNameThatOnlyTheServerKnows() throws {
        let finding = try #require(try scene(kafka).judge(AdvertisedAddressUnreachable.self))
        #expect(finding.fault == "advertised-address-unreachable")
        #expect(
            finding.summary
                == "Java, pid 4 at 127.0.0.1:9092 answers and sends its clients on to kafka:9092, which does not resolve here."
        )
        #expect(finding.evidence.last == EvidenceLine("lookup", "kafka", "does not resolve"))
    }

    @Test func anAddressOfAnotherNetwork() throws {
        let moved = ErrorReport(
            .networkUnreachable, host: "10.20.30.40", port: 7000,
            text: "-> Redirected to slot [866] located at 10.20.30.40:7000")
        let finding = try #require(try scene(moved).judge(AdvertisedAddressUnreachable.self))
        #expect(finding.summary.hasSuffix("10.20.30.40:7000, which cannot be reached from here."))
        #expect(finding.fixes.first?.command == "redis-server --cluster-announce-ip 127.0.0.1")
    }

    @Test func theMessageMayBeUnread() throws {
        var scene = try TestScene.serving(asked, at: asked)
        scene.question.message = "Error connecting to node kafka:9092 (id: 1 rack: null)"
        #expect(scene.judge(AdvertisedAddressUnreachable.self)?.confidence == Confidence.proven)
    }

    @Test func anAddressOfThisMachineThatConnects() throws {
        var scene = try scene(
            ErrorReport(.timeout, host: "127.0.0.1", port: 9093, text: "Error connecting to node 127.0.0.1:9093"))
        #expect(scene.judge(AdvertisedAddressUnreachable.self) == nil)
        scene.question.reports[0].host = "127.0.0.2"
        #expect(scene.judge(AdvertisedAddressUnreachable.self)?.evidence.last?.target == "127.0.0.2:9093")
        try scene.listen("127.0.0.2:9093")
        #expect(scene.judge(AdvertisedAddressUnreachable.self) == nil)
    }

    @Test func withoutTheBootstrapItIsAnotherFault() throws {
        var scene = try scene(kafka)
        scene.facts.sockets = []
        #expect(scene.judge(AdvertisedAddressUnreachable.self) == nil)
    }

    @Test func aNameThatFailsByItself() throws {
        let report = ErrorReport(.nameResolution, host: "kafka", text: "java.net.UnknownHostException: kafka")
        #expect(try scene(report).judge(AdvertisedAddressUnreachable.self) == nil)
    }
}
