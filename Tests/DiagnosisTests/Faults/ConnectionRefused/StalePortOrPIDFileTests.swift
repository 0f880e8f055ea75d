import Diagnosis
import Endpoints
import Testing

@Suite struct StalePortOrPIDFileTests {
    private let rails = "A server is already running (pid: 4194, file: /tmp/shop/tmp/pids/server.pid). Exiting"
    private let postgres =
        "FATAL: lock file 'postmaster.pid' already exists HINT: Is another postmaster (PID 30211) running in data directory '/tmp/pg/d'?"

    private func scene(_ text: String, _ processes: ProcessFact...) -> TestScene {
        TestScene(
            QuestionReader.question(from: [ErrorReport(.stalePidFile, text: text)]), processes: processes)
    }

    @Test func aPidThatIsGoneIsProof() throws {
        let finding = try #require(scene(rails).judge(StalePortOrPIDFile.self))
        #expect(finding.fault == "stale-port-or-pid-file")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "/tmp/shop/tmp/pids/server.pid names pid 4194, and no such process runs: the file is stale.")
        #expect(finding.fixes.last?.command == "rm '/tmp/shop/tmp/pids/server.pid'")
        #expect(finding.fixes.last?.isSafe == false)
    }

    @Test func theDataDirectoryCompletesTheName() throws {
        let finding = try #require(scene(postgres).judge(StalePortOrPIDFile.self))
        #expect(finding.summary.hasPrefix("/tmp/pg/d/postmaster.pid names pid 30211"))
    }

    @Test func aNumberThatAnotherProgramGotIsStaleToo() throws {
        let finding = try #require(
            scene(postgres, ProcessFact(pid: 30211, name: "firefox")).judge(StalePortOrPIDFile.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.summary.contains("which is firefox, pid 30211, by now"))
    }

    @Test func aServerThatRunsIsNoStaleFile() {
        #expect(scene(rails, ProcessFact(pid: 4194, name: "ruby")).judge(StalePortOrPIDFile.self) == nil)
        #expect(scene(postgres, ProcessFact(pid: 30211, name: "postgres")).judge(StalePortOrPIDFile.self) == nil)
    }

    @Test func aFileThatNamesTheRefusedPort() throws {
        var scene = try TestScene.using("127.0.0.1:5432")
        #expect(scene.judge(StalePortOrPIDFile.self) == nil)
        scene.set(
            .portFiles(5432), .portFiles([PortFile(path: "/pg/postmaster.pid", pid: 77, port: 5432, isAlive: false)]))
        let finding = try #require(scene.judge(StalePortOrPIDFile.self))
        #expect(
            finding.summary
                == "/pg/postmaster.pid names port 5432 and pid 77, which is gone: nothing listens on 127.0.0.1:5432.")
        scene.set(.portFiles(5432), .portFiles([PortFile(path: "/pg/p", pid: 77, port: 5432, isAlive: true)]))
        #expect(scene.judge(StalePortOrPIDFile.self) == nil)
    }
}
