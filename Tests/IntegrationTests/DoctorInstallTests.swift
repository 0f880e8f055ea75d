import Foundation
import TestSupport
import Testing

/// The two programs, `ostia` and `ostia-engine`, wherever they were put.
@Suite("The doctor's two programs", .requires("ostia"))
struct DoctorInstallTests {
    private let ostia = CLI()
    private let folder = TemporaryFolder()
    private let program: String
    private let engine: String

    init() throws {
        program = try #require(Installed.ostia)
        engine = (program as NSString).deletingLastPathComponent + "/ostia-engine"
        try #require(Installed.isExecutable(engine), "the engine is not built: make build")
    }

    private func copy(_ source: String, to name: String) throws {
        folder.makeFolder((name as NSString).deletingLastPathComponent)
        try FileManager.default.copyItem(atPath: source, toPath: folder(name))
    }

    private func run(_ path: String, _ arguments: String...) throws -> CommandResult {
        try Command.run(path, arguments, environment: ostia.environment, directory: "/")
    }

    /// An answer that needs the engine and no machine.
    private func read(_ path: String) throws -> CommandResult {
        try run(path, "explain", "--json", "--error", "Error: connect ECONNREFUSED 127.0.0.1:5432")
    }

    @Test("copied together into another folder")
    func beside() throws {
        try copy(program, to: "elsewhere/ostia")
        try copy(engine, to: "elsewhere/ostia-engine")
        #expect(try read(folder("elsewhere/ostia")).json()["errors"][0]["port"].int == 5432)
        let free = try run(folder("elsewhere/ostia"), "doctor", "--bind", "127.0.0.1:\(Ports.free())")
        #expect(free.code == 0, "\(free.error)")
    }

    @Test("installed, the engine in libexec")
    func libexec() throws {
        try copy(program, to: "usr/bin/ostia")
        try copy(engine, to: "usr/libexec/ostia/ostia-engine")
        #expect(try read(folder("usr/bin/ostia")).json()["errors"][0]["port"].int == 5432)
    }

    @Test("called by a link: the engine is where the program is, not where the link is")
    func link() throws {
        try copy(program, to: "opt/ostia")
        try copy(engine, to: "opt/ostia-engine")
        folder.link("bin/ostia", to: folder("opt/ostia"))
        #expect(try read(folder("bin/ostia")).json()["errors"][0]["port"].int == 5432)
    }

    @Test("without its engine the program says what is missing, where it belongs, and how to get it")
    func missing() throws {
        try copy(program, to: "alone/ostia")
        let answer = try run(folder("alone/ostia"), "doctor", "3000")
        #expect(answer.code != 0 && answer.code != 1, "no answer is not a fault found")
        #expect(answer.output == "")
        #expect(answer.error.hasPrefix("error: ostia-engine is missing"))
        #expect(answer.error.contains(folder("alone/ostia-engine")))
        #expect(answer.error.contains("make"))
        let told = try run(folder("alone/ostia"), "doctor", "--json", "3000")
        #expect(told.output == "")
        #expect(try Document(told.error)["code"].string == "engine-missing")
        // What needs no engine works without it.
        #expect(try run(folder("alone/ostia"), "explain", "--offline", "80").code == 0)
        #expect(try run(folder("alone/ostia"), "doctor", "--help").code == 0)
    }

    @Test("an engine of somebody else's on PATH, or in the working directory, is never taken")
    func path() throws {
        try copy(program, to: "alone/ostia")
        folder.write("evil/ostia-engine", "#!/bin/sh\necho owned\n", mode: 0o755)
        let answer = try Command.run(
            folder("alone/ostia"), ["doctor", "3000"],
            environment: ostia.environment.merging(["PATH": "\(folder("evil")):/usr/bin:/bin"]) { $1 },
            directory: folder("evil"))
        #expect(!answer.output.contains("owned"))
        #expect(answer.error.contains("ostia-engine is missing"))
    }

    @Test("an engine that cannot be run is told")
    func broken() throws {
        try copy(program, to: "broken/ostia")
        folder.write("broken/ostia-engine", "no program\n", mode: 0o644)
        let answer = try run(folder("broken/ostia"), "doctor", "3000")
        #expect(answer.code != 0 && answer.code != 1)
        #expect(answer.error.contains("ostia-engine"))
        #expect(answer.output == "")
    }
}
