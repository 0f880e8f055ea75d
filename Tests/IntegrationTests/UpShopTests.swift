import Foundation
import TestSupport
import Testing

/// The example that the documentation shows, as a newcomer starts it.
@Suite(
    "UpTests: the shop of the documentation",
    .requires("ostia", "python3", "node", "redis-server", "postgres", "psql", "curl"))
struct UpShopTests {
    private static let example = "\(Installed.packageFolder)/Examples/shop"

    /// With the Python that has Flask, where there is one.
    private let environment = [
        "PATH": [Installed.python.map { ($0 as NSString).deletingLastPathComponent }, "/usr/bin:/bin:/usr/sbin:/sbin"]
            .compactMap { $0 }.joined(separator: ":")
            + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    ]

    @Test("is up, sells what is in its database, and leaves nothing")
    func wholeLife() throws {
        let before = try Command.succeed("find", [Self.example])
        let stack = try Self.copy()
        let up = try stack.run(["up", "--wait"], environment: environment, timeout: 120)
        try #require(up.code == 0, "\(up.output)\(up.error)")
        #expect(up.error == "")
        let names = ["db", "api", "web", "cache"]
        for name in names { #expect(try stack.service(name)["state"].string == "ready") }

        let (api, web) = (try #require(try stack.port("api")), try #require(try stack.port("web")))
        #expect(try get(api, "/health") == #"{"healthy":true}"#)
        #expect(
            try get(web, "/").contains("<h1>For sale</h1><ul><li>anchor: 120</li><li>lantern: 35</li></ul>"))

        // What is put into the database through the service's own variables is on the page at once.
        let statement = "INSERT INTO goods VALUES ('compass', 80)"
        let added = try stack.run(
            ["exec", "api", "--", "sh", "-c", #"psql -X -q "$DATABASE_URL" -c "\#(statement)""#],
            environment: environment)
        #expect(added.code == 0, "\(added.error)")
        #expect(try get(web, "/").contains("<li>compass: 80</li>"))
        #expect(try stack.run(["restart", "db"], environment: environment).code == 0)
        #expect(try get(api, "/goods").contains(#""compass""#), "it is kept")

        // The debug port tells what the service was given; the documentation shows where the address comes from.
        let address = "postgres://127.0.0.1:\(try #require(try stack.port("db")))/shop"
        let debug = try #require(try stack.service("api")["ports"][1]["port"].int)
        let given = try Document(get(debug, "/"))
        #expect(given["DATABASE_URL"].string == address)
        #expect(given["PORT"].string == "\(api)")
        #expect(given["OSTIA_SERVICE"].string == "api")
        #expect(
            try stack("env", "why", "DATABASE_URL").output == """
                api: DATABASE_URL=\(address)
                  set by env of the service: services.api.env.DATABASE_URL

                """)

        let down = try stack("down", timeout: 60)
        #expect(down.output == "0 processes, 0 ports left\n")
        #expect(down.code == 0)
        #expect(stack.processes() == [])
        for name in names { #expect(try stack.said(name).contains("had to be killed") == false) }
        #expect(try Command.succeed("find", [Self.example]) == before, "the example's own folder stays as it is")
    }

    /// The example in a folder of its own, without what somebody's run has left beside it.
    private static func copy() throws -> Harbour {
        let text = try String(contentsOfFile: "\(example)/ostia.yaml", encoding: .utf8)
        let stack = Harbour(text)
        for name in try FileManager.default.contentsOfDirectory(atPath: example)
        where !name.hasPrefix(".") && name != "ostia.yaml" {
            try FileManager.default.copyItem(atPath: "\(example)/\(name)", toPath: stack.folder(name))
        }
        return stack
    }

    /// What is answered to a GET, without spaces where JSON may have some.
    private func get(_ port: Int, _ path: String) throws -> String {
        let text = try Command.succeed("curl", ["-sS", "-m", "20", "http://127.0.0.1:\(port)\(path)"])
        return text.hasPrefix("{") ? text.replacing(": ", with: ":").replacing("\n", with: "") : text
    }
}
