/// Why an engine would not run a container, from what its command wrote.
package struct ContainerRefusal: Hashable, Sendable {
    /// The engine's own sentence; empty when it said nothing.
    package var message: String
    private let engine: String
    /// Whether it first said that it does not have the image.
    private let lacksImage: Bool

    /// - Parameter lines: the last ones of the command, the latest last.
    package init(_ lines: [String], engine: String) {
        self.engine = engine
        let said = lines.map(Self.trimmed).filter { !$0.isEmpty && !$0.hasPrefix("See '") && !$0.hasPrefix("Run '") }
        lacksImage = said.contains { $0.hasPrefix("Unable to find image") }
        let own = said.last { $0.hasPrefix("\(engine): ") || $0.hasPrefix("Error: ") }
        message = Self.withoutEngine(own ?? said.last ?? "", engine)
    }

    /// For people: what it said, and the next command.
    package func text(_ service: PlannedService) -> String {
        let said = message.isEmpty ? "\(engine) refuses to run it" : "\(engine) says: \(message)"
        return "\(said); next: \(next(service))"
    }

    private func next(_ service: PlannedService) -> String {
        if isAbout("Cannot connect to the Docker daemon", "Cannot connect to Podman", "unable to connect to Podman") {
            return Self.whenAway(engine)
        }
        if isAbout("already in use", "already allocated", "port is in use"), let port = service.mainPort {
            return "ostia who \(port.number)"
        }
        let aboutImage = [
            "pull access denied", "manifest", "No such image", "image not known", "invalid reference format",
            "short-name",
        ]
        if case .container(let container) = service.spec.kind, lacksImage || aboutImage.contains(where: { isAbout($0) })
        {
            return "\(engine) pull \(CommandWords.quote(container.image))"
        }
        return "ostia up --dry-run shows what it was given"
    }

    /// What to type when the engine does not answer at all.
    package static func whenAway(_ engine: String) -> String { "\(engine) info" }

    private func isAbout(_ words: String...) -> Bool {
        let lowered = message.lowercased()
        return words.contains { lowered.contains($0.lowercased()) }
    }

    private static func trimmed(_ line: String) -> String {
        var rest = line[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        return String(rest)
    }

    /// `docker: Error response from daemon: …` without the names of who says it.
    private static func withoutEngine(_ line: String, _ engine: String) -> String {
        var rest = line[...]
        for prefix in ["\(engine): ", "Error response from daemon: ", "Error: "] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
        }
        return String(rest)
    }
}
