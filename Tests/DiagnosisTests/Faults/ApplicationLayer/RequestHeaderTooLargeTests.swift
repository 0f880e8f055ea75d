import Diagnosis
import Endpoints
import Testing

@Suite struct RequestHeaderTooLargeTests {
    private let asked = "127.0.0.1:3000"

    private func scene(_ answer: HTTPOutcome, told: String? = nil) throws -> TestScene {
        let reports = told.map { [ErrorReport(.headerTooLarge, text: $0)] } ?? []
        var scene = try TestScene.serving("http://127.0.0.1:3000/", at: asked, reports: reports)
        try scene.http(asked, host: asked, answer)
        return scene
    }

    @Test func aSmallRequestIsAnsweredAndTheirsWasNot() throws {
        let finding = try #require(
            try scene(.page(200), told: "431 Request Header Fields Too Large").judge(RequestHeaderTooLarge.self))
        #expect(finding.fault == "request-header-too-large")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.evidence.last?.target == "127.0.0.1:3000/ without cookies")
        #expect(finding.fixes[1].command == "http://localhost:3000/")
    }

    @Test func nowAsWell() throws {
        #expect(try scene(.page(431)).judge(RequestHeaderTooLarge.self) != nil)
        #expect(try scene(.page(400, "Request Header Or Cookie Too Large")).judge(RequestHeaderTooLarge.self) != nil)
    }

    @Test(arguments: [200, 400, 404])
    func otherwiseItIsNot(_ status: Int) throws {
        #expect(try scene(.page(status)).judge(RequestHeaderTooLarge.self) == nil)
    }

    @Test func aServerThatIsGone() throws {
        var scene = try scene(.page(200), told: "431 Request Header Fields Too Large")
        scene.facts.sockets = []
        #expect(scene.judge(RequestHeaderTooLarge.self) == nil)
    }

    @Test func theMessageAlone() {
        let scene = TestScene.told("HPE_HEADER_OVERFLOW", .headerTooLarge)
        #expect(scene.judge(RequestHeaderTooLarge.self)?.confidence == Confidence.observed)
    }
}
