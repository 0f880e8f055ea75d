import Diagnosis
import Endpoints
import Testing

/// What keeps a port on which nobody listens.
enum Remnant {
    static func scene(
        _ text: String, _ sockets: [SocketFact], _ processes: [ProcessFact] = [], plain: String? = "EADDRINUSE",
        reusing: String? = "EADDRINUSE", report: ErrorReport? = BindScene.inUse
    ) throws -> TestScene {
        var scene = try BindScene.binding(text, sockets, processes, report: report)
        try scene.refuse(text, plain: plain, reusing: reusing)
        return scene
    }

    static func timeWait(_ port: UInt16) throws -> SocketFact {
        try BindScene.connection(.timeWait, "127.0.0.1:\(port)", "127.0.0.1:45678")
    }
}

extension Finding {
    /// The state of the connection, out of its evidence.
    var state: String {
        evidence.first { $0.experiment == "connection" }?.result.split(separator: " ").first.map(String.init) ?? ""
    }
}
