/// How a tool reads dotenv files; there is no standard, and no two of these agree.
package enum DotenvDialect: String, Hashable, Sendable, CaseIterable {
    /// foreman 0.90: one line, one variable; nothing is trimmed.
    case foreman
    /// honcho 2.0: a line is split by Python's shlex, then joined again.
    case honcho
    /// The dotenv gem 3.2; it would also run `$(command)`, which is shown here and never done.
    case ruby
    /// The dotenv package 17 of npm.
    case node
    /// compose-go 2.13, without its three oddities (see `ComposeDotenv`). The default.
    case compose
    /// Compose's `format: raw`: everything behind `=` as it stands.
    case raw

    /// As people know it.
    package var title: String {
        switch self {
        case .foreman, .honcho: rawValue
        case .ruby: "Ruby's dotenv"
        case .node: "Node's dotenv"
        case .compose: "Docker Compose"
        case .raw: "a raw reading"
        }
    }
}

/// One variable of a dotenv file.
package struct DotenvEntry: Hashable, Sendable {
    package var name: String
    package var value: String
    /// The line on which it begins, from 1.
    package var line: Int
    /// What a user should know about it: the dialects that read it otherwise.
    package var remarks: [Remark]

    package init(_ name: String, _ value: String, line: Int, remarks: [Remark] = []) {
        self.name = name
        self.value = value
        self.line = line
        self.remarks = remarks
    }
}

/// What reading a dotenv file gave.
package struct DotenvReading: Hashable, Sendable {
    /// In the order of the file; a name that is given twice stands here twice, and the later one counts.
    package var entries: [DotenvEntry]
    /// Errors of the file in this dialect, and the warnings of every entry.
    package var remarks: [Remark]

    package init(entries: [DotenvEntry] = [], remarks: [Remark] = []) {
        self.entries = entries
        self.remarks = remarks
    }

    /// What counts in the end.
    package var values: [String: String] {
        Dictionary(entries.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    package var hasFailed: Bool { remarks.contains { $0.kind == .error } }
}

/// Reads dotenv files in the dialect of any of five tools.
package enum Dotenv {
    /// - Parameter lookup: the user's environment, for `$NAME` and for a bare `NAME`.
    /// - Returns: the entries, with a warning for each line whose value differs in another dialect, that names them.
    ///   `raw` is asked for on purpose, so it warns of nothing.
    package static func read(
        _ text: String, dialect: DotenvDialect = .compose, lookup: (String) -> String? = { _ in nil }
    ) -> DotenvReading {
        withoutActuallyEscaping(lookup) { lookup in
            var reading = plain(text, dialect, lookup)
            if dialect != .raw { DialectComparison.remark(&reading, text, dialect, lookup) }
            return reading
        }
    }

    /// The reading of one dialect alone.
    static func plain(_ text: String, _ dialect: DotenvDialect, _ lookup: @escaping (String) -> String?)
        -> DotenvReading
    {
        switch dialect {
        case .foreman: ForemanDotenv.read(text)
        case .honcho: HonchoDotenv.read(text)
        case .ruby: PatternDotenv(isRuby: true, lookup: lookup).read(text)
        case .node: PatternDotenv(isRuby: false, lookup: lookup).read(text)
        case .compose: ComposeDotenv.read(text, lookup)
        case .raw: RawDotenv.read(text)
        }
    }
}
