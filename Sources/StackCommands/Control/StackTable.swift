import Commands
import Inventory
import Terminal

/// What `ostia ps` shows of a status document.
struct StackTable {
    let lines: [String]

    init(_ json: JSONValue, _ context: Context) {
        let services = json["services"]?.array ?? []
        var table = Table([
            TableColumn("SERVICE"), TableColumn("STATE"), TableColumn("ADDRESS"), TableColumn("PID", .right),
            TableColumn("UP", .right), TableColumn("RESTARTS", .right), TableColumn("NOTE"),
        ])
        for service in services {
            let state = service["state"]?.string ?? ""
            let style: Style =
                switch state {
                case "ready": .green
                case "failed", "skipped": .red
                case "exited", "stopped": .dim
                default: .yellow
                }
            // A ready service without a listener on its port does not use it: an address would promise an answer.
            let ports = (service["ports"]?.array ?? []).filter { state != "ready" || $0["listening"]?.bool ?? true }
                .compactMap { $0["address"]?.string }
            let up = service["up_seconds"]?.int.map { $0 == 0 ? "0 s" : Durations.text(seconds: Double($0)) }
            table.add([
                Cell(service["name"]?.string ?? "", .bold), Cell(state, style),
                Cell(ports.joined(separator: " ")), Cell(service["pid"]?.int.map(String.init) ?? ""),
                Cell(up ?? ""), Cell(service["restarts"]?.int.flatMap { $0 == 0 ? nil : String($0) } ?? ""),
                Cell(Self.note(service)),
            ])
        }
        lines = table.lines(width: context.console.width, color: context.console.color) + Self.remarks(json)
    }

    /// What mends a service that is not where it was promised, and what is wrong with the stack itself.
    private static func remarks(_ json: JSONValue) -> [String] {
        var out = (json["services"]?.array ?? []).flatMap { service in
            (service["divergences"]?.array ?? []).compactMap { divergence in
                divergence["mend"]?.string.map { "\(service["name"]?.string ?? ""): \($0)" }
            }
        }
        if let trouble = json["log_trouble"]?.string { out.append("warning: \(trouble)") }
        return out.map(Sanitizer.escape)
    }

    private static func note(_ service: JSONValue) -> String {
        if let reason = service["reason"]?.string { return reason }
        if let divergence = service["divergences"]?.array?.first?["text"]?.string { return divergence }
        if service["overdue"]?.bool ?? false { return "not ready in time" }
        let isOver = service["pid"]?.int == nil
        return isOver ? service["last_exit"]?["text"]?.string ?? "" : ""
    }
}
