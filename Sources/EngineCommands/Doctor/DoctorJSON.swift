import Commands
import Diagnosis
import Terminal

/// `ostia/doctor/1`: see docs/json/doctor.schema.json.
enum DoctorJSON {
    /// - Parameter status: how the command ends, where that is not by the answers alone.
    static func document(_ answers: [DoctorAnswer], status: ExitStatus? = nil) -> JSON {
        let findings = answers.flatMap { answer in answer.findings.map { (answer, $0) } }
            .sorted { $0.1.confidence > $1.1.confidence }
        return [
            "schema": "ostia/doctor/1",
            "question": answers.first.map { question($0.question) } ?? .null,
            "questions": .array(answers.map { question($0.question) }),
            "healthy": .bool((status ?? DoctorAnswer.status(of: answers)) == .success),
            "health": .array(answers.compactMap { $0.health.map { .string($0) } }),
            "findings": .array(findings.map { finding($0.1, of: $0.0.question) }),
            "ruled_out": .array(unique(answers.flatMap(\.ruledOut)).map { .string($0) }),
            "gaps": .array(unique(answers.flatMap(\.gaps)).map { .string($0) }),
            "cost": [
                "milliseconds": .double(answers.map(\.milliseconds).reduce(0, +)),
                "experiments": .array(
                    answers.flatMap(\.experiments).map { .string($0.experiment.words) }),
            ],
        ]
    }

    private static func question(_ question: Question) -> JSON {
        [
            "intent": .string(question.intent.rawValue), "text": .string(question.text),
            "transport": .string(question.unixPath == nil ? question.transport.rawValue : "unix"),
            "host": .string(orNull: question.host),
            "port": .int(orNull: question.port.map(Int.init) ?? question.badPort),
            "path": .string(orNull: question.unixPath), "scheme": .string(orNull: question.scheme),
            "from_error": .bool(question.isFromReport), "errors": .array(question.reports.map { ErrorJSON.report($0) }),
        ]
    }

    private static func finding(_ finding: Finding, of question: Question) -> JSON {
        [
            "fault": .string(finding.fault), "confidence": .double(finding.confidence),
            "summary": .string(finding.summary), "subject": .string(question.text),
            "evidence": .array(
                finding.evidence.map { line in
                    [
                        "experiment": .string(line.experiment), "target": .string(line.target),
                        "result": .string(line.result),
                    ]
                }),
            "fixes": .array(finding.fixes.map(\.json)),
        ]
    }

    private static func unique(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { seen.insert($0).inserted }
    }
}

/// One report of `ostia/error/1`: see docs/json/error.schema.json.
enum ErrorJSON {
    static func report(_ report: ErrorReport) -> JSON {
        [
            "kind": .string(report.kind.rawValue), "host": .string(orNull: report.host),
            "port": .int(orNull: report.port), "transport": .string(orNull: report.transport?.rawValue),
            "runtime": .string(orNull: report.runtime), "text": .string(report.text),
        ]
    }
}

extension Fix {
    /// One way to mend it, in the answers of the doctor and in the pages of faults.
    var json: JSON {
        [
            "command": .string(command), "effect": .string(effect), "safe": .bool(isSafe),
            "undo": .string(orNull: undo), "platform": .string(orNull: platform?.rawValue),
        ]
    }
}
