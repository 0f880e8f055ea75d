import Inventory
import Terminal

/// What a command asks of the supervisor of a running stack: one line of JSON over its Unix socket.
package enum ControlRequest: Hashable, Sendable {
    /// The answer is a `ostia/ps/1` document.
    case status
    case start([String])
    case stop([String])
    case restart([String])
    case down
    /// Answers once every service is ready, or cannot become so.
    case wait
    /// What follows on the connection is typed into the service's terminal or standard input.
    case attach(String)

    package var line: [UInt8] {
        var members: [(String, JSON)] = [("do", .string(word))]
        if !services.isEmpty { members.append(("services", .array(services.map { .string($0) }))) }
        return JSON.object(members).encoded() + [10]
    }

    /// Reads a line; `nil` for what no version of Ostia sends.
    package init?(_ line: [UInt8]) {
        guard let json = JSONValue(line), let word = json["do"]?.string else { return nil }
        let services = (json["services"]?.array ?? []).compactMap(\.string)
        switch word {
        case "status": self = .status
        case "start": self = .start(services)
        case "stop": self = .stop(services)
        case "restart": self = .restart(services)
        case "down": self = .down
        case "wait": self = .wait
        case "attach":
            guard let service = services.first else { return nil }
            self = .attach(service)
        default: return nil
        }
    }

    private var word: String {
        switch self {
        case .status: "status"
        case .start: "start"
        case .stop: "stop"
        case .restart: "restart"
        case .down: "down"
        case .wait: "wait"
        case .attach: "attach"
        }
    }

    private var services: [String] {
        switch self {
        case .start(let names), .stop(let names), .restart(let names): names
        case .attach(let name): [name]
        case .status, .down, .wait: []
        }
    }
}

/// What the supervisor answers: one line of JSON.
package struct ControlAnswer: Hashable, Sendable {
    /// Whether it was done.
    package var isDone: Bool
    /// Why not, or what came of it.
    package var text: String
    /// The document asked for, as JSON text.
    package var document: String?
    /// The exit code that the asking command should have.
    package var status: Int32

    /// The text of a status while the stack is going down.
    package static let stopping = "stopping"

    /// The text of an attachment to a service that has a terminal.
    package static let terminal = "terminal"

    package init(isDone: Bool, text: String = "", document: String? = nil, status: Int32 = 0) {
        self.isDone = isDone
        self.text = text
        self.document = document
        self.status = status
    }

    package var line: [UInt8] {
        let json: JSON = [
            "done": .bool(isDone), "text": .string(text), "document": .string(orNull: document),
            "status": .int(Int(status)),
        ]
        return json.encoded() + [10]
    }

    package init?(_ line: [UInt8]) {
        guard let json = JSONValue(line), let isDone = json["done"]?.bool else { return nil }
        self.init(
            isDone: isDone, text: json["text"]?.string ?? "", document: json["document"]?.string,
            status: Int32(clamping: json["status"]?.int ?? 0))
    }
}
