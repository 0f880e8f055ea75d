import Endpoints
import Inventory
import LinuxKernel
import Terminal

/// `ostia who`: one thing in depth.
func who(_ options: WhoOptions, in context: Context) throws -> ExitStatus {
    let memory = options.isExact ? nil : RuntimeFiles(environment: context.environment, user: context.machine.userID)
    let survey = Survey(context.machine, memory: memory)
    if options.isBrief { return try brief(options.subject, survey, context) }
    let rows = ListenerRows(survey, Describer(survey, environment: context.environment))
    let report = try WhoReport(options.subject, rows)
    if context.json {
        context.write(report.json(options.subject, InventoryJSON(rows)))
    } else if report.isEmpty {
        context.console.out.line(absence(options.subject))
    } else {
        WhoText(report, rows, context.console).write(options.subject)
    }
    if context.stats {
        context.reportCost("\(survey.looks) descriptors looked at")
    }
    return report.isEmpty ? .negative : .success
}

/// The owners' pids, as `lsof -t` would print them; the fast way, with nothing else looked at.
private func brief(_ subject: WhoSubject, _ survey: Survey, _ context: Context) throws -> ExitStatus {
    var pids: [Int32] = []
    switch subject {
    case .process(let pid): pids = survey.book.record(pid).stat == nil ? [] : [pid]
    case .port(let port, let host, let transport):
        let question = try PortQuestion(port, host, transport, root: survey.machine.root)
        let transports = transport.map { [$0] } ?? Transport.allCases
        let listeners = try survey.listeners(transports, port: port).filter { question.includes($0.row) }
        pids = listeners.flatMap { $0.owners.map(\.process.pid) }
        if listeners.isEmpty { pids = try holders(of: question, survey) }
    }
    let owners = Set(pids).sorted()
    if context.json {
        context.write(["schema": "ostia/who-brief/1", "pids": .array(owners.map { .int(Int($0)) })])
    } else {
        for pid in owners { context.console.out.line("\(pid)") }
    }
    if context.stats { context.reportCost("\(survey.looks) descriptors looked at") }
    return owners.isEmpty ? .negative : .success
}

/// Who has a port on which nobody listens: bound to it, or connected from it.
private func holders(of question: PortQuestion, _ survey: Survey) throws -> [Int32] {
    var owners: [Owner] = []
    if question.transport != .udp {
        owners = try survey.listeners([.tcp], port: question.port, kind: .bound).filter { question.includes($0.row) }
            .flatMap(\.owners)
    }
    for end in try survey.ends(port: question.port) where question.includes(end.row.local) { owners += end.owners }
    return owners.map(\.process.pid)
}

private func absence(_ subject: WhoSubject) -> String {
    switch subject {
    case .process(let pid): return "no process has the id \(pid)"
    case .port(let port, let host, let transport):
        let place =
            switch host {
            case .address(let address): "\(address.bracketed):\(port)"
            case .name(let name): "\(name):\(port)"
            case nil: "port \(port)"
            }
        let what = transport.map { " (\($0.rawValue))" } ?? ""
        return "nobody uses \(place)\(what): nothing listens on it, is bound to it or is connected from it\n"
            + "next: ostia explain \(place.hasPrefix("port ") ? "\(port)" : place)"
    }
}
