import Testing

@testable import Diagnosis

/// A table of lines as programs print them, each with what it must be read as.
enum Wording {
    /// Reads each row, `kind host port | line` with `-` for what the line does not say, and compares.
    static func expect(_ table: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for (index, row) in table.split(separator: "\n").enumerated() {
            let halves = row.split(separator: " | ", maxSplits: 1)
            guard halves.count == 2 else {
                Issue.record("row \(index + 1) is no row: \(row)", sourceLocation: sourceLocation)
                continue
            }
            let report = MessageBook.shared.read(CleanLine(String(halves[1])))?.report
            let port = report?.port.map { "\($0)" } ?? "-"
            let reading = "\(report?.kind.rawValue ?? "none") \(report?.host ?? "-") \(port)"
            #expect(reading == String(halves[0]), "row \(index + 1): \(halves[1])", sourceLocation: sourceLocation)
        }
    }
}
