import Endpoints
import Inventory
import LinuxKernel
import Terminal

extension Explanation {
    /// The document of `docs/json/explain.schema.json`.
    var json: JSON {
        [
            "schema": "ostia/explain/1",
            "question": .string(question),
            "summary": .string(summary),
            "offline": .bool(offline),
            "url": url.map { ["scheme": .string($0.scheme), "path": .string($0.path)] } ?? .null,
            "address": addressJSON,
            "port": port?.json ?? .null,
            "now": now.map(nowJSON) ?? .null,
            "localhost": localhost?.json ?? .null,
            "reach": .string(orNull: reach),
            "commands": commands.json,
        ]
    }

    private var addressJSON: JSON {
        guard !addresses.isEmpty else { return .null }
        let scopes = Set(addresses.map(\.facts.scope))
        return [
            "name": .string(orNull: name?.text),
            "source": .string(orNull: name?.answer.source?.rawValue),
            "library_knows": .bool(orNull: name?.libraryKnows),
            "scope": .string(orNull: scopes.count == 1 ? scopes.first?.rawValue : nil),
            "addresses": .array(
                addresses.map { address in
                    [
                        "address": .string(address.facts.address.description),
                        "scope": .string(address.facts.scope.rawValue),
                        "meaning": .string(address.facts.meaning),
                        "notes": .array(address.facts.notes.map { .string($0) }),
                        "local": .bool(orNull: address.isLocal),
                        "interface": .string(orNull: address.interface),
                        "names": .array(address.names.map { .string($0) }),
                    ]
                }),
        ]
    }

    private func nowJSON(_ now: PortNow) -> JSON {
        [
            "listening": .bool(now.isListening),
            "matrix": .array(now.rows.map(\.json)),
            "owners": .array(
                now.owners.filter { $0.pid != nil }.map(\.json)),
            "connections": .array(now.links.map(\.json)),
            "bound": .array(now.bound.map(\.json)),
            "exposures": .array(now.exposures.map(\.rawValue).sorted().map { .string($0) }),
            "localhost_has_two_programs": .bool(now.rivals != nil),
        ]
    }
}

extension PortFacts {
    var json: JSON {
        [
            "number": .int(Int(number)),
            "transport": .string(orNull: transport?.rawValue),
            "class": .string(portClass.rawValue),
            "class_range": Self.json(portClass.range),
            "ephemeral_range": kernel.ephemeral.map(Self.json) ?? .null,
            "ephemeral": .bool(orNull: kernel.ephemeral.map { $0.contains(number) }),
            "reserved": .bool(orNull: kernel.isReserved),
            "privileged": .bool(orNull: kernel.unprivilegedStart.map { number < $0 }),
            "service": .string(orNull: service),
            "usual": .string(orNull: usual),
            "blocked_by_browsers": .bool(isBlockedByBrowsers),
        ]
    }

    private static func json(_ range: ClosedRange<UInt16>) -> JSON {
        ["first": .int(Int(range.lowerBound)), "last": .int(Int(range.upperBound))]
    }
}

extension PortNow.Process {
    fileprivate var json: JSON { ["pid": .int(orNull: pid), "name": pid == nil ? .null : .string(name)] }
}

extension PortNow.Row {
    fileprivate var json: JSON {
        [
            "transport": .string(transport.rawValue),
            "address": .string(address.description),
            "interface": .string(orNull: interface),
            "present": .bool(isPresent),
            "answers": .array(
                answers.map { answer in
                    [
                        "listener": .string(answer.listener.addressAndPort),
                        "kind": .string(answer.kind.rawValue),
                        "inode": .int(Int(answer.inode)),
                        "owners": .array(answer.processes.filter { $0.pid != nil }.map(\.json)),
                        "unknown_owner_reason": .string(orNull: answer.unknownOwner?.rawValue),
                    ]
                }),
        ]
    }
}

extension PortNow.Link {
    fileprivate var json: JSON {
        [
            "state": .string(state.name),
            "client": .string(client.addressAndPort),
            "client_owner": clientProcess?.json ?? .null,
            "server": .string(server.addressAndPort),
            "server_owner": serverProcess?.json ?? .null,
        ]
    }
}

extension HostNames.Answer {
    fileprivate var json: JSON {
        [
            "addresses": .array(addresses.map { .string($0.description) }),
            "source": .string(orNull: source?.rawValue),
        ]
    }
}

extension ClassicCommands {
    fileprivate var json: JSON {
        func list(_ commands: [String]) -> JSON { .array(commands.map { .string($0) }) }
        return ["linux": list(linux), "macos": list(macOS), "windows": list(windows)]
    }
}
