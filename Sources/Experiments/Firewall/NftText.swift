import Inventory

/// nft's JSON in the words of nft(8), for what has no other form and where the text form is missing.
enum NftText {
    static func statement(_ statement: JSONValue) -> String {
        guard let (name, value) = statement.object?.first else { return expression(statement) }
        switch name {
        case "match": return match(value)
        case "counter": return "counter"
        case "reject": return "reject with \(reject(value))"
        case "jump", "goto": return "\(name) \(value["target"]?.string ?? "")"
        case "redirect", "dnat", "snat":
            let target = target(value)
            return target.isEmpty
                ? name : "\(name) to \(target.hasPrefix("[") || !isPort(target) ? target : ":\(target)")"
        case "limit":
            let over = value["inv"]?.bool == true ? "over " : ""
            let burst = value["burst"]?.int.map { " burst \($0) packets" } ?? ""
            return "limit rate \(over)\(value["rate"]?.int ?? 0)/\(value["per"]?.string ?? "second")\(burst)"
        case "ct count": return "ct count \(value["inv"]?.bool == true ? "over " : "")\(value["val"]?.int ?? 0)"
        case "set", "meter":
            let inner = (value["stmt"]?.array ?? [value["stmt"]].compactMap { $0 }).map(Self.statement)
            return ([name, expression(value["elem"] ?? value["key"] ?? .null)] + inner).joined(separator: " ")
        case "vmap": return "\(expression(value["key"] ?? .null)) vmap \(expression(value["data"] ?? .null))"
        case "xt": return "xt \(value["type"]?.string ?? "") \(value["name"]?.string ?? "")"
        default:
            if case .null = value { return name }
            return "\(name) \(expression(value))"
        }
    }

    static func match(_ value: JSONValue) -> String {
        let op = value["op"]?.string ?? "=="
        let sign = ["==", "in"].contains(op) ? "" : "\(op) "
        return "\(expression(value["left"] ?? .null)) \(sign)\(expression(value["right"] ?? .null))"
    }

    /// `tcp reset`, `icmpx admin-prohibited`; without words the kernel answers `port-unreachable`.
    static func reject(_ value: JSONValue) -> String {
        let type = value["type"]?.string ?? "icmpx"
        return type == "tcp reset" ? type : "\(type) \(value["expr"]?.string ?? "port-unreachable")"
    }

    /// `8080`, `172.17.0.2:80`, `172.17.0.2`; empty where the port stays what it was.
    static func target(_ value: JSONValue) -> String {
        let address = value["addr"].map(expression)
        let port = value["port"].map(expression)
        guard let address else { return port ?? "" }
        guard let port else { return address }
        return address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    private static func isPort(_ text: String) -> Bool { text.first?.isNumber == true && !text.contains { $0 == "." } }

    static func expression(_ value: JSONValue) -> String {
        switch value {
        case .null: return ""
        case .bool(let value): return "\(value)"
        case .number(let number): return Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .string(let text): return text
        case .array(let values): return values.map(expression).joined(separator: ",")
        case .object(let members): return expression(members)
        }
    }

    private static func expression(_ members: [String: JSONValue]) -> String {
        guard members.count == 1, let (name, value) = members.first else {
            return members.sorted { $0.key < $1.key }.map { "\($0.key) \(expression($0.value))" }.joined(separator: " ")
        }
        switch name {
        case "payload":
            if let name = value["protocol"]?.string { return "\(name) \(value["field"]?.string ?? "")" }
            return "@\(value["base"]?.string ?? ""),\(value["offset"]?.int ?? 0),\(value["len"]?.int ?? 0)"
        case "meta", "ct": return "\(name) \(value["key"]?.string ?? "")"
        case "fib": return "fib \(expression(value["flags"] ?? .null)) \(value["result"]?.string ?? "")"
        case "range": return (value.array ?? []).map(expression).joined(separator: "-")
        case "prefix": return "\(value["addr"]?.string ?? "")/\(value["len"]?.int ?? 0)"
        case "concat": return (value.array ?? []).map(expression).joined(separator: " . ")
        case "set":
            let elements = (value.array ?? [value]).map { element in
                guard let pair = element.array, pair.count == 2 else { return expression(element) }
                return "\(expression(pair[0])) : \(statement(pair[1]))"
            }
            return "{ \(elements.joined(separator: ", ")) }"
        case "elem": return expression(value["val"] ?? value)
        case "map": return "\(expression(value["key"] ?? .null)) map \(expression(value["data"] ?? .null))"
        case "&", "|", "^", "<<", ">>":
            return (value.array ?? []).map(expression).joined(separator: " \(name) ")
        default: return "\(name) \(expression(value))"
        }
    }
}
