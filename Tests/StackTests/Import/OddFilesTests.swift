import Stack
import TestSupport
import Testing

/// Files that nobody wrote on purpose: every importer answers, with a file or with an error, never with neither.
@Suite struct OddFilesTests {
    private static let samples: [(String, String)] = [
        ("Procfile", "web: bin/rails s -p $PORT\nworker: sidekiq # x\n\n# c\nx y\n"),
        (
            "process-compose.yaml",
            """
            version: "0.5"
            environment: ["A=${B:-c}"]
            vars: { X: 1 }
            processes:
              db: { command: "run {{.X}} $$A", readiness_probe: { http_get: { port: 80, path: / } } }
              api:
                entrypoint: [a, b]
                depends_on: { db: { condition: process_healthy } }
                availability: { restart: on_failure }
                watch: { paths: [{ path: a, include: ["*.x"] }] }
            """
        ),
        (
            "compose.yaml",
            """
            x-a: &a { image: "x:${T:-1}" }
            services:
              db:
                <<: *a
                ports: ["127.0.0.1:80-81:80-81", { target: 53, published: "53", protocol: udp }]
                environment: [A=1, B]
                healthcheck: { test: [CMD, a], interval: 1m30s }
                volumes: [{ type: bind, source: a, target: b }, "v:/w"]
              web: { build: ., depends_on: [db], deploy: { replicas: 2 }, extends: { service: db } }
            """
        ),
        ("package.json", #"{"name": "@a/b", "scripts": {"dev": "vite é", "start": "x"}, "packageManager": "pnpm@1"}"#),
    ]

    private func check(_ name: String, _ text: String) {
        let path = "/w/\(name)"
        let environment = ["A": "1", "T": "2"]
        let read =
            switch name {
            case "Procfile": ProcfileImporter.read(text, path: path)
            case "compose.yaml": ComposeImporter.read(text, path: path, environment: environment)
            case "package.json": PackageJSONImporter.read(text, path: path)
            default: ProcessComposeImporter.read(text, path: path, environment: environment)
            }
        #expect((read.file == nil) == !read.errors.isEmpty, "\(name): \(text)")
        #expect(read.file.map { $0.services.isEmpty } != true, "\(name): \(text)")
        for service in read.file?.services ?? [] {
            #expect(!service.name.isEmpty && service.instances >= 0)
        }
        _ = StackFileKind.detect(fileName: path, text: text)
        _ = StackFileKind.detect(fileName: "unknown.yaml", text: text)
    }

    @Test(arguments: samples.map(\.0))
    func everyBeginningOfAFile(name: String) {
        let bytes = Array((Self.samples.first { $0.0 == name }?.1 ?? "").utf8)
        for length in 0...bytes.count { check(name, String(decoding: bytes[..<length], as: UTF8.self)) }
    }

    @Test(arguments: samples.map(\.0), [1, 2, 3])
    func bytesChangedAtRandom(name: String, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = Array((Self.samples.first { $0.0 == name }?.1 ?? "").utf8)
        let signs = Array("{}[]:,-&*!|>'\"%@`$#?~<\n\t \r\0\u{1}é".utf8)
        for _ in 0..<150 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed[at] = UInt8.random(in: 0...255, using: &random)
                case 1: changed[at] = signs[Int.random(in: 0..<signs.count, using: &random)]
                case 2: changed.remove(at: at)
                default:
                    let end = min(changed.count, at + Int.random(in: 1...20, using: &random))
                    changed.insert(contentsOf: changed[at..<end], at: Int.random(in: 0...changed.count, using: &random))
                }
            }
            check(name, String(decoding: changed, as: UTF8.self))
        }
    }

    @Test(arguments: samples.map(\.0))
    func bytesWithoutSense(name: String) {
        var random = SeededGenerator(seed: 7)
        for length in [1, 10, 100, 1_000, 10_000] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            check(name, String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: ["compose.yaml", "process-compose.yaml", "package.json"])
    func bombs(name: String) {
        check(name, String(repeating: "[", count: 100_000))
        check(name, String(repeating: "{a: ", count: 5_000))
        check(name, String(repeating: "a: ", count: 5_000))
        var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 {
            let item = "*a\(level - 1)"
            laughs += "a\(level): &a\(level) [\(Array(repeating: item, count: 9).joined(separator: ", "))]\n"
        }
        check(name, laughs + "services: { a: { image: x, command: *a11, nonsense: *a11 } }")
        check(name, laughs + "processes: { a: { command: x, nonsense: *a11 } }")
        check(name, laughs + "? *a11\n: x\n")
        check(name, laughs + "*a11 : x\n")
        check(name, laughs + "{*a11 : x}\n")
    }
}
