/// The course of a diagnosis, without any effect: rules ask for experiments, the cheapest are run, the rules judge again.
///
///     while let batch = investigation.next(spent: milliseconds) { for e in batch { investigation.learn(e, run(e)) } }
package struct Investigation: Sendable {
    package private(set) var scene: Scene
    private let rules: [any Rule.Type]
    private var verdicts: [Verdict]
    /// Rules that asked for an experiment at some time: those that were in question at all.
    private var considered: Set<Int> = []

    private enum Verdict: Sendable {
        case undecided
        case found(Finding)
        case absent
    }

    /// - Parameter rules: in the order of the catalogue, which settles ties.
    package init(_ question: Question, _ facts: Facts, rules: [any Rule.Type] = Catalogue.rules) {
        scene = Scene(question, facts)
        self.rules = rules
        verdicts = Array(repeating: .undecided, count: rules.count)
    }

    /// From then on nothing more is tried; in milliseconds.
    package static let longest = 8_000.0

    /// What to run now: the cheapest of what rules need, and what costs about as much. `nil` when all is decided.
    ///
    /// - Parameter spent: milliseconds since the question was asked.
    package mutating func next(spent: Double) -> [Experiment]? {
        while true {
            let needs = judge()
            guard !needs.isEmpty else { return nil }
            let limit = spent > Self.longest ? -1 : mostWorthwhile
            let allowed = needs.filter { $0.cost <= limit }
            if allowed.isEmpty {
                // What is not worth its time counts as unknown, and the rules say what they can without it.
                for experiment in needs { scene.refuse(experiment) }
                continue
            }
            let cheapest = allowed.map(\.cost).min() ?? 0
            return allowed.filter { $0.cost <= cheapest * 2 }.sorted { $0.cost < $1.cost }
        }
    }

    package mutating func learn(_ experiment: Experiment, _ outcome: Outcome) { scene.learn(experiment, outcome) }

    /// The most an experiment may cost now: once something is certain, waiting for more serves nobody.
    private var mostWorthwhile: Int {
        let best = findings.first?.confidence ?? 0
        if best >= Confidence.proven { return 50 }
        if best >= Confidence.observed { return 250 }
        return Int.max
    }

    /// Lets every undecided rule judge; returns what they need, each once, in the order of the rules.
    private mutating func judge() -> [Experiment] {
        var needs: [Experiment] = []
        var seen: Set<Experiment> = []
        for (index, rule) in rules.enumerated() {
            guard case .undecided = verdicts[index] else { continue }
            do {
                verdicts[index] = try rule.judge(scene).map { .found($0) } ?? .absent
            } catch {
                considered.insert(index)
                if seen.insert(error.experiment).inserted { needs.append(error.experiment) }
            }
        }
        return needs
    }

    /// What was found so far, the best first.
    package var findings: [Finding] {
        verdicts.enumerated()
            .compactMap { index, verdict -> (Int, Finding)? in
                if case .found(let finding) = verdict { (index, finding) } else { nil }
            }
            .sorted { ($1.1.confidence, $0.0) < ($0.1.confidence, $1.0) }
            .map(\.1)
    }

    /// The faults that were in question and are not there, by id.
    package var ruledOut: [String] {
        considered.sorted().compactMap { index in
            if case .absent = verdicts[index] { rules[index].fault.id } else { nil }
        }
    }
}
