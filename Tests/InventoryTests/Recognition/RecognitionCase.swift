import Inventory
import Testing

/// Files in memory.
struct FakeFiles: ProjectFiles {
    var files: [String: String] = [:]

    func text(_ path: String) -> String? { files[path] }
    func exists(_ path: String) -> Bool { files[path] != nil }
}

/// A process as the kernel shows it, and what it should be taken for.
struct Case: Sendable, CustomTestStringConvertible {
    var facts: ProgramFacts
    var port: UInt16?
    var id: String
    var title: String
    var detail: String?

    /// - Parameters:
    ///   - line: the arguments; spaces part them.
    ///   - executable: `""` when it cannot be read.
    init(
        _ line: String, executable: String, port: UInt16? = nil, in folder: String? = "/home/ada/shop",
        environment: [String: String] = [:], files: [String: String] = [:],
        _ id: String, _ title: String, _ detail: String? = nil
    ) {
        self.init(
            arguments: line.split(separator: " ").map(String.init), executable, port, folder, environment, files, id,
            title, detail)
    }

    /// A process that wrote a title over its arguments.
    init(
        title line: String, executable: String, port: UInt16? = nil, in folder: String? = "/home/ada/shop",
        files: [String: String] = [:], _ id: String, _ title: String, _ detail: String? = nil
    ) {
        self.init(arguments: [line, "", ""], executable, port, folder, [:], files, id, title, detail)
    }

    private init(
        arguments: [String], _ executable: String, _ port: UInt16?, _ folder: String?,
        _ environment: [String: String], _ files: [String: String], _ id: String, _ title: String, _ detail: String?
    ) {
        facts = ProgramFacts(
            name: "main", executable: executable.isEmpty ? nil : executable, arguments: arguments,
            workingDirectory: folder, environment: { environment[$0] }, files: FakeFiles(files: files))
        self.port = port
        self.id = id
        self.title = title
        self.detail = detail
    }

    var testDescription: String { facts.arguments.joined(separator: " ") }

    func check(_ location: SourceLocation = #_sourceLocation) {
        let found = Recognizer.recognize(facts, port: port)
        let line = facts.arguments.joined(separator: " ")
        #expect(found?.id == id, "\(line)", sourceLocation: location)
        #expect(found?.title == title, "\(line)", sourceLocation: location)
        #expect(found?.detail == detail, "\(line)", sourceLocation: location)
    }
}
