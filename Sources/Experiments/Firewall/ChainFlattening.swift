import Diagnosis

/// Turns tables with chains that call each other into one list of rules for each base chain, in the order in which a
/// packet meets them.
struct ChainFlattening {
    /// Chains may call chains this deep; the kernel allows 16 (`NFT_JUMP_STACK_SIZE`).
    static let deepest = 16
    /// Rules of a picture; a machine full of containers has some thousand.
    static let mostRules = 20_000

    private(set) var rules: [FirewallRule] = []
    private(set) var droppingPolicies: [FirewallChain] = []
    private(set) var hasDockerChains = false
    private(set) var hasDockerTranslation = false

    init(_ tables: [TableModel]) {
        hasDockerChains = tables.contains { $0.chains.contains { $0.name == "DOCKER" || $0.name.hasPrefix("DOCKER-") } }
        // Docker 29 has a table of its own where it was told to use nftables.
        hasDockerTranslation = tables.contains { table in
            table.name == "docker-bridges" || table.name == "nat" && table.chains.contains { $0.name == "DOCKER" }
        }
        let bases = tables.flatMap { table in
            table.chains.compactMap { chain in chain.hook.map { (table: table, chain: chain, hook: $0) } }
        }
        // Stable: tables of one priority stay in the tool's order.
        let order = bases.enumerated().sorted {
            ($0.element.chain.priority, $0.offset) < ($1.element.chain.priority, $1.offset)
        }
        for (_, base) in order {
            let place = FirewallChain(
                tool: base.table.tool, family: base.table.family, table: base.table.name, name: base.chain.name,
                hook: base.hook)
            if base.chain.dropsByPolicy { droppingPolicies.append(place) }
            add(base.chain, of: base.table, base: place, match: RuleMatch(), depth: 0)
        }
    }

    /// Adds the rules of a chain as they apply to packets like `match`.
    private mutating func add(
        _ chain: ChainModel, of table: TableModel, base: FirewallChain, match: RuleMatch, depth: Int
    ) {
        guard depth <= Self.deepest else { return }
        var returns: [Int] = []
        for rule in chain.rules {
            guard rules.count < Self.mostRules, let match = match.and(rule.match) else { continue }
            switch rule.verdict {
            case .none: break
            case .action(let action): add(rule, action, match, chain, base)
            case .back:
                // What follows a return that takes every packet is never met.
                if match == RuleMatch() { return close(returns) }
                returns.append(rules.count)
                add(rule, .other("return"), match, chain, base)
            case .jump(let name), .goTo(let name):
                if let i = table.chain(name) {
                    add(table.chains[i], of: table, base: base, match: match, depth: depth + 1)
                }
                if case .goTo = rule.verdict {
                    if match == RuleMatch() { return close(returns) }
                    returns.append(rules.count)
                    add(rule, .other("return"), match, chain, base)
                }
            }
        }
        close(returns)
    }

    private mutating func close(_ returns: [Int]) {
        for i in returns { rules[i].passesOver = rules.count - i - 1 }
    }

    private mutating func add(
        _ rule: ChainRule, _ action: FirewallRule.Action, _ match: RuleMatch, _ chain: ChainModel,
        _ base: FirewallChain
    ) {
        var place = base
        place.name = chain.name
        var out = FirewallRule(
            chain: place, action: action, destinationPorts: match.destinationPorts ?? [],
            sourcePorts: match.sourcePorts ?? [], destination: match.destination, source: match.source,
            inputInterface: match.inputInterface, outputInterface: match.outputInterface, transport: match.transport,
            user: match.user, states: match.states ?? [], limits: match.limits, packets: rule.packets,
            text: rule.text, handle: rule.handle)
        out.baseChain = base.name == chain.name ? nil : base.name
        rules.append(out)
    }
}
