import Diagnosis
import Endpoints
import Testing

@Suite struct KubectlNoKubeconfigTests {
    private static let report = ErrorReport(
        .connectionRefused, host: "localhost", port: 8080, runtime: "Kubernetes",
        text: "The connection to the server localhost:8080 was refused - did you specify the right host or port?")

    private func scene(_ report: ErrorReport = Self.report, asked: String = "localhost:8080") throws -> TestScene {
        var scene = try TestScene.using(asked, reports: [report])
        scene.facts.environment["HOME"] = "/home/me"
        return scene
    }

    @Test func noFileMeansLocalhost8080() throws {
        let finding = try #require(try scene().judge(KubectlNoKubeconfig.self))
        #expect(finding.fault == "kubectl-no-kubeconfig")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.hasPrefix("kubectl has no configuration (/home/me/.kube/config is missing)"))
        #expect(finding.evidence.contains(EvidenceLine("file", "/home/me/.kube/config", "is missing")))
    }

    @Test func aFileWithoutAContextIsOnlyLikely() throws {
        var scene = try scene()
        scene.facts.environment["KUBECONFIG"] = "/srv/a:/srv/b"
        scene.set(.unixSocket("/srv/b"), .unixSocket(UnixPath(.notASocket)))
        let finding = try #require(scene.judge(KubectlNoKubeconfig.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.summary.contains("no current context in /srv/b"))
        #expect(finding.evidence.contains(EvidenceLine("file", "/srv/a", "is missing")))
    }

    @Test func somethingElseOnThatPortMakesItLessSure() throws {
        var scene = try scene()
        scene.facts.sockets = [SocketFact(.listen, try TestScene.endpoint("127.0.0.1:8080"))]
        #expect(scene.judge(KubectlNoKubeconfig.self)?.confidence == Confidence.observed)
    }

    @Test(arguments: [
        ErrorReport(.connectionRefused, host: "10.0.0.1", port: 8080, runtime: "Kubernetes"),
        ErrorReport(.connectionRefused, host: "localhost", port: 6443, runtime: "Kubernetes"),
        ErrorReport(.connectionRefused, host: "localhost", port: 8080, runtime: "curl"),
        ErrorReport(.timeout, host: "localhost", port: 8080, runtime: "Kubernetes"),
    ])
    func anyOtherRefusalIsNot(_ report: ErrorReport) throws {
        #expect(try scene(report).judge(KubectlNoKubeconfig.self) == nil)
    }

    @Test func aQuestionAboutAnotherPortIsNot() throws {
        #expect(try scene(asked: "localhost:3000").judge(KubectlNoKubeconfig.self) == nil)
    }
}
