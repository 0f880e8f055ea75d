import Inventory
import Stack

/// The services of a running stack, as its supervisor tells of them.
struct RunningServices: Hashable {
    struct Service: Hashable {
        var name: String
        var isActive: Bool
        var needs: [String]
        var ports: [String: UInt16]
    }

    var services: [Service]

    /// - Parameter json: a document `ostia/ps/1`.
    init(_ json: JSONValue) {
        services = (json["services"]?.array ?? []).map { service in
            var ports: [String: UInt16] = [:]
            for port in service["ports"]?.array ?? [] {
                ports[port["name"]?.string ?? ""] = port["port"]?.int.flatMap { UInt16(exactly: $0) }
            }
            return Service(
                name: service["name"]?.string ?? "",
                isActive: !["stopped", "exited", "failed", "skipped"].contains(service["state"]?.string ?? ""),
                needs: (service["needs"]?.array ?? []).compactMap(\.string), ports: ports)
        }
    }

    /// The instances of a service: `db`, or `db.1` and `db.2`.
    func instances(of name: String) -> [Service] {
        services.filter { service in
            guard service.name != name else { return true }
            let number = service.name.dropFirst(name.count)
            return service.name.hasPrefix(name) && number.first == "." && UInt(number.dropFirst()) != nil
        }
    }

    /// The instances of a service with all that they need.
    func withNeeds(of name: String) -> [String] {
        var found = Set(instances(of: name).map(\.name))
        var open = Array(found)
        while let next = open.popLast() {
            for need in services.first(where: { $0.name == next })?.needs ?? [] where found.insert(need).inserted {
                open.append(need)
            }
        }
        return services.map(\.name).filter(found.contains)
    }

    /// Those that go when a service goes: itself, and what it needs as long as nobody else who runs does.
    func going(with name: String) -> [String] {
        var going = Set(instances(of: name).map(\.name))
        let candidates = withNeeds(of: name)
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for candidate in candidates where !going.contains(candidate) {
                let users = services.filter { $0.isActive && $0.needs.contains(candidate) }
                guard users.allSatisfy({ going.contains($0.name) }) else { continue }
                going.insert(candidate)
                hasChanged = true
            }
        }
        return services.filter { $0.isActive && going.contains($0.name) }.map(\.name)
    }

    /// Whether nothing is left to run without these.
    func areAll(_ names: [String]) -> Bool { services.allSatisfy { !$0.isActive || names.contains($0.name) } }
}
