import Endpoints
import Inventory
import LinuxKernel
import Terminal

extension WhoReport {
    /// `ostia/who/1`: see docs/json/who.schema.json.
    func json(_ subject: WhoSubject, _ inventory: InventoryJSON) -> JSON {
        [
            "schema": "ostia/who/1",
            "question": Self.question(subject),
            "listeners": .array(listeners.map { inventory.listener($0) }),
            "bound": .array(bound.map { inventory.listener($0) }),
            "connections": .array(uses.map { inventory.connection($0) }),
            "processes": .array(portraits.map { Self.portrait($0, inventory) }),
        ]
    }

    private static func question(_ subject: WhoSubject) -> JSON {
        switch subject {
        case .process(let pid): return ["pid": .int(Int(pid))]
        case .port(let port, let host, let transport):
            let name: String? =
                switch host {
                case .address(let address): address.description
                case .name(let name): name
                case nil: nil
                }
            return [
                "port": .int(Int(port)), "host": .string(orNull: name),
                "transport": .string(orNull: transport?.rawValue),
            ]
        }
    }

    private static func portrait(_ portrait: Portrait, _ inventory: InventoryJSON) -> JSON {
        guard case .object(var members) = inventory.process(portrait.process) else { return .null }
        members += [
            ("cause", cause(portrait.cause)),
            ("restart", portrait.restart.map { restart($0) } ?? .null),
            (
                "output",
                .array(
                    portrait.outputs.map { sink in
                        [
                            "descriptors": .array(sink.descriptors.map { .int(Int($0)) }),
                            "kind": .string(sink.kind.rawValue),
                            "target": .string(sink.target),
                        ]
                    })
            ),
            ("environment", .object(portrait.portVariables.map { ($0.name, .string($0.value)) })),
            ("listeners", .array(portrait.listeners.map { inventory.listener($0) })),
            ("clients", .array(portrait.clients.map { inventory.connection($0) })),
            ("upstreams", .array(portrait.upstreams.map { inventory.connection($0) })),
        ]
        return .object(members)
    }

    static func cause(_ cause: Cause) -> JSON {
        [
            "sentence": .string(cause.sentence),
            "unit": .string(orNull: cause.unit),
            "container": .string(orNull: cause.container),
            "ssh_peer": .string(orNull: cause.sshPeer),
            "terminal": .string(orNull: cause.terminal),
            "orphan": .bool(cause.isOrphan),
            "socket_activated": .bool(cause.isSocketActivated),
            "chain": .array(
                cause.chain.map { link in
                    [
                        "pid": .int(Int(link.pid)), "name": .string(link.name), "kind": .string(link.kind.rawValue),
                        "command": .string(link.command),
                    ]
                }),
        ]
    }

    private static func restart(_ restart: RestartHabit) -> JSON {
        [
            "by": .string(restart.by), "name": .string(restart.name), "policy": .string(orNull: restart.policy),
            "restarts": .int(orNull: restart.restarts), "triggered_by": .string(orNull: restart.triggeredBy),
        ]
    }
}
