extension Sequence {
    /// The first result that is one, with each element asked once at most.
    ///
    /// `lazy.compactMap { … }.first` asks twice and traps where the second answer is none: processes end in between.
    package func firstResult<Result>(_ transform: (Element) -> Result?) -> Result? {
        for element in self {
            if let result = transform(element) { return result }
        }
        return nil
    }
}
