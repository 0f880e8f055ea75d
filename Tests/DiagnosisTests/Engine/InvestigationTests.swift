import Diagnosis
import Endpoints
import Testing

/// Rules of a test, and the order in which their needs are met.
@Suite struct InvestigationTests {
    private static let page = Fault(
        "cheap", .hang, "A fault.", symptoms: [], explanation: "Why.", proof: "How.", mends: [])

    private enum Cheap: Rule {
        static let fault = InvestigationTests.page
        static func judge(_ scene: Scene) throws(Need) -> Finding? {
            try scene.bind(Endpoint(.tcp, .loopbackV4, 80))?.failure == nil
                ? nil : finding(Confidence.proven, "found at once")
        }
    }

    private enum Expensive: Rule {
        static let fault = Fault(
            "expensive", .hang, "Another.", symptoms: [], explanation: "Why.", proof: "How.", mends: [])
        static func judge(_ scene: Scene) throws(Need) -> Finding? {
            try scene.watch(80) == nil ? finding(Confidence.remark, "not watched") : nil
        }
    }

    private let question = Question(.use, port: 80)

    @Test func theCheapestComesFirst() {
        var investigation = Investigation(question, Facts(), rules: [Expensive.self, Cheap.self])
        let batch = investigation.next(spent: 0)
        #expect(batch == [.bind(Endpoint(.tcp, .loopbackV4, 80), BindOptions())])
    }

    @Test func whatIsProvedMakesTheExpensiveUnknown() {
        var investigation = Investigation(question, Facts(), rules: [Expensive.self, Cheap.self])
        _ = investigation.next(spent: 0)
        investigation.learn(
            .bind(Endpoint(.tcp, .loopbackV4, 80), BindOptions()), .bind(BindOutcome(failure: "EADDRINUSE")))
        #expect(investigation.next(spent: 1) == nil)
        #expect(investigation.findings.map(\.fault) == ["cheap", "expensive"])
    }

    @Test func withoutProofItIsRun() {
        var investigation = Investigation(question, Facts(), rules: [Expensive.self, Cheap.self])
        _ = investigation.next(spent: 0)
        investigation.learn(.bind(Endpoint(.tcp, .loopbackV4, 80), BindOptions()), .bind(BindOutcome()))
        #expect(investigation.next(spent: 1) == [.watch(80)])
        investigation.learn(.watch(80), .watch(PortWatch(looks: [true, false])))
        #expect(investigation.next(spent: 2) == nil)
        #expect(investigation.findings.isEmpty)
        #expect(investigation.ruledOut == ["expensive", "cheap"])
    }

    @Test func whenTheTimeIsOverNothingMoreIsTried() {
        var investigation = Investigation(question, Facts(), rules: [Expensive.self])
        #expect(investigation.next(spent: Investigation.longest + 1) == nil)
        #expect(investigation.findings.map(\.summary) == ["not watched"])
    }
}

/// What holds for every page and rule of the catalogue.
@Suite struct CatalogueTests {
    @Test func idsAreUniqueAndPagesAreWhole() {
        var seen: Set<String> = []
        let ids = Set(Catalogue.rules.map { $0.fault.id })
        for fault in Catalogue.rules.map({ $0.fault }) {
            #expect(seen.insert(fault.id).inserted, "\(fault.id) is there twice")
            #expect(!fault.symptoms.isEmpty && !fault.explanation.isEmpty && !fault.proof.isEmpty, "\(fault.id)")
            #expect(!fault.mends.isEmpty, "\(fault.id) has no mend")
            for other in fault.seeAlso { #expect(ids.contains(other), "\(fault.id) points at \(other)") }
        }
        #expect(ids.count == 170)
    }

    @Test func nothingHealthyIsFound() throws {
        let listener = SocketFact(.listen, try TestScene.endpoint("127.0.0.1:3000"), sendQueue: 128, owners: [7])
        let scene = try TestScene.using(
            "http://127.0.0.1:3000/", sockets: [listener], processes: [ProcessFact(pid: 7, name: "node")])
        #expect(scene.findings().map(\.fault) == [])
    }
}
