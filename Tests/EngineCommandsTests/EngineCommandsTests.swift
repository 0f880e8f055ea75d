import Commands
import Diagnosis
import Endpoints
import Foundation
import Terminal
import Testing

@testable import EngineCommands

@Suite struct DoctorAnswerTests {
    private let finding = Finding(
        "nothing-listening", confidence: 0.97, "Nothing listens on 127.0.0.1:3000.",
        evidence: [EvidenceLine("connect", "127.0.0.1:3000", "refused \u{1B}[2J")],
        fixes: [
            Fix("npm start", "starts it", isSafe: true, undo: "Ctrl-C"),
            Fix("brew services start x", "starts it", platform: .macOS),
        ])

    private func answer(_ findings: [Finding], health: String? = nil) -> DoctorAnswer {
        DoctorAnswer(
            question: Question(.use, text: "3000", port: 3000), findings: findings, ruledOut: ["accept-queue-full"],
            experiments: [], milliseconds: 3, health: health, gaps: ["the packet filter"])
    }

    private func text(_ answers: [DoctorAnswer], verbose: Bool = false) -> [String] {
        DoctorText(width: nil, color: false, isVerbose: verbose).lines(answers)
    }

    @Test func theAnswerThenTheProofThenTheMend() {
        let lines = text([answer([finding])])
        #expect(lines[0] == "fault   Nothing listens on 127.0.0.1:3000.")
        #expect(lines[1].hasPrefix("      connect  127.0.0.1:3000  refused "))
        #expect(!lines[1].contains("\u{1B}"))
        #expect(lines[2] == "mend    npm start")
        #expect(lines[3] == "      starts it; back: Ctrl-C")
        #expect(lines.last == "      more: ostia explain fault:nothing-listening")
        #expect(lines.contains { $0.contains("on macOS: brew services start x") })
    }

    @Test func healthAndItsAbsence() {
        #expect(
            text([answer([], health: "127.0.0.1:3000 answers HTTP 200")]) == ["ok      127.0.0.1:3000 answers HTTP 200"]
        )
        #expect(text([answer([])])[0].hasPrefix("?       3000: no fault was found"))
        #expect(text([answer([finding])], verbose: true).contains("not     accept-queue-full"))
    }

    @Test func exitCodes() {
        #expect(DoctorAnswer.status(of: [answer([], health: "ok")]) == .success)
        #expect(DoctorAnswer.status(of: [answer([], health: "ok"), answer([finding])]) == .negative)
        #expect(DoctorAnswer.status(of: [answer([])]) == .notPermitted)
    }

    @Test func theDocumentHasTheBestFirst() {
        let weak = Finding("wrong-port-near-miss", confidence: 0.5, "Perhaps.")
        let document = DoctorJSON.document([answer([weak]), answer([finding])]).text()
        let best = document.firstRange(of: "nothing-listening")
        let second = document.firstRange(of: "wrong-port-near-miss")
        #expect(best.map { first in second.map { first.lowerBound < $0.lowerBound } ?? false } == true)
        #expect(document.hasPrefix(#"{"schema":"ostia/doctor/1""#))
    }

    @Test func pagesAreMarkdown() {
        let page = FaultPage.text(NothingListening.fault)
        #expect(page.hasPrefix("# nothing-listening\n\n"))
        #expect(page.contains("\n## How it is proved\n"))
    }

    @Test func whatMessagesMean() {
        let report = ErrorReport(.connectionRefused, host: "::1", port: 5432, text: "connect ECONNREFUSED ::1:5432")
        let lines = ErrorText.lines([report])
        #expect(lines.last == "next  ostia doctor [::1]:5432")
        #expect(ErrorText.lines([]) == ["no message in it tells of a failure with an endpoint"])
    }
}

@Suite struct DoctorInputTests {
    private let words = "psql: error: connection to server at \"127.0.0.1\", port 5432 failed: Connection refused"

    private func options(_ arguments: [String]) throws -> DoctorOptions {
        try DoctorOptions.parse(arguments)
    }

    @Test func theWordsOfAnErrorGoWithEveryQuestion() throws {
        let options = try options(["--error", words])
        let questions = try DoctorInput.questions(options, DoctorInput.heard(options))
        #expect(questions.map(\.message) == [words])
        #expect(questions.map(\.port) == [5432])
    }

    @Test func theWordsThatComeThroughAPipeAreTheSame() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ostia-words-\(UUID().uuidString)")
        try (words + "\r\n").write(to: folder, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: folder) }
        var reader = LogReader()
        let message = try DoctorInput.read("-", into: &reader, from: .file(folder.path))
        #expect(message == words)
        #expect(reader.finish().first?.port == 5432)
    }

    @Test func onlyTheBeginningOfALongMessageIsKept() throws {
        var reader = LogReader()
        let long = String(repeating: "x", count: 20_000) + "\n" + words
        #expect(try DoctorInput.read(long, into: &reader).utf8.count == DoctorInput.Heard.longest)
        #expect(reader.finish().first?.port == 5432)
    }

    @Test func aLogHasNoWordsOfItsOwn() throws {
        let options = try options(["--error", words, "8080"])
        let heard = DoctorInput.Heard(reports: [ErrorReport(.connectionRefused, port: 8080)])
        let questions = try DoctorInput.questions(options, heard)
        #expect(questions.map(\.message) == [""])
        #expect(questions.map(\.port) == [8080])
    }
}
