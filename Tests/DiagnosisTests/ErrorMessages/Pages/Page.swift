import Testing

@testable import Diagnosis

/// A page of output as it stands in a terminal, of which the most telling error must be found.
enum Page {
    /// The first error of the page as `kind host port`, whether it is read at once, byte by byte or in pieces.
    static func expect(_ reading: String, _ page: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let bytes = Array(page.utf8)
        for size in [bytes.count, 4096, 100, 7] {
            var reader = LogReader()
            for start in stride(from: 0, to: bytes.count, by: size) {
                reader.read(bytes[start..<min(start + size, bytes.count)])
            }
            let report = reader.finish().first
            let port = report?.port.map { "\($0)" } ?? "-"
            let first = "\(report?.kind.rawValue ?? "none") \(report?.host ?? "-") \(port)"
            #expect(first == reading, "in pieces of \(size)", sourceLocation: sourceLocation)
        }
    }
}
