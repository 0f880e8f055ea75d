import Terminal

/// One line of what an external provider tells Compose on its standard output.
enum ProviderMessage: Hashable {
    /// Shown as the service's state.
    case info(String)
    /// Only with `--verbose`.
    case debug(String)
    /// The reason why the service failed; Compose reads no further.
    case error(String)
    /// For every service that depends on this one, which gets it with this one's name before it: `DB_URL`.
    case setVariable(String, String)

    var line: String {
        let (type, text): (String, String) =
            switch self {
            case .info(let text): ("info", text)
            case .debug(let text): ("debug", text)
            case .error(let text): ("error", text)
            case .setVariable(let name, let value): ("setenv", "\(name)=\(value)")
            }
        return (["type": .string(type), "message": .string(text)] as JSON).text()
    }

    /// What `ostia compose metadata` answers: which options a service of compose.yaml may give, and that `stop` is
    /// understood.
    static var metadata: String {
        func parameter(_ name: String, _ description: String) -> JSON {
            [
                "name": .string(name), "description": .string(description), "required": .bool(false),
                "type": .string("string"),
            ]
        }
        let parameters: JSON = [
            "parameters": .array([
                parameter("file", "The stack file; the ostia.yaml found from the current folder upwards without one."),
                parameter("service", "The service of the stack; the one of the same name without it."),
                parameter("host", "How dependent services reach this machine, such as host.docker.internal."),
            ])
        ]
        let json: JSON = [
            "description": .string("Services of an Ostia stack, run on this machine"), "up": parameters,
            "down": parameters, "stop": parameters,
        ]
        return json.text()
    }
}
