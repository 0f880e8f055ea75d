import Inventory
import LinuxKernel
import Terminal

/// What became of a run: `run.json` in its folder (schema `ostia/run/1`).
package struct RunRecord: Hashable, Sendable {
    /// How one service fared.
    package struct Service: Hashable, Sendable {
        package var name: String
        /// RFC 3339; `nil` when it never started.
        package var start: String?
        /// `nil` while it runs, and for ever when the writer was killed.
        package var end: String?
        package var exitCode: Int?
        /// The signal that ended it, without `SIG`.
        package var signal: String?
        package var restarts: Int

        package init(
            _ name: String, start: String? = nil, end: String? = nil, exitCode: Int? = nil, signal: String? = nil,
            restarts: Int = 0
        ) {
            self.name = name
            self.start = start
            self.end = end
            self.exitCode = exitCode
            self.signal = signal
            self.restarts = restarts
        }
    }

    package var command: [String]
    /// RFC 3339.
    package var start: String
    /// `nil` while it goes on, and for ever when its writer was killed.
    package var end: String?
    package var services: [Service]

    package init(command: [String], start: String, end: String? = nil, services: [Service] = []) {
        self.command = command
        self.start = start
        self.end = end
        self.services = services
    }

    static let fileName = "run.json"
    private static let schema = "ostia/run/1"

    /// What a run's folder says; `nil` without one, and for one of another schema.
    package init?(_ run: RunFolder) {
        guard let bytes = FileBytes.read("\(run.path)/\(Self.fileName)", limit: 1 << 24), let json = JSONValue(bytes),
            json["schema"]?.string == Self.schema, let start = json["start"]?.string
        else { return nil }
        self.init(
            command: (json["command"]?.array ?? []).compactMap(\.string), start: start, end: json["end"]?.string,
            services: (json["services"]?.array ?? []).compactMap { service in
                service["name"]?.string.map {
                    Service(
                        $0, start: service["start"]?.string, end: service["end"]?.string,
                        exitCode: service["exit_code"]?.int, signal: service["signal"]?.string,
                        restarts: service["restarts"]?.int ?? 0)
                }
            })
    }

    func encoded(number: Int) -> [UInt8] {
        let services = services.map { service -> JSON in
            [
                "name": .string(service.name), "start": .string(orNull: service.start),
                "end": .string(orNull: service.end), "exit_code": .int(orNull: service.exitCode),
                "signal": .string(orNull: service.signal), "restarts": .int(service.restarts),
            ]
        }
        let json: JSON = [
            "schema": .string(Self.schema), "number": .int(number),
            "command": .array(command.map { .string($0) }), "start": .string(start), "end": .string(orNull: end),
            "services": .array(services),
        ]
        return json.encoded(pretty: true) + [10]
    }
}
