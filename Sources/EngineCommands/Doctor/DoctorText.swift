import Diagnosis
import Terminal

/// The answer for a person: what is wrong, the proof, the mend, what else was seen, what was ruled out.
struct DoctorText {
    /// Columns of the terminal; `nil` for a pipe, where nothing is wrapped.
    var width: Int?
    var color: Bool
    var isVerbose: Bool

    func lines(_ answers: [DoctorAnswer]) -> [String] {
        var out: [String] = []
        for (index, answer) in answers.enumerated() {
            if index > 0 { out.append("") }
            out += lines(answer)
        }
        return out
    }

    private func lines(_ answer: DoctorAnswer) -> [String] {
        var out: [String] = []
        if let seen = seen(answer.question) { out += paragraph("seen", Sanitizer.escape(seen), .dim) }
        if let first = answer.findings.first {
            out += full(first)
            for other in answer.findings.dropFirst().prefix(isVerbose ? 20 : 3) {
                out += paragraph("also", Sanitizer.escape(other.summary), .dim)
            }
            out.append(styled("      more: ostia explain fault:\(first.fault)", .dim))
        } else if let health = answer.health {
            out += paragraph("ok", Sanitizer.escape(health), .green)
        } else {
            out += paragraph(
                "?", Sanitizer.escape("\(answer.question.text): no fault was found, and it was not seen to work"),
                .yellow)
        }
        for gap in answer.gaps where answer.findings.isEmpty && answer.health == nil || isVerbose {
            out += paragraph("gap", Sanitizer.escape(gap), .dim)
        }
        if isVerbose {
            for (experiment, outcome) in answer.experiments {
                out += paragraph("tried", Sanitizer.escape("\(experiment.words): \(outcome.words)"), .dim)
            }
            if !answer.ruledOut.isEmpty {
                out += paragraph("not", answer.ruledOut.joined(separator: ", "), .dim)
            }
        }
        return out
    }

    /// Why it is this endpoint that is asked about, where it was taken out of a text that the reader may not know by
    /// heart: the line that names it.
    private func seen(_ question: Question) -> String? {
        guard question.isFromReport, question.message.isEmpty,
            let port = question.port.map(Int.init) ?? question.badPort
        else { return nil }
        return question.reports.first { $0.port == port && $0.host == question.host }?.text
            ?? question.reports.first { $0.port == port }?.text
    }

    private func full(_ finding: Finding) -> [String] {
        let mark =
            finding.confidence >= Confidence.observed ? "fault" : finding.confidence >= 0.7 ? "likely" : "perhaps"
        var out = paragraph(mark, Sanitizer.escape(finding.summary), .red, bold: true)
        let rows = finding.evidence.map { ($0.experiment, $0.target, $0.result) }
        let first = rows.map { StyledText.width($0.0) }.max() ?? 0
        let second = min(rows.map { StyledText.width($0.1) }.max() ?? 0, 40)
        for row in rows {
            let text =
                pad(Sanitizer.escape(row.0), first) + "  " + pad(Sanitizer.escape(row.1), second) + "  "
                + Sanitizer.escape(row.2)
            out += wrapped("      " + text, hanging: 10 + first + second)
        }
        let fixes = finding.fixes.filter { $0.platform == nil || $0.platform == .linux }
        for (index, fix) in fixes.enumerated() {
            let command = styled(Sanitizer.escape(fix.command), .bold)
            out.append(label(index == 0 ? "mend" : "or", .green) + command)
            var effect = fix.effect
            if let undo = fix.undo { effect += "; back: \(undo)" }
            out += wrapped("      " + Sanitizer.escape(effect), hanging: 6).map { styled($0, .dim) }
        }
        for fix in finding.fixes {
            guard let platform = fix.platform, platform != .linux else { continue }
            out += paragraph(
                "", Sanitizer.escape("on \(platform.name): \(fix.command) \u{2014} \(fix.effect)"), .dim)
        }
        return out
    }

    private func paragraph(_ name: String, _ text: String, _ style: Style, bold: Bool = false) -> [String] {
        // Styles come after wrapping: an escape has no width.
        let lines = wrapped(String(repeating: " ", count: 8) + text, hanging: 8).map { String($0.dropFirst(8)) }
        return lines.enumerated().map { index, line in
            label(index == 0 ? name : "", style) + styled(line, bold ? .bold : .plain)
        }
    }

    private func label(_ name: String, _ style: Style) -> String {
        styled(name, style) + String(repeating: " ", count: max(1, 8 - StyledText.width(name)))
    }

    private func pad(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - StyledText.width(text)))
    }

    /// Breaks at spaces where the terminal ends; further lines begin under the text.
    private func wrapped(_ text: String, hanging: Int) -> [String] {
        guard let width, width > hanging + 20, StyledText.width(text) > width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !line.isEmpty, StyledText.width(line) + 1 + StyledText.width(String(word)) > width {
                lines.append(line)
                line = String(repeating: " ", count: hanging) + word
            } else {
                line += line.isEmpty && lines.isEmpty && word.isEmpty ? " " : (line.isEmpty ? "" : " ") + word
            }
        }
        return lines + [line]
    }

    private func styled(_ text: String, _ style: Style) -> String { style.apply(to: text, color: color) }
}
