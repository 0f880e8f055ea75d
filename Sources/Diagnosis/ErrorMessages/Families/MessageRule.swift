/// What a message means that has one of some shapes.
struct MessageRule: Sendable {
    /// How much is known when a shape fits.
    enum Level: Int, Sendable {
        /// No error at all, only an endpoint, should another rule find an error in the line.
        case place
        /// Something failed; a second line or the same one says what.
        case vague
        /// An errno by name, number or words, whoever prints it.
        case plain
        /// A runtime's own wording.
        case own
        /// A wording that holds whatever else the line says.
        case sure
    }

    /// Where the endpoint of such a line stands.
    enum Source: Sendable {
        /// Where the pattern says, otherwise wherever an address is.
        case line
        /// Only where the pattern says.
        case pattern
    }

    /// `nil`: such a line tells of no error, whatever words it has.
    let kind: ErrorKind?
    let level: Level
    let source: Source
    let patterns: [String]

    init(_ kind: ErrorKind?, _ level: Level, _ source: Source, _ patterns: [String]) {
        self.kind = kind
        self.level = level
        self.source = source
        self.patterns = patterns
    }

    init(_ kind: ErrorKind?, _ level: Level, _ patterns: [String]) {
        self.init(kind, level, .line, patterns)
    }

    init(_ kind: ErrorKind?, _ patterns: [String]) {
        self.init(kind, .own, .line, patterns)
    }
}

/// The rules of one runtime, or of several that print alike.
struct Family: Sendable {
    /// As it is called: `Node.js`; `nil` for wordings of no runtime in particular.
    let runtime: String?
    let rules: [MessageRule]

    init(_ runtime: String?, _ rules: [MessageRule]) {
        self.runtime = runtime
        self.rules = rules
    }
}
