import Diagnosis

/// What the last lines of a service say, where a recogniser knows: the sentence of `ostia explain --error`.
enum OutputMeaning {
    static func of(_ lines: [String]) -> String? {
        var reader = LogReader()
        reader.read(Array(lines.joined(separator: "\n").utf8))
        guard let report = reader.finish().first else { return nil }
        let place = report.port.map { " \(report.host ?? ""):\($0)" } ?? ""
        return "\(report.kind.rawValue)\(place); ostia doctor\(report.port.map { " \($0)" } ?? "") finds out why"
    }
}
