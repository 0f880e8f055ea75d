/// What may stand behind a key of ostia.yaml; the reader's key lists and the JSON Schema are both made of these.
indirect enum Shape: Hashable, Sendable {
    case text
    case flag
    case count(ClosedRange<Int>)
    /// Seconds, or `1m30s`.
    case duration
    /// Bytes, or `10MB`.
    case size
    /// One of these words.
    case word([String])
    /// A map of exactly these keys.
    case object([Key])
    case list(Shape)
    /// A map of names that the user chooses.
    case map(Shape)
    case either([Shape])
    case nothing
    /// A shape that is used more than once.
    case named(String)

    struct Key: Hashable, Sendable {
        var name: String
        var shape: Shape
        /// For the schema's reader, one sentence.
        var about: String
        var isRequired: Bool

        init(_ name: String, _ shape: Shape, _ about: String, isRequired: Bool = false) {
            self.name = name
            self.shape = shape
            self.about = about
            self.isRequired = isRequired
        }
    }

    static func texts() -> Shape { .either([.text, .list(.text)]) }
}
