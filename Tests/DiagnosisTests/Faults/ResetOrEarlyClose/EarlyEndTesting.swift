import Diagnosis
import Endpoints

/// A server on 127.0.0.1:8000 whose connections end early.
enum EarlyEndTesting {
    static func listener(owners: [Int32] = [812], inode: UInt32 = 77) throws -> SocketFact {
        SocketFact(
            .listen, try TestScene.endpoint("127.0.0.1:8000"), sendQueue: 128, uid: 1000, inode: inode, owners: owners)
    }

    static var ask: HTTPAsk {
        get throws { HTTPAsk(try TestScene.endpoint("127.0.0.1:8000"), host: "127.0.0.1:8000") }
    }

    /// - Parameters:
    ///   - atOnce: how a mere connect ends.
    ///   - later: how the request ends.
    ///   - after: what is there afterwards; by default what was there before.
    static func scene(
        atOnce: Ending = .open, later: Ending = .closed, greeting: String = "", isBare: Bool = false,
        owner: ProcessFact = HangTesting.python, isSeen: Bool = true, after: ConnectionsLook? = nil
    ) throws -> TestScene {
        var listener = try listener(owners: isSeen ? [owner.pid] : [])
        if !isSeen { listener.unknownOwner = "other user" }
        var scene = try TestScene.using(
            isBare ? "127.0.0.1:8000" : "http://127.0.0.1:8000/", sockets: [listener], processes: [owner])
        try scene.connect(
            "127.0.0.1:8000",
            ConnectOutcome(.connected, milliseconds: 0.1, greeting: Array(greeting.utf8), ending: atOnce))
        scene.set(.http(try ask), .http(HTTPOutcome(.endedSilently, ending: later)))
        let look = after ?? ConnectionsLook(listeners: [listener])
        scene.set(.connections(8000, after: nil), .connections(look))
        scene.set(.connections(8000, after: try ask), .connections(look))
        return scene
    }
}
