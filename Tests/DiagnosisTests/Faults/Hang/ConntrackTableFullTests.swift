import Diagnosis
import Endpoints
import Testing

@Suite struct ConntrackTableFullTests {
    private let line = "[ 1634.05] nf_conntrack: nf_conntrack: table full, dropping packet"

    private func scene(_ count: Int?, _ limit: Int?, isSilent: Bool = true, report: String? = nil) throws -> TestScene {
        var scene = try FirewallTesting.silent(FirewallPicture())
        scene.facts.kernel.conntrackCount = count
        scene.facts.kernel.conntrackMax = limit
        if !isSilent { try scene.connect("127.0.0.1:8000", ConnectOutcome(.connected)) }
        if let report { scene.question.reports = [ErrorReport(.timeout, text: report)] }
        return scene
    }

    @Test func aFullTableAndSilenceAreProof() throws {
        let finding = try #require(try scene(65_536, 65_536).judge(ConntrackTableFull.self))
        #expect(finding.fault == "conntrack-table-full")
        #expect(finding.confidence == 0.98)
        #expect(
            finding.summary
                == "The connection tracking table is full (65536 entries): new connections are dropped.")
        #expect(finding.fixes.first?.command == "sudo sysctl net.netfilter.nf_conntrack_max=262144")
        #expect(finding.fixes.first?.undo == "sudo sysctl net.netfilter.nf_conntrack_max=65536")
    }

    @Test func theKernelsWordIsObservedWhileItIsSilent() throws {
        #expect(try scene(10, 65_536, report: line).judge(ConntrackTableFull.self)?.confidence == Confidence.observed)
    }

    @Test func aWordOfTheKernelsAboutThePastIsLikely() throws {
        let finding = try #require(
            try scene(nil, nil, isSilent: false, report: line).judge(ConntrackTableFull.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.summary.contains("at this moment there is room"))
    }

    @Test func theLogTellsItToo() throws {
        var scene = try scene(10, 65_536)
        scene.set(.kernelLog, .kernelLog(KernelLog(isReadable: true, lines: [line])))
        #expect(scene.judge(ConntrackTableFull.self)?.evidence.last?.result == line)
    }

    @Test func otherwiseItIsNot() throws {
        #expect(try scene(10, 65_536).judge(ConntrackTableFull.self) == nil)
        #expect(try scene(65_536, 65_536, isSilent: false).judge(ConntrackTableFull.self) == nil)
        #expect(try scene(nil, nil, report: "connect ETIMEDOUT").judge(ConntrackTableFull.self) == nil)
    }
}
