import Diagnosis
import Endpoints
import Testing

@Suite struct FDLimitAtSocketTests {
    private func scene(
        _ way: Stuck.Way = .notAccepted, open: Int?, limit: Int? = 1024, isSeen: Bool = true, isBare: Bool = true
    ) throws -> TestScene {
        var scene = try HangTesting.stuck(way, owner: isSeen ? HangTesting.python : nil, isBare: isBare)
        scene.facts.processes[812] = HangTesting.python
        scene.set(.activity(812), .activity(ProcessActivity(descriptors: open, descriptorLimit: limit)))
        return scene
    }

    @Test(arguments: [Stuck.Way.notAccepted, .queueFull])
    func aProcessAtItsLimitCannotAccept(_ way: Stuck.Way) throws {
        let finding = try #require(try scene(way, open: 1024).judge(FDLimitAtSocket.self))
        #expect(finding.fault == "fd-limit-at-socket")
        #expect(finding.confidence == 0.98)
        #expect(
            finding.summary
                == "python3, pid 812, has 1024 of 1024 descriptors open: it cannot accept on 127.0.0.1:8000 (EMFILE).")
        #expect(finding.fixes.map(\.command).contains("prlimit --pid 812 --nofile=4096:"))
    }

    @Test func anotherUsersProcessAtItsLimitIsLikely() throws {
        let finding = try #require(try scene(open: 16, limit: 16, isSeen: false).judge(FDLimitAtSocket.self))
        #expect(finding.confidence > Confidence.likely && finding.confidence < Confidence.observed)
    }

    @Test(arguments: [(Int?.some(1023), Int?.some(1024)), (nil, 1024), (1024, nil)])
    func otherwiseItIsNot(_ open: Int?, limit: Int?) throws {
        #expect(try scene(open: open, limit: limit).judge(FDLimitAtSocket.self) == nil)
    }

    @Test func aMessageAloneIsLittle() throws {
        let report = ErrorReport(.fdLimit, runtime: "Node.js", text: "accept EMFILE")
        let scene = try TestScene.using("127.0.0.1:3000", reports: [report])
        let finding = try #require(scene.judge(FDLimitAtSocket.self))
        #expect(finding.confidence < Confidence.likely)
        #expect(finding.evidence.first == EvidenceLine("message", "Node.js", "accept EMFILE"))
        #expect(try TestScene.using("127.0.0.1:3000").judge(FDLimitAtSocket.self) == nil)
    }

    @Test func aMessageAndAServerNearItsLimitIsMore() throws {
        let listener = SocketFact(.listen, try TestScene.endpoint("127.0.0.1:3000"), owners: [812])
        var scene = try TestScene.using(
            "127.0.0.1:3000", sockets: [listener], processes: [HangTesting.python],
            reports: [ErrorReport(.fdLimit, text: "EMFILE")])
        scene.set(.activity(812), .activity(ProcessActivity(descriptors: 250, descriptorLimit: 256)))
        #expect(scene.judge(FDLimitAtSocket.self)?.confidence == Confidence.observed)
    }
}
