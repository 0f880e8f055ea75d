import Testing

@testable import Stack

/// What is wrong with a file, with its place.
@Suite("Faults of ostia.yaml") struct FileFaultTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        /// `line:column subject`, in order.
        var places: [String]
        /// A part of the first fault's words.
        var words: String
        var testDescription: String { "\(words) <- \(text.debugDescription)" }

        init(_ text: String, _ places: String..., words: String) {
            self.text = text
            self.places = places
            self.words = words
        }
    }

    static func inService(_ line: String, _ column: Int, _ subject: String, _ words: String) -> Case {
        Case("services:\n  a:\n    run: x\n    \(line)\n", "4:\(column) services.a.\(subject)", words: words)
    }

    static let cases: [Case] = [
        // The text itself.
        Case("", "1:1 ", words: "the file is empty"),
        Case("# only a comment\n", "1:1 ", words: "the file is empty"),
        Case("services:\n\ta: x\n", "2:1 ", words: "a tab in the indentation"),
        Case("services:\n  a:\n    run: b: c\n", "3:11 ", words: "put the value in quotes"),
        Case("services:\n  a: @x\n", "2:6 ", words: "a value cannot begin with `@`"),
        Case("services:\n  a: `x`\n", "2:6 ", words: "a value cannot begin with ```"),
        Case("services:\n  a: %x\n", "2:6 ", words: "a value cannot begin with `%`"),
        Case("services: { a: x\n", "2:1 ", words: "expected ',' or '}'"),
        Case("services:\n  a: \"x\n", "3:1 ", words: "the text ends inside quotes"),
        Case("services:\n  a: *x\n", "2:6 ", words: "an alias (`*name`) without its anchor"),
        Case("services: { a: x }\n---\nservices: {}\n", "2:1 ", words: "a second document"),
        Case("services:\n  a: x\n  b\n", "4:1 ", words: "a key without `:`"),
        Case("services: \u{01}\n", "1:11 ", words: "not text"),
        Case("*a : x\n", "1:1 ", words: "an alias cannot be a key"),
        Case("? [a]\n: x\n", "1:3 ", words: "a key must be plain text"),
        // Repeated keys, all of them.
        Case(
            "services:\n  a: x\n  b: x\n  a: y\n", "4:3 ",
            words: "the key \"a\" is given twice; the first one is in line 2"),
        Case(
            "name: x\nname: y\nservices:\n  a:\n    run: x\n    run: y\n    prot: 1\n", "2:1 ", "6:5 ",
            "7:5 services.a.prot", words: "the key \"name\" is given twice"),
        Case("services: { a: x, a: y }\n", "1:13 ", words: "is given twice"),
        // The shape.
        Case("- a\n", "1:1 ", words: "a map is wanted"),
        Case("x\n", "1:1 ", words: "a map is wanted"),
        Case("name: shop\n", "1:1 ", words: "`services` is missing"),
        Case("services:\n", "1:10 services", words: "there is no service"),
        Case("services: {}\n", "1:11 services", words: "a map of services is wanted"),
        Case("services: [a]\n", "1:11 services", words: "a map of services is wanted"),
        Case("servces:\n  a: x\n", "1:1 servces", words: "did you mean `services`?"),
        Case("processes:\n  a: x\nservices: { a: x }\n", "1:1 processes", words: "did you mean `services`?"),
        Case("services:\n  a:\n", "2:5 services.a", words: "nothing to run"),
        Case("services:\n  a: {}\n", "2:6 services.a", words: "nothing to run"),
        Case("services:\n  a: [x]\n", "2:6 services.a", words: "a map is wanted"),
        Case("services:\n  a: ''\n", "2:6 services.a", words: "it is empty"),
        Case("services:\n  a.b: x\n", "2:3 services.a.b", words: "letters, digits, `_` and `-`"),
        Case("services:\n  -a: x\n", "2:3 services.-a", words: "does not begin with `-`"),
        Case("services:\n  env: x\n", "2:3 services.env", words: "templates use it"),
        Case(
            "services:\n  a: { run: x, container: y }\n", "2:27 services.a",
            words: "`run` and `container` exclude each other"),
        Case("services:\n  a: { run: [] }\n", "2:13 services.a.run", words: "an empty list"),
        Case("services:\n  a: { container: {} }\n", "2:19 services.a.container", words: "`image` is missing"),
        Case(
            "services:\n  a: { container: --privileged }\n", "2:19 services.a.container",
            words: "not the name of an image"),
        Case("services:\n  a: { forward: ftp://x }\n", "2:17 services.a.forward", words: "no forward"),
        Case(
            "services:\n  a: { forward: \"ssh://-oProxyCommand=x/y:1\" }\n", "2:17 services.a.forward",
            words: "cannot stand in a forward"),
        Case("services:\n  a: { forward: \"ssh://h/t:0\" }\n", "2:17 services.a.forward", words: "from 1 to 65535"),
        Case("env: [\"A B=1\"]\nservices: { a: x }\n", "1:7 env[0]", words: "cannot name a variable"),
        Case("env: x\nservices: { a: x }\n", "1:6 env", words: "a map of variables is wanted"),
        Case("dotenv_wins: perhaps\nservices: { a: x }\n", "1:14 dotenv_wins", words: "true or false"),
        Case("env_file: { required: true }\nservices: { a: x }\n", "1:11 env_file", words: "`path` is missing"),
        // Keys of a service.
        inService("prot: 80", 5, "prot", "did you mean `port`?"),
        inService("depends_on: [b]", 5, "depends_on", "did you mean `needs`?"),
        inService("healthcheck: x", 5, "healthcheck", "did you mean `ready`?"),
        inService("stop_signal: x", 5, "stop_signal", "did you mean `stop: { signal: … }`?"),
        inService("zzzzzz: 1", 5, "zzzzzz", "the keys here are run, container"),
        inService("port: 080", 11, "port", "080 has a leading 0; it is no number at all"),
        inService("port: 070", 11, "port", "070 has a leading 0; it is 56 to a YAML reader"),
        inService("port: \"070\"", 11, "port", "070 has a leading 0: write 70"),
        inService("port: 22:22", 11, "port", "it is the number 1342 to a YAML 1.1 reader"),
        inService("port: \"8080:80\"", 11, "port", "`ports: { NAME: { port: 8080, target: 80 } }`"),
        inService("port: 0", 11, "port", "write auto"),
        inService("port: 65536", 11, "port", "from 1 to 65535"),
        inService("port: 99999999999999999999", 11, "port", "from 1 to 65535"),
        inService("port: -1", 11, "port", "is no port"),
        inService("port: 8e3", 11, "port", "is no port"),
        inService("port: atuo", 11, "port", "did you mean `auto`?"),
        inService("port: 5010-5000", 11, "port", "the wrong way round"),
        inService("port: 0-10", 11, "port", "write auto"),
        inService("port:", 10, "port", "a port is wanted"),
        inService("port: [80]", 11, "port", "a port is wanted"),
        inService("ports: [80]", 12, "ports", "a map of names is wanted"),
        inService("ports: 80", 12, "ports", "for one port write `port: …`"),
        inService("ports: { 80: 80 }", 14, "ports.80", "not only digits"),
        inService("ports: { http: { prot: 1 } }", 22, "ports.http.prot", "did you mean `port`?"),
        inService("ports: { http: { port: 1, target: 0 } }", 39, "ports.http.target", "not within 1 to 65535"),
        inService("ports: { http: { transport: sctp } }", 33, "ports.http.transport", "not one of tcp, udp"),
        inService("ready: soon", 12, "ready", "is no check"),
        inService("ready: { htpp: / }", 14, "ready.htpp", "did you mean `http`?"),
        inService("ready: {}", 12, "ready", "what to ask is missing"),
        inService("ready: { http: health }", 20, "ready.http", "a path begins with `/`"),
        inService("ready: { http: \"http://localhost/x\" }", 20, "ready.http", "the path alone"),
        inService("ready: { http: \"/a b\" }", 20, "ready.http", "no space"),
        inService("ready: { exec: x, log: y }", 28, "ready", "exclude each other"),
        inService("ready: { tcp: debug }", 12, "ready", "no port named `debug`"),
        inService("ready: { tcp: true, interval: 0 }", 35, "ready.interval", "more than 0"),
        inService("ready: { tcp: true, retries: 0 }", 34, "ready.retries", "not within 1 to 1000"),
        inService("live: { log: x }", 18, "live.log", "says nothing about now"),
        inService("needs: { db: reday }", 18, "needs.db", "did you mean `ready`?"),
        inService("needs: { db: service_healthy }", 18, "needs.db", "is called `ready` here"),
        inService("needs: [db, db]", 17, "needs", "`db` is named twice"),
        inService("needs: [[db]]", 13, "needs[0]", "a text is wanted, not a list"),
        inService("restart: no", 14, "restart", "`no` is not one of never, on-failure, always"),
        inService("instances: -1", 16, "instances", "not within 0 to 100"),
        inService("instances: many", 16, "instances", "a whole number from 0 to 100"),
        inService("start_timeout: 10 s", 20, "start_timeout", "a duration is wanted"),
        inService("stop: { grace: -1 }", 20, "stop.grace", "a duration is wanted"),
        inService("stop: TREM", 11, "stop", "did you mean `TERM`?"),
        inService("stop: { signal: 99 }", 21, "stop.signal", "is no signal"),
        inService("log: { rotation: 1MB }", 22, "log.rotation", "without `file`"),
        inService("log: { file: x, rotation: big }", 31, "log.rotation", "a size is wanted"),
        inService("tty: \"true\"", 10, "tty", "without quotes"),
        inService("env: { A: [x] }", 15, "env.A", "a text is wanted, not a list"),
        inService("env: { A: \"x\\0y\" }", 15, "env.A", "NUL"),
        inService("shell: \"bash 'x\"", 12, "shell", "a quote is not closed"),
        inService("host: \"a b\"", 11, "host", "no address"),
        inService("dir: \" \"", 10, "dir", "it is empty"),
        inService("success_codes: 3", 5, "success_codes", "a list of numbers"),
        inService("success_codes: [256]", 21, "success_codes", "not within 0 to 255"),
        inService("<<: x", 9, "", "`<<` takes a map"),
    ]

    @Test("are named with line, column and key", arguments: cases)
    func table(row: Case) {
        let read = OstiaYAML.read(row.text, path: "/x/ostia.yaml")
        #expect(read.file == nil)
        var places = read.errors.map { "\($0.line):\($0.column) \($0.subject)" }
        var wanted = row.places
        // A fault of YAML itself has no key, and the end of `success_codes` no column of its own.
        if row.words.hasPrefix("`<<`") || row.words == "a list of numbers" {
            places = places.map { String($0.prefix { $0 != ":" }) }
            wanted = wanted.map { String($0.prefix { $0 != ":" }) }
        }
        #expect(places == wanted)
        #expect(read.errors.first?.text.contains(row.words) == true, "\(read.errors.first?.text ?? "no fault")")
    }

    @Test("are all named at once")
    func together() {
        let read = OstiaYAML.read(
            """
            nmae: x
            services:
              a: { run: x, prot: 1, ready: soon }
              b: { port: 0 }
              c: { container: "", port: 80 }
              d: { run: x, stop: { grace: soon }, env: { "A B": 1 } }
            """, path: "/x/ostia.yaml")
        #expect(read.errors.map(\.line) == [1, 3, 3, 4, 5, 6, 6])
        #expect(read.file == nil)
    }
}
