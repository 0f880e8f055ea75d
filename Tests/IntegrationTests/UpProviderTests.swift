import Foundation
import TestSupport
import Testing

/// `ostia compose` as Docker Compose calls a service's provider: its words, its answers line by line.
@Suite("UpTests: a provider of Compose", .requires("ostia", "python3"))
struct UpProviderTests {
    private static let server = "exec python3 -u -m http.server $PORT --bind $HOST"
    private static let stack = """
        name: shop
        services:
          db: { run: "\(server)" }
          api: { run: "\(server)", needs: [db], ports: { http: auto } }
          mail: { run: "\(server)", needs: [db], profile: mail }

        """
    private static let withBad = stack + "  bad: { run: 'echo broken; exit 3', restart: never, port: auto }\n"

    /// A message as Compose reads it: an object of two texts.
    private struct Message: Hashable {
        var type: String
        var text: String
    }

    private func messages(_ result: CommandResult) throws -> [Message] {
        try result.lines.map { line in
            let document = try Document(line)
            return Message(
                type: try #require(document["type"].string), text: try #require(document["message"].string))
        }
    }

    private func variables(_ messages: [Message]) -> [String: String] {
        var out: [String: String] = [:]
        for message in messages where message.type == "setenv" {
            let parts = message.text.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { out[String(parts[0])] = String(parts[1]) }
        }
        return out
    }

    private func states(_ stack: Harbour) throws -> [String: String] {
        var out: [String: String] = [:]
        for service in try stack("ps", "--json").json()["services"].items {
            if let name = service["name"].string { out[name] = service["state"].string }
        }
        return out
    }

    @Test("starts one service with its needs, tells where it is, and stops what only it needed")
    func wholeLife() throws {
        let stack = Harbour(Self.withBad)
        let up = try stack("compose", "--project-name=site", "up", "--service=api", "backend", timeout: 120)
        let told = try messages(up)
        try #require(up.code == 0, "\(up.output)\(up.error)")
        #expect(Set(told.map(\.type)) == ["info", "debug", "setenv"])
        let port = try #require(try stack.port("api"))
        #expect(
            variables(told) == [
                "URL": "http://127.0.0.1:\(port)", "HOST": "127.0.0.1", "PORT": "\(port)",
                "ADDRESS": "127.0.0.1:\(port)", "PORT_HTTP": "\(port)",
            ])
        #expect(Ports.isListening(UInt16(port)))
        #expect(try states(stack) == ["db": "ready", "api": "ready", "bad": "stopped"])

        // Once more it says the same, and starts nothing twice.
        let pid = try stack.service("api")["pid"].int
        let again = try stack("compose", "--project-name", "site", "up", "--service", "api", "backend", timeout: 120)
        #expect(try variables(messages(again)) == variables(told))
        #expect(try stack.service("api")["pid"].int == pid)

        // A second service of the same file joins the stack, with an address for containers.
        let second = try stack(
            "compose", "--project-name=site", "up", "--host=host.docker.internal", "db", timeout: 120)
        let database = try #require(try stack.port("db"))
        #expect(try variables(messages(second))["ADDRESS"] == "host.docker.internal:\(database)")

        let down = try stack("compose", "--project-name=site", "down", "--service=api", "backend", timeout: 60)
        #expect(down.code == 0, "\(down.output)\(down.error)")
        #expect(try messages(down).last == Message(type: "info", text: "0 processes, 0 ports left"))
        #expect(eventually { stack.processes() == [] })
        #expect(
            try messages(stack("compose", "--project-name=site", "down", "backend", "--service=api")).last?.text
                == "does not run")
    }

    @Test("is asked for two services at once, as Compose does, and a third one's port is in nobody's way")
    func atOnce() throws {
        let port = Ports.free()
        let holder = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try holder.waitForPort(port)
        let stack = Harbour(Self.stack + "  web: { run: '\(Self.server)', port: \(port) }\n")
        let words = ["compose", "--project-name=site", "up", "api"]
        let first = try RealProgram(
            try #require(Installed.ostia), words, environment: stack.ostia.environment, folder: stack.folder)
        let second = try stack("compose", "--project-name=site", "up", "db", timeout: 120)
        #expect(second.code == 0, "\(second.output)\(second.error)")
        #expect(first.process.wait(seconds: 120) == 0, "\(first.log)")
        #expect(first.log.contains("\"ADDRESS="))
        #expect(try states(stack) == ["db": "ready", "api": "ready", "web": "stopped"])
        let held = try messages(stack("compose", "--project-name=site", "up", "web", timeout: 120)).last
        #expect(
            held?.type == "error" && held?.text.contains("\(port) is held by") == true, "\(String(describing: held))")
        #expect(try states(stack)["web"] == "stopped")
    }

    @Test("leaves alone what others use")
    func shared() throws {
        let stack = Harbour(Self.stack)
        try #require(try stack("up", "--wait", "--profile", "mail", timeout: 120).code == 0)
        let down = try stack("compose", "--project-name=site", "stop", "api", timeout: 60)
        #expect(try messages(down).last == Message(type: "info", text: "stopped"))
        #expect(try states(stack) == ["db": "ready", "api": "stopped", "mail": "ready"])
        #expect(try stack("compose", "--project-name=site", "up", "api", timeout: 120).code == 0)
        #expect(try states(stack) == ["db": "ready", "api": "ready", "mail": "ready"])
    }

    @Test(
        "tells its mistakes as messages",
        arguments: [
            (["up", "bad"], "bad exited with 3 after"), (["up", "nobody"], "has no service nobody"),
            (["up", "--file=no.yaml", "db"], "no.yaml is not there"), (["up"], "the service is missing"),
            (["up", "--file=compose.yaml", "web"], "is Compose's own file"),
        ])
    func mistakes(arguments: [String], text: String) throws {
        let stack = Harbour(Self.withBad)
        stack.folder.write("compose.yaml", "services: { web: { provider: { type: ostia } } }\n")
        let result = try stack.ostia.run(
            ["compose", "--project-name=site"] + arguments, directory: stack.folder.path, timeout: 120)
        #expect(result.code == 1)
        let last = try #require(try messages(result).last)
        #expect(last.type == "error" && last.text.contains(text), "\(last)")
    }

    @Test("tells Compose of its options")
    func metadata() throws {
        let answer = try CLI()("compose", "metadata")
        #expect(answer.code == 0)
        let document = try answer.json()
        #expect(document["description"].string?.isEmpty == false)
        for action in ["up", "down", "stop"] {
            #expect(document[action]["parameters"].items.map { $0["name"].string } == ["file", "service", "host"])
        }
    }
}
