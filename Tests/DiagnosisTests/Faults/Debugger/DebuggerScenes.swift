import Diagnosis
import Endpoints
import Testing

/// Machines on which something is debugged.
enum DebuggerScenes {
    static let agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005"

    static func java(_ arguments: String..., pid: Int32 = 40, age: Double = 60) -> ProcessFact {
        ProcessFact(pid: pid, name: "java", arguments: ["java"] + arguments, age: age)
    }

    static func node(_ arguments: String..., pid: Int32 = 50) -> ProcessFact {
        ProcessFact(pid: pid, name: "node", arguments: ["node"] + arguments)
    }

    static func python(_ arguments: String..., pid: Int32 = 60, parent: Int32 = 7) -> ProcessFact {
        ProcessFact(pid: pid, parent: parent, name: "python3", arguments: ["python3"] + arguments)
    }

    static func listener(_ endpoint: String, _ pids: Int32...) throws -> SocketFact {
        SocketFact(.listen, try TestScene.endpoint(endpoint), owners: pids)
    }

    static func connection(_ local: String, _ remote: String, _ pids: Int32...) throws -> SocketFact {
        SocketFact(
            .established, try TestScene.endpoint(local), remote: try TestScene.endpoint(remote), owners: pids)
    }
}
