import LinuxKernel
import Stack
package import Terminal

/// What `ostia ps` shows of a running stack: `ostia/ps/1`, see docs/json/ps.schema.json.
package struct StackStatus {
    package let json: JSON

    package init(_ supervisor: Supervisor) {
        let now = Clock.monotonic()
        let identity = supervisor.plan.identity
        let rows = ListenerLook(supervisor.machine).rows(udp: true)
        let listening = Set(rows.map { "\($0.local.transport) \($0.local.port)" })
        json = [
            "schema": "ostia/ps/1",
            "stack": [
                "id": .string(identity.id), "project": .string(identity.project),
                "work_tree": .string(identity.workTree), "label": .string(identity.label),
            ],
            "supervisor": .int(Int(supervisor.machine.processID)),
            "log_trouble": .string(orNull: supervisor.output.trouble),
            "services": .array(
                supervisor.plan.services.indices.map { i in
                    Self.service(
                        supervisor.plan.services[i], supervisor.life.services[i], supervisor.watches[i].divergences,
                        listening, now)
                }),
        ]
    }

    private static func service(
        _ planned: PlannedService, _ life: ServiceLife, _ divergences: [Divergence], _ listening: Set<String>,
        _ now: Double
    ) -> JSON {
        let reason: String? =
            switch life.phase {
            case .failed(let reason), .skipped(let reason): reason
            default: nil
            }
        let up = life.phase.isActive ? life.startedAt.map { JSON.int(Int(now - $0)) } : nil
        return [
            "name": .string(planned.name), "state": .string(life.phase.word), "reason": .string(orNull: reason),
            "pid": life.pid > 0 ? .int(Int(life.pid)) : .null,
            "ports": .array(
                planned.ports.map { port in
                    [
                        "name": .string(port.name), "host": .string(port.host), "port": .int(Int(port.number)),
                        "address": .string(port.address), "transport": .string(port.transport),
                        "leased": .bool(port.isLeased),
                        "listening": .bool(listening.contains("\(port.transport) \(port.number)")),
                    ]
                }),
            "up_seconds": up ?? .null, "restarts": .int(life.restarts),
            "overdue": .bool(life.isOverdue),
            "last_exit": life.lastEnding.map {
                [
                    "code": $0.signal == 0 ? .int(Int($0.code)) : .null,
                    "signal": $0.signal == 0 ? .null : .int(Int($0.signal)), "text": .string($0.text),
                ]
            } ?? .null,
            "needs": .array(planned.needs.map { .string($0.service) }),
            "divergences": .array(
                divergences.map {
                    [
                        "kind": .string($0.kind.rawValue), "port": .string($0.port), "text": .string($0.text),
                        "mend": .string($0.mend),
                    ]
                }),
        ]
    }
}
