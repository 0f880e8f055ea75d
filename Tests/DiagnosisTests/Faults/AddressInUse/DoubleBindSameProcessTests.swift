import Diagnosis
import Endpoints
import Testing

@Suite struct DoubleBindSameProcessTests {
    private func scene(_ text: String, _ processes: [ProcessFact]) throws -> TestScene {
        let report = ErrorReport(.addressInUse, host: "127.0.0.1", port: 8080, text: text)
        var question = QuestionReader.question(from: [report])
        question.reports = [report]
        var scene = TestScene(
            question, sockets: [try BindScene.listener("127.0.0.1:8080")], processes: BindScene.roots + processes)
        scene.facts.userID = BindScene.user
        return scene
    }

    @Test func theComplainerHoldsItItself() throws {
        let scene = try scene(
            "[2026-11-21 03:10:38 +0000] [812] [ERROR] Connection in use: ('127.0.0.1', 8080)", [BindScene.process()])
        let finding = try #require(scene.judge(DoubleBindSameProcess.self))
        #expect(finding.summary.contains("it binds the port twice"))
        #expect(scene.findings().first?.fault == "double-bind-same-process")
    }

    @Test func aHiddenOwnerOfTheSameUserIsTakenForTheComplainer() throws {
        var scene = try scene("[814] [ERROR] Connection in use", [BindScene.process(814, uid: 0)])
        scene.facts.sockets = [try BindScene.listener("127.0.0.1:8080", [], uid: 0, unknown: "other user")]
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "double-bind-same-process")
        #expect(finding.summary.contains("probably holds it itself"))
        #expect(finding.confidence < Confidence.observed)
    }

    @Test func aReloadersChildMeetsItsParent() throws {
        let child = BindScene.process(813, parent: 812)
        let finding = try #require(
            try scene("[813] [ERROR] Connection in use", [BindScene.process(), child])
                .judge(DoubleBindSameProcess.self))
        #expect(finding.summary.contains("parent and child both bind it"))
    }

    @Test(arguments: ["[814] [ERROR] Connection in use", "[400] Connection in use", "Connection in use on port 812"])
    func anotherProcessComplains(_ text: String) throws {
        #expect(
            try scene(text, [BindScene.process(), BindScene.process(814)]).judge(DoubleBindSameProcess.self) == nil)
    }
}
