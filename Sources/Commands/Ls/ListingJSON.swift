import Endpoints
import Inventory
import LinuxKernel
import Terminal

extension Listing {
    /// `ostia/ls/1`: see docs/json/ls.schema.json.
    var json: JSON {
        let inventory = InventoryJSON(rows)
        var members: [(String, JSON)] = [("schema", "ostia/ls/1")]
        members.append(("listeners", .array(listeners.map { inventory.listener($0) })))
        members.append(("connections", .array(connections.map { inventory.connection($0) })))
        if options.showsUnix { members.append(("unix", .array(unix.map { inventory.unix($0) }))) }
        members.append(("coverage", InventoryJSON.coverage(coverage, source: table.source)))
        return .object(members)
    }
}

/// The JSON shapes of what the inventory holds, the same in every command's answer.
struct InventoryJSON {
    private let rows: ListenerRows
    private var describer: Describer { rows.describer }

    init(_ rows: ListenerRows) { self.rows = rows }

    func listener(_ listener: Listener) -> JSON {
        let row = listener.row
        return [
            "transport": .string(row.local.transport.rawValue),
            "address": .string(row.local.address.description),
            "port": .int(Int(row.local.port)),
            "v6_only": .bool(orNull: row.v6Only),
            "state": .string(row.local.transport == .udp ? "UNCONN" : row.state.name),
            "inode": .int(Int(row.inode)),
            "cookie": Self.cookie(row.cookie),
            "uid": .int(Int(row.uid)),
            "exposure": .string(listener.exposure.rawValue),
            "accept_queue": row.state == .listen
                ? ["now": .int(Int(row.receiveQueue)), "max": .int(Int(row.sendQueue))] : .null,
            "owners": .array(listener.owners.map { owner($0) }),
            "unknown_owner_reason": .string(orNull: listener.unknownOwner?.rawValue),
            "what": Self.program(describer.program(listener)),
            "container": container(describer.container(listener)),
            "unit": .string(orNull: describer.unit(listener)),
        ]
    }

    func owner(_ owner: Owner) -> JSON {
        guard case .object(var members) = process(owner.process) else { return .null }
        members.append(("fd", .int(Int(owner.fd))))
        return .object(members)
    }

    func process(_ process: ProcessRecord) -> JSON {
        [
            "pid": .int(Int(process.pid)),
            "start_time": .string(orNull: rows.started(process).map { Timestamp.rfc3339($0) }),
            "name": .string(process.name),
            "user": .string(orNull: process.user.map { rows.users.name($0) }),
            "command": .array(process.arguments.map { .string($0) }),
            "executable": .string(orNull: process.executable?.path),
            "executable_deleted": .bool(process.executable?.isDeleted ?? false),
            "working_directory": .string(orNull: process.workingDirectory),
            "project": Self.project(describer.project(process)),
        ]
    }

    func connection(_ connection: Connection) -> JSON {
        let end = connection.near
        return [
            "transport": .string(end.row.local.transport.rawValue),
            "state": .string(end.row.state.name),
            "role": .string(connection.isAccepted ? "server" : "client"),
            "local": Self.endpoint(end.row.local),
            "remote": Self.endpoint(end.row.remote),
            "inode": .int(Int(end.row.inode)),
            "cookie": Self.cookie(end.row.cookie),
            "uid": .int(Int(end.row.uid)),
            "unread_bytes": .int(Int(end.row.receiveQueue)),
            "unsent_bytes": .int(Int(end.row.sendQueue)),
            "owners": .array(end.owners.map { shortOwner($0) }),
            "unknown_owner_reason": .string(orNull: end.unknownOwner?.rawValue),
            "peer": connection.far.map { far in
                [
                    "state": .string(far.row.state.name),
                    "inode": .int(Int(far.row.inode)),
                    "cookie": Self.cookie(far.row.cookie),
                    "uid": .int(Int(far.row.uid)),
                    "unread_bytes": .int(Int(far.row.receiveQueue)),
                    "unsent_bytes": .int(Int(far.row.sendQueue)),
                    "owners": .array(far.owners.map { shortOwner($0) }),
                    "unknown_owner_reason": .string(orNull: far.unknownOwner?.rawValue),
                ]
            } ?? .null,
        ]
    }

    /// A process in a list of thousands: identity and name only.
    func shortOwner(_ owner: Owner) -> JSON {
        [
            "pid": .int(Int(owner.process.pid)),
            "start_time": .string(orNull: rows.started(owner.process).map { Timestamp.rfc3339($0) }),
            "name": .string(owner.process.name),
            "fd": .int(Int(owner.fd)),
        ]
    }

    func unix(_ entry: UnixListing.Entry) -> JSON {
        [
            "name": .string(orNull: entry.row.name),
            "kind": .string(entry.row.kind.rawValue),
            "listening": .bool(entry.row.isListening),
            "inode": .int(Int(entry.row.inode)),
            "cookie": Self.cookie(entry.row.cookie),
            "accept_queue": entry.row.isListening
                ? ["now": .int(Int(entry.row.receiveQueue)), "max": .int(Int(entry.row.sendQueue))] : .null,
            "connections": .int(entry.connections),
            "stale": .bool(entry.isStale),
            "owners": .array(entry.owners.map { owner($0) }),
        ]
    }

    func container(_ container: ContainerIdentity?) -> JSON {
        guard let container else { return .null }
        return [
            "id": .string(orNull: container.id),
            "name": .string(orNull: container.name),
            "image": .string(orNull: container.image),
            "compose_project": .string(orNull: container.composeProject),
            "compose_service": .string(orNull: container.composeService),
            "inner_port": .int(orNull: container.innerPort),
        ]
    }

    static func program(_ program: Recognition?) -> JSON {
        guard let program else { return .null }
        return [
            "id": .string(program.id), "title": .string(program.title), "detail": .string(orNull: program.detail),
            "kind": .string(program.kind.rawValue),
        ]
    }

    static func project(_ project: Project?) -> JSON {
        guard let project else { return .null }
        return [
            "name": .string(project.name), "root": .string(project.root),
            "worktree": .string(orNull: project.worktree), "branch": .string(orNull: project.branch),
            "commit": .string(orNull: project.commit),
        ]
    }

    static func endpoint(_ endpoint: Endpoint) -> JSON {
        ["address": .string(endpoint.address.description), "port": .int(Int(endpoint.port))]
    }

    static func coverage(_ coverage: Coverage, source: String) -> JSON {
        // `source` is `sock_diag`, or `/proc/net` where that was refused.
        [
            "listeners": .int(coverage.listeners), "named": .int(coverage.named),
            "other_users": .int(coverage.otherUsers), "hidden": .int(coverage.hidden),
            "no_visible_process": .int(coverage.invisible), "source": .string(source),
        ]
    }

    /// In hexadecimal, as `ss -e` shows it: 64 bits do not survive in a JSON number.
    static func cookie(_ cookie: UInt64) -> JSON {
        cookie == 0 ? .null : .string(String(cookie, radix: 16))
    }
}
