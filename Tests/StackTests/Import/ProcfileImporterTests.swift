import Stack
import Testing

@Suite struct ProcfileImporterTests {
    private func read(_ text: String) -> ReadStackFile { ProcfileImporter.read(text, path: "/home/me/shop/Procfile") }

    private func commands(_ text: String) -> [String] {
        read(text).file?.services.map { service in
            if case .run(let command) = service.kind { "\(service.name)=\(command)" } else { "?" }
        } ?? []
    }

    @Test(arguments: [
        ("web: rails s", ["web=rails s"]), ("web:\trails s", ["web=rails s"]), ("123: x", ["123=x"]),
        ("web:cmd", ["web=cmd"]), ("web: ", ["web= "]), ("a_b-c: x  # text", ["a_b-c=x  # text"]),
        ("web: x\\", ["web=x\\"]), ("web: a\rb", ["web=a\rb"]), ("web: x\r", ["web=x"]),
        ("web:   a: b", ["web=a: b"]), ("web: $PORT ${PORT} $$", ["web=$PORT ${PORT} $$"]),
        ("b: 1\na: 2\nc: 3", ["b=1", "a=2", "c=3"]), ("web: ünï", ["web=ünï"]),
    ])
    func takesWhatForemanTakes(text: String, services: [String]) {
        #expect(commands(text) == services)
    }

    @Test(arguments: ["web.1: x", "web : x", " web: x", "wéb: x", "web", "web:", "  ", "web x: y", ": x"])
    func ignoresWhatForemanIgnores(line: String) {
        let read = read("ok: 1\n\(line)\n")
        #expect(read.file?.services.map(\.name) == ["ok"])
        let lost = read.remarks.filter { $0.kind == .lost }
        #expect(lost.map(\.line) == (line == "  " ? [] : [2]))
    }

    @Test func everyLineIsToldOf() {
        let remarks = read("# our stack\nweb: x\n\nnonsense here\nweb: y\n").remarks
        #expect(remarks.map { "\($0.line) \($0.kind.rawValue)" } == ["1 lost", "2 kept", "4 lost", "5 changed"])
    }

    @Test func aSecondProcessOfAName() {
        #expect(commands("web: a\nweb: b\nweb-2: c\nweb: d") == ["web=a", "web-2=b", "web-2-2=c", "web-3=d"])
    }

    @Test(arguments: [
        ("web:cmd", "no space behind the colon"), ("web:  ", "a blank command"), ("web: x \\", "no continued lines"),
        ("web: x\r\n", "CR LF"),
    ])
    func warns(text: String, words: String) {
        #expect(read(text).remarks.contains { $0.kind == .warning && $0.text.contains(words) })
    }

    @Test func noWarningForAPlainLine() {
        #expect(read("web: bin/web\nworker: bin/worker\n").remarks.allSatisfy { $0.kind == .kept })
    }

    @Test(arguments: ["", "\n\n", "# only\n", "nothing: ".replacingColon, "\u{0}: x"])
    func withoutAProcessItIsAnError(text: String) {
        let read = read(text)
        #expect(read.file == nil)
        #expect(read.errors.count == 1)
    }

    @Test func hasForemansRules() throws {
        let file = try #require(read("web: x\n").file)
        #expect(file.format == .procfile)
        #expect(file.folder == "/home/me/shop")
        #expect(file.path == "/home/me/shop/Procfile")
        #expect(file.dotenvWins)
        #expect(file.endsTogether)
        #expect(file.environmentFiles == [EnvironmentFile(".env", isRequired: false)])
        #expect(file.services[0].restart == .never)
        #expect(file.services[0].ready == nil)
        #expect(file.services[0].ports.isEmpty)
        #expect(file.services[0].stop.grace == 5)
    }

    @Test func aByteOrderMarkIsDropped() {
        #expect(commands("\u{FEFF}web: x") == ["web=x"])
    }

    @Test func aNameThatTemplatesTakeGetsAnother() {
        let read = read("env: x\n-a: y\n")
        #expect(read.file?.services.map(\.name) == ["env-1", "a"])
        #expect(read.remarks.filter { $0.kind == .changed }.map(\.line) == [1, 2])
    }
}

extension String {
    fileprivate var replacingColon: String { filter { $0 != ":" } }
}
