import Diagnosis
import Inventory

/// The statements of one nft rule, one after the other.
///
/// A rule may become several: a verdict map and a set of concatenations are taken apart.
struct NftRuleReader {
    /// A set as large as this is named, not spelled out.
    static let mostElements = 1024

    private let elements: (String) -> [JSONValue]?
    /// The ways in which a packet can match; more than one after a set of concatenations.
    private var matches = [RuleMatch()]
    private var packets: UInt64?
    private var verdicts: [(match: RuleMatch, verdict: ChainRule.Verdict)] = []
    private var isDecided = false

    /// - Parameter elements: those of a named set or map of the rule's table.
    init(elements: @escaping (String) -> [JSONValue]?) { self.elements = elements }

    /// An ingress chain is bound to a device.
    mutating func limit(toInput device: String) { require(RuleMatch(inputInterface: device)) }

    func rules(text: String, handle: String?) -> [ChainRule] {
        verdicts.map { ChainRule(match: $0.match, verdict: $0.verdict, packets: packets, text: text, handle: handle) }
    }

    mutating func read(_ statement: JSONValue) {
        guard let (name, value) = statement.object?.first, !isDecided else { return }
        switch name {
        case "match": readMatch(value)
        case "counter": packets = value["packets"]?.int.flatMap { UInt64(exactly: $0) }
        case "accept": decide(.action(.accept))
        case "drop": decide(.action(.drop))
        case "return": decide(.back)
        case "reject": decide(.action(.reject(NftText.reject(value))))
        case "jump": decide(value["target"]?.string.map { .jump($0) } ?? .none)
        case "goto": decide(value["target"]?.string.map { .goTo($0) } ?? .none)
        case "redirect", "dnat": decide(.action(.redirect(NftText.target(value))))
        case "vmap": readMap(value)
        case "xt": readExtension(value)
        case "log", "mangle", "comment", "meta", "tcp option", "secmark": break
        case "limit", "ct count", "quota", "set", "meter", "connlimit":
            limit(NftText.statement(statement))
        default: decide(.action(.other(NftText.statement(statement))))
        }
    }

    private mutating func decide(_ verdict: ChainRule.Verdict) {
        isDecided = true
        verdicts += matches.map { ($0, verdict) }
    }

    private mutating func limit(_ text: String) { require(RuleMatch(limits: [text])) }

    private mutating func require(_ match: RuleMatch) { matches = matches.compactMap { $0.and(match) } }

    private mutating func readMatch(_ value: JSONValue) {
        guard let left = value["left"], let right = value["right"] else { return }
        let isNegated = value["op"]?.string == "!="
        if let choices = alternatives(left, right, isNegated) {
            matches = matches.flatMap { match in choices.compactMap { match.and($0) } }
        } else {
            limit(NftText.match(value))
        }
    }

    /// The ways in which `left` can be one of what `right` says; `nil` when that is beyond `RuleMatch`.
    private func alternatives(_ left: JSONValue, _ right: JSONValue, _ isNegated: Bool) -> [RuleMatch]? {
        guard let values = values(right), values.count <= Self.mostElements else { return nil }
        guard let parts = left["concat"]?.array else {
            return NftTerm.match(left, values, isNegated: isNegated).map { [$0] }
        }
        guard !isNegated, values.count <= 256 else { return nil }
        var out: [RuleMatch] = []
        for value in values {
            guard let pieces = value["concat"]?.array, pieces.count == parts.count else { return nil }
            var match: RuleMatch? = RuleMatch()
            for (part, piece) in zip(parts, pieces) {
                guard let term = NftTerm.match(part, [piece], isNegated: false) else { return nil }
                match = match?.and(term)
            }
            if let match { out.append(match) }
        }
        return out
    }

    /// The elements of a set, named or not, or the one value itself.
    private func values(_ right: JSONValue) -> [JSONValue]? {
        let found: [JSONValue]?
        if let name = right.string, name.hasPrefix("@") {
            found = elements(String(name.dropFirst()))
        } else {
            found = right["set"]?.array ?? right.array ?? (right["set"].map { [$0] }) ?? [right]
        }
        // With a timeout, counter or comment an element is wrapped.
        return found?.map { $0["elem"]?["val"] ?? $0 }
    }

    /// A verdict map: one rule for each of its elements.
    private mutating func readMap(_ value: JSONValue) {
        let key = value["key"]
        var elements = value["data"]?["set"]?.array
        if let name = value["data"]?.string, name.hasPrefix("@") { elements = self.elements(String(name.dropFirst())) }
        guard let key, let elements, elements.count <= Self.mostElements else {
            return decide(.action(.other(NftText.statement(.object(["vmap": value])))))
        }
        for element in elements {
            guard let pair = element.array, pair.count == 2 else { continue }
            var one = self
            one.verdicts = []
            let wrapped = pair[0]["elem"]?["val"] ?? pair[0]
            if let choices = one.alternatives(key, .object(["set": .array([wrapped])]), false) {
                one.matches = matches.flatMap { match in choices.compactMap { match.and($0) } }
            } else {
                one.limit("\(NftText.expression(key)) \(NftText.expression(wrapped))")
            }
            one.read(pair[1])
            verdicts += one.verdicts
        }
    }

    /// A match or target of iptables inside nft, of which nft tells the name only.
    private mutating func readExtension(_ value: JSONValue) {
        let name = value["name"]?.string ?? ""
        guard value["type"]?.string == "target" else {
            if name != "comment" { limit("xt \(name)") }
            return
        }
        switch name {
        case "REJECT": decide(.action(.reject("")))
        case "REDIRECT", "DNAT": decide(.action(.redirect("")))
        case "LOG", "NFLOG", "MARK", "CONNMARK": break
        default: decide(.action(.other("xt \(name)")))
        }
    }
}
