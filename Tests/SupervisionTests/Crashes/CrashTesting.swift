import Stack

@testable import Supervision

/// A service as it was planned, in a folder.
func service(
    _ name: String = "web", command: String = "flask run", ports: [(String, UInt16)] = [("", 8000)],
    variables: [String: String] = ["A": "1"], in folder: String = "/nowhere"
) -> PlannedService {
    var service = PlannedService(name: name, spec: ServiceSpec(name, .run(command)))
    service.command = command
    service.directory = folder
    service.ports = ports.map { PlannedPort(name: $0.0, number: $0.1, host: "127.0.0.1", isLeased: true) }
    service.environment = variables.sorted { $0.key < $1.key }.map {
        PlannedVariable($0.key, .init(.service, $0.value))
    }
    return service
}
