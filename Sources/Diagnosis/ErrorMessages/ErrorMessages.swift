/// Reads what developers see when a connection or a server fails: one line, a stack trace, a log.
package enum ErrorMessages {
    /// The errors that the text tells of, most telling first: what is wrong before what follows from it,
    /// a cause before its wrapper, an error with an endpoint before one without.
    package static func read(_ text: String) -> [ErrorReport] {
        var reader = LogReader()
        reader.read(text.utf8)
        return reader.finish()
    }

    /// What one line tells, or `nil` when it tells of no error.
    package static func read(line: String) -> ErrorReport? {
        let bytes = Array(line.utf8.prefix(CleanLine.longest))
        return bytes.withUnsafeBufferPointer { MessageBook.suited(to: $0) }.read(CleanLine(bytes))?.report
    }

    /// The runtimes and programs whose own wordings are known, in alphabetical order.
    package static let knownRuntimes: [String] = Set(Family.all.compactMap(\.runtime)).sorted()
}
