/// Temporary.
package struct LogReader {
    package init() {}
    package mutating func read(_ chunk: [UInt8]) {}
    package mutating func finish() -> [ErrorReport] { [] }
}
package enum ErrorWords { package static func meaning(_ report: ErrorReport) -> String { report.kind.rawValue } }
