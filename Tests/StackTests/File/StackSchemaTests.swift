import TestSupport
import Testing

@testable import Stack

/// The published schema against the key lists, and against real files by a real validator.
@Suite("The schema of ostia.yaml") struct StackSchemaTests {
    private static let path = "\(Installed.packageFolder)/docs/json/stack.schema.json"

    @Test("is the one in docs/json")
    func published() throws {
        // To write it anew: OSTIA_UPDATE=1 with this test.
        let folder = TemporaryFolder()
        let fresh = folder.write("stack.schema.json", StackSchema.text)
        let updates = try Command.run("/bin/sh", ["-c", "printf %s \"$OSTIA_UPDATE\""]).output
        if updates == "1" { _ = try Command.run("/bin/cp", [fresh, Self.path]) }
        let difference = try Command.run("/usr/bin/diff", [Self.path, fresh])
        #expect(difference.code == 0, "\(difference.output)\(difference.error)")
    }

    @Test("knows every key that the reader knows", arguments: KeyTable.service + KeyTable.top)
    func keys(key: Shape.Key) {
        #expect(StackSchema.text.contains("\"\(key.name)\": "))
        #expect(key.about.hasSuffix("."))
    }

    private static let script = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for line in open(sys.argv[2]):
            print("good" if validator.is_valid(json.loads(line)) else "bad")
        """

    /// YAML's flow form is JSON's superset, so that one text can be given to both.
    static let documents: [(text: String, isGood: Bool)] = [
        (#"{"services": {"a": "node x"}}"#, true),
        (#"{"services": {"a": {"run": "node x"}}}"#, true),
        (#"{"services": {"a": {"run": ["node", "x"]}}}"#, true),
        (#"{"services": {"a": {"run": "x", "port": 80}}}"#, true),
        (#"{"services": {"a": {"run": "x", "port": "auto"}}}"#, true),
        (#"{"services": {"a": {"run": "x", "port": "none"}}}"#, true),
        (#"{"services": {"a": {"run": "x", "port": "5000-5010"}}}"#, true),
        (#"{"services": {"a": {"run": "x", "port": {"port": 80, "host": "::1"}}}}"#, true),
        (#"{"services": {"a": {"run": "x", "ports": {"http": "auto", "debug": 9229}}}}"#, true),
        (
            #"{"services": {"a": {"container": "redis", "ports": {"x": {"port": 1, "target": 2, "transport": "udp"}}}}}"#,
            true
        ),
        (#"{"services": {"a": {"container": {"image": "redis", "command": "a b", "volumes": ["x:/y"]}}}}"#, true),
        (#"{"services": {"a": {"forward": "ssh://h/t:1"}}}"#, true),
        (#"{"name": "x", "env": {"A": 1, "B": true, "C": null}, "services": {"a": "x"}}"#, true),
        (
            #"{"env": ["A=1"], "env_file": [".env", {"path": "x", "required": false, "format": "raw"}], "services": {"a": "x"}}"#,
            true
        ),
        (#"{"x-common": {"any": 1}, "services": {"a": {"run": "x", "x-note": 1}}}"#, true),
        (#"{"services": {"a": "x", "b": {"run": "x", "needs": ["a"]}}}"#, true),
        (#"{"services": {"a": "x", "b": {"run": "x", "needs": {"a": "exited"}}}}"#, true),
        (
            #"{"services": {"a": "x", "b": {"run": "x", "needs": {"a": {"condition": "started", "required": false}}}}}"#,
            true
        ),
        (
            #"{"services": {"a": {"run": "x", "ready": "tcp", "live": {"exec": "true", "interval": "5s", "retries": 2}}}}"#,
            true
        ),
        (#"{"services": {"a": {"run": "x", "ready": "/health"}}}"#, true),
        (#"{"services": {"a": {"run": "x", "ready": {"http": {"path": "/x", "status": 204}}}}}"#, true),
        (#"{"services": {"a": {"run": "x", "ready": {"log": "listening"}, "start_timeout": "1m30s"}}}"#, true),
        (
            #"{"services": {"a": {"run": "x", "stop": {"signal": "INT", "grace": 3, "before": "y"}, "restart": "never"}}}"#,
            true
        ),
        (
            #"{"services": {"a": {"run": "x", "log": {"file": "a.log", "rotation": {"size": "10MB", "keep": 2}}}}}"#,
            true
        ),
        (
            #"{"services": {"a": {"run": "x", "setup": ["y"], "watch": "src", "tty": true, "instances": 3, "profile": "p"}}}"#,
            true
        ),
        (
            #"{"services": {"a": {"run": "x", "success_codes": [3], "max_restarts": 5, "shell": "bash", "dir": "d"}}}"#,
            true
        ),
        (#"{}"#, false),
        (#"{"services": {"a": {}}}"#, false),
        (#"{"services": {"a": {"prot": 80, "run": "x"}}}"#, false),
        (#"{"servces": {"a": "x"}}"#, false),
        (#"{"services": {"a": {"run": "x", "container": "y"}}}"#, false),
        (#"{"services": {"a": {"run": "x", "port": 0}}}"#, false),
        (#"{"services": {"a": {"run": "x", "port": 65536}}}"#, false),
        (#"{"services": {"a": {"run": "x", "port": "080"}}}"#, false),
        (#"{"services": {"a": {"run": "x", "port": "22:22"}}}"#, false),
        (#"{"services": {"a": {"run": "x", "restart": "sometimes"}}}"#, false),
        (#"{"services": {"a": {"run": "x", "tty": "perhaps"}}}"#, false),
        (#"{"services": {"a": {"run": "x", "ready": "soon"}}}"#, false),
        (#"{"services": {"a": {"run": "x", "ready": {"interval": 1}}}}"#, false),
        (#"{"services": {"a": {"run": "x", "ready": {"exec": "x", "log": "y"}}}}"#, false),
        (#"{"services": {"a": {"run": "x", "instances": -1}}}"#, false),
        (#"{"services": {"a": {"run": "x", "start_timeout": "soon"}}}"#, false),
        (#"{"services": {"a": {"run": "x", "needs": {"b": "healthy"}}}}"#, false),
        (#"{"services": {"a": {"container": {"command": "x"}}}}"#, false),
        (#"{"services": {"a": {"run": "x", "env_file": {"required": true}}}}"#, false),
        (#"{"services": {"a": {"run": "x", "log": {"file": "y", "rotation": {"keep": 1}}}}}"#, false),
    ]

    @Test("agrees with the reader on every document", .requires(.pythonModule("jsonschema")))
    func agreement() throws {
        let python = try #require(Installed.python)
        let folder = TemporaryFolder()
        let list = folder.write("documents", Self.documents.map(\.text).joined(separator: "\n"))
        let result = try Command.run(python, ["-c", Self.script, Self.path, list])
        try #require(result.code == 0, "\(result.error)")
        try #require(result.lines.count == Self.documents.count)
        for (document, said) in zip(Self.documents, result.lines) {
            #expect((said == "good") == document.isGood, "the schema on \(document.text)")
        }
    }

    @Test("is no stricter and no laxer than the reader here", arguments: documents)
    func reader(text: String, isGood: Bool) {
        let read = OstiaYAML.read(text, path: "/x/ostia.yaml")
        #expect((read.file != nil) == isGood, "\(read.errors)")
    }
}
