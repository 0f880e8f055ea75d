import Stack
import Testing

@Suite struct StackFileKindTests {
    @Test(arguments: [
        ("ostia.yaml", "", StackFile.Format.ostia), ("/a/b/ostia.yml", "services: {}", .ostia),
        ("Procfile", "", .procfile), ("Procfile.dev", "web: x", .procfile), ("my.procfile", "web: x", .procfile),
        ("package.json", "{}", .packageJSON), ("compose.yaml", "services:\n  a:\n    image: x\n", .compose),
        ("compose.yaml", "version: '0.5'\nprocesses:\n  a:\n    command: x\n", .processCompose),
        ("docker-compose.yml", "\"services\":\n  a: {}\n", .compose), ("compose.yml", "include: [a.yaml]\n", .compose),
        ("compose.yaml", "{services: {a: {image: x}}}", .compose),
        ("compose.json", "{\"processes\": {\"a\": {}}}", .processCompose),
        ("process-compose.yaml", "is_strict: true\n", .processCompose),
        ("process-compose.yml", "processes:\n  a: { command: \"echo ${X:-{}\" \n", .processCompose),
        ("dev.yaml", "services:\n  a:\n    image: x\n", .compose),
        ("dev.yaml", "services:\n  a:\n    run: x\n", .ostia),
        ("dev.yaml", "services: { a: npm start }", .ostia), ("dev.yaml", "services: { a: { forward: x } }", .ostia),
        ("services", "web: x\nworker: y\n", .procfile),
    ])
    func tellsThemApart(name: String, text: String, format: StackFile.Format) {
        #expect(StackFileKind.detect(fileName: name, text: text) == format)
    }

    @Test(arguments: [
        ("compose.yaml", "hello: 1\n"), ("README", "a text\n"), ("x.yaml", "a: 1"), ("x.yaml", ""), ("x.json", "["),
        ("Makefile", "all: x\n\tgcc\n"),
    ])
    func knowsWhatIsNoneOfThem(name: String, text: String) {
        #expect(StackFileKind.detect(fileName: name, text: text) == nil)
    }

    @Test func ourOwnComesFirstAndPackageJSONLast() {
        let names = StackFileKind.candidates
        #expect(names.first == "ostia.yaml")
        #expect(names.last == "package.json")
        #expect(Set(names).count == names.count)
        for name in names where !name.hasPrefix("compose") && !name.hasPrefix("docker") {
            #expect(StackFileKind.detect(fileName: name, text: "") != nil, "\(name)")
        }
    }
}

@Suite struct PackageJSONImporterTests {
    private func read(_ text: String, _ siblings: Set<String> = []) -> ReadStackFile {
        PackageJSONImporter.read(text, path: "/w/shop/package.json", siblings: siblings)
    }

    @Test func devBeforeStart() throws {
        let text = #"{"name": "@acme/web-shop", "scripts": {"build": "vite build", "start": "node .", "dev": "vite"}}"#
        let read = read(text)
        let file = try #require(read.file)
        #expect(file.format == .packageJSON)
        #expect(file.services.map(\.name) == ["web-shop"])
        #expect(file.services[0].kind == .run("npm run dev"))
        #expect(file.services[0].description == "vite")
        #expect(file.services[0].ports == [PortSpec("", .auto)])
        #expect(read.remarks.filter { $0.kind == .lost }.map(\.subject) == ["scripts.build", "scripts.start"])
    }

    @Test func startWithoutDev() {
        #expect(read(#"{"scripts": {"start": "node ."}}"#).file?.services.first?.kind == .run("npm run start"))
    }

    @Test(arguments: [
        (nil, [], "npm"), (nil, ["yarn.lock"], "yarn"), (nil, ["pnpm-lock.yaml", "README"], "pnpm"),
        (nil, ["bun.lock"], "bun"), (nil, ["bun.lockb"], "bun"), (nil, ["package-lock.json"], "npm"),
        ("pnpm@9.1.0", ["yarn.lock"], "pnpm"), ("what@1", ["yarn.lock"], "yarn"),
    ])
    func thePackageManager(declared: String?, siblings: [String], manager: String) {
        #expect(PackageJSONImporter.manager(declared: declared, siblings: Set(siblings)) == manager)
    }

    @Test(arguments: [
        "", "[]", "{", "{\"scripts\": {}}", "{\"scripts\": {\"test\": \"x\"}}", "{\"scripts\": {\"dev\": 3", "null",
    ])
    func withoutAScriptItIsAnError(text: String) {
        #expect(read(text).file == nil)
        #expect(read(text).errors.count == 1)
    }

    @Test func tabsMinifiedTextAndSurrogates() {
        let pretty =
            "{\n\t\"description\": \"\\ud83d\\ude80 fast \\ud800\",\n\t\"scripts\": {\n\t\t\"dev\": \"x\"\n\t}\n}\n"
        #expect(read(pretty).file?.services.count == 1)
        #expect(
            read(#"{"name":"a","scripts":{"dev":"http:\/\/x"},"x":[1,true,null]}"#).file?.services.first?.name == "a")
    }
}
