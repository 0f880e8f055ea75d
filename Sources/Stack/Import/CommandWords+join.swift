extension CommandWords {
    /// Words as a line that a shell splits into the same words.
    package static func join(_ words: [String]) -> String { words.map(quote).joined(separator: " ") }
}
