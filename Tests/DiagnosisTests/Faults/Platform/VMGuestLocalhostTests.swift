import Diagnosis
import Endpoints
import Testing

@Suite struct VMGuestLocalhostTests {
    private func scene(
        _ environment: [String: String], runtime: String = "Chromium", text: String = "ERR_CONNECTION_REFUSED"
    ) throws -> TestScene {
        let report = ErrorReport(.connectionRefused, host: "localhost", port: 3000, runtime: runtime, text: text)
        var scene = try TestScene.using("http://127.0.0.1:3000/", reports: [report])
        scene.facts.environment = environment
        scene.facts.sockets = [SocketFact(.listen, try TestScene.endpoint("127.0.0.1:3000"), owners: [8])]
        scene.facts.processes[8] = ProcessFact(pid: 8, name: "node")
        return scene
    }

    @Test(arguments: [
        (
            ["CODESPACES": "true", "CODESPACE_NAME": "fluffy"], "a GitHub Codespace",
            "gh codespace ports forward 3000:3000 -c fluffy"
        ),
        (["GITPOD_WORKSPACE_ID": "x"], "a Gitpod workspace", "gp url 3000"),
        (["REMOTE_CONTAINERS": "true"], "a dev container", "\"forwardPorts\": [3000]"),
        (
            ["SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"], "a machine used over SSH",
            "ssh -N -L 3000:localhost:3000 host"
        ),
    ])
    func theBrowserIsOnAnotherMachine(_ environment: [String: String], _ place: String, _ fix: String) throws {
        let finding = try #require(try scene(environment).judge(VMGuestLocalhost.self))
        #expect(finding.fault == "vm-guest-localhost")
        #expect(finding.confidence == Confidence.observed)
        #expect(
            finding.summary
                == "127.0.0.1:3000 works here, in \(place); the client's localhost is another machine's.")
        #expect(finding.fixes.first?.command == fix)
        #expect(finding.evidence.map(\.experiment) == ["connect", "listener", "environment", "message"])
    }

    @Test func aMessageThatSpeaksOfItIsLikely() throws {
        let scene = try scene([:], text: "the server runs in a virtual machine: ERR_CONNECTION_REFUSED")
        #expect(scene.judge(VMGuestLocalhost.self)?.confidence == Confidence.likely)
    }

    @Test func thePortMayStandInTheServersOwnWords() throws {
        var scene = try scene(["CODESPACES": "true"])
        scene.question = Question(
            .use, host: "localhost", reports: [ErrorReport(.connectionRefused, host: "localhost", runtime: "Chromium")],
            message: "Running on http://localhost:3000/ … localhost refused to connect")
        #expect(scene.judge(VMGuestLocalhost.self)?.summary.hasPrefix("127.0.0.1:3000 works here") == true)
        scene.question.message = "Running on http://localhost:3001 … localhost refused to connect"
        #expect(scene.judge(VMGuestLocalhost.self) == nil, "nothing listens on that one")
    }

    @Test func aProgramOfThisMachineIsNot() throws {
        let overSSH = ["SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"]
        #expect(try scene(overSSH, runtime: "Node.js", text: "ECONNREFUSED").judge(VMGuestLocalhost.self) == nil)
        #expect(try scene([:]).judge(VMGuestLocalhost.self) == nil)
        #expect(try scene(["CODESPACES": "false"]).judge(VMGuestLocalhost.self) == nil)
    }

    @Test func aServerThatIsDownHereOrNoReportIsNot() throws {
        var down = try scene(["CODESPACES": "true"])
        down.facts.sockets = []
        #expect(down.judge(VMGuestLocalhost.self) == nil)
        var healthy = try scene(["CODESPACES": "true"])
        healthy.question.reports = []
        #expect(healthy.judge(VMGuestLocalhost.self) == nil)
    }
}
