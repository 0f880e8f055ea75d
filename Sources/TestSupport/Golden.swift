import Foundation
package import Testing

/// A golden case: what was typed, a line of dashes, what must be answered. `UPDATE_GOLDEN=1` rewrites the answers.
///
///     ls --color never 3000-3999
///     ----
///     PORT  …
package struct Golden: Sendable, CustomTestStringConvertible {
    /// The file's name below `Tests/Golden`, without `.case`.
    package let name: String
    package let arguments: [String]
    package let expected: String

    package var testDescription: String { name }

    /// Every case below a folder of `Tests/Golden`, by name.
    package static func all(in folder: String) -> [Golden] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
        return files.filter { $0.hasSuffix(".case") }.sorted().compactMap { file in
            try? Golden("\(folder)/\(file.dropLast(5))")
        }
    }

    /// Reads one case.
    package init(_ name: String) throws {
        let text = try String(contentsOfFile: "\(Self.root)/\(name).case", encoding: .utf8)
        guard let dashes = text.range(of: "\n----\n") else { throw TestFailure("\(name).case has no line of dashes") }
        self.name = name
        arguments = Self.words(String(text[..<dashes.lowerBound]))
        expected = String(text[dashes.upperBound...])
    }

    /// Compares; with `UPDATE_GOLDEN=1` the answer becomes the expectation.
    package func check(_ answer: String, sourceLocation: SourceLocation = #_sourceLocation) {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            let path = "\(Self.root)/\(name).case"
            let typed = (try? String(contentsOfFile: path, encoding: .utf8))?.components(separatedBy: "\n----\n").first
            try? "\(typed ?? "")\n----\n\(answer)".write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        guard answer != expected else { return }
        Issue.record("\(name): \(Self.firstDifference(answer, expected))", sourceLocation: sourceLocation)
    }

    /// The arguments as a shell would split them, with double quotes as the only quoting.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quoted = false
        for character in text {
            if character == "\"" {
                quoted.toggle()
                word = word ?? ""
            } else if character.isWhitespace && !quoted {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    static func firstDifference(_ answer: String, _ expected: String) -> String {
        let got = answer.components(separatedBy: "\n")
        let wanted = expected.components(separatedBy: "\n")
        for i in 0..<max(got.count, wanted.count) {
            let here = i < got.count ? got[i] : "(end)"
            let there = i < wanted.count ? wanted[i] : "(end)"
            if here != there {
                return "line \(i + 1)\n  is:        \(here)\n  should be: \(there)\nwhole answer:\n\(answer)"
            }
        }
        return "the same"
    }

    private static var root: String { "\(Installed.packageFolder)/Tests/Golden" }
}
