import ArgumentParser
import Commands
import Diagnosis
import Endpoints
import LinuxKernel
import Terminal

/// `ostia explain --error TEXT` and `ostia explain fault:ID`, where they happen.
struct ExplainRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "explain")

    @Argument var question: String?
    @Option(name: .long, parsing: .unconditional) var error: String?
    @Flag(name: .long) var offline = false
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        if let error { return try explain(error, in: context) }
        let id = String((question ?? "").drop { $0 != ":" }.dropFirst())
        if id.isEmpty {
            list(in: context)
            return .success
        }
        guard let rule = Catalogue.rule(id) else {
            let near = Catalogue.rules.map { $0.fault.id }.filter { $0.hasPrefix(id.prefix(6)) }.prefix(3)
            throw InputError(
                "no fault is called \(Target.quoted(id))"
                    + (near.isEmpty ? "; ostia explain fault: lists them" : "; near: \(near.joined(separator: ", "))"))
        }
        if context.json {
            context.write(FaultJSON.document(rule.fault))
        } else {
            context.console.out.write(FaultPage.text(rule.fault))
        }
        return .success
    }

    private func list(in context: Context) {
        let faults = Catalogue.rules.map { $0.fault }
        if context.json { return context.write(FaultJSON.list(faults)) }
        for family in Fault.Family.allCases {
            let members = faults.filter { $0.family == family }
            guard !members.isEmpty else { continue }
            context.console.out.line(context.console.styled(family.rawValue, .bold))
            for fault in members {
                context.console.out.line("  \(fault.id)")
                context.console.out.line("      \(context.console.styled(fault.meaning, .dim))")
            }
        }
    }

    private func explain(_ error: String, in context: Context) throws -> ExitStatus {
        var reader = LogReader()
        try DoctorInput.read(error, into: &reader)
        let reports = reader.finish()
        if context.json {
            context.write([
                "schema": "ostia/error/1", "errors": .array(reports.map { ErrorJSON.report($0) }),
            ])
        } else {
            for line in ErrorText.lines(reports) { context.console.out.line(line) }
        }
        return reports.isEmpty ? .negative : .success
    }
}
