import Diagnosis
import Endpoints
import Testing

/// A server on 127.0.0.1:8000 that leaves a request without an answer, told in values.
enum HangTesting {
    static let port: UInt16 = 8000
    static let python = ProcessFact(pid: 812, name: "python3", arguments: ["python3", "server.py"], uid: 1000)

    static func endpoint(_ text: String = "127.0.0.1:8000") throws -> Endpoint { try TestScene.endpoint(text) }

    static var ask: HTTPAsk {
        get throws { HTTPAsk(try endpoint(), host: "127.0.0.1:8000") }
    }

    /// - Parameters:
    ///   - owner: `nil` for another user's server, whose process may not be seen.
    ///   - others: the connections of the port beside our own.
    static func stuck(
        _ way: Stuck.Way, owner: ProcessFact? = python, others: [ConnectionFact] = [], isBare: Bool = false
    ) throws -> TestScene {
        let isFull = way == .queueFull
        let listener = SocketFact(
            .listen, try endpoint(), receiveQueue: isFull ? 6 : 0, sendQueue: 5, uid: 1000, inode: 77,
            owners: owner.map { [$0.pid] } ?? [], unknownOwner: owner == nil ? "other user" : nil)
        var scene = try TestScene.using(
            isBare ? "127.0.0.1:8000" : "http://127.0.0.1:8000/", sockets: [listener],
            processes: owner.map { [$0] } ?? [])
        let side: ServerSide? =
            switch way {
            case .queueFull, .unknown: nil
            case .notAccepted: ServerSide(isAccepted: false, unread: 90)
            case .notRead: ServerSide(isAccepted: true, owners: owner.map { [$0.pid] } ?? [], unread: 90)
            case .read: ServerSide(isAccepted: true, owners: owner.map { [$0.pid] } ?? [])
            }
        if isFull {
            try scene.connect(
                "127.0.0.1:8000",
                ConnectOutcome(.silent, milliseconds: 1300, counters: ["TcpExt.ListenOverflows": 2]))
        } else {
            try scene.connect("127.0.0.1:8000", ConnectOutcome(.connected, milliseconds: 0.1, serverSide: side))
            scene.set(.http(try ask), .http(HTTPOutcome(.silent, serverSide: side)))
        }
        let look = ConnectionsLook(listeners: [listener], connections: others)
        scene.set(.connections(port, after: nil), .connections(look))
        scene.set(.connections(port, after: try ask), .connections(look))
        return scene
    }

    /// Another client's connection.
    static func connection(
        _ standing: ConnectionFact.Standing, from client: UInt16, clientOwners: [Int32] = [], clientUID: UInt32? = 1000,
        since: Double = 5000
    ) throws -> ConnectionFact {
        var fact = ConnectionFact(
            server: try endpoint(), client: try endpoint("127.0.0.1:\(client)"), owners: [812], received: 0, sent: 0,
            sinceReceived: since, sinceSent: since, clientOwners: clientOwners, clientUID: clientUID)
        switch standing {
        case .waiting: (fact.isAccepted, fact.unread, fact.received, fact.owners) = (false, 80, 80, [])
        case .unread: (fact.unread, fact.received) = (80, 80)
        case .idle: break
        case .inHand: fact.received = 80
        }
        return fact
    }

    static func sleeping(_ pid: Int32 = 812, in call: String = "accept4", threads: Int = 1) -> Outcome {
        .activity(
            ProcessActivity(
                threads: (0..<Int32(threads)).map { .init(pid + $0, systemCall: call, name: "python3") }))
    }
}
