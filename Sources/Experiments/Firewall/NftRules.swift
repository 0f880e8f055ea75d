import Diagnosis
import Inventory

/// Reads what `nft -j -a list ruleset` writes (libnftables-json(5), nftables 0.9 and later).
enum NftRules {
    /// - Parameters:
    ///   - texts: the same as text, for what the JSON leaves out.
    ///   - foreign: tables, `ip filter`, that another tool owns and reports.
    static func tables(_ json: JSONValue, texts: NftTexts = NftTexts(), except foreign: Set<String> = [])
        -> [TableModel]
    {
        let entries = json["nftables"]?.array ?? []
        var out: [TableModel] = []
        var sets = NftSets()
        for entry in entries {
            if let table = entry["table"], let (family, name) = place(table, "name"), !isDormant(table) {
                if !foreign.contains("\(family) \(name)") {
                    out.append(TableModel(tool: "nft", family: family, name: name))
                }
            }
            for kind in ["set", "map"] {
                guard let set = entry[kind], let name = set["name"]?.string, let (family, table) = place(set) else {
                    continue
                }
                sets.add(name, family: family, table: table, set["elem"]?.array ?? [])
            }
        }
        func index(_ value: JSONValue) -> Int? {
            place(value).flatMap { place in out.firstIndex { $0.family == place.family && $0.name == place.table } }
        }
        for entry in entries {
            guard let chain = entry["chain"], let i = index(chain), let name = chain["name"]?.string else { continue }
            out[i].chains.append(
                ChainModel(
                    name: name, hook: chain["hook"]?.string.flatMap { FirewallHook(rawValue: $0) },
                    priority: chain["prio"]?.int ?? 0, dropsByPolicy: chain["policy"]?.string == "drop"))
        }
        for entry in entries {
            guard let rule = entry["rule"], let i = index(rule), let chain = rule["chain"]?.string.flatMap(out[i].chain)
            else { continue }
            let (family, table) = (out[i].family, out[i].name)
            let handle = rule["handle"]?.int.map { "\($0)" }
            var reader = NftRuleReader { sets.elements($0, family: family, table: table) }
            let device =
                texts.device(of: out[i].chains[chain].name, family: family, table: table)
            if out[i].chains[chain].hook == .ingress, let device { reader.limit(toInput: device) }
            for expression in rule["expr"]?.array ?? [] { reader.read(expression) }
            let text =
                handle.flatMap { texts.rule($0, family: family, table: table) }
                ?? (rule["expr"]?.array ?? []).map(NftText.statement).joined(separator: " ")
            out[i].chains[chain].rules += reader.rules(text: text, handle: handle)
        }
        return out
    }

    private static func place(_ value: JSONValue, _ key: String = "table") -> (family: String, table: String)? {
        guard let family = value["family"]?.string, let table = value[key]?.string else { return nil }
        return (family, table)
    }

    /// A table that is switched off keeps its rules and uses none.
    private static func isDormant(_ table: JSONValue) -> Bool {
        switch table["flags"] {
        case .string(let flag): flag == "dormant"
        case .array(let flags): flags.contains(.string("dormant"))
        default: false
        }
    }
}

/// Named sets and maps with their elements.
struct NftSets {
    private var sets: [String: [JSONValue]] = [:]

    mutating func add(_ name: String, family: String, table: String, _ elements: [JSONValue]) {
        sets["\(family) \(table) \(name)"] = elements
    }

    func elements(_ name: String, family: String, table: String) -> [JSONValue]? {
        sets["\(family) \(table) \(name)"]
    }
}
