import Foundation
import TestSupport
import Testing

/// A stack of an ordinary user, beside root who looks on.
@Suite("UpTests: an ordinary user", .requires("ostia", "python3", "setpriv", .root))
struct UpUserTests {
    private static let file = """
        name: own
        services:
          db: { run: "exec /usr/bin/python3 -u -m http.server ${port} --bind ${host}" }
          who: { run: "echo I am $(id -u):$(id -g); exec sleep 1000", needs: [db], port: none }
          deaf: { run: "trap '' TERM; while :; do sleep 0.1; done", port: none, stop: { grace: 300ms } }
        """

    private let home = TemporaryFolder()
    /// The stack of uid 1000, in a folder of its own.
    private let folder: String

    init() throws {
        home.write("work/ostia.yaml", Self.file)
        home.makeFolder("config")
        folder = home("work")
        // The build folder may lie where only root looks.
        let built = try #require(Installed.ostia)
        for name in ["ostia", "ostia-engine"] {
            let source = ((built as NSString).deletingLastPathComponent as NSString).appendingPathComponent(name)
            try FileManager.default.copyItem(atPath: source, toPath: home(name))
        }
        try Command.succeed("chown", ["-R", "1000:1000", home.path])
    }

    private func run(_ arguments: [String], as user: [String], timeout: Double = 60) throws -> CommandResult {
        try Command.run(
            "env", user + [home("ostia")] + arguments,
            environment: [
                "XDG_STATE_HOME": home("state"), "XDG_RUNTIME_DIR": home("run"), "XDG_CONFIG_HOME": home("config"),
                "HOME": home.path, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
            ], directory: folder, timeout: timeout)
    }

    private func own(_ arguments: String...) throws -> CommandResult {
        try run(arguments, as: ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", "--"])
    }

    /// Root with folders of its own, in the same work tree.
    private func root(_ arguments: String..., state: TemporaryFolder) throws -> CommandResult {
        try run(
            arguments,
            as: [
                "XDG_STATE_HOME=\(state("state"))", "XDG_RUNTIME_DIR=\(state("run"))", "HOME=\(state.path)",
            ])
    }

    @Test("starts, asks, changes and stops a stack, which root sees and leaves alone")
    func wholeLife() throws {
        let up = try own("up", "--wait")
        try #require(up.code == 0, "\(up.output)\(up.error)")
        defer { _ = try? own("down") }
        let status = try own("ps", "--json").json()
        let services = status["services"].items
        #expect(services.map { $0["state"].string } == ["ready", "ready", "ready"])
        let pids = services.compactMap { $0["pid"].int } + [try #require(status["supervisor"].int)]
        for pid in pids { #expect(Self.user(of: pid) == 1000) }
        let port = try #require(services[0]["ports"][0]["port"].int)
        #expect(eventually(seconds: 60) { (try? own("logs", "who").output.contains("| I am 1000:1000\n")) ?? false })
        #expect(try own("exec", "who", "--", "sh", "-c", "echo $(id -u) $DB_PORT").output == "1000 \(port)\n")
        #expect(try own("restart", "db").code == 0)
        #expect(try own("ps", "--json").json()["services"][0]["pid"].int != pids[0])

        try modes()
        try rootLooksOn(port)

        let down = try own("down")
        #expect(down.code == 0)
        #expect(down.output == "0 processes, 0 ports left\n")
        #expect(!Ports.isListening(UInt16(port)))
        for pid in pids { #expect(eventually(seconds: 60) { access("/proc/\(pid)/exe", F_OK) != 0 }, "\(pid) runs") }
    }

    /// What others may see of it: nothing.
    private func modes() throws {
        for top in ["state/ostia", "run/ostia"] {
            let below = try FileManager.default.subpathsOfDirectory(atPath: home(top))
            #expect(!below.isEmpty)
            for path in ["."] + below {
                let attributes = try FileManager.default.attributesOfItem(atPath: home("\(top)/\(path)"))
                let mode = (attributes[.posixPermissions] as? Int) ?? 0o777
                #expect(mode & 0o077 == 0, "\(top)/\(path) has mode \(String(mode, radix: 8))")
                #expect((attributes[.ownerAccountID] as? Int) == 1000)
            }
        }
    }

    /// Root's own stack of the same work tree is another one: with other ports, and its end ends nothing of ours.
    private func rootLooksOn(_ port: Int) throws {
        let state = TemporaryFolder()
        #expect(try root("ps", state: state).code == 1)
        let who = try root("who", "\(port)", state: state)
        #expect(who.output.contains("python3"), "\(who.output)")
        // The lease is the user's: root gets another number, or hears who is in the way.
        let up = try root("up", "--wait", state: state)
        let down = try root("down", state: state)
        #expect(up.code == 0, "\(up.error)")
        #expect(down.output == "0 processes, 0 ports left\n")
        #expect(
            try own("ps", "--json").json()["services"].items.map { $0["state"].string }
                == ["ready", "ready", "ready"])
        #expect(Ports.isListening(UInt16(port)))
    }

    private static func user(of pid: Int) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: "/proc/\(pid)"))?[.ownerAccountID] as? Int
    }
}
