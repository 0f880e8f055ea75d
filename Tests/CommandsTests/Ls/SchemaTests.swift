import Endpoints
import Inventory
import LinuxKernel
import TestSupport
import Testing

@testable import Commands

/// Real documents against the published schemas, by a real validator.
@Suite("The published schemas", .requires(.pythonModule("jsonschema")))
struct ListSchemaTests {
    private let folder = TemporaryFolder()
    private static let script = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for name in sys.argv[2:]:
            validator.validate(json.load(open(name)))
        """

    /// - Returns: the validator's complaint, empty when there is none.
    private func complaint(_ documents: [String], _ schema: String) throws -> String {
        let python = try #require(Installed.python)
        let files = documents.enumerated().map { folder.write("\(schema)-\($0).json", $1) }
        #expect(!files.isEmpty)
        let path = "\(Installed.packageFolder)/docs/json/\(schema).schema.json"
        let result = try Command.run(python, ["-c", Self.script, path] + files)
        return result.code == 0 ? "" : result.error
    }

    /// The harbour with a container, a stuck listener, a supervised program and sockets without owners or cookies.
    private func hosts() -> [FakeHost] {
        let rich = harbour()
        rich.root.makeFolder("sys/fs/cgroup/machine.slice")
        rich.rows += [
            .listener("0.0.0.0", 14720, inode: 30, cookie: .max),
            .listener("127.0.0.1", 14721, inode: 31, queue: 9, longest: 8),
            .listener("::1", 14721, inode: 32, uid: 4_294_967_295), .listener("127.0.0.1", 14722, inode: 0),
        ]
        rich.add(1, "systemd", parent: 0)
        rich.add(29, "nodemon", command: ["nodemon", "x"])
        rich.add(
            30, "docker-proxy", sockets: [3: 30],
            command: ["docker-proxy", "-host-port", "14720", "-container-ip", "172.17.0.2", "-container-port", "80"])
        rich.add(31, "\u{1B}[2J\u{202E}", parent: 29, sockets: [3: 31], files: [1: "/dev/null", 2: "pipe:[1]"])
        rich.add(32, sockets: [4: 32], terminal: 34816)
        let bare = harbour()
        bare.rows = bare.rows.map {
            var row = $0
            row.cookie = 0
            row.v6Only = nil
            return row
        }
        bare.user = 1000
        return [rich, bare, FakeHost()]
    }

    @Test("describe ls")
    func ls() throws {
        var documents: [String] = []
        for host in hosts() {
            documents.append(try host.ls(json: true).text)
            documents.append(try host.ls(width: 80, json: true).text)
            documents.append(try host.ls(json: true) { $0.showsConnections = true }.text)
            documents.append(try host.ls(json: true) { $0.showsBound = true }.text)
            documents.append(try host.ls(json: true) { $0.showsUnix = true }.text)
        }
        #expect(try complaint(documents, "ls") == "")
    }

    @Test("describe the lines of ls --watch")
    func watch() throws {
        var documents: [String] = []
        var changes = WatchChanges()
        for host in hosts() {
            let listing = try host.listing()
            documents.append(changes.next(listing).json(listing).text())
        }
        #expect(try complaint(documents, "ls-watch") == "")
    }

    @Test("describe who, also when brief")
    func who() throws {
        var documents: [String] = []
        var brief: [String] = []
        for host in hosts() {
            for text in [
                "14711", "14712", "udp:14714", "14720", "14721", "14722", "40001", "40003", "pid:31", "pid:20",
                "localhost:9",
            ] {
                let subject = try WhoSubject(parsing: text)
                let long = host.context(json: true)
                _ = try Commands.who(WhoOptions(subject: subject), in: long)
                documents.append(long.console.out.text)
                let short = host.context(json: true)
                _ = try Commands.who(WhoOptions(subject: subject, isBrief: true), in: short)
                brief.append(short.console.out.text)
            }
        }
        #expect(try complaint(documents, "who") == "")
        #expect(try complaint(brief, "who-brief") == "")
    }

    @Test("describe the overview")
    func overview() throws {
        var documents: [String] = []
        for host in hosts() {
            let context = host.context(json: true)
            _ = try Commands.overview(showsAll: false, in: context)
            documents.append(context.console.out.text)
        }
        #expect(try Document(documents[0])["groups"].items.count == 4)
        #expect(try Document(documents[0])["warnings"].items.count >= 3)
        #expect(try complaint(documents, "overview") == "")
    }

    @Test("describe failures")
    func error() throws {
        let errors = [
            CommandError("not-permitted", "a", hint: "b", status: .notPermitted), .badInput("c"),
            Entry.mistake(InputError("d"), []),
        ]
        #expect(try complaint(errors.map { $0.json.text() }, "failure") == "")
    }

    @Test("refuse what is not so", arguments: ["ls", "ls-watch", "who", "who-brief", "overview", "error"])
    func strict(schema: String) throws {
        for document in [
            "{}", "[]", #"{"schema":"ostia/\#(schema)/2"}"#, #"{"schema":"ostia/\#(schema)/1","more":1}"#,
        ] {
            #expect(try complaint([document], schema).contains("ValidationError"))
        }
        let row = try FakeHost([.listener("127.0.0.1", 1, inode: 1)]).ls(json: true).text
        for (old, new) in [
            (#""port":1,"#, #""port":70000,"#), (#""exposure":"loopback""#, #""exposure":"all""#), (#""inode":1,"#, ""),
            (#""unit":null"#, #""unit":null,"extra":1"#), (#""cookie":"1""#, #""cookie":1"#),
        ] {
            #expect(try complaint([row.replacing(old, with: new)], "ls").contains("ValidationError"), "\(new)")
        }
    }
}
