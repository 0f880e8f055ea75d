/// One root cause in the catalogue: what its page in `docs/faults/` says. What decides it stands in the same file, as
/// the rule that carries it.
package struct Fault: Hashable, Sendable {
    package enum Family: String, Hashable, Sendable, CaseIterable {
        case addressInUse = "address-in-use"
        case bindPermissionOrAddress = "bind-permission-or-address"
        case connectionRefused = "connection-refused"
        case nameResolution = "name-resolution"
        case hang
        case resetOrEarlyClose = "reset-or-early-close"
        case protocolMismatch = "protocol-mismatch"
        case tlsCertificate = "tls-certificate"
        case debugger
        case docker
        case hostHeader = "host-header"
        case proxy
        case applicationLayer = "application-layer"
        case protocolOrApplication = "protocol-or-application"
        case platform
    }

    /// The stable name, such as `port-held-by-own-process`.
    package var id: String
    package var family: Family
    /// One sentence.
    package var meaning: String
    /// What people see: messages and behaviour, one a line.
    package var symptoms: [String]
    /// Why it happens: a paragraph or two, resting on a kernel version, man page or RFC where it can.
    package var explanation: String
    /// How it is proved, and what tells it from its look-alikes.
    package var proof: String
    /// How to mend it, the safest first, `<words>` in angle brackets to fill in.
    package var mends: [Fix]
    /// Ids of look-alikes.
    package var seeAlso: [String]

    package init(
        _ id: String, _ family: Family, _ meaning: String, symptoms: [String], explanation: String, proof: String,
        mends: [Fix], seeAlso: [String] = []
    ) {
        self.id = id
        self.family = family
        self.meaning = meaning
        self.symptoms = symptoms
        self.explanation = explanation
        self.proof = proof
        self.mends = mends
        self.seeAlso = seeAlso
    }
}

/// What decides whether one fault is there. Pure: the same scene gives the same verdict.
///
/// A rule asks the scene for what it needs; what has not been tried yet leaves the rule as a `Need`, and the engine runs
/// the cheapest of what all rules need before it asks again. So put the cheap questions first, and leave by `return nil`
/// as soon as the fault is out of the question.
package protocol Rule: Sendable {
    static var fault: Fault { get }
    /// - Returns: the finding, or `nil` when the fault is not there.
    /// - Throws: `Need` when that cannot be said yet.
    static func judge(_ scene: Scene) throws(Need) -> Finding?
}

/// An experiment has to be run before the rule can say more.
package struct Need: Error, Hashable, Sendable {
    package var experiment: Experiment

    package init(_ experiment: Experiment) { self.experiment = experiment }
}

extension Rule {
    /// A finding of this rule's fault.
    package static func finding(
        _ confidence: Double, _ summary: String, evidence: [EvidenceLine] = [], fixes: [Fix] = []
    ) -> Finding {
        Finding(fault.id, confidence: confidence, summary, evidence: evidence, fixes: fixes)
    }
}
