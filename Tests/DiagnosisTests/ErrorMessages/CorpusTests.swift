import Foundation
import Testing

@testable import Diagnosis

/// A line that a program printed, and what it must be read as.
struct PrintedLine: Decodable, Sendable, CustomTestStringConvertible {
    let text: String
    let runtime: String
    let kind: String
    let host: String?
    let port: Int?

    var testDescription: String { "\(runtime): \(text.prefix(80))" }

    static let files = ["errors.json", "errors-more.json", "errors-unseen.json", "errors-gathered.json"]

    static func load<T: Decodable>(_ name: String, as type: T.Type = [PrintedLine].self) throws -> T {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "FaultBench/\(name)"))
        return try JSONDecoder().decode(T.self, from: data)
    }

    func isRead(as report: ErrorReport?) -> Bool {
        report?.kind.rawValue == kind && report?.host == host && report?.port == port
    }
}

@Suite("Printed lines")
struct CorpusTests {
    @Test("Every line yields its kind, host and port", arguments: PrintedLine.files)
    func everyLine(name: String) throws {
        let lines = try PrintedLine.load(name)
        #expect(lines.count > 250)
        for line in lines {
            let report = ErrorMessages.read(line: line.text)
            #expect(line.isRead(as: report), "\(line.testDescription) read as \(String(describing: report))")
        }
    }

    @Test("A text of one line is read like the line", arguments: PrintedLine.files)
    func everyText(name: String) throws {
        for line in try PrintedLine.load(name) {
            let report = ErrorMessages.read(line.text).first
            #expect(line.isRead(as: report), "\(line.testDescription) read as \(String(describing: report))")
        }
    }

    @Test("Time, level, container, colour and line end around a message change nothing")
    func dressed() throws {
        let lines = try PrintedLine.load("errors.json").filter { line in
            // Where the line's very beginning counts, something before it makes another line of it.
            line.text != "java.net.ConnectException: Connection refused"
        }
        for line in lines {
            for dressed in ["\u{1B}[31m\(line.text)\u{1B}[0m\r", "web-1  | \(line.text)", "ERROR \(line.text)"] {
                let report = ErrorMessages.read(line: dressed)
                #expect(report?.kind.rawValue == line.kind, "\(dressed)")
                #expect(report?.port == line.port, "\(dressed)")
            }
        }
    }

    @Test("Ordinary lines tell of no error")
    func ordinary() throws {
        let lines = try PrintedLine.load("errors-ordinary.json", as: [String].self)
        #expect(lines.count >= 1000)
        for line in lines {
            let report = ErrorMessages.read(line: line)
            #expect(report == nil, "\(line)")
        }
        #expect(ErrorMessages.read(lines.joined(separator: "\n")).isEmpty)
    }

    @Test("The speaker is told by the wording, not by the port or by what the server is")
    func speakers() throws {
        let wrong = [
            "Node.js": ["MongoDB", "Redis", "PostgreSQL", "MySQL", "brokers"], "Go": ["Docker", "network tools"],
            "nginx": ["systemd"], "PHP": ["systemd"], "Bun": ["Erlang"], "kubectl": ["network tools"],
        ]
        for name in PrintedLine.files {
            for line in try PrintedLine.load(name) {
                guard let foreign = wrong[line.runtime.split(separator: " ").first.map(String.init) ?? ""] else {
                    continue
                }
                let runtime = ErrorMessages.read(line: line.text)?.runtime ?? ""
                #expect(!foreign.contains { runtime.hasPrefix($0) }, "\(line.testDescription) said by \(runtime)")
            }
        }
    }

    @Test("Every kind of the corpus has its words")
    func words() throws {
        for line in try PrintedLine.load("errors.json") {
            let report = try #require(ErrorMessages.read(line: line.text))
            let meaning = ErrorWords.meaning(report)
            #expect(meaning.hasSuffix("."))
            #expect(meaning.count > 30)
        }
    }
}
