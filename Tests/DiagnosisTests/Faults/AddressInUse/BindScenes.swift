import Diagnosis
import Endpoints
import Testing

/// Scenes in which somebody wants a port that another has.
enum BindScene {
    /// The user that asks.
    static let user: UInt32 = 1000

    /// A listener on an endpoint, held by one process.
    static func listener(
        _ endpoint: String, _ owners: [Int32] = [812], _ transport: Transport = .tcp, uid: UInt32 = user,
        v6Only: Bool? = nil, unknown: String? = nil, unit: String? = nil, container: String? = nil
    ) throws -> SocketFact {
        SocketFact(
            transport == .tcp ? .listen : .unconnected, try TestScene.endpoint(endpoint, transport), uid: uid,
            inode: 77,
            v6Only: v6Only, owners: owners, unknownOwner: unknown, container: container, unit: unit)
    }

    static func process(
        _ pid: Int32 = 812, _ name: String = "python3", _ arguments: [String] = [], parent: Int32 = 400,
        uid: UInt32 = user, state: Character = "S", isForkedOnly: Bool = false, terminal: Int32 = 0,
        executable: String? = nil, unit: String? = nil
    ) -> ProcessFact {
        ProcessFact(
            pid: pid, parent: parent, name: name, arguments: arguments.isEmpty ? [name] : arguments, uid: uid,
            user: uid == 0 ? "root" : uid == user ? "ann" : "bob", state: state, terminal: terminal, age: 300,
            isForkedOnly: isForkedOnly, executable: executable ?? "/usr/bin/\(name)",
            workingDirectory: "/home/ann/shop",
            unit: unit)
    }

    /// What every process hangs on: pid 1 and a shell.
    static let roots = [
        ProcessFact(pid: 1, parent: 0, name: "systemd", uid: 0, executable: "/usr/lib/systemd/systemd"),
        ProcessFact(pid: 400, parent: 1, name: "bash", uid: user, executable: "/usr/bin/bash"),
    ]

    static func binding(
        _ text: String, _ sockets: [SocketFact], _ processes: [ProcessFact] = [process()], report: ErrorReport? = nil
    ) throws -> TestScene {
        var scene = try TestScene.binding(
            text, sockets: sockets, processes: roots + processes, reports: report.map { [$0] } ?? [])
        scene.facts.userID = user
        return scene
    }

    /// A connection that has the port as its own.
    static func connection(
        _ state: SocketFact.State, _ local: String, _ remote: String, owners: [Int32] = [], uid: UInt32? = nil
    ) throws -> SocketFact {
        SocketFact(
            state, try TestScene.endpoint(local), remote: try TestScene.endpoint(remote), uid: uid,
            inode: owners.isEmpty ? 0 : 78, owners: owners)
    }

    static let inUse = ErrorReport(.addressInUse, text: "OSError: [Errno 98] Address already in use")
}

extension TestScene {
    /// What bind says of an endpoint without SO_REUSEADDR and with it; `nil` is success.
    mutating func refuse(
        _ endpoint: String, _ transport: Transport = .tcp, plain: String? = "EADDRINUSE",
        reusing: String? = "EADDRINUSE", call: String = "bind"
    ) throws {
        let endpoint = try Self.endpoint(endpoint, transport)
        let isDual = endpoint.address == .unspecifiedV6
        for (reuse, failure) in [(false, plain), (true, reusing)] {
            outcomes[.bind(endpoint, BindOptions(reuseAddress: reuse, dualStack: isDual))] = .bind(
                BindOutcome(failure: failure, call: call))
        }
    }
}
