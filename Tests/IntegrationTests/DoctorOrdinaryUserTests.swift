import Foundation
import TestSupport
import Testing

/// The doctor run as `nobody`, who may not look into the processes of root: it says what it sees and what root would.
@Suite(
    "The doctor of an ordinary user", .requires("ostia", "python3", "ip", "nsenter", "setpriv", .root))
struct DoctorOrdinaryUserTests {
    private let network: TestNetwork
    private let home = TemporaryFolder()

    init() throws {
        network = try TestNetwork(isolatesProcesses: true)
        chmod(home.path, 0o777)
        let program = try #require(Installed.ostia)
        // The build folder may lie where only root looks.
        try FileManager.default.copyItem(atPath: program, toPath: home("ostia"))
        let engine = (program as NSString).deletingLastPathComponent + "/ostia-engine"
        try FileManager.default.copyItem(atPath: engine, toPath: home("ostia-engine"))
    }

    private func asNobody(_ arguments: String...) throws -> CommandResult {
        let words =
            network.prefix + ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", home("ostia")]
            + arguments
        return try Command.run(
            words[0], Array(words.dropFirst()),
            environment: [
                "XDG_STATE_HOME": home.path, "XDG_RUNTIME_DIR": home.path, "XDG_CONFIG_HOME": home.path,
                "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "HOME": home.path,
            ], directory: home.path)
    }

    @Test("sees that an endpoint of root's works")
    func healthy() throws {
        let server = try CountingServer(in: network)
        let answer = try asNobody("doctor", "http://127.0.0.1:8000/")
        #expect(answer.code == 0, "\(answer.output)\(answer.error)")
        #expect(answer.output.hasPrefix("ok "))
        withExtendedLifetime(server) {}
    }

    @Test("is told that nothing listens")
    func refused() throws {
        let answer = try asNobody("doctor", "--json", "127.0.0.1:8765")
        #expect(answer.code == 1)
        #expect(try answer.json().faults.first == "nothing-listening")
    }

    @Test("is told that the port is another user's, and that only root could end it")
    func held() throws {
        let server = try CountingServer(in: network)
        let answer = try asNobody("doctor", "--json", "--bind", "127.0.0.1:8000")
        #expect(answer.code == 1)
        let told = try answer.json()
        #expect(told.faults.first == "port-held-by-other-user")
        #expect(told["findings"][0]["summary"].string?.contains("root") == true)
        #expect(try DoctorSchema.complaint(answer.output) == "")
        withExtendedLifetime(server) {}
    }

    @Test("is told that a low port needs a right")
    func privileged() throws {
        let folder = try network.run("cat", ["/proc/sys/net/ipv4/ip_unprivileged_port_start"])
        try #require(folder.output == "1024\n", "a network of its own begins with the kernel's own setting")
        let answer = try asNobody("doctor", "--json", "--bind", "127.0.0.1:80")
        #expect(answer.code == 1)
        #expect(try answer.json().faults.first == "privileged-port")
        // Root may, so it is asked as root and nothing is wrong.
        #expect(try CLI(in: network)("doctor", "--bind", "127.0.0.1:80").code == 0)
    }

    @Test("has the same answers of a message")
    func message() throws {
        let answer = try asNobody("doctor", "--json", "--error", "Error: connect ECONNREFUSED 127.0.0.1:8765")
        #expect(answer.code == 1)
        #expect(try answer.json()["question"]["port"].int == 8765)
    }

    @Test("may look the whole machine over, and is told what stayed unseen")
    func machine() throws {
        let server = try CountingServer(in: network)
        let answer = try asNobody("doctor", "--json")
        #expect([0, 1, 3].contains(answer.code))
        #expect(try answer.json()["gaps"].items.contains { $0.string?.contains("root") == true })
        withExtendedLifetime(server) {}
    }
}
