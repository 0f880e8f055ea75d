import Diagnosis
import Terminal

/// What messages mean, in plain words, the most telling first.
enum ErrorText {
    static func lines(_ reports: [ErrorReport]) -> [String] {
        guard let first = reports.first else {
            return ["no message in it tells of a failure with an endpoint"]
        }
        var out: [String] = []
        for report in reports.prefix(5) {
            out.append(Sanitizer.escape(ErrorWords.meaning(report)))
            out.append("      " + Sanitizer.escape(report.text))
        }
        if reports.count > 5 { out.append("and \(reports.count - 5) more") }
        out.append("next  " + next(first))
        return out
    }

    private static func next(_ report: ErrorReport) -> String {
        guard let port = report.port, let exact = UInt16(exactly: port) else { return "ostia doctor --error -" }
        let host = report.host.map { $0.utf8.contains(UInt8(ascii: ":")) ? "[\($0)]:" : "\($0):" } ?? ""
        return report.kind == .addressInUse
            ? "ostia doctor --bind \(Sanitizer.escape(host))\(exact)" : "ostia doctor \(Sanitizer.escape(host))\(exact)"
    }
}
